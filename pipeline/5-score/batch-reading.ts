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
const INTEGERS = SCALE;

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
    const { lexicon, reading, addends } = this;
    lexicon.cover(batch.forms);
    const { tokens, sentences: { count, firstToken } } = batch;
    this.begin(tokens.count, count);
    const { scores, values, marks, good, bad, addendsFrom, words } = this;
    const { items } = reading;
    for (let sentence = 0; sentence < count; sentence++) {
      const first = firstToken[sentence]!;
      const end = firstToken[sentence + 1]!;
      const signs = first === end ? 0 : endSigns(batch, sentence);
      reading.read(tokens, first, end, signs);
      addends.add(items, lexicon);
      addends.sum(addendsFrom[sentence]!, addends.count);
      addendsFrom[sentence + 1] = addends.count;
      good[sentence] = addends.goodSum;
      bad[sentence] = addends.badSum;
      const score = toInteger(squash(addends.goodSum + addends.badSum, end - first, lexicon.calibration));
      scores[sentence] = score;
      values[sentence] = score / INTEGERS;
      const contrasts = (items.wordRoles & CONTRASTING) === 0 ? 0 : contrastsIn(lexicon.facts, tokens.forms, first, end);
      marks[sentence] = signs | contrasts | ((items.gaps & CLAUSE) === 0 ? 0 : CLAUSES);
      words.add(sentence, items.words, items.wordCount);
    }
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
