import { STANCE_SIGN_NAMES, UNIT_SIGN_NAMES } from '../lexicon/sentiment/sign-names.js';
import { LABELS, STANCES, type WeightRow } from '../lexicon/sentiment/weights.js';
import { fitLogit, sumsOf, type SparseRow } from './logit.js';
import { LEANING_SIGNS, leaningSigns } from './sentence-leanings.js';
import type { Samples, StanceSample } from './stance-samples.js';

/** `fit.yml`: how the weights of labels and stances are learned. */
export interface LeaningSettings {
  /** How strongly all weights are drawn to 0, and how strongly signs and themes are beside words. */
  readonly pull: number;
  readonly signs: number;
  /** The pull of the weights of `stance.csv`. */
  readonly stancePull: number;
  /** Words whose weights are all below this get no row. */
  readonly least: number;
  readonly steps: number;
  /** How much the units and the codings of a folder count, by the folder's name; 1 where it is not named. */
  readonly counts: { readonly units: Readonly<Record<string, number>>; readonly stances: Readonly<Record<string, number>> };
}

/** An answer for a sample that was held out: the sums of its answers. */
export interface HeldOut {
  readonly group: number;
  readonly answer: number;
  readonly counts: boolean;
  readonly sums: readonly number[];
  /** The unit's score. */
  readonly tone: number;
  /** Whether readiness counts for it: not for the label of a unit without a theme. */
  readonly readied: boolean;
}

export interface FittedLeaning {
  readonly leaning: readonly WeightRow[];
  readonly stance: readonly WeightRow[];
  readonly labels: readonly HeldOut[];
  readonly stances: readonly HeldOut[];
}

const LEVEL_PULL = 0.001;
/** Where the tone stands in a unit's row: after the level. */
const TONE = 1;
const THEMES = 1 + UNIT_SIGN_NAMES.indexOf('themes');

/**
 * Fits `leaning.csv` to the units and `stance.csv` to the codings. A coding's leaning is always that of weights fitted without its group,
 * in learning as when held out, so that it is worth what it will be on texts nobody has coded.
 */
export function fitLeaning(samples: Samples, themes: readonly string[], words: readonly string[], settings: LeaningSettings): FittedLeaning {
  const fitting = new Fitting(samples, themes.length, words.length, settings);
  const groups = [...new Set(samples.units.map(({ group }) => group))].sort((a, b) => a - b);
  const labels: HeldOut[] = [];
  const stances: HeldOut[] = [];
  for (const group of groups) {
    const without = new Set([group]);
    const weights = fitting.leaning(without);
    samples.units.forEach(({ group: own, answer, row, agreed }) => {
      if (own === group) labels.push({ group, answer, counts: agreed, sums: sums(row, weights, LABELS.length), tone: row.values[TONE]!, readied: row.values[THEMES]! > 0 });
    });
    const rows = fitting.stanceRows(groups, without);
    const stanceWeights = fitting.stance(rows, without);
    samples.stances.forEach(({ group: own, answer }, i) => {
      if (own === group) stances.push({ group, answer, counts: true, sums: sums(rows[i]!, stanceWeights, STANCES.length), tone: 0, readied: true });
    });
  }
  const none = new Set<number>();
  const leaning = fitting.leaning(none);
  const stance = fitting.stance(fitting.stanceRows(groups, none), none);
  return {
    leaning: rowsOf(leaning, LABELS.length, UNIT_SIGN_NAMES, themes, words, settings.least),
    stance: rowsOf(stance, STANCES.length, STANCE_SIGN_NAMES, themes, [], settings.least),
    labels, stances,
  };
}

class Fitting {
  private readonly pulls: Float64Array;
  private readonly stancePulls: Float64Array;
  /** Weights fitted before, by the groups left out. */
  private readonly known = new Map<string, Float64Array>();
  private readonly firstWord: number;

  constructor(private readonly samples: Samples, themeCount: number, wordCount: number, private readonly settings: LeaningSettings) {
    this.firstWord = 1 + UNIT_SIGN_NAMES.length + themeCount;
    this.pulls = new Float64Array(this.firstWord + wordCount).fill(settings.pull).fill(settings.pull * settings.signs, 0, this.firstWord);
    this.pulls[0] = LEVEL_PULL;
    this.stancePulls = new Float64Array(1 + STANCE_SIGN_NAMES.length + themeCount).fill(settings.stancePull);
    this.stancePulls[0] = LEVEL_PULL;
  }

  leaning(without: ReadonlySet<number>): Float64Array {
    const key = [...without].sort((a, b) => a - b).join();
    const before = this.known.get(key);
    if (before) return before;
    const { units } = this.samples;
    const weights = fitLogit({
      rows: units.map(({ row }) => row), answers: Int32Array.from(units, ({ answer }) => answer),
      counts: Float64Array.from(units, ({ group, count }) => (without.has(group) ? 0 : count)),
      answerCount: LABELS.length, pulls: this.pulls, steps: this.settings.steps,
    });
    this.known.set(key, weights);
    return weights;
  }

  stance(rows: readonly SparseRow[], without: ReadonlySet<number>): Float64Array {
    const { stances } = this.samples;
    return fitLogit({
      rows, answers: Int32Array.from(stances, ({ answer }) => answer), counts: Float64Array.from(stances, ({ group, count }) => (without.has(group) ? 0 : count)),
      answerCount: STANCES.length, pulls: this.stancePulls, steps: this.settings.steps,
    });
  }

  /** The rows of all codings with their leanings: by weights without the coding's own group, and without the groups left out. */
  stanceRows(groups: readonly number[], without: ReadonlySet<number>): SparseRow[] {
    const rows = new Map<StanceSample, SparseRow>();
    for (const group of groups) {
      const weights = this.leaning(new Set([...without, group]));
      for (const sample of this.samples.stances) if (sample.group === group) rows.set(sample, this.withLeaning(sample, weights));
    }
    return this.samples.stances.map((sample) => rows.get(sample)!);
  }

  private withLeaning(sample: StanceSample, weights: Float64Array): SparseRow {
    const unit = centred(sums(this.samples.units[sample.unit]!.row, weights, LABELS.length));
    const { sentences, coded } = sample;
    const leanings = Float64Array.from(sentences.flatMap((row) => centred(sums(row, weights, LABELS.length))));
    const signs = new Float64Array(LEANING_SIGNS);
    leaningSigns(leanings, sentences.length, coded, coded.length, 0, unit[0]!, unit[2]!, signs);
    const values = [...sample.row.values];
    // Level first, then the signs of the leaning.
    values.splice(1, LEANING_SIGNS, ...signs);
    return { at: sample.row.at, values };
  }
}

function sums(row: SparseRow, weights: Float64Array, width: number): number[] {
  const out = new Float64Array(width);
  sumsOf(row, weights, out);
  return [...out];
}

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  return values.map((value) => value - mean);
}

/** Weights as rows of a table, rounded; words of little weight are left out. */
function rowsOf(weights: Float64Array, width: number, signs: readonly string[], themes: readonly string[], words: readonly string[], least: number): WeightRow[] {
  const heads = [
    { kind: 'level' as const, name: '' },
    ...signs.map((name) => ({ kind: 'sign' as const, name })),
    ...themes.map((name) => ({ kind: 'theme' as const, name })),
    ...words.map((name) => ({ kind: 'word' as const, name })),
  ];
  const rows = heads.map((head, p) => ({ ...head, weights: [...weights.subarray(p * width, (p + 1) * width)].map((weight) => Math.round(weight * 100) / 100 || 0) }));
  return rows.filter(({ kind, weights: own }) => kind !== 'word' || own.some((weight) => Math.abs(weight) >= least));
}
