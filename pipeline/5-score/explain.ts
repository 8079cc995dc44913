import type { Addend, SentenceReasons, SentimentLabel, Tagged } from '../model.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { batchOf } from './batch.js';
import { endSigns } from './marks.js';
import { Reading } from './reading.js';
import { labelOf, SCALE, squash } from './scale.js';
import { score } from './score.js';
import {
  AFTER_CONTRAST, BEFORE_CONTRAST, BY_CAPITALS, BY_CONCESSION, BY_DEGREE, BY_EXCLAMATION, BY_IRREALIS, BY_NEGATION, BY_QUESTION, BY_REVERSER,
  BY_STRETCHING, type SentenceItems,
} from './sentence-items.js';

export interface ExplainedSentence extends SentenceReasons {
  readonly text: string;
  readonly score: number;
}

export interface Explanation {
  readonly sentences: readonly ExplainedSentence[];
  readonly sum: number;
  readonly words: number;
  readonly score: number;
  readonly label: SentimentLabel;
}

const RULES: readonly (readonly [number, string])[] = [
  [BY_NEGATION, 'negation'], [BY_REVERSER, 'less of it'], [BY_IRREALIS, 'irrealis'], [BEFORE_CONTRAST, 'before a contrast'],
  [AFTER_CONTRAST, 'after a contrast'], [BY_CONCESSION, 'concession'], [BY_DEGREE, 'degree word'], [BY_CAPITALS, 'capitals'],
  [BY_STRETCHING, 'stretched'], [BY_QUESTION, 'question'], [BY_EXCLAMATION, 'exclamation'],
];

/** Why a text has its score: for each sentence every word with its valence, the rules that changed it, and the sum. The text stands by itself, without themes. */
export function explain(text: string, lexicon: SentimentLexicon): Explanation {
  const batch = batchOf([text]);
  const scored = score(batch, lexicon);
  const { starts, ends } = batch.sentences;
  const sentences = reasonsOf(batch, lexicon).map((reasons, sentence): ExplainedSentence => ({
    text: batch.text.slice(starts[sentence]!, ends[sentence]!), ...reasons, score: scored.sentenceScores[sentence]! / SCALE,
  }));
  const sum = sentences.reduce((total, one) => total + one.sum, 0);
  const words = sentences.reduce((total, one) => total + one.words, 0);
  const value = squash(sum, words, lexicon.calibration);
  return { sentences, sum, words, score: scored.unitSentiments[0]!.score / SCALE, label: labelOf(value, lexicon.calibration) };
}

/** Why each sentence of a batch has its score. */
export function reasonsOf(batch: Tagged, lexicon: SentimentLexicon): SentenceReasons[] {
  lexicon.cover(batch.forms);
  const reading = new Reading(lexicon);
  const { items } = reading;
  const { firstToken } = batch.sentences;
  const all: SentenceReasons[] = [];
  for (const annotation of batch.annotations) {
    const quotations = annotation.quoted === 'all' ? [] : annotation.quotations;
    for (let sentence = annotation.firstSentence; sentence < annotation.endSentence; sentence++) {
      const first = firstToken[sentence]!;
      const end = firstToken[sentence + 1]!;
      const addends: Addend[] = [];
      if (first < end) {
        reading.read(batch.tokens, first, end, endSigns(batch, sentence));
        const place = (k: number): Place => {
          const at = items.positions[k]!;
          const start = batch.tokens.starts[at]!;
          const words = batch.text.slice(start, batch.tokens.ends[at + items.widths[k]! - 1]!);
          return { words, quoted: quotations.some((quotation) => start >= quotation.start && start < quotation.end) };
        };
        addends.push(...wordAddends(items, lexicon, place), ...pairAddends(items, lexicon, place));
      }
      all[sentence] = { addends, sum: addends.reduce((total, { value }) => total + value, 0), words: end - first };
    }
  }
  return all;
}

interface Place {
  readonly words: string;
  readonly quoted: boolean;
}

function wordAddends({ count, items, widths, reasons, ifGood, ifBad }: SentenceItems, lexicon: SentimentLexicon, place: (k: number) => Place): Addend[] {
  const addends: Addend[] = [];
  for (let k = 0; k < count; k++) {
    const item = items[k]!;
    const valence = lexicon.valences[item]!;
    if (valence === 0) continue;
    const multiplier = valence > 0 ? ifGood[k]! : ifBad[k]!;
    const rules = RULES.filter(([bit]) => (reasons[k]! & bit) !== 0).map(([, name]) => name);
    addends.push({ ...place(k), entry: lexicon.names[item]!, kind: widths[k] === 1 ? 'word' : 'phrase', valence, rules, multiplier, value: valence * multiplier });
  }
  return addends;
}

function pairAddends({ pairCount, pairs, pairEnds, pairGood, pairBad }: SentenceItems, lexicon: SentimentLexicon, place: (k: number) => Place): Addend[] {
  const addends: Addend[] = [];
  for (let p = 0; p < pairCount; p++) {
    const pair = pairs[p]!;
    const valence = lexicon.pairValences[pair]!;
    const multiplier = valence > 0 ? pairGood : pairBad;
    addends.push({ ...place(pairEnds[p]!), entry: lexicon.pairNames[pair]!, kind: 'learned pair', valence, rules: [], multiplier, value: valence * multiplier });
  }
  return addends;
}
