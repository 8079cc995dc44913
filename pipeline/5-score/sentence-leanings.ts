import { ROW } from '../lexicon/sentiment/weights.js';
import { doubledFloats } from '../text/columns.js';
import type { Columns } from './columns.js';
import { centre, LEANING } from './leaning.js';
import { sizeOf, type SentenceWords } from './word-sums.js';

// A module's own constants are known where its loops are compiled; imported ones are looked up each time they are asked for.
const WIDTH = LEANING;
const WORDS_WIDTH = ROW;
const NONE = -1;

/** How many signs of a stance are made from leanings; they stand first in `STANCE_SIGN_NAMES`. */
export const LEANING_SIGNS = 10;

/** What the words of each sentence of a unit say by `leaning.csv`. Units are read one after the other, each once, however many themes ask. */
export class SentenceLeanings {
  /** For each sentence of the unit read last three numbers: the sums for negative, neutral and positive, less their mean. */
  sums = new Float64Array(64 * WIDTH);
  private unit = NONE;

  constructor(
    private readonly batch: Columns,
    private readonly words: SentenceWords,
  ) {}

  /** Reads the sentences of a unit, if they are not those read last. */
  read(unit: number): void {
    if (unit === this.unit) return;
    this.unit = unit;
    const { firstSentence, endSentence } = this.batch.annotations[unit]!;
    const { firstToken } = this.batch.sentences;
    const { words } = this;
    while ((endSentence - firstSentence) * WIDTH > this.sums.length) this.sums = doubledFloats(this.sums);
    for (let s = firstSentence; s < endSentence; s++) {
      centre(words.sums, s * WORDS_WIDTH, sizeOf(firstToken[s + 1]! - firstToken[s]!), this.sums, (s - firstSentence) * WIDTH);
    }
  }
}

/**
 * Writes the signs of a theme that are made from leanings, in the order of their names: of the unit, of its coded sentences, of all others.
 * `sums` has three numbers for each of the unit's `sentences` sentences, as in `SentenceLeanings`; `coded` has those of the theme's codings,
 * ascending, `count` of them, where the unit's first sentence is `first`. The unit's own are its centred sums for negative and positive.
 */
export function leaningSigns(
  sums: Float64Array, sentences: number, coded: Int32Array, count: number, first: number, unitNegative: number, unitPositive: number, out: Float64Array,
): void {
  let own = 0;
  let negative = 0;
  let positive = 0;
  let otherNegative = 0;
  let otherPositive = 0;
  let best = -Infinity;
  let worst = Infinity;
  let plainest = -Infinity;
  for (let s = 0; s < sentences; s++) {
    const ownNegative = sums[s * WIDTH]!;
    const ownPositive = sums[s * WIDTH + 2]!;
    if (own === count || coded[own] !== first + s) {
      otherNegative += ownNegative;
      otherPositive += ownPositive;
      continue;
    }
    own++;
    const way = ownPositive - ownNegative;
    const plain = sums[s * WIDTH + 1]!;
    if (way > best) best = way;
    if (way < worst) worst = way;
    if (plain > plainest) plainest = plain;
    negative += ownNegative;
    positive += ownPositive;
  }
  const others = Math.max(1, sentences - own);
  out[0] = unitNegative;
  out[1] = unitPositive;
  out[2] = negative / own;
  out[3] = positive / own;
  out[4] = otherNegative / others;
  out[5] = otherPositive / others;
  out[6] = best;
  out[7] = -worst;
  out[8] = Math.max(0, Math.min(best, -worst));
  out[9] = plainest;
}
