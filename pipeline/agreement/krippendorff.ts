import type { Metric } from './metrics.js';
import { NO_PAIR } from './percent.js';
import { pairable, type Ratings } from './ratings.js';
import { defined, undefinedBecause, type Statistic } from './statistic.js';

/**
 * Krippendorff's alpha (Content Analysis, 2004, ch. 11; "Computing Krippendorff's Alpha-Reliability", 2011) for any
 * number of coders with gaps. Units with one rating are ignored.
 *
 * @param metric how far two values differ: nominal, ordinal, interval, ratio or masi.
 */
export function krippendorffAlpha<V>(units: readonly Ratings<V>[], metric: Metric<V>): Statistic {
  const rated = pairable(units);
  if (rated.length === 0) return undefinedBecause(NO_PAIR);

  const position = new Map<string | number, number>();
  const values: V[] = [];
  const counts: number[] = [];
  const coded = rated.map((ratings) =>
    ratings.map((value) => {
      const key = metric.key(value);
      const known = position.get(key);
      if (known !== undefined) {
        counts[known]++;
        return known;
      }
      position.set(key, values.length);
      values.push(value);
      return counts.push(1) - 1;
    }),
  );
  const refusal = metric.refuses?.(values);
  if (refusal !== undefined) return undefinedBecause(refusal);
  if (values.length < 2) return undefinedBecause('all ratings are the same, so chance cannot be told from agreement');

  const distance = metric.distances(values, counts);
  let observed = 0;
  for (const ratings of coded) {
    let within = 0;
    for (let i = 1; i < ratings.length; i++) for (let j = 0; j < i; j++) within += distance(ratings[i], ratings[j]);
    observed += (2 * within) / (ratings.length - 1);
  }
  let expected = 0;
  let total = counts[0];
  for (let c = 1; c < values.length; c++) {
    total += counts[c];
    for (let k = 0; k < c; k++) expected += 2 * counts[c] * counts[k] * distance(c, k);
  }
  return defined(1 - ((total - 1) * observed) / expected);
}
