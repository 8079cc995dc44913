import { categoriesOf, coderPairs, timesOf, type Category, type Multiplicities, type Ratings } from './ratings.js';
import { meanOfDefined, undefinedBecause, type Defined, type Interval, type Statistic, type Undefined } from './statistic.js';
import { normalQuantile } from './normal.js';

export type KappaWeights = 'unweighted' | 'linear' | 'quadratic';

export interface Kappa extends Defined {
  /** Asymptotic standard error, not assuming a kappa of nought. */
  readonly standardError: number;
  readonly interval: Interval;
}

/**
 * Cohen's kappa of two coders, with linear (Cicchetti & Allison 1971) or quadratic (Fleiss & Cohen 1973) weights.
 * Standard error and interval as SAS PROC FREQ prints them (Fleiss, Cohen & Everitt 1969). The interval is not cut at 1.
 *
 * @param table counts, first coder's category by row and second coder's by column; for weights in the order of the scale.
 */
export function cohenKappa(
  table: readonly (readonly number[])[],
  weights: KappaWeights = 'unweighted',
  confidence = 0.95,
): Kappa | Undefined {
  const size = table.length;
  if (table.some((row) => row.length !== size)) throw new RangeError('The table of two coders must be square.');
  const rows = table.map((row) => row.reduce((sum, count) => sum + count, 0));
  const columns = rows.map((_, column) => table.reduce((sum, row) => sum + row[column], 0));
  const total = rows.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefinedBecause('no unit was rated by both coders');
  if (rows.some((count, category) => count === total && columns[category] === total)) {
    return undefinedBecause('both coders used one category only');
  }

  const weight = weigh(weights, size);
  // The mean weight that a rating of one coder meets under the other's margins.
  const rowMean = rows.map((_, i) => columns.reduce((sum, count, j) => sum + (count / total) * weight(i, j), 0));
  const columnMean = columns.map((_, j) => rows.reduce((sum, count, i) => sum + (count / total) * weight(i, j), 0));
  const expected = rows.reduce((sum, count, i) => sum + (count / total) * rowMean[i], 0);
  let observed = 0;
  table.forEach((row, i) => row.forEach((count, j) => (observed += (count / total) * weight(i, j))));
  const value = (observed - expected) / (1 - expected);

  let spread = 0;
  table.forEach((row, i) =>
    row.forEach((count, j) => {
      spread += (count / total) * (weight(i, j) - (rowMean[i] + columnMean[j]) * (1 - value)) ** 2;
    }),
  );
  const variance = (spread - (value - expected * (1 - value)) ** 2) / ((1 - expected) ** 2 * total);
  const standardError = Math.sqrt(Math.max(0, variance));
  const reach = normalQuantile(0.5 + confidence / 2) * standardError;
  return { defined: true, value, standardError, interval: { low: value - reach, high: value + reach, confidence } };
}

function weigh(weights: KappaWeights, size: number): (i: number, j: number) => number {
  const span = Math.max(1, size - 1);
  if (weights === 'linear') return (i, j) => 1 - Math.abs(i - j) / span;
  if (weights === 'quadratic') return (i, j) => 1 - ((i - j) / span) ** 2;
  return (i, j) => (i === j ? 1 : 0);
}

/** Counts two coders' ratings of the units that both rated. */
export function contingencyTable<V extends Category>(
  units: readonly Ratings<V>[],
  first: number,
  second: number,
  categories: readonly V[] = categoriesOf(units),
  times?: Multiplicities,
): readonly (readonly number[])[] {
  const position = new Map(categories.map((category, index) => [category, index]));
  const table = categories.map(() => categories.map(() => 0));
  units.forEach((unit, index) => {
    const a = unit[first] ?? null;
    const b = unit[second] ?? null;
    if (a === null || b === null) return;
    const row = position.get(a);
    const column = position.get(b);
    if (row === undefined || column === undefined) throw new RangeError('A rating is none of the categories given.');
    table[row][column] += timesOf(times, index);
  });
  return table;
}

/** Light's kappa (1971): the mean of Cohen's over the pairs of coders where it is defined. */
export function lightKappa<V extends Category>(
  units: readonly Ratings<V>[],
  categories: readonly V[] = categoriesOf(units),
  weights: KappaWeights = 'unweighted',
  times?: Multiplicities,
): Statistic {
  const coders = units.reduce((most, unit) => Math.max(most, unit.length), 0);
  const kappas = coderPairs(coders).map(([first, second]) =>
    cohenKappa(contingencyTable(units, first, second, categories, times), weights),
  );
  const firstReason = kappas.find((kappa): kappa is Undefined => !kappa.defined)?.reason;
  return meanOfDefined(kappas, firstReason ?? 'there are fewer than two coders');
}
