import type { Metric } from './metrics.js';
import { NO_PAIR } from './percent.js';
import { present, timesOf, type Multiplicities, type Ratings } from './ratings.js';
import { defined, undefinedBecause, type Statistic } from './statistic.js';

/**
 * Krippendorff's alpha (Content Analysis, 2004, ch. 11; "Computing Krippendorff's Alpha-Reliability", 2011) for any
 * number of coders with gaps. Units with one rating are ignored.
 *
 * @param metric how far two values differ: nominal, ordinal, interval, ratio or masi.
 */
export function krippendorffAlpha<V>(units: readonly Ratings<V>[], metric: Metric<V>): Statistic {
  return preparedAlpha(units, metric)();
}

/** The same, prepared for measuring many resamples of the units: what they do not change is worked out once. */
export function preparedAlpha<V>(units: readonly Ratings<V>[], metric: Metric<V>): (times?: Multiplicities) => Statistic {
  const { values, coded } = encode(units, metric);
  const refusal = metric.refuses?.(values);
  if (refusal !== undefined) return () => undefinedBecause(refusal);
  const fixed = metric.byCounts ? null : remember(metric.distances(values, []), values.length);

  return (times) => {
    const counts = values.map(() => 0);
    coded.forEach((ratings, unit) => {
      for (const value of ratings) counts[value] += timesOf(times, unit);
    });
    const used = counts.flatMap((count, value) => (count > 0 ? [value] : []));
    if (used.length === 0) return undefinedBecause(NO_PAIR);
    if (used.length === 1) return undefinedBecause('all ratings are the same, so chance cannot be told from agreement');

    const distance = fixed ?? metric.distances(values, counts);
    let observed = 0;
    coded.forEach((ratings, unit) => {
      let within = 0;
      for (let i = 1; i < ratings.length; i++) for (let j = 0; j < i; j++) within += distance(ratings[i], ratings[j]);
      if (within > 0) observed += (timesOf(times, unit) * 2 * within) / (ratings.length - 1);
    });
    let expected = 0;
    let total = counts[used[0]];
    for (let c = 1; c < used.length; c++) {
      const value = used[c];
      let apart = 0;
      for (let k = 0; k < c; k++) apart += counts[used[k]] * distance(value, used[k]);
      expected += 2 * counts[value] * apart;
      total += counts[value];
    }
    return defined(1 - ((total - 1) * observed) / expected);
  };
}

/** The distinct values, and each unit's as positions among them; units that one coder rated are left empty. */
function encode<V>(units: readonly Ratings<V>[], metric: Metric<V>): { values: readonly V[]; coded: readonly (readonly number[])[] } {
  const position = new Map<string | number, number>();
  const values: V[] = [];
  const coded = units.map((unit) => {
    const ratings = present(unit);
    if (ratings.length < 2) return [];
    return ratings.map((value) => {
      const key = metric.key(value);
      const known = position.get(key);
      if (known !== undefined) return known;
      position.set(key, values.length);
      return values.push(value) - 1;
    });
  });
  return { values, coded };
}

/** Above so many distinct values a table of their distances takes more room than it saves time. */
const REMEMBERED = 1500;

function remember(distance: (c: number, k: number) => number, size: number): (c: number, k: number) => number {
  if (size > REMEMBERED) return distance;
  const table = new Float64Array(size * size);
  for (let c = 0; c < size; c++) for (let k = 0; k < size; k++) table[c * size + k] = distance(c, k);
  return (c, k) => table[c * size + k];
}
