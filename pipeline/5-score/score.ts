import type { Scored, Tagged, UnitAnnotation, UnitSentiment } from '../model.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { ENDS_ASKING, ENDS_EXCLAIMING, Reading } from './reading.js';
import { labelOf, squash, toInteger } from './scale.js';
import { NearSums } from './near.js';
import { labelOfLeaning, leaningsOf, stancesOf, type Leanings, type UnitScores } from './stance.js';

/** Good and bad sums and words of a stretch of text, before they become a score. */
interface Sums {
  good: number;
  bad: number;
  words: number;
}

/**
 * Stage 5: a score for each sentence and unit, and the author's stance for each coding.
 * Takes a tagged batch, a compiled sentiment lexicon, and the ids of the codebook's themes, where the policy tells them apart.
 * Scores are integers of -10000 to 10000. Never fails, whatever the text.
 */
export function score(tagged: Tagged, lexicon: SentimentLexicon, themes: readonly string[] = []): Scored {
  lexicon.forms.cover(tagged.forms);
  const reading = new Reading(lexicon);
  const near = new NearSums(tagged, lexicon.policy.stance.near);
  const sentenceScores = new Int16Array(tagged.sentences.count);
  const units = { scores: new Float64Array(tagged.units.length), words: new Int32Array(tagged.units.length) };
  for (let unit = 0; unit < tagged.units.length; unit++) {
    const annotation = tagged.annotations[unit]!;
    const sums: Sums = { good: 0, bad: 0, words: 0 };
    for (let sentence = annotation.firstSentence; sentence < annotation.endSentence; sentence++) {
      sentenceScores[sentence] = readSentence(tagged, lexicon, reading, sentence, annotation, sums, near);
    }
    units.scores[unit] = squash(sums.good + sums.bad, sums.words, lexicon.calibration);
    units.words[unit] = sums.words;
  }
  const leanings = leaningsOf(tagged, sentenceScores, units, lexicon, themes);
  return {
    ...tagged,
    ...stancesOf(tagged, near, sentenceScores, units, leanings, lexicon, themes),
    sentenceScores,
    unitSentiments: unitSentiments(lexicon, units, leanings),
  };
}

/** Reads one sentence, adds what the author says in it to the unit's sums, and gives its score. */
function readSentence(
  tagged: Tagged, lexicon: SentimentLexicon, reading: Reading, sentence: number, annotation: UnitAnnotation, sums: Sums, near: NearSums,
): number {
  const { tokens, sentences } = tagged;
  const first = sentences.firstToken[sentence]!;
  const end = sentences.firstToken[sentence + 1]!;
  if (first === end) return 0;
  const signs = signsAfter(tagged.text, tokens.ends[end - 1]!, sentences.ends[sentence]!);
  reading.read(tagged, first, end, signs);
  const result = toInteger(squash(reading.good + reading.bad, end - first, lexicon.calibration));
  let { good, bad } = reading;
  let words = end - first;
  if (annotation.quotations.length > 0 && annotation.quoted !== 'all') {
    const quoted = quotedRanges(tagged, annotation, first, end);
    if (quoted.length > 0) {
      reading.sum(first, end, quoted);
      ({ good, bad } = reading);
      for (let i = 0; i < quoted.length; i += 2) words -= quoted[i + 1]! - quoted[i]!;
    }
  }
  sums.good += good;
  sums.bad += bad;
  sums.words += words;
  near.note(reading, sentence, first, end);
  return result;
}

/** The ranges of tokens in the sentence that are somebody else's words, flat. */
function quotedRanges(tagged: Tagged, annotation: UnitAnnotation, first: number, end: number): number[] {
  const { starts, ends } = tagged.tokens;
  const ranges: number[] = [];
  for (const quotation of annotation.quotations) {
    if (quotation.end <= starts[first]! || quotation.start >= ends[end - 1]!) continue;
    let from = first;
    while (from < end && starts[from]! < quotation.start) from++;
    let to = from;
    while (to < end && starts[to]! < quotation.end) to++;
    if (to > from) ranges.push(from, to);
  }
  return ranges;
}

/** Whether a sentence asks or exclaims, from the signs after its last word. */
export function signsAfter(text: string, from: number, to: number): number {
  let signs = 0;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x3f) signs |= ENDS_ASKING;
    else if (code === 0x21) signs |= ENDS_EXCLAIMING;
  }
  return signs;
}

function unitSentiments({ calibration }: SentimentLexicon, { scores }: UnitScores, { best }: Leanings): UnitSentiment[] {
  return Array.from(scores, (value, unit) => ({
    score: toInteger(value),
    label: best[unit]! >= 0 ? labelOfLeaning(best[unit]!) : labelOf(value, calibration),
  }));
}
