import type { UnitAnnotation } from '../model.js';
import { ROW, type Weights } from '../lexicon/sentiment/weights.js';
import type { BatchReading } from './batch-reading.js';

/** Words weigh more in a short text: each counts so much, divided by the square root of the words and one. */
const WORD_SIZE = 6;

/** How much each word of `leaning.csv` counts in a text of so many words. */
export function sizeOf(words: number): number {
  return WORD_SIZE / Math.sqrt(words + 1);
}

/** The sentences of a unit. */
export function sentencesOf({ firstSentence, endSentence }: UnitAnnotation): readonly number[] {
  return Array.from({ length: endSentence - firstSentence }, (_, i) => firstSentence + i);
}

/** The words of `leaning.csv` in some sentences, each once, however often it is said: those of the first sentence before those of the next. */
export function wordsIn({ words, wordsFrom }: BatchReading, sentences: Iterable<number>): number[] {
  const seen = new Set<number>();
  for (const sentence of sentences) for (const word of words.subarray(wordsFrom[sentence]!, wordsFrom[sentence + 1]!)) seen.add(word);
  return [...seen];
}

/** 1 where the numbers differ, 0 where they are the same, without a branch: which words of a text are new no processor can guess. */
export function differs(one: number, other: number): number {
  const bits = one ^ other;
  return (bits | -bits) >>> 31;
}

/** Adds the weights of the words `words[from]` up to `words[to]` to the row of sums that begins at `at`. */
export function addWeights(table: Float64Array, words: Int32Array, from: number, to: number, sums: Float64Array, at: number): void {
  let negative = sums[at]!;
  let neutral = sums[at + 1]!;
  let positive = sums[at + 2]!;
  for (let i = from; i < to; i++) {
    const row = words[i]! * ROW;
    negative += table[row]!;
    neutral += table[row + 1]!;
    positive += table[row + 2]!;
  }
  sums[at] = negative;
  sums[at + 1] = neutral;
  sums[at + 2] = positive;
}

/** Sums the weights of the words in some sentences, each word once; what it holds is of the last text begun. */
export class WordSums {
  /** The sum for each label. */
  readonly sums = new Float64Array(ROW);
  /** For each word the text that had it last. */
  private readonly seen: Int32Array;
  private readonly fresh: Int32Array;
  private text = 0;
  private count = 0;
  private firstSentence = 0;

  constructor(private readonly weights: Weights) {
    this.seen = new Int32Array(weights.wordCount);
    this.fresh = new Int32Array(weights.wordCount + 1);
  }

  begin(): void {
    this.text++;
    this.count = 0;
    this.sums[0] = 0;
    this.sums[1] = 0;
    this.sums[2] = 0;
  }

  /** Adds the words of a sentence. Most texts are one sentence, whose sums are known; words are told apart from the second on. */
  add(reading: BatchReading, sentence: number): void {
    const { sums } = this;
    if (this.count++ === 0) {
      const at = sentence * ROW;
      sums[0] = reading.wordSums[at]!;
      sums[1] = reading.wordSums[at + 1]!;
      sums[2] = reading.wordSums[at + 2]!;
      this.firstSentence = sentence;
      return;
    }
    if (this.count === 2) this.markFirst(reading);
    const { words, wordsFrom } = reading;
    const { words: table } = this.weights;
    const { seen, fresh, text } = this;
    const end = wordsFrom[sentence + 1]!;
    let count = 0;
    for (let i = wordsFrom[sentence]!; i < end; i++) {
      const word = words[i]!;
      fresh[count] = word;
      count += differs(seen[word]!, text);
      seen[word] = text;
    }
    addWeights(table, fresh, 0, count, sums, 0);
  }

  private markFirst({ words, wordsFrom }: BatchReading): void {
    const end = wordsFrom[this.firstSentence + 1]!;
    for (let i = wordsFrom[this.firstSentence]!; i < end; i++) this.seen[words[i]!] = this.text;
  }
}
