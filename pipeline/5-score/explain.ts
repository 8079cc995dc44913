import type { SentimentLabel } from '../model.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { batchOf } from './batch.js';
import {
  AFTER_CONTRAST, BEFORE_CONTRAST, BY_CAPITALS, BY_CONCESSION, BY_DEGREE, BY_EXCLAMATION, BY_IRREALIS, BY_NEGATION, BY_QUESTION, BY_REVERSER,
  BY_STRETCHING, Reading,
} from './reading.js';
import { labelOf, SCALE, squash } from './scale.js';
import { score, signsAfter } from './score.js';

/** One addend of a score: words with a valence, what changed it, and what was added. */
export interface Addend {
  /** As they stand in the text; a learned pair as it stands in its table. */
  readonly words: string;
  readonly entry: string;
  readonly kind: 'word' | 'phrase' | 'learned pair';
  readonly valence: number;
  /** The rules that changed it, such as `negation`. */
  readonly rules: readonly string[];
  readonly multiplier: number;
  readonly value: number;
}

export interface ExplainedSentence {
  readonly text: string;
  readonly addends: readonly Addend[];
  readonly sum: number;
  readonly words: number;
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
  const reading = new Reading(lexicon);
  const sentences: ExplainedSentence[] = [];
  for (let sentence = 0; sentence < batch.sentences.count; sentence++) {
    const { firstToken, starts, ends } = batch.sentences;
    const first = firstToken[sentence]!;
    const end = firstToken[sentence + 1]!;
    const written = batch.text.slice(starts[sentence]!, ends[sentence]!);
    const addends: Addend[] = [];
    if (first < end) {
      reading.read(batch, first, end, signsAfter(batch.text, batch.tokens.ends[end - 1]!, ends[sentence]!));
      const surface = (k: number): string => {
        const at = reading.positions[k]!;
        return batch.text.slice(batch.tokens.starts[at]!, batch.tokens.ends[at + reading.widths[k]! - 1]!);
      };
      addends.push(...wordAddends(reading, lexicon, surface), ...pairAddends(reading, lexicon, surface));
    }
    const sum = addends.reduce((total, { value }) => total + value, 0);
    sentences.push({ text: written, addends, sum, words: end - first, score: scored.sentenceScores[sentence]! / SCALE });
  }
  const sum = sentences.reduce((total, one) => total + one.sum, 0);
  const words = sentences.reduce((total, one) => total + one.words, 0);
  const value = squash(sum, words, lexicon.calibration);
  return { sentences, sum, words, score: scored.unitSentiments[0]!.score / SCALE, label: labelOf(value, lexicon.calibration) };
}

function wordAddends(reading: Reading, lexicon: SentimentLexicon, surface: (k: number) => string): Addend[] {
  const addends: Addend[] = [];
  for (let k = 0; k < reading.count; k++) {
    const item = reading.items[k]!;
    const valence = lexicon.valences[item]!;
    if (valence === 0) continue;
    const multiplier = valence > 0 ? reading.ifGood[k]! : reading.ifBad[k]!;
    const rules = RULES.filter(([bit]) => (reading.reasons[k]! & bit) !== 0).map(([, name]) => name);
    addends.push({ words: surface(k), entry: lexicon.names[item]!, kind: reading.widths[k] === 1 ? 'word' : 'phrase', valence, rules, multiplier, value: valence * multiplier });
  }
  return addends;
}

function pairAddends(reading: Reading, lexicon: SentimentLexicon, surface: (k: number) => string): Addend[] {
  const addends: Addend[] = [];
  for (let p = 0; p < reading.pairCount; p++) {
    const pair = reading.pairs[p]!;
    const valence = lexicon.pairValences[pair]!;
    const multiplier = valence > 0 ? reading.pairGood : reading.pairBad;
    addends.push({ words: surface(reading.pairItems[p]!), entry: lexicon.pairNames[pair]!, kind: 'learned pair', valence, rules: [], multiplier, value: valence * multiplier });
  }
  return addends;
}
