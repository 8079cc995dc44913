import { seededNumbers } from './random.js';
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
 * A percentile bootstrap interval (Efron & Tibshirani 1993, ch. 13) over units within threads: each resample draws, from
 * every thread, as many of its units as it has, with replacement. It speaks of other units of these threads, not of others.
 *
 * @param threads the units of each thread.
 * @param statistic what is measured on a resample.
 * @returns undefined when the statistic is so in more than half of the resamples, or there are no two units.
 */
export function bootstrapInterval<U>(
  threads: readonly (readonly U[])[],
  statistic: (units: readonly U[]) => Statistic,
  options: BootstrapOptions = {},
): BootstrapInterval | Undefined {
  const { seed = DEFAULT_SEED, resamples = DEFAULT_RESAMPLES, confidence = 0.95 } = options;
  const size = threads.reduce((sum, units) => sum + units.length, 0);
  if (size < 2) return undefinedBecause('an interval needs two units or more');
  const next = seededNumbers(seed);
  const drawn = new Array<U>(size);
  const found: number[] = [];
  for (let resample = 0; resample < resamples; resample++) {
    let at = 0;
    for (const units of threads) {
      for (let i = 0; i < units.length; i++) drawn[at++] = units[Math.floor(next() * units.length)];
    }
    const measured = statistic(drawn);
    if (measured.defined) found.push(measured.value);
  }
  if (found.length * 2 <= resamples) return undefinedBecause('undefined in more than half of the resamples');
  found.sort((a, b) => a - b);
  const tail = (1 - confidence) / 2;
  return {
    defined: true,
    low: quantile(found, tail),
    high: quantile(found, 1 - tail),
    confidence,
    resamples,
    dropped: resamples - found.length,
  };
}

/** The value below which a share of sorted values lies, straight between neighbours (Hyndman & Fan's seventh definition). */
export function quantile(ascending: readonly number[], share: number): number {
  const at = share * (ascending.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, ascending.length - 1);
  return ascending[below] + (at - below) * (ascending[above] - ascending[below]);
}
