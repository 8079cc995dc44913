import { LABELS, ROW, type Weights } from '../lexicon/sentiment/weights.js';

// A module's own constants are known where its loops are compiled; imported ones are looked up each time they are asked for.
const WIDTH = ROW;

/** What one of `policy.tone` adds to the labels: to the good what it takes from the bad. */
export const TONE_ADDS: readonly number[] = [-1, 0, 1];

/** A leaning: the sums for negative, neutral and positive, less their mean, which stand side by side in a column. */
export const LEANING = LABELS.length;

/** Makes a leaning of sums for the labels that stand from `first` on, so many times, and puts it at `at`. */
export function centre(sums: Float64Array, first: number, times: number, to: Float64Array, at: number): void {
  const negative = times * sums[first]!;
  const neutral = times * sums[first + 1]!;
  const positive = times * sums[first + 2]!;
  const mean = (negative + neutral + positive) / LEANING;
  to[at] = negative - mean;
  to[at + 1] = neutral - mean;
  to[at + 2] = positive - mean;
}

/**
 * Sums of weights for one text after the other; what it holds is of the last one.
 * The four answers of a row are written out: this is the innermost work of every stance.
 */
export class LeaningSums {
  /** The sum for each answer; where the table has fewer than `ROW`, the last stay 0. */
  readonly sums = new Float64Array(WIDTH);
  private readonly level = new Float64Array(WIDTH);
  private readonly readiness = new Float64Array(WIDTH).fill(-Infinity);

  /** `readiness` is added to the sums when the best is chosen, one an answer. */
  constructor({ level }: Weights, readiness: readonly number[]) {
    this.level.set(level);
    this.readiness.set(readiness);
  }

  /** Begins a text, at the table's level. */
  begin(): void {
    const { sums, level } = this;
    sums[0] = level[0]!;
    sums[1] = level[1]!;
    sums[2] = level[2]!;
    sums[3] = level[3]!;
  }

  /** Adds to each answer what `adds` says, so many times. */
  addAll(adds: readonly number[], times: number): void {
    for (let a = 0; a < adds.length; a++) this.sums[a]! += times * adds[a]!;
  }

  /** Adds a row of a table so many times. */
  addRow(table: Float64Array, row: number, times: number): void {
    const { sums } = this;
    const at = row * WIDTH;
    sums[0]! += times * table[at]!;
    sums[1]! += times * table[at + 1]!;
    sums[2]! += times * table[at + 2]!;
    sums[3]! += times * table[at + 3]!;
  }

  /** Adds every row of a table, as many times as `times` says. */
  addRows(table: Float64Array, times: Float64Array): void {
    const { sums } = this;
    let first = sums[0]!;
    let second = sums[1]!;
    let third = sums[2]!;
    let fourth = sums[3]!;
    for (let row = 0; row < times.length; row++) {
      const count = times[row]!;
      if (count === 0) continue;
      const at = row * WIDTH;
      first += count * table[at]!;
      second += count * table[at + 1]!;
      third += count * table[at + 2]!;
      fourth += count * table[at + 3]!;
    }
    sums[0] = first;
    sums[1] = second;
    sums[2] = third;
    sums[3] = fourth;
  }

  /** The answer with the greatest sum, the first among equals. */
  best(): number {
    const { sums, readiness } = this;
    const second = sums[1]! + readiness[1]!;
    const third = sums[2]! + readiness[2]!;
    const fourth = sums[3]! + readiness[3]!;
    let best = 0;
    let greatest = sums[0]! + readiness[0]!;
    if (second > greatest) {
      best = 1;
      greatest = second;
    }
    if (third > greatest) {
      best = 2;
      greatest = third;
    }
    return fourth > greatest ? 3 : best;
  }
}
