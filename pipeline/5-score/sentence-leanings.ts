import type { Tagged } from '../model.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { LABELS } from '../lexicon/sentiment/weights.js';
import { LeaningSums } from './leaning.js';

const WIDTH = LABELS.length;

/** How many signs of a stance are made from leanings; they stand first in `STANCE_SIGN_NAMES`. */
export const LEANING_SIGNS = 10;

/** What the words of single sentences say by `leaning.csv`: for each label a sum, their mean taken off. Each sentence is read once, however many themes ask. */
export class SentenceLeanings {
  private readonly known: Uint8Array;
  private readonly sums: Float64Array;
  private readonly words: LeaningSums;

  constructor(private readonly tagged: Tagged, lexicon: SentimentLexicon) {
    this.known = new Uint8Array(tagged.sentences.count);
    this.sums = new Float64Array(tagged.sentences.count * WIDTH);
    this.words = new LeaningSums(lexicon.leaning);
  }

  /** Reads a sentence where it was not read before, and gives the table of all sums, flat. */
  of(sentence: number): Float64Array {
    if (this.known[sentence] === 0) {
      this.known[sentence] = 1;
      const { firstToken } = this.tagged.sentences;
      const { words } = this;
      words.begin(false);
      words.note(this.tagged, firstToken[sentence]!, firstToken[sentence + 1]!);
      words.addWords(firstToken[sentence + 1]! - firstToken[sentence]!);
      centre(words.sums, this.sums, sentence * WIDTH);
    }
    return this.sums;
  }
}

/** The leanings of a unit's sentences gathered for one theme: those of the coded sentences, and those of all others. */
export class GatheredLeanings {
  private own = 0;
  private others = 0;
  private negative = 0;
  private positive = 0;
  private otherNegative = 0;
  private otherPositive = 0;
  private best = 0;
  private worst = 0;
  private plainest = 0;

  begin(): void {
    this.own = this.others = 0;
    this.negative = this.positive = this.otherNegative = this.otherPositive = 0;
    this.best = this.worst = this.plainest = 0;
  }

  /** Adds a sentence: its centred sums for negative, neutral and positive. */
  add(coded: boolean, negative: number, neutral: number, positive: number): void {
    if (!coded) {
      this.others++;
      this.otherNegative += negative;
      this.otherPositive += positive;
      return;
    }
    const way = positive - negative;
    if (this.own === 0 || way > this.best) this.best = way;
    if (this.own === 0 || way < this.worst) this.worst = way;
    if (this.own === 0 || neutral > this.plainest) this.plainest = neutral;
    this.own++;
    this.negative += negative;
    this.positive += positive;
  }

  /** Writes the signs made from leanings, in the order of their names; the unit's own are its centred sums for negative and positive. */
  write(unitNegative: number, unitPositive: number, out: Float64Array | number[]): void {
    const own = Math.max(1, this.own);
    const others = Math.max(1, this.others);
    out[0] = unitNegative;
    out[1] = unitPositive;
    out[2] = this.negative / own;
    out[3] = this.positive / own;
    out[4] = this.otherNegative / others;
    out[5] = this.otherPositive / others;
    out[6] = this.best;
    out[7] = -this.worst;
    out[8] = Math.max(0, Math.min(this.best, -this.worst));
    out[9] = this.plainest;
  }
}

/** Copies sums for the labels less their mean. */
export function centre(from: ArrayLike<number>, to: Float64Array, at: number): void {
  const mean = (from[0]! + from[1]! + from[2]!) / WIDTH;
  for (let a = 0; a < WIDTH; a++) to[at + a] = from[a]! - mean;
}
