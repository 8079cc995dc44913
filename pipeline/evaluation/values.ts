import { meanOfDefined, ratio, type Statistic } from '../agreement/statistic.js';
import { scoresOf, type Counts, type Scores } from './counts.js';

/** A value that all coders of a unit gave, and the pipeline's. */
export interface ValuePair {
  readonly actual: string;
  readonly predicted: string;
}

export interface ValueScores {
  readonly accuracy: Statistic;
  /** The mean F1 of the values that the coders gave. */
  readonly macroF1: Statistic;
}

export interface ValueEvaluation extends ValueScores {
  readonly pairs: number;
  /** A value the coders or the pipeline gave: how often, and how well it was found. */
  readonly values: readonly { readonly value: string; readonly scores: Scores }[];
  /** The most frequent value, given to everything. */
  readonly constant: ValueScores & { readonly value: string | null };
}

/** Accuracy and macro-F1 of values such as stances and signs, beside the constant answer. */
export function evaluateValues(pairs: readonly ValuePair[]): ValueEvaluation {
  const value = mostFrequent(pairs.map((pair) => pair.actual));
  return {
    ...valueScores(pairs),
    pairs: pairs.length,
    values: valuesOf(pairs).map((one) => ({ value: one, scores: scoresOf(countsOf(pairs, one)) })),
    constant: { value, ...valueScores(pairs.map(({ actual }) => ({ actual, predicted: value ?? '' }))) },
  };
}

export interface MentionEvaluation {
  readonly units: number;
  readonly scores: Scores;
  /** The most frequent value but for the empty one, given to every unit. */
  readonly constant: { readonly value: string | null; readonly scores: Scores };
}

/**
 * Precision and recall where most units have nothing (no role, no quoted words): only values that say something count,
 * and a wrong one is both given wrongly and missed.
 */
export function evaluateMentions(pairs: readonly ValuePair[], empty: string): MentionEvaluation {
  const value = mostFrequent(pairs.map((pair) => pair.actual).filter((actual) => actual !== empty));
  const constant = pairs.map(({ actual }) => ({ actual, predicted: value ?? empty }));
  return {
    units: pairs.length,
    scores: scoresOf(mentionCounts(pairs, empty)),
    constant: { value, scores: scoresOf(mentionCounts(constant, empty)) },
  };
}

function mentionCounts(pairs: readonly ValuePair[], empty: string): Counts {
  const right = pairs.filter(({ actual, predicted }) => actual !== empty && actual === predicted).length;
  return {
    right,
    wrong: pairs.filter(({ predicted }) => predicted !== empty).length - right,
    missed: pairs.filter(({ actual }) => actual !== empty).length - right,
  };
}

function valueScores(pairs: readonly ValuePair[]): ValueScores {
  const given = [...new Set(pairs.map((pair) => pair.actual))];
  const right = pairs.filter(({ actual, predicted }) => actual === predicted).length;
  return {
    accuracy: ratio(right, pairs.length, 'there is no agreed value'),
    macroF1: meanOfDefined(given.map((value) => scoresOf(countsOf(pairs, value)).f1), 'there is no agreed value'),
  };
}

function countsOf(pairs: readonly ValuePair[], value: string): Counts {
  const right = pairs.filter(({ actual, predicted }) => actual === value && predicted === value).length;
  return {
    right,
    wrong: pairs.filter(({ predicted }) => predicted === value).length - right,
    missed: pairs.filter(({ actual }) => actual === value).length - right,
  };
}

function valuesOf(pairs: readonly ValuePair[]): readonly string[] {
  return [...new Set(pairs.flatMap(({ actual, predicted }) => [actual, predicted]))].sort();
}

/** The most frequent value, the first in alphabetical order among equals; null where there is none. */
function mostFrequent(values: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const value of [...values].sort()) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: string | null = null;
  for (const [value, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = value;
  return best;
}

/** The word for the sign of a sentiment from -2 to 2. */
export function signName(sentiment: number): 'negative' | 'neutral' | 'positive' {
  if (sentiment === 0) return 'neutral';
  return sentiment < 0 ? 'negative' : 'positive';
}

