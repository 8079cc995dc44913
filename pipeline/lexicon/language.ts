import { lexemes, type Lexeme } from './lexemes.js';
import type { PatternFault, PatternNode } from './syntax.js';

/** The widest gap and distance: further apart, words are two points, not one. */
export const WIDEST_GAP = 30;

/** More than this on one line is no longer read by anybody. */
const LONGEST_PATTERN = 20_000;
const DEEPEST_BRACKET = 40;
const MOST_OPERATORS = 40;

export interface ParsedPattern {
  /** Null when there are faults. */
  readonly node: PatternNode | null;
  /** The number after `^`, or null for the strength of the section it stands in. */
  readonly strength: number | null;
  /** The pattern without its strength, as the editor wrote it. */
  readonly text: string;
  readonly faults: readonly PatternFault[];
}

/**
 * Reads one line of a lexicon.
 * Binding, tightest first: `|`, sequence, NEAR and BEFORE, AND and NOT; operators of one rank bind from the left.
 */
export function parsePattern(line: string): ParsedPattern {
  const { text, strength, faults } = splitStrength(line);
  if (faults.length > 0) return { node: null, strength, text, faults };
  if (text.length > LONGEST_PATTERN) {
    const fault = { id: 'too-long', column: 1, message: `This pattern has ${text.length} characters; ${LONGEST_PATTERN} are the most.`, hint: 'Split it over several lines, or make its words a named list.' };
    return { node: null, strength, text, faults: [fault] };
  }
  const read = lexemes(text);
  if (read.faults.length > 0) return { node: null, strength, text, faults: read.faults };
  if (read.lexemes.length === 0) {
    return { node: null, strength, text, faults: [{ id: 'empty-pattern', column: 1, message: 'There is no pattern on this line.' }] };
  }
  const parser = new Parser(read.lexemes);
  const node = parser.parse();
  return { node: parser.faults.length > 0 ? null : node, strength, text, faults: parser.faults };
}

function splitStrength(line: string): { text: string; strength: number | null; faults: PatternFault[] } {
  const trimmed = line.trimEnd();
  const caret = trimmed.lastIndexOf(' ^');
  if (caret < 0) return { text: trimmed, strength: null, faults: [] };
  const number = trimmed.slice(caret + 2);
  const text = trimmed.slice(0, caret).trimEnd();
  if (/^-?\d+(\.\d+)?$/.test(number) && Number(number) <= 10 && Number(number) >= -10) return { text, strength: Number(number), faults: [] };
  const fault = {
    id: 'bad-strength',
    column: caret + 2,
    message: `"^${number}" is no strength.`,
    hint: 'Write a number from 0 to 10 after the sign, such as ^0.5.',
  };
  return { text, strength: null, faults: [fault] };
}

const SENTENCE_RANK = new Set(['AND', 'NOT']);

class Parser {
  readonly faults: PatternFault[] = [];
  private at = 0;
  private depth = 0;

  constructor(private readonly items: readonly Lexeme[]) {}

  parse(): PatternNode {
    const operators = this.items.filter(({ kind }) => kind === 'operator');
    if (operators.length > MOST_OPERATORS) this.tooDeep(operators[MOST_OPERATORS]!, `This pattern has more than ${MOST_OPERATORS} operators.`);
    const node = this.sentenceRank();
    const rest = this.items[this.at];
    if (rest && this.faults.length === 0) this.unexpected(rest);
    return node;
  }

  private sentenceRank(): PatternNode {
    let left = this.proximityRank();
    for (let next = this.items[this.at]; next?.kind === 'operator' && SENTENCE_RANK.has(next.text); next = this.items[this.at]) {
      this.at++;
      this.mustFollow(next);
      const right = this.proximityRank();
      left = { kind: next.text === 'AND' ? 'and' : 'not', left, right, column: next.column };
    }
    return left;
  }

  private proximityRank(): PatternNode {
    let left = this.sequence();
    for (let next = this.items[this.at]; next?.kind === 'operator' && !SENTENCE_RANK.has(next.text); next = this.items[this.at]) {
      this.at++;
      this.mustFollow(next);
      const right = this.sequence();
      if (next.words > WIDEST_GAP) this.tooWide(next);
      left = { kind: 'proximity', left, right, words: next.words, ordered: next.text === 'BEFORE', column: next.column };
    }
    return left;
  }

  private sequence(): PatternNode {
    const first = this.items[this.at];
    const items: PatternNode[] = [];
    for (let next = this.items[this.at]; next && next.kind !== 'operator' && next.kind !== 'close' && next.kind !== 'bar'; next = this.items[this.at]) {
      items.push(this.item(next));
    }
    const column = first?.column ?? 1;
    if (items.length === 0 && first && this.faults.length === 0) this.unexpected(first);
    const edge = items[0]?.kind === 'gap' ? items[0] : items[items.length - 1];
    if (edge?.kind === 'gap') {
      this.faults.push({
        id: 'gap-at-edge',
        column: edge.column,
        message: 'A gap stands between two words; here there is none on one side.',
        hint: 'Delete the dots, or write the missing word.',
      });
    }
    return items.length === 1 ? items[0]! : { kind: 'sequence', items, column };
  }

  private item(next: Lexeme): PatternNode {
    this.at++;
    switch (next.kind) {
      case 'word':
        return { kind: 'word', word: next.word, text: next.text, pos: next.pos, column: next.column };
      case 'list':
        return { kind: 'list', name: next.text, column: next.column };
      case 'gap':
        if (next.words > WIDEST_GAP) this.tooWide(next);
        return { kind: 'gap', words: next.words, column: next.column };
      default:
        return this.group(next);
    }
  }

  private group(open: Lexeme): PatternNode {
    this.depth++;
    if (this.depth > DEEPEST_BRACKET) this.tooDeep(open, `Brackets stand inside one another more than ${DEEPEST_BRACKET} times.`);
    const group = this.groupOf(open);
    this.depth--;
    return group;
  }

  private groupOf(open: Lexeme): PatternNode {
    const options: PatternNode[] = [this.sentenceRank()];
    while (this.items[this.at]?.kind === 'bar') {
      this.at++;
      options.push(this.sentenceRank());
    }
    const close = this.items[this.at];
    const wanted = open.text === '(' ? ')' : ']';
    if (close?.kind === 'close' && close.text === wanted) {
      this.at++;
    } else if (this.faults.length === 0) {
      this.faults.push({
        id: 'unclosed-bracket',
        column: open.column,
        message: `The bracket "${open.text}" is never closed.`,
        hint: `Write "${wanted}" where the group ends.`,
      });
    }
    const inside: PatternNode = options.length === 1 ? options[0]! : { kind: 'alternatives', options, column: open.column };
    return open.text === '[' ? { kind: 'optional', item: inside, column: open.column } : inside;
  }

  private mustFollow(operator: Lexeme): void {
    const next = this.items[this.at];
    if (next && next.kind !== 'close' && next.kind !== 'bar') return;
    this.faults.push({
      id: 'missing-word',
      column: operator.column,
      message: `Nothing follows ${operator.text}.`,
      hint: `Write what should stand after it, or "${operator.text}" in quotation marks to match the word itself.`,
    });
  }

  private tooDeep(at: Lexeme, message: string): void {
    if (this.faults.length === 0) this.faults.push({ id: 'too-deep', column: at.column, message, hint: 'Split the pattern over several lines, or make a part of it a named list.' });
    this.at = this.items.length;
  }

  private tooWide(at: Lexeme): void {
    this.faults.push({
      id: 'gap-too-wide',
      column: at.column,
      message: `A gap of ${at.words} words is wider than ${WIDEST_GAP}, the widest there is.`,
      hint: 'For words anywhere in one sentence, write AND.',
    });
  }

  private unexpected(at: Lexeme): void {
    if (at.kind === 'bar') {
      this.faults.push({
        id: 'bare-bar',
        column: at.column,
        message: 'Alternatives stand in round brackets.',
        hint: 'Write (quit|leave) the job, or put each alternative on a line of its own.',
      });
      return;
    }
    this.faults.push({
      id: 'unexpected',
      column: at.column,
      message: `"${at.text}" cannot stand here.`,
      hint: at.kind === 'close' ? 'Nothing is open that it could close: delete it, or write the opening bracket.' : 'Write a word before it.',
    });
  }
}
