import { doubled, doubledFloats } from '../text/columns.js';
import { ROLE_VALUED } from '../lexicon/sentiment/items.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import type { SentenceItems } from './sentence-items.js';

const NOTHING: readonly number[] = [];

/** What the words and pairs of a batch's sentences add, as columns: each where it stands and its valence after all rules, one of `good` and `bad` being 0. */
export class Addends {
  count = 0;
  /** The token; of a pair the last. */
  positions = new Int32Array(256);
  good = new Float64Array(256);
  bad = new Float64Array(256);
  /** The sums of what was summed last. */
  goodSum = 0;
  badSum = 0;

  /** Adds what a sentence says, its words before its pairs. */
  add(sentence: SentenceItems, { valences, pairValences }: SentimentLexicon): void {
    while (this.count + sentence.count + sentence.pairCount > this.positions.length) this.grow();
    const { positions, good, bad } = this;
    const { items, roles, positions: places, ifGood, ifBad, pairs, pairEnds } = sentence;
    let { count } = this;
    for (let k = 0; k < sentence.count; k++) {
      if ((roles[k]! & ROLE_VALUED) === 0) continue;
      const valence = valences[items[k]!]!;
      const value = valence * (valence > 0 ? ifGood[k]! : ifBad[k]!);
      positions[count] = places[k]!;
      good[count] = value > 0 ? value : 0;
      bad[count] = value > 0 ? 0 : value;
      count++;
    }
    for (let p = 0; p < sentence.pairCount; p++) {
      const valence = pairValences[pairs[p]!]!;
      positions[count] = places[pairEnds[p]!]!;
      good[count] = valence > 0 ? valence * sentence.pairGood : 0;
      bad[count] = valence > 0 ? 0 : valence * sentence.pairBad;
      count++;
    }
    this.count = count;
  }

  /** Sums the addends `first` up to `end` into `goodSum` and `badSum`, leaving out those in the ranges of tokens `without`, flat. */
  sum(first: number, end: number, without: readonly number[] = NOTHING): void {
    const { positions, good, bad } = this;
    let goodSum = 0;
    let badSum = 0;
    for (let i = first; i < end; i++) {
      if (without.length > 0 && isIn(positions[i]!, without)) continue;
      goodSum += good[i]!;
      badSum += bad[i]!;
    }
    this.goodSum = goodSum;
    this.badSum = badSum;
  }

  private grow(): void {
    this.positions = doubled(this.positions);
    this.good = doubledFloats(this.good);
    this.bad = doubledFloats(this.bad);
  }
}

function isIn(token: number, ranges: readonly number[]): boolean {
  for (let i = 0; i < ranges.length; i += 2) if (token >= ranges[i]! && token < ranges[i + 1]!) return true;
  return false;
}
