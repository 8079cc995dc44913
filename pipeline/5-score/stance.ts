import type { Coding, SentimentLabel, Tagged, Tagging, UnitSentiment } from '../model.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { STANCE_SIGN_NAMES, UNIT_SIGN_NAMES } from '../lexicon/sentiment/sign-names.js';
import { LABELS, STANCES } from '../lexicon/sentiment/weights.js';
import { LeaningSums, TONE_ADDS } from './leaning.js';
import type { NearSums } from './near.js';
import { SCALE, toInteger } from './scale.js';
import { centre, GatheredLeanings, SentenceLeanings } from './sentence-leanings.js';
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

/** Which way each unit leans: what its tone, its signs, its themes and its words say together. */
export interface Leanings {
  /** For each unit that is judged a place in `LABELS`; -1 for others. */
  readonly best: Int8Array;
  /** Sums for each label, less their mean, flat. */
  readonly sums: Float64Array;
}

const WIDTH = LABELS.length;
const NO_READINESS = LABELS.map(() => 0);

/** Whether units without a theme are judged too: those of a thread that speaks of the themes elsewhere. Rows of a table stand alone. */
export function judgesAll({ layout, taggings }: Tagged): boolean {
  return layout !== 'table' && taggings.length > 0;
}

/** Weighs every unit that has a theme, and the others of a thread, by `leaning.csv`. */
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
  const finish = (unit: number, themeCount: number): void => {
    unitSigns(tagged, unit, units.scores[unit]!, units.words[unit]!, themeCount, sentenceScores, signs);
    leaning.addRows(weights.signs, signs);
    const { firstSentence, endSentence } = tagged.annotations[unit]!;
    leaning.note(tagged, tagged.sentences.firstToken[firstSentence]!, tagged.sentences.firstToken[endSentence]!);
    leaning.addWords(tagged.sentences.firstToken[endSentence]! - tagged.sentences.firstToken[firstSentence]!);
    leaning.addAll(TONE_ADDS, policy.tone * units.scores[unit]!);
    best[unit] = leaning.best(themeCount > 0 ? readiness : NO_READINESS);
    centre(leaning.sums, sums, unit * WIDTH);
  };
  for (let from = 0; from < taggings.length; ) {
    const { unit } = taggings[from]!;
    leaning.begin(true);
    let count = 0;
    let to = from;
    for (; to < taggings.length && taggings[to]!.unit === unit; to++) {
      const { theme } = taggings[to]!;
      if (to > from && taggings[to - 1]!.theme === theme) continue;
      leaning.addRow(themeWeights, theme, 1);
      count++;
    }
    finish(unit, count);
    from = to;
  }
  if (!judgesAll(tagged)) return { best, sums };
  const { firstToken } = tagged.sentences;
  for (let unit = 0; unit < best.length; unit++) {
    const { firstSentence, endSentence } = tagged.annotations[unit]!;
    if (best[unit] !== NONE || firstToken[firstSentence] === firstToken[endSentence]) continue;
    leaning.begin(true);
    finish(unit, 0);
  }
  return { best, sums };
}

/** The label that a unit's leaning gives it. */
export function labelOfLeaning(best: number): SentimentLabel {
  return LABELS[best]!;
}

/**
 * Stances for the taggings of a batch, in their order. A theme has one stance in a unit, weighed by `stance.csv` from how the unit leans,
 * what its sentences about the theme and their neighbours say, and the theme itself. `stanceScore` stays each tagging's own.
 */
export function stancesOf(
  tagged: Tagged, near: NearSums, sentenceScores: Int16Array, units: UnitScores, leanings: Leanings, lexicon: SentimentLexicon, themes: readonly string[],
): Coding[] {
  const { taggings } = tagged;
  const { weights: shares } = lexicon.policy.stance;
  const readiness = STANCES.map((stance) => lexicon.policy.stance.readiness[stance]);
  const reader = new StanceReader(tagged, near, sentenceScores, leanings, lexicon);
  const sums = new LeaningSums(lexicon.stance);
  const themeWeights = lexicon.stance.themes(themes);
  const codings: Coding[] = [];
  for (let from = 0; from < taggings.length; ) {
    const to = reader.read(from);
    sums.begin(true);
    sums.addRow(themeWeights, taggings[from]!.theme, 1);
    sums.addRows(lexicon.stance.signs, reader.signs);
    const stance = STANCES[sums.best(readiness)]!;
    for (let i = from; i < to; i++) {
      const { sentence, unit } = taggings[i]!;
      const score = shares.near * near.score(i, lexicon) + (shares.sentence * sentenceScores[sentence]!) / SCALE + shares.unit * units.scores[unit]!;
      codings.push(codingOf(taggings[i]!, stance, toInteger(score)));
    }
    from = to;
  }
  return codings;
}

/** Reads the signs of one theme in one unit after the other. */
export class StanceReader {
  readonly signs = new Float64Array(STANCE_SIGN_NAMES.length);
  /** The sentences of the codings read last, ascending, `count` of them. */
  sentences = new Int32Array(64);
  count = 0;
  private readonly context = { near: 0, negated: 0, quoted: 0 };
  private readonly sentenceLeanings: SentenceLeanings;
  private readonly gathered = new GatheredLeanings();
  private readonly marks: SentenceMarks;

  constructor(
    private readonly tagged: Tagged,
    private readonly near: NearSums,
    private readonly sentenceScores: Int16Array,
    private readonly leanings: Leanings,
    private readonly lexicon: SentimentLexicon,
  ) {
    this.sentenceLeanings = new SentenceLeanings(tagged, lexicon);
    this.marks = new SentenceMarks(tagged, lexicon);
  }

  /** Reads the taggings from `from` on that share unit and theme, leaves their signs in `signs` and gives where they end. */
  read(from: number): number {
    const { taggings } = this.tagged;
    const { unit, theme } = taggings[from]!;
    let near = 0;
    let negated = 0;
    let quoted = 0;
    let count = 0;
    let to = from;
    for (; to < taggings.length && taggings[to]!.unit === unit && taggings[to]!.theme === theme; to++) {
      const tagging = taggings[to]!;
      near += this.near.score(to, this.lexicon);
      if (tagging.negated) negated++;
      if (tagging.quoted) quoted++;
      if (count > 0 && this.sentences[count - 1] === tagging.sentence) continue;
      if (count === this.sentences.length) this.sentences = widened(this.sentences);
      this.sentences[count++] = tagging.sentence;
    }
    this.count = count;
    this.gather(unit);
    const group = to - from;
    this.context.near = near / group;
    this.context.negated = negated / group;
    this.context.quoted = quoted / group;
    stanceSigns(this.tagged, this.marks, unit, this.sentences, count, this.sentenceScores, this.context, this.signs);
    return to;
  }

  private gather(unit: number): void {
    const { gathered, leanings } = this;
    const { firstSentence, endSentence } = this.tagged.annotations[unit]!;
    let k = 0;
    gathered.begin();
    for (let s = firstSentence; s < endSentence; s++) {
      const sums = this.sentenceLeanings.of(s);
      const coded = k < this.count && this.sentences[k] === s;
      if (coded) k++;
      gathered.add(coded, sums[s * WIDTH]!, sums[s * WIDTH + 1]!, sums[s * WIDTH + 2]!);
    }
    gathered.write(leanings.sums[unit * WIDTH]!, leanings.sums[unit * WIDTH + 2]!, this.signs);
  }
}

function widened(column: Int32Array): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(column.length * 2);
  wider.set(column);
  return wider;
}

/** Written out member by member: copying a tagging as a whole costs as much as all the rest of stage 5. */
function codingOf(tagging: Tagging, stance: Coding['stance'], stanceScore: number): Coding {
  const { unit, theme, code, rule, firstToken, endToken, span, sentence, quoted, negated, weight } = tagging;
  return { unit, theme, code, rule, firstToken, endToken, span, sentence, quoted, negated, weight, stance, stanceScore };
}
