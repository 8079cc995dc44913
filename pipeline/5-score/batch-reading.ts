import type { Tagged, TokenTable } from '../model.js';
import { FACT_ROLES, FACT_WORD, FACTS } from '../lexicon/sentiment/form-facts.js';
import { ROLE_CONCESSION, ROLE_CONTRAST } from '../lexicon/sentiment/items.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { ROW } from '../lexicon/sentiment/weights.js';
import { GAP_BRACKET, GAP_CLAUSE } from '../text/gap.js';
import { Addends } from './addends.js';
import { CONTRAST_FIRST, CONTRAST_INSIDE, endSigns, HAS_CLAUSES } from './marks.js';
import { Reading } from './reading.js';
import { SCALE, squash, toInteger } from './scale.js';
import { addWeights, differs } from './word-sums.js';

/**
 * Every sentence of a batch, read once: what units, themes and taggings ask of their sentences stands here in columns.
 * One is used for batch after batch; all but `scores` holds until the next `read`.
 */
export class BatchReading {
  /** For each sentence its score of -10000 to 10000, the same of -1 to 1, and its marks, see marks.ts. */
  scores = new Int16Array(0);
  values = new Float64Array(0);
  marks = new Int32Array(0);
  /** For each sentence the good and the bad in it, apart. */
  good = new Float64Array(0);
  bad = new Float64Array(0);
  /** Sentence `s` has the addends `addendsFrom[s]` up to `addendsFrom[s + 1]`. */
  readonly addends = new Addends();
  addendsFrom = new Int32Array(1);
  /** The words of `leaning.csv` in sentence `s`, each once: `words[i]`, for `i` from `wordsFrom[s]` up to `wordsFrom[s + 1]`. */
  words = new Int32Array(0);
  wordsFrom = new Int32Array(1);
  /** For each sentence the sum of its words' weights, a row of a table. */
  wordSums = new Float64Array(0);
  private readonly reading: Reading;
  /** For each word of `leaning.csv` the sentence that had it last, counted over all batches. */
  private readonly seen: Int32Array;
  private readCount = 0;

  constructor(private readonly lexicon: SentimentLexicon) {
    this.reading = new Reading(lexicon);
    this.seen = new Int32Array(lexicon.leaning.wordCount);
  }

  /** Reads all sentences of a batch. */
  read(batch: Tagged): void {
    this.lexicon.cover(batch.forms);
    const { count, firstToken } = batch.sentences;
    this.begin(batch.tokens.count, count);
    for (let sentence = 0; sentence < count; sentence++) {
      const first = firstToken[sentence]!;
      const end = firstToken[sentence + 1]!;
      if (first < end) this.readSentence(batch, sentence, first, end);
      else this.leaveEmpty(sentence);
    }
  }

  private readSentence(batch: Tagged, sentence: number, first: number, end: number): void {
    const { reading, addends, lexicon } = this;
    const signs = endSigns(batch, sentence);
    reading.read(batch.tokens, first, end, signs);
    const from = addends.count;
    addends.add(reading.items, lexicon);
    addends.sum(from, addends.count);
    this.addendsFrom[sentence + 1] = addends.count;
    this.good[sentence] = addends.goodSum;
    this.bad[sentence] = addends.badSum;
    const score = toInteger(squash(addends.goodSum + addends.badSum, end - first, lexicon.calibration));
    this.scores[sentence] = score;
    this.values[sentence] = score / SCALE;
    this.marks[sentence] = signs | this.noteWords(batch.tokens, sentence, first, end);
  }

  private leaveEmpty(sentence: number): void {
    this.addendsFrom[sentence + 1] = this.addends.count;
    this.wordsFrom[sentence + 1] = this.wordsFrom[sentence]!;
    this.values[sentence] = 0;
    this.good[sentence] = 0;
    this.bad[sentence] = 0;
    this.marks[sentence] = 0;
    this.wordSums.fill(0, sentence * ROW, (sentence + 1) * ROW);
  }

  /** Lists the words of `leaning.csv` in a sentence, each once, and sums their weights; gives the marks that words and gaps leave. */
  private noteWords({ forms, before }: TokenTable, sentence: number, first: number, end: number): number {
    const { facts, leaning } = this.lexicon;
    const { words, seen, wordSums } = this;
    const stamp = ++this.readCount;
    // Word 0, which is every other word, is never new.
    seen[0] = stamp;
    const from = this.wordsFrom[sentence]!;
    let count = from;
    let roles = 0;
    let gaps = 0;
    for (let i = first; i < end; i++) {
      const at = forms[i]! * FACTS;
      const word = facts[at + FACT_WORD]!;
      words[count] = word;
      count += differs(seen[word]!, stamp);
      seen[word] = stamp;
      roles |= facts[at + FACT_ROLES]!;
      gaps |= before[i]!;
    }
    this.wordsFrom[sentence + 1] = count;
    const sums = sentence * ROW;
    wordSums[sums] = 0;
    wordSums[sums + 1] = 0;
    wordSums[sums + 2] = 0;
    addWeights(leaning.words, words, from, count, wordSums, sums);
    const contrasts = (roles & CONTRASTING) === 0 ? 0 : contrastsIn(facts, forms, first, end);
    return contrasts | ((gaps & (GAP_CLAUSE | GAP_BRACKET)) === 0 ? 0 : HAS_CLAUSES);
  }

  private begin(tokens: number, sentences: number): void {
    this.addends.count = 0;
    this.scores = new Int16Array(sentences);
    // One more, since a word that is not new is written too.
    if (tokens >= this.words.length) this.words = new Int32Array((tokens + 1) * 2);
    if (sentences <= this.values.length) return;
    const size = sentences * 2;
    this.values = new Float64Array(size);
    this.good = new Float64Array(size);
    this.bad = new Float64Array(size);
    this.marks = new Int32Array(size);
    this.addendsFrom = new Int32Array(size + 1);
    this.wordsFrom = new Int32Array(size + 1);
    this.wordSums = new Float64Array(size * ROW);
  }
}

const CONTRASTING = ROLE_CONTRAST | ROLE_CONCESSION;

/** Where a contrast or concession stands in a sentence, as marks. */
function contrastsIn(facts: Int32Array, forms: Int32Array, first: number, end: number): number {
  let marks = 0;
  for (let i = first; i < end; i++) {
    if ((facts[forms[i]! * FACTS + FACT_ROLES]! & CONTRASTING) !== 0) marks |= i === first ? CONTRAST_FIRST : CONTRAST_INSIDE;
  }
  return marks;
}
