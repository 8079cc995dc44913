import type { Coding, Stance, Tagged, Tagging } from '../model.js';
import type { Policy } from '../lexicon/sentiment/tables.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { GAP_BRACKET, GAP_CLAUSE } from '../text/gap.js';
import { ENDS_ASKING, type Reading } from './reading.js';
import { SCALE, squash, toInteger } from './scale.js';

const NONE = -1;

/** For each tagging the good and the bad said near it: in its clause, and not further off than so many words. */
export class NearSums {
  readonly good: Float64Array;
  readonly bad: Float64Array;
  readonly words: Int32Array;
  private readonly asked: Uint8Array;
  /** The taggings of a sentence, as lists. */
  private readonly heads: Int32Array;
  private readonly next: Int32Array;

  constructor(private readonly tagged: Tagged, private readonly reach: number) {
    const count = tagged.taggings.length;
    this.good = new Float64Array(count);
    this.bad = new Float64Array(count);
    this.words = new Int32Array(count);
    this.asked = new Uint8Array(count);
    this.heads = new Int32Array(tagged.sentences.count).fill(NONE);
    this.next = new Int32Array(count);
    for (let i = 0; i < count; i++) {
      const { sentence } = tagged.taggings[i]!;
      this.next[i] = this.heads[sentence]!;
      this.heads[sentence] = i;
    }
  }

  /** Takes the reading of a sentence and keeps what stands near each of its taggings. */
  note(reading: Reading, sentence: number, first: number, end: number, signs: number): void {
    for (let i = this.heads[sentence]!; i !== NONE; i = this.next[i]!) {
      const { firstToken, endToken } = this.tagged.taggings[i]!;
      const from = this.clauseStart(Math.max(first, firstToken - this.reach), firstToken);
      const to = this.clauseEnd(endToken, Math.min(end, endToken + this.reach));
      reading.sum(from, to);
      this.good[i] = reading.good;
      this.bad[i] = reading.bad;
      this.words[i] = to - from;
      this.asked[i] = signs & ENDS_ASKING;
    }
  }

  /** True when the sentences of all these taggings are questions. */
  isAsked(from: number, to: number): boolean {
    for (let i = from; i < to; i++) if (this.asked[i] === 0) return false;
    return true;
  }

  private clauseStart(from: number, at: number): number {
    const { before } = this.tagged.tokens;
    for (let i = at; i > from; i--) if ((before[i]! & (GAP_CLAUSE | GAP_BRACKET)) !== 0) return i;
    return from;
  }

  private clauseEnd(at: number, to: number): number {
    const { before } = this.tagged.tokens;
    for (let i = at; i < to; i++) if ((before[i]! & (GAP_CLAUSE | GAP_BRACKET)) !== 0) return i;
    return to;
  }
}

/**
 * Stances for the taggings of a batch, in their order. A theme has one stance in a unit: the mean of what its taggings' own words, sentences and unit say,
 * mixed where two of them pull apart. `stanceScore` stays each tagging's own.
 */
export function stancesOf(
  tagged: Tagged, near: NearSums, sentenceScores: Int16Array, units: UnitScores, lexicon: SentimentLexicon, themes: readonly string[],
): Coding[] {
  const { taggings } = tagged;
  const { stance: policy } = lexicon.policy;
  const scores = taggings.map(({ sentence, unit }, i) => {
    const local = squash(near.good[i]! + near.bad[i]!, near.words[i]!, lexicon.calibration);
    return policy.weights.near * local + (policy.weights.sentence * sentenceScores[sentence]!) / SCALE + policy.weights.unit * units.scores[unit]!;
  });
  const codings: Coding[] = [];
  for (let from = 0; from < taggings.length; ) {
    const { unit, theme } = taggings[from]!;
    let to = from + 1;
    while (to < taggings.length && taggings[to]!.unit === unit && taggings[to]!.theme === theme) to++;
    const shift = policy.themes[themes[theme] ?? ''] ?? 0;
    const stance = stanceOf(scores.slice(from, to), shift, units.words[unit]!, near.isAsked(from, to), policy);
    for (let i = from; i < to; i++) codings.push(codingOf(taggings[i]!, stance, toInteger(scores[i]!)));
    from = to;
  }
  return codings;
}

export interface UnitScores {
  readonly scores: Float64Array;
  readonly words: Int32Array;
}

function stanceOf(scores: readonly number[], shift: number, words: number, isAsked: boolean, policy: Policy['stance']): Stance {
  // Who only asks, and briefly, takes no side.
  if (isAsked && words <= policy.briefQuestion) return 'neu';
  if (Math.max(...scores) >= policy.mixed && Math.min(...scores) <= -policy.mixed) return 'mix';
  const mean = scores.reduce((sum, one) => sum + one, 0) / scores.length;
  const value = mean + shift + lengthShift(words, policy);
  if (value <= policy.negative) return 'neg';
  return value >= policy.positive ? 'pos' : 'neu';
}

/** Long comments are complaints even without a bad word: what a length adds, in score. */
export function lengthShift(words: number, { shiftPerHundredWords, shiftUpTo }: { readonly shiftPerHundredWords: number; readonly shiftUpTo: number }): number {
  return (shiftPerHundredWords * Math.min(words, shiftUpTo)) / 100;
}

/** Written out member by member: copying a tagging as a whole costs as much as all the rest of stage 5. */
function codingOf(tagging: Tagging, stance: Stance, stanceScore: number): Coding {
  const { unit, theme, code, rule, firstToken, endToken, span, sentence, quoted, negated, weight } = tagging;
  return { unit, theme, code, rule, firstToken, endToken, span, sentence, quoted, negated, weight, stance, stanceScore };
}
