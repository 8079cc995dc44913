import { ROW, type Weights } from '../lexicon/sentiment/weights.js';

/** What one of `policy.tone` adds to the labels: to the good what it takes from the bad. */
export const TONE_ADDS: readonly number[] = [-1, 0, 1];

/** Sums of weights for one text after the other; what it holds is of the last one. */
export class LeaningSums {
  /** The sum for each answer; where the table has fewer than `ROW`, the last stay 0. */
  readonly sums = new Float64Array(ROW);
  private readonly level = new Float64Array(ROW);
  private readonly readiness = new Float64Array(ROW);
  private readonly answers: number;

  /** `readiness` is added to the sums when the best is chosen, one an answer. */
  constructor({ level, answers }: Weights, readiness: readonly number[]) {
    this.level.set(level);
    this.readiness.set(readiness);
    this.answers = answers.length;
  }

  /** Begins a text, at the table's level. */
  begin(): void {
    for (let a = 0; a < ROW; a++) this.sums[a] = this.level[a]!;
  }

  /** Adds to each answer what `adds` says, so many times. */
  addAll(adds: readonly number[], times: number): void {
    for (let a = 0; a < adds.length; a++) this.sums[a]! += times * adds[a]!;
  }

  /** Adds a row of a table so many times. */
  addRow(table: Float64Array, row: number, times: number): void {
    const at = row * ROW;
    for (let a = 0; a < ROW; a++) this.sums[a]! += times * table[at + a]!;
  }

  /** Adds every row of a table, as many times as `times` says. */
  addRows(table: Float64Array, times: Float64Array): void {
    const { sums } = this;
    // Four numbers that stay in the processor: this is the innermost loop of a stance.
    let first = sums[0]!;
    let second = sums[1]!;
    let third = sums[2]!;
    let fourth = sums[3]!;
    for (let row = 0; row < times.length; row++) {
      const count = times[row]!;
      const at = row * ROW;
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
    let best = 0;
    let greatest = sums[0]! + readiness[0]!;
    for (let a = 1; a < this.answers; a++) {
      const sum = sums[a]! + readiness[a]!;
      if (sum > greatest) {
        best = a;
        greatest = sum;
      }
    }
    return best;
  }
}
