import { describe, expect, it } from 'vitest';
import { bootstrapInterval, quantile } from '../../pipeline/agreement/bootstrap.js';
import { normalProbability, normalQuantile } from '../../pipeline/agreement/normal.js';
import { seededNumbers } from '../../pipeline/agreement/random.js';
import { defined, ratio, undefinedBecause, type Statistic } from '../../pipeline/agreement/statistic.js';

/** The mean of the values drawn. */
function meanOf(values: readonly number[]): (times: readonly number[]) => Statistic {
  return (times) => {
    const drawn = times.reduce((sum, often) => sum + often, 0);
    return ratio(values.reduce((sum, value, unit) => sum + value * times[unit], 0), drawn, 'no unit');
  };
}

const oneThread = (size: number): string[] => new Array<string>(size).fill('a');

describe('bootstrap interval', () => {
  it('comes near the normal interval of a mean, and is the same each time', () => {
    const mean = meanOf(Array.from({ length: 200 }, (_, i) => i % 2));
    const interval = bootstrapInterval(oneThread(200), mean, { resamples: 4000 });
    if (!interval.defined) throw new Error(interval.reason);
    const reach = 1.96 * Math.sqrt(0.25 / 200);
    expect(interval.low).toBeCloseTo(0.5 - reach, 1.8);
    expect(interval.high).toBeCloseTo(0.5 + reach, 1.8);
    expect(bootstrapInterval(oneThread(200), mean, { resamples: 4000 })).toEqual(interval);
    const uneven = meanOf(Array.from({ length: 200 }, (_, i) => i ** 1.5));
    const [first, second] = [7, 8].map((seed) => bootstrapInterval(oneThread(200), uneven, { seed }));
    expect(first).not.toEqual(second);
  });

  it('draws within threads: two threads without spread of their own have none together', () => {
    const mean = meanOf([0, 1, 0, 1, 0, 1]);
    expect(bootstrapInterval(['a', 'b', 'a', 'b', 'a', 'b'], mean)).toMatchObject({ defined: true, low: 0.5, high: 0.5 });
    const pooled = bootstrapInterval(oneThread(6), mean);
    expect(pooled.defined && pooled.high - pooled.low).toBeGreaterThan(0.3);
  });

  it('counts the resamples in which the statistic is undefined, and gives up when most are', () => {
    const common = bootstrapInterval(oneThread(3), (times) => (times[0] > 0 ? defined(times[0]) : undefinedBecause('none')));
    if (!common.defined) throw new Error(common.reason);
    // (2/3)^3 of the resamples miss the first unit.
    expect(common.dropped / common.resamples).toBeCloseTo(8 / 27, 1);
    const rare = bootstrapInterval(oneThread(3), (times) => (times[0] === 3 ? defined(1) : undefinedBecause('rare')));
    expect(rare).toMatchObject({ defined: false });
    expect(bootstrapInterval(['a'], meanOf([1]))).toMatchObject({ defined: false });
    expect(bootstrapInterval([], meanOf([]))).toMatchObject({ defined: false });
  });
});

describe('the parts', () => {
  it('numbers are even over 0 to 1', () => {
    const next = seededNumbers(1);
    const tenths = new Array<number>(10).fill(0);
    for (let i = 0; i < 20_000; i++) tenths[Math.floor(next() * 10)]++;
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  it('quantiles lie between neighbours', () => {
    expect(quantile([0, 10], 0.25)).toBe(2.5);
    expect(quantile([1, 2, 3], 1)).toBe(3);
    expect(quantile([5], 0.9)).toBe(5);
  });

  it('the normal distribution, against printed tables', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963985, 8);
    expect(normalQuantile(0.995)).toBeCloseTo(2.575829304, 8);
    expect(normalQuantile(0.5)).toBeCloseTo(0, 12);
    expect(normalProbability(1)).toBeCloseTo(0.8413447461, 9);
    expect(normalProbability(-2)).toBeCloseTo(0.0227501319, 9);
    expect(() => normalQuantile(1)).toThrow(RangeError);
  });
});
