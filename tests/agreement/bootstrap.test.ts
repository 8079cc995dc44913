import { describe, expect, it } from 'vitest';
import { bootstrapInterval, quantile } from '../../pipeline/agreement/bootstrap.js';
import { normalProbability, normalQuantile } from '../../pipeline/agreement/normal.js';
import { seededNumbers } from '../../pipeline/agreement/random.js';
import { defined, ratio, undefinedBecause, type Statistic } from '../../pipeline/agreement/statistic.js';

const mean = (units: readonly number[]): Statistic => ratio(units.reduce((a, b) => a + b, 0), units.length, 'no unit');

describe('bootstrap interval', () => {
  it('comes near the normal interval of a mean, and is the same each time', () => {
    const units = Array.from({ length: 200 }, (_, i) => i % 2);
    const interval = bootstrapInterval([units], mean, { resamples: 4000 });
    if (!interval.defined) throw new Error(interval.reason);
    const reach = 1.96 * Math.sqrt(0.25 / 200);
    expect(interval.low).toBeCloseTo(0.5 - reach, 1.8);
    expect(interval.high).toBeCloseTo(0.5 + reach, 1.8);
    expect(bootstrapInterval([units], mean, { resamples: 4000 })).toEqual(interval);
    const uneven = units.map((_, i) => i ** 1.5);
    const [first, second] = [7, 8].map((seed) => bootstrapInterval([uneven], mean, { seed }));
    expect(first).not.toEqual(second);
  });

  it('draws within threads: two threads without spread of their own have none together', () => {
    const interval = bootstrapInterval([[0, 0, 0], [1, 1, 1]], mean);
    expect(interval).toMatchObject({ defined: true, low: 0.5, high: 0.5 });
    const pooled = bootstrapInterval([[0, 0, 0, 1, 1, 1]], mean);
    expect(pooled.defined && pooled.high - pooled.low).toBeGreaterThan(0.3);
  });

  it('counts the resamples in which the statistic is undefined, and gives up when most are', () => {
    const onePositive = (units: readonly number[]): Statistic =>
      units.includes(1) ? defined(units.filter((u) => u === 1).length) : undefinedBecause('none');
    const common = bootstrapInterval([[1, 0, 0]], onePositive);
    if (!common.defined) throw new Error(common.reason);
    // (2/3)^3 of the resamples have no positive.
    expect(common.dropped / common.resamples).toBeCloseTo(8 / 27, 1);
    const rare = bootstrapInterval([[1, 0, 0]], (units) => (units.every((u) => u === 1) ? defined(1) : undefinedBecause('rare')));
    expect(rare).toMatchObject({ defined: false });
    expect(bootstrapInterval([[1]], mean)).toMatchObject({ defined: false });
    expect(bootstrapInterval([], mean)).toMatchObject({ defined: false });
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
