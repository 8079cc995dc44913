import type { Scored, Tagged, UnitAnnotation, UnitSentiment } from '../model.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { BatchReading } from './batch-reading.js';
import { columnsOf, type Columns } from './columns.js';
import { labelOf, squash, toInteger } from './scale.js';
import { labelOfLeaning, leaningsOf, stancesOf, type Leanings, type UnitScores } from './stance.js';

/**
 * Stage 5: a score for each sentence and unit, and the author's stance for each coding.
 * One is kept for batch after batch, so that its columns need not be made anew; what it gives for a batch does not depend on the batches before.
 */
export class Scorer {
  private readonly reading: BatchReading;

  /** Takes a compiled sentiment lexicon, and the ids of the codebook's themes, where its weights tell them apart. */
  constructor(
    private readonly lexicon: SentimentLexicon,
    private readonly themes: readonly string[] = [],
  ) {
    this.reading = new BatchReading(lexicon);
  }

  /** Takes a tagged batch. Scores are integers of -10000 to 10000. Never fails, whatever the text. */
  score(tagged: Tagged): Scored {
    const { reading, lexicon, themes } = this;
    const batch = columnsOf(tagged);
    reading.read(batch);
    const units = unitScores(batch, reading, lexicon);
    const leanings = leaningsOf(batch, reading, units, lexicon, themes);
    return {
      ...tagged,
      ...stancesOf(batch, reading, units, leanings, lexicon, themes),
      sentenceScores: reading.scores,
      unitSentiments: unitSentiments(lexicon, units, leanings),
    };
  }
}

/** Stage 5 for a batch by itself. */
export function score(tagged: Tagged, lexicon: SentimentLexicon, themes: readonly string[] = []): Scored {
  return new Scorer(lexicon, themes).score(tagged);
}

/** Sums what the author says in each unit. Somebody else's words do not count, unless there are no others. */
function unitScores(batch: Columns, reading: BatchReading, { calibration }: SentimentLexicon): UnitScores {
  const { annotations, units, sentences: { firstToken } } = batch;
  const scores = new Float64Array(units.length);
  const words = new Int32Array(units.length);
  for (let unit = 0; unit < units.length; unit++) {
    const annotation = annotations[unit]!;
    const { firstSentence, endSentence } = annotation;
    const hasOthers = annotation.quotations.length > 0 && annotation.quoted !== 'all';
    let good = 0;
    let bad = 0;
    let count = firstToken[endSentence]! - firstToken[firstSentence]!;
    for (let sentence = firstSentence; sentence < endSentence; sentence++) {
      if (hasOthers) count -= leaveOutOthers(batch, reading, annotation, sentence);
      good += hasOthers ? reading.addends.goodSum : reading.good[sentence]!;
      bad += hasOthers ? reading.addends.badSum : reading.bad[sentence]!;
    }
    scores[unit] = squash(good + bad, count, calibration);
    words[unit] = count;
  }
  return { scores, words };
}

/** Sums a sentence without what others say in it, into the sums of its addends; gives how many words those are. */
function leaveOutOthers(batch: Columns, { addends, addendsFrom }: BatchReading, annotation: UnitAnnotation, sentence: number): number {
  const { firstToken } = batch.sentences;
  const others = quotedRanges(batch, annotation, firstToken[sentence]!, firstToken[sentence + 1]!);
  addends.sumWithout(addendsFrom[sentence]!, addendsFrom[sentence + 1]!, others);
  let words = 0;
  for (let i = 0; i < others.length; i += 2) words += others[i + 1]! - others[i]!;
  return words;
}

/** The ranges of tokens in a sentence that are somebody else's words, flat. */
function quotedRanges(batch: Columns, annotation: UnitAnnotation, first: number, end: number): readonly number[] {
  const { starts, ends } = batch.tokens;
  const ranges: number[] = [];
  if (first === end) return ranges;
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

function unitSentiments({ calibration }: SentimentLexicon, { scores }: UnitScores, { best }: Leanings): UnitSentiment[] {
  const sentiments: UnitSentiment[] = [];
  for (let unit = 0; unit < scores.length; unit++) {
    const value = scores[unit]!;
    sentiments.push({ score: toInteger(value), label: best[unit]! >= 0 ? labelOfLeaning(best[unit]!) : labelOf(value, calibration) });
  }
  return sentiments;
}
