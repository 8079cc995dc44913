import { evidenceOf, isContested, type Evidence } from './evidence.js';
import { minimise } from './minimise.js';

/** How much is learned, and what a decision rests on. */
export interface FitSetting {
  /** A theme is given from this probability on. F1 wants it near half the F1 that can be reached (Lipton, Elkan and Naryanaswamy 2014). */
  readonly decision: number;
  /** How firmly a strength is held at the editor's own: the inverse variance of its logarithm. Infinite: strengths stay, only thresholds move. */
  readonly hold: number;
}

export interface FitOptions {
  /** Patterns that counted in fewer units stay as they are. */
  readonly leastUnits: number;
  /** What a unit weighs whose coders differ over the theme; 0 leaves it out. */
  readonly contested: number;
}

export const DEFAULT_FIT: FitOptions = { leastUnits: 5, contested: 0.5 };
/** A pattern that one thread repeats has shown nothing about others. */
export const LEAST_THREADS = 2;
/** A theme that fewer units have keeps its threshold. */
export const LEAST_POSITIVES = 5;

/** A lexicon's learned numbers, rounded as they are written. */
export interface Fitted {
  /** By pattern. */
  readonly strengths: readonly number[];
  /** By theme: the factor of the codebook's thresholds. */
  readonly thresholds: readonly number[];
}

/** Inverse variances of logarithms: of the slope, the factor that all thresholds share, and each theme's own. */
const HOLD_SLOPE = 1;
const HOLD_SHARED = 1;
const HOLD_THEME = 32;
/** How much surer a strength of 1 more makes, on the scale of log odds; where the search begins and is pulled to. */
const USUAL_SLOPE = 3;
/** Strengths decide which of two overlapping matches counts, so what counts is settled anew after each of these. */
const ROUNDS = 2;
const MOST_STRENGTH = 10;

/** A unit in which a theme's patterns counted: the only places that say anything about strengths. */
interface Occasion {
  readonly theme: number;
  /** With the editor's own factor. */
  readonly threshold: number;
  readonly present: number;
  readonly weight: number;
  readonly patterns: readonly number[];
}

/**
 * Learns strengths and threshold factors. The model: the log odds of a theme are
 * `slope * (sum of strengths - threshold * factor) + logit(decision)`, so that the threshold is reached where the odds are those of the decision.
 * Strengths are the editor's times a factor, which keeps their sign; every factor is pulled to 1 by a ridge on its logarithm, a theme's threshold to
 * the factor that all themes share. What is learned from little therefore stays near what the editor wrote.
 */
export function learn(evidence: Evidence, setting: FitSetting, options: FitOptions = DEFAULT_FIT): Fitted {
  return learner(evidence, options)(setting);
}

/** As `learn`, for several settings: what does not depend on the setting is done once. */
export function learner(evidence: Evidence, options: FitOptions): (setting: FitSetting) => Fitted {
  const first = occasionsOf(evidence, evidence.patterns.map(({ strength }) => strength), options);
  const enough = freePatterns(evidence, options);
  return (setting) => learnFrom(evidence, first, Number.isFinite(setting.hold) ? enough : [], setting, options);
}

function learnFrom(evidence: Evidence, first: readonly Occasion[], free: readonly number[], setting: FitSetting, options: FitOptions): Fitted {
  const { themes, patterns } = evidence;
  let strengths: readonly number[] = patterns.map(({ strength }) => strength);
  let thresholds: readonly number[] = themes.map(({ threshold }) => threshold);
  let start: Float64Array | null = null;
  for (let round = 0; round < ROUNDS; round++) {
    const model = new Model(evidence, round === 0 ? first : occasionsOf(evidence, strengths, options), free, setting);
    start = minimise(model.objective, start ?? model.start());
    ({ strengths, thresholds } = model.numbers(start));
    if (free.length === 0) break;
  }
  const few = themesWithFew(evidence);
  return {
    strengths: strengths.map((value, i) => rounded(value, patterns[i].strength)),
    thresholds: thresholds.map((value, i) => (few.has(i) ? themes[i].threshold : rounded(value, themes[i].threshold))),
  };
}

/** Themes that too few units have for a threshold of their own, by index. */
export function themesWithFew({ themes, units }: Pick<Evidence, 'themes' | 'units'>): ReadonlySet<number> {
  return new Set([...themes.keys()].filter((theme) => units.filter(({ given }) => (given[theme] ?? 0) > 0.5).length < LEAST_POSITIVES));
}

/** Patterns with enough evidence to learn from, by index. */
export function freePatterns(evidence: Evidence, { leastUnits }: FitOptions): readonly number[] {
  return evidenceOf(evidence).flatMap(({ with: yes, without, threads }, pattern) =>
    yes + without >= leastUnits && threads >= LEAST_THREADS && evidence.patterns[pattern].strength !== 0 ? [pattern] : [],
  );
}

function occasionsOf({ themes, units, keeper }: Evidence, strengths: readonly number[], { contested }: FitOptions): readonly Occasion[] {
  const keep = keeper(strengths);
  return units.flatMap(({ matches, given, atLeast }) =>
    [...matches].flatMap(([theme, found]): Occasion[] => {
      const present = given[theme];
      if (present === null) return [];
      const weight = isContested(present) ? contested : 1;
      if (weight === 0) return [];
      return [{ theme, threshold: atLeast * themes[theme].threshold, present, weight, patterns: keep(found) }];
    }),
  );
}

/** The parameters, all logarithms: slope, shared factor, a factor a theme, a factor a free pattern. */
class Model {
  private readonly firstPattern: number;
  private readonly parameterOf = new Map<number, number>();
  private readonly holds: Float64Array;
  private readonly offset: number;

  constructor(
    private readonly evidence: Evidence,
    private readonly occasions: readonly Occasion[],
    private readonly free: readonly number[],
    { decision, hold }: FitSetting,
  ) {
    this.firstPattern = 2 + evidence.themes.length;
    this.holds = new Float64Array(this.firstPattern + free.length).fill(HOLD_THEME);
    this.holds[0] = HOLD_SLOPE;
    this.holds[1] = HOLD_SHARED;
    this.holds.fill(hold, this.firstPattern);
    free.forEach((pattern, index) => this.parameterOf.set(pattern, this.firstPattern + index));
    this.offset = Math.log(decision / (1 - decision));
  }

  start(): Float64Array {
    const start = new Float64Array(this.holds.length);
    start[0] = Math.log(USUAL_SLOPE);
    return start;
  }

  /** The penalised cross-entropy and its gradient. */
  readonly objective = (at: Float64Array, gradient: Float64Array): number => {
    const slope = Math.exp(at[0]);
    const { strengths } = this.numbers(at);
    let loss = this.penalty(at, gradient);
    for (const { theme, threshold, present, weight, patterns } of this.occasions) {
      const wanted = threshold * Math.exp(at[1] + at[2 + theme]);
      let sum = 0;
      for (const pattern of patterns) sum += strengths[pattern];
      const odds = slope * (sum - wanted) + this.offset;
      loss += weight * (Math.max(odds, 0) + Math.log1p(Math.exp(-Math.abs(odds))) - present * odds);
      const pull = weight * (1 / (1 + Math.exp(-odds)) - present) * slope;
      gradient[0] += pull * (sum - wanted);
      gradient[1] -= pull * wanted;
      gradient[2 + theme] -= pull * wanted;
      for (const pattern of patterns) {
        const parameter = this.parameterOf.get(pattern);
        if (parameter !== undefined) gradient[parameter] += pull * strengths[pattern];
      }
    }
    return loss;
  };

  private penalty(at: Float64Array, gradient: Float64Array): number {
    let penalty = 0;
    for (let i = 0; i < at.length; i++) {
      const off = i === 0 ? at[0] - Math.log(USUAL_SLOPE) : at[i];
      penalty += 0.5 * this.holds[i] * off * off;
      gradient[i] = this.holds[i] * off;
    }
    return penalty;
  }

  numbers(at: Float64Array): Fitted {
    const strengths = this.evidence.patterns.map(({ strength }) => strength);
    this.free.forEach((pattern, index) => (strengths[pattern] *= Math.exp(at[this.firstPattern + index])));
    return { strengths, thresholds: this.evidence.themes.map(({ threshold }, theme) => threshold * Math.exp(at[1] + at[2 + theme])) };
  }
}

/** Two decimals, within what the language allows; never rounded away to nothing. What did not move stays as the editor wrote it. */
function rounded(value: number, own: number): number {
  if (value === own) return own;
  const size = Math.min(MOST_STRENGTH, Math.max(0.01, Math.round(Math.abs(value) * 100) / 100));
  return value < 0 ? -size : size;
}
