/**
 * The pattern language as a tree. `language.ts` reads a line into it, `plan.ts` makes it matchable.
 * Columns are one-based and count from the start of the pattern.
 */

export type WordKind =
  /** A word in any case and either spelling; in capitals, an acronym. */
  | 'plain'
  /** In quotation marks: no operator, no acronym. */
  | 'quoted'
  /** With `*` or `?`. */
  | 'glob'
  /** After `=`: these letters in this case. */
  | 'exact'
  /** In braces: every inflection. */
  | 'lemma'
  /** Between slashes. */
  | 'regex';

export interface WordNode {
  readonly kind: 'word';
  readonly word: WordKind;
  readonly text: string;
  /** Part of speech after `#`, such as `Verb`; empty for any. */
  readonly pos: string;
  readonly column: number;
}

export interface ListNode {
  readonly kind: 'list';
  readonly name: string;
  readonly column: number;
}

export interface GapNode {
  readonly kind: 'gap';
  /** Up to so many words. */
  readonly words: number;
  readonly column: number;
}

export interface SequenceNode {
  readonly kind: 'sequence';
  readonly items: readonly PatternNode[];
  readonly column: number;
}

export interface AlternativesNode {
  readonly kind: 'alternatives';
  readonly options: readonly PatternNode[];
  readonly column: number;
}

export interface OptionalNode {
  readonly kind: 'optional';
  readonly item: PatternNode;
  readonly column: number;
}

export interface ProximityNode {
  readonly kind: 'proximity';
  readonly left: PatternNode;
  readonly right: PatternNode;
  /** At most so many words between. */
  readonly words: number;
  /** True for BEFORE, false for NEAR. */
  readonly ordered: boolean;
  readonly column: number;
}

export interface SentenceNode {
  readonly kind: 'and' | 'not';
  readonly left: PatternNode;
  readonly right: PatternNode;
  readonly column: number;
}

export type PatternNode = WordNode | ListNode | GapNode | SequenceNode | AlternativesNode | OptionalNode | ProximityNode | SentenceNode;

/** A fault in a pattern. */
export interface PatternFault {
  readonly id: string;
  readonly column: number;
  readonly message: string;
  readonly hint?: string;
}
