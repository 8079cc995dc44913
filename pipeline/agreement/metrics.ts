import type { Category } from './ratings.js';

/** How far two values differ, for Krippendorff's alpha. */
export interface Metric<V> {
  readonly name: 'nominal' | 'ordinal' | 'interval' | 'ratio' | 'masi';
  /** Values with one key are one value. */
  key(value: V): string | number;
  /** Why these values cannot be measured so; undefined when they can. */
  refuses?(values: readonly V[]): string | undefined;
  /**
   * The distance (squared difference, in Krippendorff's terms) of the values at two positions.
   * @param counts how often each value was given.
   */
  distances(values: readonly V[], counts: readonly number[]): (c: number, k: number) => number;
  /** Set where the distance of two values depends on how often all were given. */
  readonly byCounts?: true;
}

export const nominal: Metric<Category> = {
  name: 'nominal',
  key: (value) => `${typeof value} ${String(value)}`,
  distances: () => (c, k) => (c === k ? 0 : 1),
};

/** Values are ranks: between two of them lie the ratings of all values from the one to the other, half of the ends' own. */
export const ordinal: Metric<number> = {
  name: 'ordinal',
  byCounts: true,
  key: (value) => value,
  distances: (values, counts) => {
    const ascending = values.map((_, position) => position).sort((a, b) => values[a] - values[b]);
    const middle: number[] = [];
    let below = 0;
    for (const position of ascending) {
      middle[position] = below + counts[position] / 2;
      below += counts[position];
    }
    return (c, k) => (middle[c] - middle[k]) ** 2;
  },
};

export const interval: Metric<number> = {
  name: 'interval',
  key: (value) => value,
  distances: (values) => (c, k) => (values[c] - values[k]) ** 2,
};

export const ratioScale: Metric<number> = {
  name: 'ratio',
  key: (value) => value,
  refuses: (values) => (values.some((value) => value < 0) ? 'a ratio scale has no values below nought' : undefined),
  distances: (values) => (c, k) => {
    const sum = values[c] + values[k];
    return sum === 0 ? 0 : ((values[c] - values[k]) / sum) ** 2;
  },
};

/** A unit's themes. */
export type ThemeSet = ReadonlySet<string>;

/**
 * MASI distance of two sets (Passonneau 2006): 1 - J * M, with J the Jaccard index and M 1 for equal sets, 2/3 where one
 * holds the other, 1/3 where they overlap and 0 where they do not. Two empty sets are equal.
 */
export function masiDistance(a: ThemeSet, b: ThemeSet): number {
  let shared = 0;
  for (const theme of a) if (b.has(theme)) shared++;
  const union = a.size + b.size - shared;
  if (shared === union) return 0;
  if (shared === 0) return 1;
  const monotonicity = shared === a.size || shared === b.size ? 2 / 3 : 1 / 3;
  return 1 - (shared / union) * monotonicity;
}

export const masi: Metric<ThemeSet> = {
  name: 'masi',
  key: (set) => JSON.stringify([...set].sort()),
  distances: (values) => (c, k) => masiDistance(values[c], values[k]),
};
