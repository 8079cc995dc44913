/**
 * The statistics as their authors define them, the slow way, to check the fast ones by. Nothing here is imported from the
 * project. Null stands for undefined.
 */

type Unit<V> = readonly (V | null)[];
export type Difference<V = number> = (a: V, b: V, all: readonly V[]) => number;

export const nominal: Difference<number | string> = (a, b) => Number(a !== b);
export const interval: Difference = (a, b) => (a - b) * (a - b);
export const ratio: Difference = (a, b) => ((a - b) / (a + b)) ** 2;
/** The number of ratings from the one rank to the other, less half of those at the two ends. */
export const ordinal: Difference = (a, b, all) => {
  if (a === b) return 0;
  const between = all.filter((x) => x >= Math.min(a, b) && x <= Math.max(a, b)).length;
  const ends = all.filter((x) => x === a || x === b).length;
  return (between - ends / 2) ** 2;
};
/** Sets as strings of letters. */
export const masi: Difference<string> = (a, b) => {
  const inBoth = [...a].filter((x) => b.includes(x)).length;
  const inEither = new Set([...a, ...b]).size;
  if (inEither === 0) return 0;
  let monotone = 0;
  if (inBoth > 0) monotone = 1 / 3;
  if (inBoth > 0 && (inBoth === a.length || inBoth === b.length)) monotone = 2 / 3;
  if (inBoth === a.length && inBoth === b.length) monotone = 1;
  return 1 - (inBoth / inEither) * monotone;
};

function ratingsOf<V>(unit: Unit<V>): V[] {
  const ratings: V[] = [];
  for (const rating of unit) if (rating !== null) ratings.push(rating);
  return ratings;
}

/** One less the mean difference within units over the mean difference of any two ratings whatever. */
export function alpha<V>(units: readonly Unit<V>[], difference: Difference<V>): number | null {
  const rated = units.map(ratingsOf).filter((ratings) => ratings.length > 1);
  const all = rated.flat();
  if (all.length === 0) return null;
  let observed = 0;
  for (const ratings of rated) {
    for (let i = 0; i < ratings.length; i++) {
      for (let j = 0; j < ratings.length; j++) {
        if (i !== j) observed += difference(ratings[i], ratings[j], all) / (ratings.length - 1) / all.length;
      }
    }
  }
  let expected = 0;
  for (let i = 0; i < all.length; i++) {
    for (let j = 0; j < all.length; j++) {
      if (i !== j) expected += difference(all[i], all[j], all) / all.length / (all.length - 1);
    }
  }
  return expected === 0 ? null : 1 - observed / expected;
}

export function percent<V>(units: readonly Unit<V>[]): number | null {
  const shares: number[] = [];
  for (const unit of units) {
    const ratings = ratingsOf(unit);
    let pairs = 0;
    let same = 0;
    for (let i = 0; i < ratings.length; i++) {
      for (let j = i + 1; j < ratings.length; j++) {
        pairs++;
        if (ratings[i] === ratings[j]) same++;
      }
    }
    if (pairs > 0) shares.push(same / pairs);
  }
  return shares.length === 0 ? null : shares.reduce((a, b) => a + b, 0) / shares.length;
}

/** The chance that another coder of the unit gave the category too, over all the ratings that gave it. */
export function positive<V>(units: readonly Unit<V>[], category: V): number | null {
  const chances: number[] = [];
  for (const unit of units) {
    const ratings = ratingsOf(unit);
    ratings.forEach((rating, coder) => {
      const others = ratings.filter((_, other) => other !== coder);
      if (rating === category && others.length > 0) {
        chances.push(others.filter((other) => other === category).length / others.length);
      }
    });
  }
  return chances.length === 0 ? null : chances.reduce((a, b) => a + b, 0) / chances.length;
}

/** One less the disagreement met over the disagreement expected (Cohen 1968). */
export function kappa(pairs: readonly (readonly [number, number])[], weights: string, size: number): number | null {
  const cost = (a: number, b: number): number => {
    if (weights === 'linear') return Math.abs(a - b) / (size - 1);
    if (weights === 'quadratic') return (Math.abs(a - b) / (size - 1)) ** 2;
    return a === b ? 0 : 1;
  };
  let met = 0;
  let expected = 0;
  for (const [a, b] of pairs) {
    met += cost(a, b) / pairs.length;
    for (const [, other] of pairs) expected += cost(a, other) / pairs.length ** 2;
  }
  return expected === 0 ? null : 1 - met / expected;
}

/** Fleiss, Cohen & Everitt (1969) as SAS prints it: the root of (A + B - C) / ((1 - Pe)^2 n). */
export function kappaError(pairs: readonly (readonly [number, number])[], scale: readonly number[]): number {
  const n = pairs.length;
  const p = (i: number, j: number): number => pairs.filter(([a, b]) => a === i && b === j).length / n;
  const row = (i: number): number => pairs.filter(([a]) => a === i).length / n;
  const column = (j: number): number => pairs.filter(([, b]) => b === j).length / n;
  const chance = scale.reduce((sum, i) => sum + row(i) * column(i), 0);
  const k = (scale.reduce((sum, i) => sum + p(i, i), 0) - chance) / (1 - chance);
  let a = 0;
  let b = 0;
  for (const i of scale) {
    a += p(i, i) * (1 - (row(i) + column(i)) * (1 - k)) ** 2;
    for (const j of scale) if (i !== j) b += p(i, j) * (column(i) + row(j)) ** 2;
  }
  b *= (1 - k) ** 2;
  const c = (k - chance * (1 - k)) ** 2;
  return Math.sqrt(Math.max(0, (a + b - c) / ((1 - chance) ** 2 * n)));
}

export function fleiss<V>(units: readonly (readonly V[])[]): number | null {
  const all = units.flat();
  const chance = [...new Set(all)].reduce((sum, value) => sum + (all.filter((x) => x === value).length / all.length) ** 2, 0);
  const observed = percent(units);
  return observed === null || new Set(all).size < 2 ? null : (observed - chance) / (1 - chance);
}
