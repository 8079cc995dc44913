import type { SentimentLabel } from '../model.js';
import type { Calibration } from '../lexicon/sentiment/tables.js';

export const SCALE = 10_000;
// As `SCALE`, and known where `toInteger` is compiled, which exported constants are not.
const MOST = 10_000;

/**
 * From a sum of valences to a score of -1 to 1. After Hutto and Gilbert 2014, whose spread is 15 whatever the length;
 * here it grows with the words, since a long text gathers a large sum by its length alone. Only operations that every machine rounds alike.
 */
export function squash(sum: number, words: number, { spread, perWord }: Calibration): number {
  if (sum === 0) return 0;
  return sum / Math.sqrt(sum * sum + spread + perWord * words);
}

/** A score as the model keeps it: an integer of -10000 to 10000. */
export function toInteger(score: number): number {
  return Math.max(-MOST, Math.min(MOST, Math.round(score * MOST))) || 0;
}

/** The label of a score of -1 to 1. */
export function labelOf(score: number, cut: { readonly negative: number; readonly positive: number }): SentimentLabel {
  if (score <= cut.negative) return 'negative';
  return score >= cut.positive ? 'positive' : 'neutral';
}
