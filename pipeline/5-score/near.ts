import type { Tagged } from '../model.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { GAP_BRACKET, GAP_CLAUSE } from '../text/gap.js';
import type { BatchReading } from './batch-reading.js';
import { squash } from './scale.js';

const CLAUSE = GAP_CLAUSE | GAP_BRACKET;

/** For each tagging the score of what is said near it, -1 to 1: in its clause, and not further off than `policy.stance.near` words. */
export function nearScores({ tokens, sentences, taggings }: Tagged, { addends, addendsFrom }: BatchReading, { policy, calibration }: SentimentLexicon): Float64Array {
  const { near: reach } = policy.stance;
  const { before } = tokens;
  const { positions, good, bad } = addends;
  const scores = new Float64Array(taggings.count);
  for (let i = 0; i < taggings.count; i++) {
    const sentence = taggings.sentences[i]!;
    const firstToken = taggings.firsts[i]!;
    const endToken = taggings.ends[i]!;
    const from = clauseStart(before, Math.max(sentences.firstToken[sentence]!, firstToken - reach), firstToken);
    const to = clauseEnd(before, endToken, Math.min(sentences.firstToken[sentence + 1]!, endToken + reach));
    const end = addendsFrom[sentence + 1]!;
    let goodSum = 0;
    let badSum = 0;
    for (let a = addendsFrom[sentence]!; a < end; a++) {
      const at = positions[a]!;
      if (at < from || at >= to) continue;
      goodSum += good[a]!;
      badSum += bad[a]!;
    }
    scores[i] = squash(goodSum + badSum, to - from, calibration);
  }
  return scores;
}

function clauseStart(before: Uint16Array, from: number, at: number): number {
  for (let i = at; i > from; i--) if ((before[i]! & CLAUSE) !== 0) return i;
  return from;
}

function clauseEnd(before: Uint16Array, at: number, to: number): number {
  for (let i = at; i < to; i++) if ((before[i]! & CLAUSE) !== 0) return i;
  return to;
}
