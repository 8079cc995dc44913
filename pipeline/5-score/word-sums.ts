import type { UnitAnnotation } from '../model.js';
import { ROW, type Weights } from '../lexicon/sentiment/weights.js';

// A module's own constants are known where its loops are compiled; imported ones are looked up each time they are asked for.
const WIDTH = ROW;

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
export function wordsIn({ words, from }: SentenceWords, sentences: Iterable<number>): number[] {
  const seen = new Set<number>();
  for (const sentence of sentences) for (const word of words.subarray(from[sentence]!, from[sentence + 1]!)) seen.add(word);
  return [...seen];
}

/** The words of `leaning.csv` in each sentence of a batch, as columns. One is used for batch after batch. */
export class SentenceWords {
  /** Sentence `s` has the words `words[i]`, each once, for `i` from `from[s]` up to `from[s + 1]`. */
  words = new Int32Array(0);
  from = new Int32Array(1);
  /** For each sentence the sum of its words' weights, a row of a table. */
  sums = new Float64Array(0);

  constructor(private readonly weights: Weights) {}

  /** Makes room for a batch of so many tokens and sentences. */
  begin(tokens: number, sentences: number): void {
    if (tokens > this.words.length) this.words = new Int32Array(tokens * 2);
    if (sentences < this.from.length) return;
    this.from = new Int32Array(sentences * 2 + 1);
    this.sums = new Float64Array(sentences * 2 * WIDTH);
  }

  /** Takes the words of the next sentence, `count` of them. */
  add(sentence: number, own: Int32Array, count: number): void {
    const { words, from, sums } = this;
    const { words: table } = this.weights;
    const first = from[sentence]!;
    let negative = 0;
    let neutral = 0;
    let positive = 0;
    for (let i = 0; i < count; i++) {
      const word = own[i]!;
      const row = word * WIDTH;
      words[first + i] = word;
      negative += table[row]!;
      neutral += table[row + 1]!;
      positive += table[row + 2]!;
    }
    from[sentence + 1] = first + count;
    const at = sentence * WIDTH;
    sums[at] = negative;
    sums[at + 1] = neutral;
    sums[at + 2] = positive;
  }
}

/** Sums the weights of the words in some sentences, each word once; what it holds is of the last text begun. */
export class WordSums {
  /** The sum for each label. */
  readonly sums = new Float64Array(WIDTH);
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
  add(words: SentenceWords, sentence: number): void {
    const { sums } = this;
    if (this.count++ === 0) {
      const at = sentence * WIDTH;
      sums[0] = words.sums[at]!;
      sums[1] = words.sums[at + 1]!;
      sums[2] = words.sums[at + 2]!;
      this.firstSentence = sentence;
      return;
    }
    if (this.count === 2) this.markFirst(words);
    const { words: said, from } = words;
    const { seen, fresh, text } = this;
    const end = from[sentence + 1]!;
    let count = 0;
    for (let i = from[sentence]!; i < end; i++) {
      const word = said[i]!;
      fresh[count] = word;
      count += differs(seen[word]!, text);
      seen[word] = text;
    }
    addWeights(this.weights.words, fresh, count, sums);
  }

  private markFirst({ words, from }: SentenceWords): void {
    const end = from[this.firstSentence + 1]!;
    for (let i = from[this.firstSentence]!; i < end; i++) this.seen[words[i]!] = this.text;
  }
}

/** 1 where the numbers differ, 0 where they are the same, without a branch: which words of a text are new no processor can guess. */
function differs(one: number, other: number): number {
  const bits = one ^ other;
  return (bits | -bits) >>> 31;
}

/** Adds the weights of some words to a row of sums. */
function addWeights(table: Float64Array, words: Int32Array, count: number, sums: Float64Array): void {
  for (let i = 0; i < count; i++) {
    const row = words[i]! * WIDTH;
    sums[0]! += table[row]!;
    sums[1]! += table[row + 1]!;
    sums[2]! += table[row + 2]!;
  }
}
