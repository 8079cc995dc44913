import { TAGGING_NEGATED, TAGGING_QUOTED, type SentimentLabel, type UnitSentiment } from '../model.js';
import { endOfUnit } from '../lexicon/taggings.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { STANCE_SIGN_NAMES, UNIT_SIGN_NAMES } from '../lexicon/sentiment/sign-names.js';
import { LABELS, STANCES } from '../lexicon/sentiment/weights.js';
import { doubled } from '../text/columns.js';
import type { BatchReading } from './batch-reading.js';
import type { Columns } from './columns.js';
import { centre, LEANING, LeaningSums, TONE_ADDS } from './leaning.js';
import { nearScores } from './near.js';
import { SCALE, toInteger } from './scale.js';
import { leaningSigns, SentenceLeanings } from './sentence-leanings.js';
import { stanceSigns, unitSigns } from './signs.js';
import { sizeOf, WordSums } from './word-sums.js';

// A module's own constants are known where its loops are compiled; imported ones are looked up each time they are asked for.
const NEGATED = TAGGING_NEGATED;
const QUOTED = TAGGING_QUOTED;
const INTEGERS = SCALE;
const WIDTH = LEANING;
const NONE = -1;

export interface UnitScores {
  readonly scores: Float64Array;
  readonly words: Int32Array;
}

/** The scores and words of units that were scored before. */
export function unitScoresOf(batch: Columns, sentiments: readonly UnitSentiment[]): UnitScores {
  const { firstToken } = batch.sentences;
  return {
    scores: Float64Array.from(sentiments, ({ score }) => score / SCALE),
    words: Int32Array.from(batch.annotations, ({ firstSentence, endSentence }) => firstToken[endSentence]! - firstToken[firstSentence]!),
  };
}

/** Which way each unit leans: what its tone, its signs, its themes and its words say together. */
export interface Leanings {
  /** For each unit that is judged a place in `LABELS`; -1 for others. */
  readonly best: Int8Array;
  /** Sums for each label, less their mean, flat. */
  readonly sums: Float64Array;
}

/** Whether units without a theme are judged too: those of a thread that speaks of the themes elsewhere. Rows of a table stand alone. */
function judgesAll({ layout, taggings }: Columns): boolean {
  return layout !== 'table' && taggings.count > 0;
}

/** Weighs every unit that has a theme, and the others of a thread, by `leaning.csv`. */
export function leaningsOf(batch: Columns, reading: BatchReading, units: UnitScores, lexicon: SentimentLexicon, themes: readonly string[]): Leanings {
  const { count, units: unitOf, themes: themeOf } = batch.taggings;
  const best = new Int8Array(units.scores.length).fill(NONE);
  const sums = new Float64Array(units.scores.length * WIDTH);
  const themeWeights = lexicon.leaning.themes(themes);
  const judge = new UnitJudge(batch, reading, units, lexicon);
  const { leaning, alone } = judge;
  for (let from = 0; from < count; ) {
    const unit = unitOf[from]!;
    const to = endOfUnit(batch.taggings, from, unit);
    leaning.begin();
    let ownThemes = 0;
    for (let i = from; i < to; i++) {
      const theme = themeOf[i]!;
      if (i > from && themeOf[i - 1] === theme) continue;
      leaning.addRow(themeWeights, theme, 1);
      ownThemes++;
    }
    judge.addUnit(unit, ownThemes, leaning);
    best[unit] = leaning.best();
    centre(leaning.sums, 0, 1, sums, unit * WIDTH);
    from = to;
  }
  if (!judgesAll(batch)) return { best, sums };
  const { annotations, sentences: { firstToken } } = batch;
  for (let unit = 0; unit < best.length; unit++) {
    const { firstSentence, endSentence } = annotations[unit]!;
    if (best[unit] !== NONE || firstToken[firstSentence] === firstToken[endSentence]) continue;
    alone.begin();
    judge.addUnit(unit, 0, alone);
    best[unit] = alone.best();
    centre(alone.sums, 0, 1, sums, unit * WIDTH);
  }
  return { best, sums };
}

/** Adds up what speaks for each label of a unit, beside its themes. */
class UnitJudge {
  /** The sums for units with a theme, and for those without, for which no label is readier than another. */
  readonly leaning: LeaningSums;
  readonly alone: LeaningSums;
  private readonly words: WordSums;
  private readonly signs = new Float64Array(UNIT_SIGN_NAMES.length);

  constructor(
    private readonly batch: Columns,
    private readonly reading: BatchReading,
    private readonly units: UnitScores,
    private readonly lexicon: SentimentLexicon,
  ) {
    const { leaning, policy } = lexicon;
    this.leaning = new LeaningSums(leaning, LABELS.map((label) => policy.label[label]));
    this.alone = new LeaningSums(leaning, LABELS.map(() => 0));
    this.words = new WordSums(leaning);
  }

  /** Adds a unit's signs, words and tone to sums that were begun. */
  addUnit(unit: number, themes: number, leaning: LeaningSums): void {
    const { batch, reading, units, lexicon: { leaning: weights, policy }, words, signs } = this;
    const { firstToken } = batch.sentences;
    const { firstSentence, endSentence } = batch.annotations[unit]!;
    unitSigns(batch, reading, unit, units.scores[unit]!, units.words[unit]!, themes, signs);
    leaning.addRows(weights.signs, signs);
    words.begin();
    for (let sentence = firstSentence; sentence < endSentence; sentence++) words.add(reading.words, sentence);
    leaning.addRow(words.sums, 0, sizeOf(firstToken[endSentence]! - firstToken[firstSentence]!));
    leaning.addAll(TONE_ADDS, policy.tone * units.scores[unit]!);
  }
}

/** The label that a unit's leaning gives it. */
export function labelOfLeaning(best: number): SentimentLabel {
  return LABELS[best]!;
}

/** Columns parallel to the taggings, as `Scored` has them. */
export interface StanceColumns {
  readonly stances: Uint8Array;
  readonly stanceScores: Int16Array;
}

/**
 * Stances for the taggings of a batch, in their order. A theme has one stance in a unit, weighed by `stance.csv` from how the unit leans,
 * what its sentences about the theme and their neighbours say, and the theme itself. `stanceScore` stays each tagging's own.
 */
export function stancesOf(
  batch: Columns, reading: BatchReading, units: UnitScores, leanings: Leanings, lexicon: SentimentLexicon, themes: readonly string[],
): StanceColumns {
  const { count, units: unitOf, themes: themeOf, sentences } = batch.taggings;
  const { weights: shares, readiness } = lexicon.policy.stance;
  const { stance: weights } = lexicon;
  const reader = new StanceReader(batch, reading, leanings, lexicon);
  const sums = new LeaningSums(weights, STANCES.map((stance) => readiness[stance]));
  const themeWeights = weights.themes(themes);
  const stances = new Uint8Array(count);
  const stanceScores = new Int16Array(count);
  for (let from = 0; from < count; ) {
    const to = reader.read(from);
    sums.begin();
    sums.addRow(themeWeights, themeOf[from]!, 1);
    sums.addRows(weights.signs, reader.signs);
    const best = sums.best();
    const unitShare = shares.unit * units.scores[unitOf[from]!]!;
    for (let i = from; i < to; i++) {
      stances[i] = best;
      stanceScores[i] = toInteger(shares.near * reader.near[i]! + (shares.sentence * reading.scores[sentences[i]!]!) / INTEGERS + unitShare);
    }
    from = to;
  }
  return { stances, stanceScores };
}

/** Reads the signs of one theme in one unit after the other. */
export class StanceReader {
  readonly signs = new Float64Array(STANCE_SIGN_NAMES.length);
  /** For each tagging the score of what is said near it. */
  readonly near: Float64Array;
  /** The sentences with a coding of the theme read last, ascending and each once, `count` of them. */
  sentences = new Int32Array(64);
  count = 0;
  private readonly sentenceLeanings: SentenceLeanings;
  private readonly context = { near: 0, negated: 0, quoted: 0 };

  constructor(
    private readonly batch: Columns,
    private readonly reading: BatchReading,
    private readonly leanings: Leanings,
    lexicon: SentimentLexicon,
  ) {
    this.near = nearScores(batch, reading, lexicon);
    this.sentenceLeanings = new SentenceLeanings(batch, reading.words);
  }

  /** Reads the taggings from `from` on that share unit and theme, leaves their signs in `signs` and gives where they end. */
  read(from: number): number {
    const { taggings } = this.batch;
    const { units, themes, sentences, flags } = taggings;
    const { near, context } = this;
    const unit = units[from]!;
    const theme = themes[from]!;
    let nearSum = 0;
    let negated = 0;
    let quoted = 0;
    let last = NONE;
    let to = from;
    this.count = 0;
    for (; to < taggings.count && units[to] === unit && themes[to] === theme; to++) {
      const flag = flags[to]!;
      const sentence = sentences[to]!;
      nearSum += near[to]!;
      if ((flag & NEGATED) !== 0) negated++;
      if ((flag & QUOTED) !== 0) quoted++;
      if (sentence === last) continue;
      last = sentence;
      if (this.count === this.sentences.length) this.sentences = doubled(this.sentences);
      this.sentences[this.count++] = sentence;
    }
    this.gather(unit);
    const group = to - from;
    context.near = nearSum / group;
    context.negated = negated / group;
    context.quoted = quoted / group;
    stanceSigns(this.batch, this.reading, unit, this.sentences, this.count, context, this.signs);
    return to;
  }

  private gather(unit: number): void {
    const { sentenceLeanings, leanings: { sums }, signs } = this;
    const { firstSentence, endSentence } = this.batch.annotations[unit]!;
    sentenceLeanings.read(unit);
    leaningSigns(sentenceLeanings.sums, endSentence - firstSentence, this.sentences, this.count, firstSentence, sums[unit * WIDTH]!, sums[unit * WIDTH + 2]!, signs);
  }
}
