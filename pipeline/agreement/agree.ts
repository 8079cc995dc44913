import { bootstrapIntervals, type BootstrapInterval, type BootstrapOptions } from './bootstrap.js';
import { contingencyTable, cohenKappa, lightKappa } from './cohen.js';
import { brennanPrediger, fleissKappa } from './fleiss.js';
import { krippendorffAlpha, preparedAlpha } from './krippendorff.js';
import { masi, nominal, ordinal, type ThemeSet } from './metrics.js';
import { percentAgreement, positiveAgreement } from './percent.js';
import { coderPairs, pairable, pairOf, present, subjectCounts, type Multiplicities, type Ratings } from './ratings.js';
import { meanOfDefined, type Statistic, type Undefined } from './statistic.js';
import type { Study } from './study.js';

/** What coders are compared by, in the order of a table's columns. */
export const MEASURES = ['percent', 'positive', 'kappa', 'fleiss', 'alpha', 'brennanPrediger'] as const;
export type Measure = (typeof MEASURES)[number];

export interface Measured {
  readonly value: Statistic;
  readonly interval: BootstrapInterval | Undefined;
}

export interface ThemeAgreement {
  readonly theme: string;
  /** Units that two coders or more coded, and how many of them have the theme from any. */
  readonly units: number;
  readonly given: number;
  /** `kappa` is Cohen's, the mean over pairs of coders (Light 1971) where there are more than two. */
  readonly measures: Readonly<Record<Measure, Measured>>;
}

export interface PairAgreement {
  readonly first: string;
  readonly second: string;
  readonly units: number;
  readonly percent: Statistic;
  /** All themes summed: the micro-F1 of the one coder against the other. */
  readonly positive: Statistic;
  /** The mean over the themes where it is defined. */
  readonly kappa: Statistic;
  readonly alphaOfThemeSets: Statistic;
}

export interface Agreement {
  readonly coders: readonly string[];
  readonly units: number;
  /** Units that one coder alone coded: they enter nothing. */
  readonly single: number;
  readonly themes: readonly ThemeAgreement[];
  /** The mean of each measure over the themes where it is defined. */
  readonly mean: Readonly<Record<Measure, Measured>>;
  /** Positive agreement of all themes summed. */
  readonly pooledPositive: Measured;
  /** Krippendorff's alpha of whole theme sets, with MASI distance. */
  readonly themeSets: Measured;
  /** Alpha (nominal) of the stances of themes that two coders or more gave to a unit. */
  readonly stance: Statistic;
  /** Alpha (ordinal) of the units' sentiment, -2 to 2. */
  readonly sentiment: Statistic;
  readonly pairs: readonly PairAgreement[];
}

/**
 * Agreement between the coders of a study, theme by theme and on the whole.
 * @param themes the theme ids; those nobody gave are kept, their kappas undefined.
 */
export function agree(study: Study, themes: readonly string[], options: BootstrapOptions = {}): Agreement {
  const sets = study.units.map((unit): Ratings<Judged> => unit.codings.map((coding) => coding && { themes: new Set(coding.themes.keys()), unsure: coding.unsure ?? NONE }));
  const shared = study.units.flatMap((_, index) => (present(sets[index]).length >= 2 ? [index] : []));
  const rated = shared.map((index) => sets[index]);
  const patterns = themes.map((theme) => distinct(binary(rated, theme)));
  const pooled = patterns.flatMap(({ units }) => units);
  const alphaOfSets = preparedAlpha(rated.map(wholeSets), masi);
  const flat = (times: Multiplicities): readonly Statistic[] => {
    const drawn = patterns.map((pattern) => pattern.count(times));
    const byTheme = patterns.map((pattern, index) => pattern.measure(drawn[index]));
    return [
      ...byTheme.flat(),
      ...MEASURES.map((_, column) => meanOfDefined(byTheme.map((row) => row[column]), 'undefined for every theme')),
      positiveAgreement(pooled, 1, drawn.flat()),
      alphaOfSets(times),
    ];
  };
  const values = flat(rated.map(() => 1));
  const threads = shared.map((index) => study.units[index].file);
  const intervals = bootstrapIntervals(threads, flat, options);
  const measured = (index: number): Measured => ({ value: values[index], interval: intervals[index] });
  const row = (index: number): Record<Measure, Measured> => {
    const at = index * MEASURES.length;
    return {
      percent: measured(at),
      positive: measured(at + 1),
      kappa: measured(at + 2),
      fleiss: measured(at + 3),
      alpha: measured(at + 4),
      brennanPrediger: measured(at + 5),
    };
  };
  const afterRows = (themes.length + 1) * MEASURES.length;
  return {
    coders: study.coders,
    units: rated.length,
    single: sets.length - rated.length,
    themes: themes.map((theme, index) => ({
      theme,
      units: rated.length,
      given: rated.filter((unit) => unit.some((judged) => judged?.themes.has(theme))).length,
      measures: row(index),
    })),
    mean: row(themes.length),
    pooledPositive: measured(afterRows),
    themeSets: measured(afterRows + 1),
    stance: krippendorffAlpha(stances(study, themes), nominal),
    sentiment: krippendorffAlpha(study.units.map((unit) => unit.codings.map((coding) => coding?.sentiment ?? null)), ordinal),
    pairs: coderPairs(study.coders.length).map(([first, second]) =>
      comparePair(study.coders, first, second, pairOf(sets, first, second), themes),
    ),
  };
}

const ABSENT_OR_PRESENT = [0, 1] as const;

/** The few ways in which a theme was given, and how to count them in a resample and measure it. */
interface Patterns {
  readonly units: readonly Ratings<number>[];
  count(times: Multiplicities): Multiplicities;
  /** In the order of `MEASURES`. */
  measure(times: Multiplicities): readonly Statistic[];
}

function distinct(units: readonly Ratings<number>[]): Patterns {
  const position = new Map<string, number>();
  const patterns: Ratings<number>[] = [];
  const of = units.map((unit) => {
    const key = JSON.stringify(unit);
    const known = position.get(key);
    if (known !== undefined) return known;
    position.set(key, patterns.length);
    return patterns.push(unit) - 1;
  });
  const counts = subjectCounts(patterns, ABSENT_OR_PRESENT);
  const alpha = preparedAlpha(patterns, nominal);
  return {
    units: patterns,
    count: (times) => {
      const drawn = patterns.map(() => 0);
      of.forEach((pattern, unit) => (drawn[pattern] += times[unit]));
      return drawn;
    },
    measure: (times) => [
      percentAgreement(patterns, times),
      positiveAgreement(patterns, 1, times),
      lightKappa(patterns, ABSENT_OR_PRESENT, 'unweighted', times),
      fleissKappa(counts, times),
      alpha(times),
      brennanPrediger(counts, ABSENT_OR_PRESENT.length, times),
    ],
  };
}

/** What a coder gave a unit, and what they could not tell. */
interface Judged {
  readonly themes: ThemeSet;
  readonly unsure: ThemeSet;
}

const NONE: ThemeSet = new Set();

function binary(units: readonly Ratings<Judged>[], theme: string): readonly Ratings<number>[] {
  return units.map((unit) => unit.map((judged) => (judged === null || judged.unsure.has(theme) ? null : Number(judged.themes.has(theme)))));
}

/** Sets that the coder was sure of; the others are missing. */
function wholeSets(unit: Ratings<Judged>): Ratings<ThemeSet> {
  return unit.map((judged) => (judged === null || judged.unsure.size > 0 ? null : judged.themes));
}

function stances(study: Study, themes: readonly string[]): readonly Ratings<string>[] {
  return study.units.flatMap((unit) =>
    themes.map((theme) => unit.codings.map((coding) => coding?.themes.get(theme)?.stance ?? null)),
  );
}

function comparePair(
  coders: readonly string[],
  first: number,
  second: number,
  sets: readonly Ratings<Judged>[],
  themes: readonly string[],
): PairAgreement {
  const binaries = themes.map((theme) => binary(sets, theme));
  const kappas = binaries.map((units) => cohenKappa(contingencyTable(units, 0, 1, ABSENT_OR_PRESENT)));
  return {
    first: coders[first],
    second: coders[second],
    units: pairable(sets).length,
    percent: percentAgreement(binaries.flat()),
    positive: positiveAgreement(binaries.flat(), 1),
    kappa: meanOfDefined(kappas, 'undefined for every theme'),
    alphaOfThemeSets: krippendorffAlpha(sets.map(wholeSets), masi),
  };
}
