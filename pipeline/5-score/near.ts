import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { GAP_BRACKET, GAP_CLAUSE } from '../text/gap.js';
import type { BatchReading } from './batch-reading.js';
import type { Columns } from './columns.js';
import { HAS_CLAUSES } from './marks.js';
import { squash } from './scale.js';

// A module's own constants are known where its loops are compiled; imported ones are looked up each time they are asked for.
const CLAUSE = GAP_CLAUSE | GAP_BRACKET;
const CLAUSES = HAS_CLAUSES;

/** For each tagging the score of what is said near it, -1 to 1: in its clause, and not further off than `policy.stance.near` words. */
export function nearScores({ tokens, sentences, taggings }: Columns, { addends, addendsFrom, marks }: BatchReading, { policy, calibration }: SentimentLexicon): Float64Array {
  const { near: reach } = policy.stance;
  const { before } = tokens;
  const { firstToken } = sentences;
  const { count, firsts, ends, sentences: sentenceOf } = taggings;
  const scores = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const sentence = sentenceOf[i]!;
    const firstWord = firsts[i]!;
    const endWord = ends[i]!;
    let from = Math.max(firstToken[sentence]!, firstWord - reach);
    let to = Math.min(firstToken[sentence + 1]!, endWord + reach);
    if ((marks[sentence]! & CLAUSES) !== 0) {
      from = clauseStart(before, from, firstWord);
      to = clauseEnd(before, endWord, to);
    }
    const sum = addends.sumIn(addendsFrom[sentence]!, addendsFrom[sentence + 1]!, from, to);
    scores[i] = squash(sum, to - from, calibration);
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
