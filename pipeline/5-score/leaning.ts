import type { Tagged } from '../model.js';
import type { Weights } from '../lexicon/sentiment/weights.js';

/** Words weigh more in a short text: each counts so much, divided by the square root of the words and one. */
const WORD_SIZE = 6;

/** What one of `policy.tone` adds to the labels: to the good what it takes from the bad. */
export const TONE_ADDS: readonly number[] = [-1, 0, 1];

/** Sums of weights for one text after the other; what it holds is of the last one. */
export class LeaningSums {
  /** The sum for each answer. */
  readonly sums: Float64Array;
  /** The words seen, `count` of them: each once, however often it is said. */
  readonly seen: Int32Array;
  count = 0;
  size = 0;
  /** The sum of the weights of the words seen. */
  private readonly raw: Float64Array;
  private readonly stamps: Int32Array;
  private stamp = 0;
  private readonly width: number;

  constructor(private readonly weights: Weights) {
    this.width = weights.answers.length;
    this.sums = new Float64Array(this.width);
    this.raw = new Float64Array(this.width);
    this.seen = new Int32Array(weights.wordCount);
    this.stamps = new Int32Array(weights.wordCount);
  }

  /** Begins a text, at the table's level or at 0. */
  begin(atLevel: boolean): void {
    for (let a = 0; a < this.width; a++) this.sums[a] = atLevel ? this.weights.level[a]! : 0;
    this.raw.fill(0);
    this.stamp++;
    this.count = 0;
  }

  /** Notes the table's words among the tokens `first` up to `end`. */
  note(tagged: Tagged, first: number, end: number): void {
    const { forms } = tagged.tokens;
    const { wordOf, words } = this.weights;
    const { stamps, stamp, seen, raw, width } = this;
    let { count } = this;
    for (let i = first; i < end; i++) {
      const word = wordOf[forms[i]!]!;
      if (word === 0 || stamps[word] === stamp) continue;
      stamps[word] = stamp;
      seen[count++] = word;
      const at = word * width;
      for (let a = 0; a < width; a++) raw[a]! += words[at + a]!;
    }
    this.count = count;
  }

  /** Adds the words noted, for a text of so many words. */
  addWords(words: number): void {
    this.size = WORD_SIZE / Math.sqrt(words + 1);
    for (let a = 0; a < this.width; a++) this.sums[a]! += this.size * this.raw[a]!;
  }

  /** Adds to each answer what `adds` says, so many times. */
  addAll(adds: readonly number[], times: number): void {
    for (let a = 0; a < this.width; a++) this.sums[a]! += times * adds[a]!;
  }

  /** Adds a row of a flat table so many times. */
  addRow(table: Float64Array, row: number, times: number): void {
    const at = row * this.width;
    for (let a = 0; a < this.width; a++) this.sums[a]! += times * table[at + a]!;
  }

  /** Adds every row of a flat table, as many times as `times` says. */
  addRows(table: Float64Array, times: Float64Array): void {
    const { sums, width } = this;
    let at = 0;
    for (let row = 0; row < times.length; row++) {
      const count = times[row]!;
      if (count === 0) at += width;
      else for (let a = 0; a < width; a++) sums[a]! += count * table[at++]!;
    }
  }

  /** The answer with the greatest sum, the first among equals. */
  best(readiness: readonly number[]): number {
    let best = 0;
    for (let a = 1; a < this.width; a++) if (this.sums[a]! + readiness[a]! > this.sums[best]! + readiness[best]!) best = a;
    return best;
  }
}
