import { STANCES, TAGGING_NEGATED, TAGGING_QUOTED, type Scored, type SentimentLabel, type Stance, type UnitKind } from '../model.js';
import type { Decided, UnitState } from './decided.js';

/**
 * What the counted tables are made from: whole numbers only (scores are ten-thousandths), so that the order of adding changes nothing.
 * A tally is one array; batches are added up element by element.
 */

export type Kind = 'post' | 'comment';
export const KINDS: readonly Kind[] = ['post', 'comment'];

/** Replies are comments here: the tables keep posts and comments apart. */
function kindIndex(kind: UnitKind): number {
  return kind === 'post' ? 0 : 1;
}

/** Counted of the units of a kind. */
export const UNIT_COUNTS = ['units', 'words', 'sentiment', 'negative', 'neutral', 'positive'] as const;
/** Counted of a theme in the units of a kind. */
export const THEME_COUNTS = ['units', 'codings', 'negated', 'quoted', 'neg', 'neu', 'pos', 'mix', 'stance'] as const;
type UnitCount = (typeof UNIT_COUNTS)[number];
type ThemeCount = (typeof THEME_COUNTS)[number];

const UNIT_WIDTH = UNIT_COUNTS.length;
const THEME_WIDTH = THEME_COUNTS.length;

/** The stances are counted in the order of `STANCES`. */
const FIRST_STANCE = THEME_COUNTS.indexOf('neg');

function stancePlace(stance: Stance): number {
  return FIRST_STANCE + STANCES.indexOf(stance);
}

function labelPlace(label: SentimentLabel): number {
  return label === 'negative' ? 3 : label === 'neutral' ? 4 : 5;
}

export class Tally {
  readonly counts: Float64Array;
  private readonly themeBase = UNIT_WIDTH * KINDS.length;
  private readonly pairBase: number;

  constructor(readonly themes: number) {
    this.pairBase = this.themeBase + THEME_WIDTH * KINDS.length * themes;
    this.counts = new Float64Array(this.pairBase + (themes * (themes - 1)) / 2);
  }

  ofUnits(kind: number, count: UnitCount): number {
    return this.counts[kind * UNIT_WIDTH + UNIT_COUNTS.indexOf(count)]!;
  }

  ofTheme(theme: number, kind: number, count: ThemeCount): number {
    return this.counts[this.themeAt(theme, kind) + THEME_COUNTS.indexOf(count)]!;
  }

  /** How many units have both themes. */
  ofPair(a: number, b: number): number {
    return this.counts[this.pairAt(Math.min(a, b), Math.max(a, b))]!;
  }

  /** Adds a unit of a batch: its words, its codings from `firstCoding` up to `endCoding`, and the themes these give it, ascending. */
  addUnit(batch: Pick<Scored, 'units' | 'unitSentiments' | 'taggings' | 'stances' | 'stanceScores'>, unit: number, words: number, firstCoding: number, endCoding: number, themes: readonly number[]): void {
    const counts = this.counts;
    const kind = kindIndex(batch.units[unit]!.kind);
    const sentiment = batch.unitSentiments[unit]!;
    const at = kind * UNIT_WIDTH;
    counts[at]!++;
    counts[at + 1]! += words;
    counts[at + 2]! += sentiment.score;
    counts[at + labelPlace(sentiment.label)]!++;
    const { taggings, stances, stanceScores } = batch;
    for (let i = firstCoding; i < endCoding; i++) {
      const flags = taggings.flags[i]!;
      const base = this.themeAt(taggings.themes[i]!, kind);
      counts[base + 1]!++;
      if ((flags & TAGGING_NEGATED) !== 0) counts[base + 2]!++;
      if ((flags & TAGGING_QUOTED) !== 0) counts[base + 3]!++;
      counts[base + FIRST_STANCE + stances[i]!]!++;
      counts[base + 8]! += stanceScores[i]!;
    }
    for (let i = 0; i < themes.length; i++) {
      counts[this.themeAt(themes[i]!, kind)]!++;
      for (let j = i + 1; j < themes.length; j++) counts[this.pairAt(themes[i]!, themes[j]!)]!++;
    }
  }

  /** Takes a unit's old state out of the counts and puts its new one in. */
  change({ kind, before, after }: Decided): void {
    const of = kind === 'post' ? 0 : 1;
    this.addState(of, before, -1);
    this.addState(of, after, 1);
  }

  private addState(kind: number, { themes, sentiment, label, codings }: UnitState, sign: number): void {
    const counts = this.counts;
    const at = kind * UNIT_WIDTH;
    counts[at + 2]! += sign * sentiment;
    counts[at + labelPlace(label)]! += sign;
    for (const { theme, negated, quoted, stance, stanceScore } of codings) {
      const base = this.themeAt(theme, kind);
      counts[base + 1]! += sign;
      if (negated) counts[base + 2]! += sign;
      if (quoted) counts[base + 3]! += sign;
      if (stance !== '') counts[base + stancePlace(stance)]! += sign;
      counts[base + 8]! += sign * stanceScore;
    }
    themes.forEach((theme, i) => {
      counts[this.themeAt(theme, kind)]! += sign;
      for (const other of themes.slice(i + 1)) counts[this.pairAt(theme, other)]! += sign;
    });
  }

  /** The counts that are not zero, as place and value by turns. */
  sparse(): number[] {
    const pairs: number[] = [];
    for (let i = 0; i < this.counts.length; i++) if (this.counts[i] !== 0) pairs.push(i, this.counts[i]!);
    return pairs;
  }

  addSparse(pairs: readonly number[]): void {
    for (let i = 0; i + 1 < pairs.length; i += 2) this.counts[pairs[i]!]! += pairs[i + 1]!;
  }

  private themeAt(theme: number, kind: number): number {
    return this.themeBase + (theme * KINDS.length + kind) * THEME_WIDTH;
  }

  private pairAt(a: number, b: number): number {
    return this.pairBase + a * this.themes - (a * (a + 1)) / 2 + (b - a - 1);
  }
}
