import { TAGGING_NEGATED, TAGGING_QUOTED, type SentimentLabel, type Tagged, type UnitSentiment } from '../model.js';
import { endOfUnit } from '../lexicon/taggings.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { STANCE_SIGN_NAMES, UNIT_SIGN_NAMES } from '../lexicon/sentiment/sign-names.js';
import { LABELS, STANCES } from '../lexicon/sentiment/weights.js';
import { LeaningSums, TONE_ADDS } from './leaning.js';
import type { NearSums } from './near.js';
import { SCALE, toInteger } from './scale.js';
import { SentenceMarks, stanceSigns, unitSigns } from './signs.js';

const NONE = -1;

export interface UnitScores {
  readonly scores: Float64Array;
  readonly words: Int32Array;
}

/** The scores and words of units that were scored before. */
export function unitScoresOf(tagged: Tagged, sentiments: readonly UnitSentiment[]): UnitScores {
  const { firstToken } = tagged.sentences;
  return {
    scores: Float64Array.from(sentiments, ({ score }) => score / SCALE),
    words: Int32Array.from(tagged.annotations, ({ firstSentence, endSentence }) => firstToken[endSentence]! - firstToken[firstSentence]!),
  };
}

/** Which way each unit leans: what its tone, its signs, its themes and its words say together. Units without a theme lean nowhere. */
export interface Leanings {
  /** For each unit with a theme a place in `LABELS`; -1 for others. */
  readonly best: Int8Array;
  /** Sums for each label, less their mean, flat. */
  readonly sums: Float64Array;
}

const WIDTH = LABELS.length;

/** Weighs every unit that has a theme by `leaning.csv`. */
export function leaningsOf(tagged: Tagged, sentenceScores: Int16Array, units: UnitScores, lexicon: SentimentLexicon, themes: readonly string[]): Leanings {
  const best = new Int8Array(units.scores.length).fill(NONE);
  const sums = new Float64Array(units.scores.length * WIDTH);
  const { leaning: weights, policy } = lexicon;
  weights.cover(tagged.forms);
  const themeWeights = weights.themes(themes);
  const leaning = new LeaningSums(weights);
  const signs = new Float64Array(UNIT_SIGN_NAMES.length);
  const readiness = LABELS.map((label) => policy.label[label]);
  const { taggings } = tagged;
  for (let from = 0; from < taggings.count; ) {
    const unit = taggings.units[from]!;
    leaning.begin(true);
    let count = 0;
    const to = endOfUnit(taggings, from, unit);
    for (let i = from; i < to; i++) {
      const theme = taggings.themes[i]!;
      if (i > from && taggings.themes[i - 1] === theme) continue;
      leaning.addRow(themeWeights, theme, 1);
      count++;
    }
    unitSigns(tagged, unit, units.scores[unit]!, units.words[unit]!, count, sentenceScores, signs);
    leaning.addRows(weights.signs, signs);
    const { firstSentence, endSentence } = tagged.annotations[unit]!;
    leaning.note(tagged, tagged.sentences.firstToken[firstSentence]!, tagged.sentences.firstToken[endSentence]!);
    leaning.addWords(tagged.sentences.firstToken[endSentence]! - tagged.sentences.firstToken[firstSentence]!);
    leaning.addAll(TONE_ADDS, policy.tone * units.scores[unit]!);
    best[unit] = leaning.best(readiness);
    centre(leaning.sums, sums, unit * WIDTH);
    from = to;
  }
  return { best, sums };
}

/** The label that a unit's leaning gives it. */
export function labelOfLeaning(best: number): SentimentLabel {
  return LABELS[best]!;
}

function centre(from: Float64Array, to: Float64Array, at: number): void {
  const mean = (from[0]! + from[1]! + from[2]!) / WIDTH;
  for (let a = 0; a < WIDTH; a++) to[at + a] = from[a]! - mean;
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
  tagged: Tagged, near: NearSums, sentenceScores: Int16Array, units: UnitScores, leanings: Leanings, lexicon: SentimentLexicon, themes: readonly string[],
): StanceColumns {
  const { count, units: unitOf, themes: themeOf, sentences } = tagged.taggings;
  const { weights: shares } = lexicon.policy.stance;
  const readiness = STANCES.map((stance) => lexicon.policy.stance.readiness[stance]);
  const reader = new StanceReader(tagged, near, sentenceScores, leanings, lexicon);
  const sums = new LeaningSums(lexicon.stance);
  const themeWeights = lexicon.stance.themes(themes);
  const stances = new Uint8Array(count);
  const stanceScores = new Int16Array(count);
  for (let from = 0; from < count; ) {
    const to = reader.read(from);
    sums.begin(true);
    sums.addRow(themeWeights, themeOf[from]!, 1);
    sums.addRows(lexicon.stance.signs, reader.signs);
    stances.fill(sums.best(readiness), from, to);
    for (let i = from; i < to; i++) {
      const score = shares.near * near.score(i, lexicon) + (shares.sentence * sentenceScores[sentences[i]!]!) / SCALE + shares.unit * units.scores[unitOf[i]!]!;
      stanceScores[i] = toInteger(score);
    }
    from = to;
  }
  return { stances, stanceScores };
}

/** Reads the signs of one theme in one unit after the other. */
export class StanceReader {
  readonly signs = new Float64Array(STANCE_SIGN_NAMES.length);
  /** The words of the coded sentences, as `leaning.csv` numbers them. */
  readonly words: LeaningSums;
  private sentences = new Int32Array(64);
  private readonly unitLeaning = new Float64Array(WIDTH);
  private readonly wordsLeaning = new Float64Array(WIDTH);
  private readonly context = { unitLeaning: this.unitLeaning, wordsLeaning: this.wordsLeaning, near: 0, negated: 0, quoted: 0 };
  private readonly marks: SentenceMarks;

  constructor(
    private readonly tagged: Tagged,
    private readonly near: NearSums,
    private readonly sentenceScores: Int16Array,
    private readonly leanings: Leanings,
    private readonly lexicon: SentimentLexicon,
  ) {
    this.words = new LeaningSums(lexicon.leaning);
    this.marks = new SentenceMarks(tagged, lexicon);
  }

  /** Reads the taggings from `from` on that share unit and theme, leaves their signs in `signs` and gives where they end. */
  read(from: number): number {
    const { taggings, sentences } = this.tagged;
    const unit = taggings.units[from]!;
    const theme = taggings.themes[from]!;
    let near = 0;
    let negated = 0;
    let quoted = 0;
    let count = 0;
    let words = 0;
    let to = from;
    this.words.begin(false);
    for (; to < taggings.count && taggings.units[to] === unit && taggings.themes[to] === theme; to++) {
      const flags = taggings.flags[to]!;
      const sentence = taggings.sentences[to]!;
      near += this.near.score(to, this.lexicon);
      if ((flags & TAGGING_NEGATED) !== 0) negated++;
      if ((flags & TAGGING_QUOTED) !== 0) quoted++;
      if (count > 0 && this.sentences[count - 1] === sentence) continue;
      if (count === this.sentences.length) this.sentences = widened(this.sentences);
      this.sentences[count++] = sentence;
      const first = sentences.firstToken[sentence]!;
      const end = sentences.firstToken[sentence + 1]!;
      words += end - first;
      this.words.note(this.tagged, first, end);
    }
    this.words.addWords(words);
    centre(this.words.sums, this.wordsLeaning, 0);
    for (let a = 0; a < WIDTH; a++) this.unitLeaning[a] = this.leanings.sums[unit * WIDTH + a]!;
    const group = to - from;
    this.context.near = near / group;
    this.context.negated = negated / group;
    this.context.quoted = quoted / group;
    stanceSigns(this.tagged, this.marks, unit, this.sentences, count, this.sentenceScores, this.context, this.signs);
    return to;
  }
}

function widened(column: Int32Array): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(column.length * 2);
  wider.set(column);
  return wider;
}
