import type { TokenTable, UnitAnnotation } from '../model.js';
import { FACT_WORD, FACTS } from '../lexicon/sentiment/form-facts.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { ROW, type Weights } from '../lexicon/sentiment/weights.js';

// A module's own constants are known where its loops are compiled; imported ones are looked up each time they are asked for.
const FORM = FACTS;
const WORD = FACT_WORD;
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
  /** For each word the sentence that had it last, counted over all batches. */
  private readonly seen: Int32Array;
  private readCount = 0;

  constructor(private readonly lexicon: SentimentLexicon) {
    this.seen = new Int32Array(lexicon.leaning.wordCount);
  }

  /** Makes room for a batch of so many tokens and sentences. */
  begin(tokens: number, sentences: number): void {
    // One more, since a word that is not new is written too.
    if (tokens >= this.words.length) this.words = new Int32Array((tokens + 1) * 2);
    if (sentences < this.from.length) return;
    this.from = new Int32Array(sentences * 2 + 1);
    this.sums = new Float64Array(sentences * 2 * WIDTH);
  }

  /** Takes the next sentence, which has the tokens `first` up to `end`. */
  note({ forms }: TokenTable, sentence: number, first: number, end: number): void {
    const { facts, leaning } = this.lexicon;
    const { words, seen, sums } = this;
    const stamp = ++this.readCount;
    // Word 0, which is every other word, is never new.
    seen[0] = stamp;
    const from = this.from[sentence]!;
    let count = from;
    for (let i = first; i < end; i++) {
      const word = facts[forms[i]! * FORM + WORD]!;
      words[count] = word;
      count += differs(seen[word]!, stamp);
      seen[word] = stamp;
    }
    this.from[sentence + 1] = count;
    const at = sentence * WIDTH;
    sums[at] = 0;
    sums[at + 1] = 0;
    sums[at + 2] = 0;
    addWeights(leaning.words, words, from, count, sums, at);
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
    addWeights(this.weights.words, fresh, 0, count, sums, 0);
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

/** Adds the weights of the words `words[from]` up to `words[to]` to the row of sums that begins at `at`. */
function addWeights(table: Float64Array, words: Int32Array, from: number, to: number, sums: Float64Array, at: number): void {
  let negative = sums[at]!;
  let neutral = sums[at + 1]!;
  let positive = sums[at + 2]!;
  for (let i = from; i < to; i++) {
    const row = words[i]! * WIDTH;
    negative += table[row]!;
    neutral += table[row + 1]!;
    positive += table[row + 2]!;
  }
  sums[at] = negative;
  sums[at + 1] = neutral;
  sums[at + 2] = positive;
}
