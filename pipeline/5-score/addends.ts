import { doubled, doubledFloats } from '../text/columns.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import type { SentenceItems } from './sentence-items.js';

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
    while (this.count + sentence.valuedCount + sentence.pairCount > this.positions.length) this.grow();
    const { positions, good, bad } = this;
    const { items, valued, valuedCount, positions: places, ifGood, ifBad, pairs, pairEnds } = sentence;
    let { count } = this;
    for (let v = 0; v < valuedCount; v++) {
      const k = valued[v]!;
      const valence = valences[items[k]!]!;
      const goodPart = goodOf(valence);
      const value = goodPart * ifGood[k]! + (valence - goodPart) * ifBad[k]!;
      positions[count] = places[k]!;
      good[count] = goodOf(value);
      bad[count] = value - goodOf(value);
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

  /** Sums the addends `first` up to `end` into `goodSum` and `badSum`. */
  sum(first: number, end: number): void {
    const { good, bad } = this;
    let goodSum = 0;
    let badSum = 0;
    for (let i = first; i < end; i++) {
      goodSum += good[i]!;
      badSum += bad[i]!;
    }
    this.goodSum = goodSum;
    this.badSum = badSum;
  }

  /** As `sum`, without what stands in the ranges of tokens `without`, flat. */
  sumWithout(first: number, end: number, without: readonly number[]): void {
    const { positions, good, bad } = this;
    let goodSum = 0;
    let badSum = 0;
    for (let i = first; i < end; i++) {
      if (isIn(positions[i]!, without)) continue;
      goodSum += good[i]!;
      badSum += bad[i]!;
    }
    this.goodSum = goodSum;
    this.badSum = badSum;
  }

  /** The sum of those of the addends `first` up to `end` that stand in the tokens `from` up to `to`. */
  sumIn(first: number, end: number, from: number, to: number): number {
    const { positions, good, bad } = this;
    let goodSum = 0;
    let badSum = 0;
    for (let i = first; i < end; i++) {
      const at = positions[i]!;
      // 1 inside, 0 outside: what no processor can guess is better multiplied than asked.
      const isInside = 1 + (((at - from) | (to - 1 - at)) >> 31);
      goodSum += isInside * good[i]!;
      badSum += isInside * bad[i]!;
    }
    return goodSum + badSum;
  }

  private grow(): void {
    this.positions = doubled(this.positions);
    this.good = doubledFloats(this.good);
    this.bad = doubledFloats(this.bad);
  }
}

/** The number itself where it is above 0, else 0; exact, and without a branch. */
function goodOf(value: number): number {
  return (value + Math.abs(value)) / 2;
}

function isIn(token: number, ranges: readonly number[]): boolean {
  for (let i = 0; i < ranges.length; i += 2) if (token >= ranges[i]! && token < ranges[i + 1]!) return true;
  return false;
}
