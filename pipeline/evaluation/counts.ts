import { ratio, type Statistic } from '../agreement/statistic.js';

/** How decisions came out: rightly given, wrongly given, missed. */
export interface Counts {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
}

/** Precision, recall and F1 with the number of positives that they rest on. */
export interface Scores {
  readonly precision: Statistic;
  readonly recall: Statistic;
  readonly f1: Statistic;
  /** How many there were to find; a mean over coders may be no whole number. */
  readonly positives: number;
}

export const NO_COUNTS: Counts = { right: 0, wrong: 0, missed: 0 };

export function addCounts(a: Counts, b: Counts): Counts {
  return { right: a.right + b.right, wrong: a.wrong + b.wrong, missed: a.missed + b.missed };
}

export function sumCounts(counts: readonly Counts[]): Counts {
  return counts.reduce(addCounts, NO_COUNTS);
}

/** What one decision adds. */
export function countOf(actual: boolean, predicted: boolean): Counts {
  return { right: Number(actual && predicted), wrong: Number(!actual && predicted), missed: Number(actual && !predicted) };
}

/** F1 is 2 right / (2 right + wrong + missed); undefined only where there was nothing to find and nothing was given. */
export function scoresOf({ right, wrong, missed }: Counts): Scores {
  return {
    precision: ratio(right, right + wrong, 'nothing was given'),
    recall: ratio(right, right + missed, 'there was nothing to find'),
    f1: ratio(2 * right, 2 * right + wrong + missed, 'there was nothing to find and nothing was given'),
    positives: right + missed,
  };
}
