import type { Features } from './features.js';

export interface RidgeProblem {
  readonly features: Features;
  /** Rated text, -1 to 1. */
  readonly targets: Float64Array;
  /** How much each text counts; 0 leaves it out. */
  readonly weights: Float64Array;
  /** The set that each text is from: every set has its own level and its own use of the scale, which are thrown away. */
  readonly sets: Int32Array;
  readonly setCount: number;
  /** Where each parameter is drawn to, and how strongly. */
  readonly priors: Float64Array;
  readonly pulls: Float64Array;
  readonly spread: number;
  readonly perWord: number;
  readonly steps: number;
}

export interface RidgeResult {
  readonly values: Float64Array;
  readonly levels: Float64Array;
  readonly sizes: Float64Array;
}

const RATE = 0.05;
const DECAY_1 = 0.9;
const DECAY_2 = 0.99;
const EPSILON = 1e-6;
/** How strongly a set's level is drawn to 0 and its size to 1. */
const SET_PULL = 2;

/**
 * Ridge regression of ratings on valences through the score's own curve: least squares of size × sum / sqrt(sum² + spread + perWord × words)
 * with a penalty on the distance of each valence from its prior. Steps of Adam (Kingma and Ba 2015) over all texts;
 * only operations that every machine rounds alike and no randomness, so that the same input gives the same table.
 */
export function fitRidge(problem: RidgeProblem): RidgeResult {
  const { features, priors, setCount } = problem;
  const count = features.parameterCount;
  const all = new Float64Array(count + 2 * setCount);
  all.set(priors);
  all.fill(1, count + setCount);
  const gradient = new Float64Array(all.length);
  const mean = new Float64Array(all.length);
  const square = new Float64Array(all.length);
  let power1 = 1;
  let power2 = 1;
  for (let step = 0; step < problem.steps; step++) {
    fillGradient(problem, all, gradient);
    power1 *= DECAY_1;
    power2 *= DECAY_2;
    const rate = RATE * (1 - step / problem.steps);
    for (let p = 0; p < all.length; p++) {
      const slope = gradient[p]!;
      mean[p] = DECAY_1 * mean[p]! + (1 - DECAY_1) * slope;
      square[p] = DECAY_2 * square[p]! + (1 - DECAY_2) * slope * slope;
      all[p]! -= (rate * (mean[p]! / (1 - power1))) / (Math.sqrt(square[p]! / (1 - power2)) + EPSILON);
    }
  }
  return { values: all.slice(0, count), levels: all.slice(count, count + setCount), sizes: all.slice(count + setCount) };
}

/** The slope of the penalised squares at `all`: valences, then the sets' levels, then their sizes. */
function fillGradient(problem: RidgeProblem, all: Float64Array, gradient: Float64Array): void {
  const { features, targets, weights, sets, setCount, priors, pulls, spread, perWord } = problem;
  const count = features.parameterCount;
  for (let p = 0; p < count; p++) gradient[p] = pulls[p]! * (all[p]! - priors[p]!);
  for (let s = 0; s < setCount; s++) {
    gradient[count + s] = SET_PULL * all[count + s]!;
    gradient[count + setCount + s] = SET_PULL * (all[count + setCount + s]! - 1);
  }
  for (let t = 0; t < targets.length; t++) {
    const weight = weights[t]!;
    if (weight === 0) continue;
    const set = sets[t]!;
    const sum = sumOf(features, t, all) + all[count + set]!;
    const square = sum * sum + spread + perWord * features.words[t]!;
    const root = Math.sqrt(square);
    const size = all[count + setCount + set]!;
    const value = sum / root;
    const miss = weight * (size * value - targets[t]!);
    const slope = (miss * size * (square - sum * sum)) / (square * root);
    gradient[count + set]! += slope;
    gradient[count + setCount + set]! += miss * value;
    for (let e = features.starts[t]!; e < features.starts[t + 1]!; e++) {
      const p = features.parameters[e]!;
      gradient[p]! += slope * slopeOf(features, e, all[p]!);
    }
  }
}

function slopeOf(features: Features, entry: number, value: number): number {
  if (value > 0) return features.ifGood[entry]!;
  return value < 0 ? features.ifBad[entry]! : (features.ifGood[entry]! + features.ifBad[entry]!) / 2;
}

/** The sum of valences of a text under given parameters. */
export function sumOf(features: Features, text: number, values: Float64Array): number {
  let sum = 0;
  for (let e = features.starts[text]!; e < features.starts[text + 1]!; e++) {
    const value = values[features.parameters[e]!]!;
    sum += value * (value > 0 ? features.ifGood[e]! : features.ifBad[e]!);
  }
  return sum;
}
