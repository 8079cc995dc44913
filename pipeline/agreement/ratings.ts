/** What one unit got from each coder, in the order of the coders; null where a coder did not rate it. */
export type Ratings<V> = readonly (V | null)[];

/**
 * How many times each unit counts, in the order of the units; once, where absent. A resample is such a list, and few distinct
 * units with their multiplicities are quicker to measure than all units one by one.
 */
export type Multiplicities = readonly number[];

/** Values that are the same when `===` says so. */
export type Category = string | number | boolean;

/** A subject's (unit's) number of ratings in each category, in the order of the categories. */
export type SubjectCounts = readonly number[];

/** The ratings of a unit that are there. */
export function present<V>(unit: Ratings<V>): readonly V[] {
  return unit.filter((rating): rating is V => rating !== null);
}

/** The units that two coders or more rated: only they can agree or disagree. */
export function pairable<V>(units: readonly Ratings<V>[]): readonly (readonly V[])[] {
  return units.map(present).filter((ratings) => ratings.length >= 2);
}

/** How many times a unit counts. */
export function timesOf(times: Multiplicities | undefined, unit: number): number {
  return times === undefined ? 1 : times[unit];
}

/** The distinct categories in the order they are met. */
export function categoriesOf<V extends Category>(units: readonly Ratings<V>[]): readonly V[] {
  return [...new Set(units.flatMap(present))];
}

/** Units as rows of counts by category: what Fleiss' kappa and its relatives are defined on. */
export function subjectCounts<V extends Category>(
  units: readonly Ratings<V>[],
  categories: readonly V[] = categoriesOf(units),
): readonly SubjectCounts[] {
  const column = new Map(categories.map((category, index) => [category, index]));
  return units.map((unit) => {
    const counts = categories.map(() => 0);
    for (const rating of present(unit)) {
      const index = column.get(rating);
      if (index === undefined) throw new RangeError(`The rating "${String(rating)}" is none of the categories given.`);
      counts[index]++;
    }
    return counts;
  });
}

/** The ratings of two coders only. */
export function pairOf<V>(units: readonly Ratings<V>[], first: number, second: number): readonly Ratings<V>[] {
  return units.map((unit) => [unit[first] ?? null, unit[second] ?? null]);
}

/** Every pair of coders by position: (0,1), (0,2), (1,2) ... */
export function coderPairs(coders: number): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  for (let first = 0; first < coders; first++) {
    for (let second = first + 1; second < coders; second++) pairs.push([first, second]);
  }
  return pairs;
}
