import type { PatternNode } from './syntax.js';

/** A codebook as its editor wrote it: themes, rules, patterns and examples, each with its place in the files. */

export interface Place {
  readonly file: string;
  /** One-based. */
  readonly line: number;
  readonly column: number;
}

export type Section = 'decisive' | 'strong' | 'weak' | 'unless' | 'except';
export const CUE_SECTIONS = ['decisive', 'strong', 'weak'] as const;
export const SECTIONS: readonly Section[] = [...CUE_SECTIONS, 'unless', 'except'];

/** True for a pattern that takes matches away rather than giving any. */
export function isGuard({ section }: Pick<Pattern, 'section'>): boolean {
  return section === 'unless' || section === 'except';
}

/** One line of a lexicon. */
export interface Pattern {
  /** As it is written, without its strength. */
  readonly text: string;
  readonly section: Section;
  readonly strength: number;
  /** True where the line gives its own strength. */
  readonly ownStrength: boolean;
  readonly node: PatternNode;
  readonly place: Place;
}

/** The patterns of a theme itself, or of one of its sub-codes. */
export interface Rule {
  /** The sub-code's id; empty for the theme itself. */
  readonly code: string;
  readonly name: string;
  readonly definition: string;
  readonly patterns: readonly Pattern[];
}

export interface Example {
  readonly kind: 'coded' | 'ignored';
  /** Without the marks. */
  readonly text: string;
  /** The marked stretches, as UTF-16 offsets into `text`. */
  readonly marks: readonly { readonly start: number; readonly end: number }[];
  readonly place: Place;
}

export interface Theme {
  readonly id: string;
  readonly name: string;
  readonly definition: string;
  readonly include: string;
  readonly exclude: string;
  /** Ids that this theme had, or that were merged into it. */
  readonly was: readonly string[];
  /** Multiplies the codebook's thresholds. */
  readonly threshold: number;
  /** The theme's own rule first, then its sub-codes. */
  readonly rules: readonly Rule[];
  readonly codes: readonly { readonly id: string; readonly name: string; readonly definition: string }[];
  readonly examples: readonly Example[];
  readonly place: Place;
}

/** From so many words on (up to the next step), a theme's cues must add up to this. */
export interface ThresholdStep {
  /** Up to and with so many words; infinite for the last. */
  readonly upTo: number;
  readonly atLeast: number;
}

export interface Policy {
  readonly hyphens: 'split' | 'keep';
  readonly spelling: boolean;
  readonly acronyms: boolean;
  readonly strengths: { readonly decisive: number; readonly strong: number; readonly weak: number };
  readonly thresholds: readonly ThresholdStep[];
}

/** A named list of words and phrases, `@name` in patterns. */
export interface NamedList {
  readonly name: string;
  readonly patterns: readonly Omit<Pattern, 'section' | 'strength' | 'ownStrength'>[];
  readonly place: Place;
}

export interface Codebook {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly policy: Policy;
  readonly lists: readonly NamedList[];
  /** In order of their file names, so that columns come out the same everywhere. */
  readonly themes: readonly Theme[];
  /** SHA-256 over the files, in hex. */
  readonly digest: string;
}

/** A theme without its patterns and examples. */
export type ThemeOutline = Omit<Theme, 'rules' | 'examples' | 'place'> & { readonly rules: readonly Omit<Rule, 'patterns'>[] };

/** What coding and its tables need of a codebook. */
export type CodebookOutline = Omit<Codebook, 'lists' | 'themes'> & { readonly themes: readonly ThemeOutline[] };

export const DEFAULT_POLICY: Policy = {
  hyphens: 'split',
  spelling: true,
  acronyms: true,
  strengths: { decisive: 2, strong: 1, weak: 0.25 },
  thresholds: [
    { upTo: 90, atLeast: 1 },
    { upTo: 400, atLeast: 1.5 },
    { upTo: Infinity, atLeast: 2 },
  ],
};

/** What a theme's cues must add up to in a unit of so many words. */
export function thresholdFor(policy: Policy, theme: Pick<Theme, 'threshold'>, words: number): number {
  const step = policy.thresholds.find(({ upTo }) => words <= upTo) ?? policy.thresholds[policy.thresholds.length - 1]!;
  return step.atLeast * theme.threshold;
}
