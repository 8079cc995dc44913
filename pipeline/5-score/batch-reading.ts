import { FACT_ROLES, FACTS } from '../lexicon/sentiment/form-facts.js';
import { ROLE_CONCESSION, ROLE_CONTRAST } from '../lexicon/sentiment/items.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { GAP_BRACKET, GAP_CLAUSE } from '../text/gap.js';
import { Addends } from './addends.js';
import type { Columns } from './columns.js';
import { CONTRAST_FIRST, CONTRAST_INSIDE, endSigns, HAS_CLAUSES } from './marks.js';
import { Reading } from './reading.js';
import { SCALE, squash, toInteger } from './scale.js';
import { SentenceWords } from './word-sums.js';

// A module's own constants are known where its loops are compiled; imported ones are looked up each time they are asked for.
const WIDTH = FACTS;
const ROLES = FACT_ROLES;
const CONTRASTING = ROLE_CONTRAST | ROLE_CONCESSION;
const CLAUSE = GAP_CLAUSE | GAP_BRACKET;
const CLAUSES = HAS_CLAUSES;

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
  /** The words of `leaning.csv` in each sentence. */
  readonly words: SentenceWords;
  private readonly reading: Reading;

  constructor(private readonly lexicon: SentimentLexicon) {
    this.reading = new Reading(lexicon);
    this.words = new SentenceWords(lexicon.leaning);
  }

  /** Reads all sentences of a batch. */
  read(batch: Columns): void {
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

  private readSentence(batch: Columns, sentence: number, first: number, end: number): void {
    const { reading, addends, lexicon } = this;
    const { items } = reading;
    const signs = endSigns(batch, sentence);
    reading.read(batch.tokens, first, end, signs);
    const from = addends.count;
    addends.add(items, lexicon);
    addends.sum(from, addends.count);
    this.addendsFrom[sentence + 1] = addends.count;
    this.good[sentence] = addends.goodSum;
    this.bad[sentence] = addends.badSum;
    const score = toInteger(squash(addends.goodSum + addends.badSum, end - first, lexicon.calibration));
    this.scores[sentence] = score;
    this.values[sentence] = score / SCALE;
    const contrasts = (items.wordRoles & CONTRASTING) === 0 ? 0 : contrastsIn(lexicon.facts, batch.tokens.forms, first, end);
    this.marks[sentence] = signs | contrasts | ((items.gaps & CLAUSE) === 0 ? 0 : CLAUSES);
    this.words.add(sentence, items.words, items.wordCount);
  }

  private leaveEmpty(sentence: number): void {
    this.addendsFrom[sentence + 1] = this.addends.count;
    this.values[sentence] = 0;
    this.good[sentence] = 0;
    this.bad[sentence] = 0;
    this.marks[sentence] = 0;
    this.words.add(sentence, this.words.words, 0);
  }

  private begin(tokens: number, sentences: number): void {
    this.addends.count = 0;
    this.scores = new Int16Array(sentences);
    this.words.begin(tokens, sentences);
    if (sentences <= this.values.length) return;
    const size = sentences * 2;
    this.values = new Float64Array(size);
    this.good = new Float64Array(size);
    this.bad = new Float64Array(size);
    this.marks = new Int32Array(size);
    this.addendsFrom = new Int32Array(size + 1);
  }
}

/** Where a contrast or concession stands in a sentence, as marks. */
function contrastsIn(facts: Int32Array, forms: Int32Array, first: number, end: number): number {
  let marks = 0;
  for (let i = first; i < end; i++) {
    if ((facts[forms[i]! * WIDTH + ROLES]! & CONTRASTING) !== 0) marks |= i === first ? CONTRAST_FIRST : CONTRAST_INSIDE;
  }
  return marks;
}
