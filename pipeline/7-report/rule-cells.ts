import type { Rule } from '../model.js';
import { concatenated } from './bytes.js';
import { CellStore } from './cells.js';
import { encodedCell, encodedScore } from './csv.js';

const WEIGHT_UNIT = 10_000;

/** A sub-code is written `theme/code`; a coding of the theme as a whole has none. */
export function codeName(theme: string, code: string): string {
  return code === '' ? '' : `${theme}/${code}`;
}

/** The cells that are the same in all rows of a rule, each encoded when its rule first fires, and kept for the whole run. */
export class RuleCells {
  /** By rule, where in the store its cells theme, code and rule begin and end; an end of 0 where they are not yet there. */
  starts = new Int32Array(0);
  ends = new Int32Array(0);
  /** By rule, the cells from its weight to the end of the row. */
  endingStarts = new Int32Array(0);
  endingEnds = new Int32Array(0);
  private rules: readonly Rule[] = [];
  /** Where the endings of a weight are; there are few of them. */
  private readonly endings = new Map<number, { readonly start: number; readonly end: number }>();

  /** @param ending the cells behind the weight. */
  constructor(
    private readonly themes: readonly string[],
    private readonly ending: Uint8Array,
    private readonly store: CellStore,
  ) {}

  /** To be called before the rules of a batch are asked for; the batches of a lexicon have the same. */
  begin(rules: readonly Rule[]): void {
    if (rules === this.rules) return;
    this.rules = rules;
    this.starts = new Int32Array(rules.length);
    this.ends = new Int32Array(rules.length);
    this.endingStarts = new Int32Array(rules.length);
    this.endingEnds = new Int32Array(rules.length);
  }

  add(rule: number): void {
    const { theme, code, text, weight } = this.rules[rule]!;
    const name = this.themes[theme]!;
    this.starts[rule] = this.store.add(concatenated([encodedCell(name), encodedCell(codeName(name, code)), encodedCell(text)]));
    this.ends[rule] = this.store.length;
    const { start, end } = this.endingOf(Math.round(weight * WEIGHT_UNIT));
    this.endingStarts[rule] = start;
    this.endingEnds[rule] = end;
  }

  private endingOf(weight: number): { readonly start: number; readonly end: number } {
    const known = this.endings.get(weight);
    if (known) return known;
    const start = this.store.add(concatenated([encodedScore(weight), this.ending]));
    const ending = { start, end: this.store.length };
    this.endings.set(weight, ending);
    return ending;
  }
}
