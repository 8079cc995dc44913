import { seededNumbers } from './random.js';
import type { Multiplicities } from './ratings.js';
import { undefinedBecause, type Interval, type Statistic, type Undefined } from './statistic.js';

export interface BootstrapOptions {
  readonly seed?: number;
  readonly resamples?: number;
  readonly confidence?: number;
}

export interface BootstrapInterval extends Interval {
  readonly defined: true;
  readonly resamples: number;
  /** Resamples in which the statistic was undefined, such as those without a single positive. */
  readonly dropped: number;
}

export const DEFAULT_SEED = 20221116;
export const DEFAULT_RESAMPLES = 1000;

/**
 * Percentile bootstrap intervals (Efron & Tibshirani 1993, ch. 13) over units within threads: each resample draws, from
 * every thread, as many of its units as it has, with replacement. They speak of other units of these threads, not of others.
 *
 * @param threads the thread of each unit, under any name.
 * @param statistics measures a resample, given how many times each unit was drawn: always as many figures, in one order.
 * @returns an interval a statistic; undefined when that is so in half of the resamples, or there are no two units.
 */
export function bootstrapIntervals(
  threads: readonly string[],
  statistics: (times: Multiplicities) => readonly Statistic[],
  options: BootstrapOptions = {},
): readonly (BootstrapInterval | Undefined)[] {
  const { seed = DEFAULT_SEED, resamples = DEFAULT_RESAMPLES, confidence = 0.95 } = options;
  const found = statistics(threads.map(() => 1)).map((): number[] => []);
  if (threads.length < 2) return found.map(() => undefinedBecause('an interval needs two units or more'));
  const strata = positionsByThread(threads);
  const next = seededNumbers(seed);
  const times = threads.map(() => 0);
  for (let resample = 0; resample < resamples; resample++) {
    times.fill(0);
    for (const units of strata) {
      for (let i = 0; i < units.length; i++) times[units[Math.floor(next() * units.length)]]++;
    }
    statistics(times).forEach((measured, index) => {
      if (measured.defined) found[index].push(measured.value);
    });
  }
  return found.map((values) => percentiles(values, resamples, confidence));
}

/** The interval of one statistic: see `bootstrapIntervals`. */
export function bootstrapInterval(
  threads: readonly string[],
  statistic: (times: Multiplicities) => Statistic,
  options: BootstrapOptions = {},
): BootstrapInterval | Undefined {
  return bootstrapIntervals(threads, (times) => [statistic(times)], options)[0];
}

function positionsByThread(threads: readonly string[]): readonly (readonly number[])[] {
  const positions = new Map<string, number[]>();
  threads.forEach((thread, unit) => {
    const known = positions.get(thread);
    if (known) known.push(unit);
    else positions.set(thread, [unit]);
  });
  return [...positions.values()];
}

function percentiles(values: number[], resamples: number, confidence: number): BootstrapInterval | Undefined {
  if (values.length * 2 <= resamples) return undefinedBecause('undefined in half of the resamples or more');
  values.sort((a, b) => a - b);
  const tail = (1 - confidence) / 2;
  return {
    defined: true,
    low: quantile(values, tail),
    high: quantile(values, 1 - tail),
    confidence,
    resamples,
    dropped: resamples - values.length,
  };
}

/** The value below which a share of sorted values lies, straight between neighbours (Hyndman & Fan's seventh definition). */
export function quantile(ascending: readonly number[], share: number): number {
  const at = share * (ascending.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, ascending.length - 1);
  return ascending[below] + (at - below) * (ascending[above] - ascending[below]);
}
