import type { Tagged } from '../model.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { GAP_BRACKET, GAP_CLAUSE } from '../text/gap.js';
import type { Reading } from './reading.js';
import { squash } from './scale.js';

const NONE = -1;

/** For each tagging the good and the bad said near it: in its clause, and not further off than so many words. */
export class NearSums {
  readonly good: Float64Array;
  readonly bad: Float64Array;
  readonly words: Int32Array;
  /** The taggings of a sentence, as lists. */
  private readonly heads: Int32Array;
  private readonly next: Int32Array;

  constructor(private readonly tagged: Tagged, private readonly reach: number) {
    const { count, sentences } = tagged.taggings;
    this.good = new Float64Array(count);
    this.bad = new Float64Array(count);
    this.words = new Int32Array(count);
    this.heads = new Int32Array(tagged.sentences.count).fill(NONE);
    this.next = new Int32Array(count);
    for (let i = 0; i < count; i++) {
      const sentence = sentences[i]!;
      this.next[i] = this.heads[sentence]!;
      this.heads[sentence] = i;
    }
  }

  /** Takes the reading of a sentence and keeps what stands near each of its taggings. */
  note(reading: Reading, sentence: number, first: number, end: number): void {
    const { firsts, ends } = this.tagged.taggings;
    for (let i = this.heads[sentence]!; i !== NONE; i = this.next[i]!) {
      const firstToken = firsts[i]!;
      const endToken = ends[i]!;
      const from = this.clauseStart(Math.max(first, firstToken - this.reach), firstToken);
      const to = this.clauseEnd(endToken, Math.min(end, endToken + this.reach));
      reading.sum(from, to);
      this.good[i] = reading.good;
      this.bad[i] = reading.bad;
      this.words[i] = to - from;
    }
  }

  /** The score of what stands near a tagging, -1 to 1. */
  score(tagging: number, { calibration }: SentimentLexicon): number {
    return squash(this.good[tagging]! + this.bad[tagging]!, this.words[tagging]!, calibration);
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
