import type { Stance, Tagged } from '../model.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { STANCE_SIGN_NAMES, UNIT_SIGN_NAMES } from '../lexicon/sentiment/sign-names.js';
import { foldWord } from '../lexicon/sentiment/spelling.js';
import { STANCES, type WeightRow } from '../lexicon/sentiment/weights.js';
import { LeaningSums } from './leaning.js';
import type { SparseRow } from './logit.js';
import { readNear } from './near-again.js';
import { score } from './score.js';
import { unitSigns } from './signs.js';
import { StanceReader, unitScoresOf } from './stance.js';

/** What people said of a unit. */
export interface Judged {
  /** -1, 0 or 1; null where nobody said. */
  readonly sign: -1 | 0 | 1 | null;
  /** True where all who said agree on the sign. */
  readonly agreed: boolean;
  /** The stance that all who coded the unit gave to a theme. */
  readonly stances: ReadonlyMap<string, Stance>;
}

export interface UnitSample {
  /** Units of one group are held out together. */
  readonly group: number;
  /** Level, signs, themes, words: the parameters of `leaning.csv`, in this order. */
  readonly row: SparseRow;
  /** A place in `LABELS`. */
  readonly answer: number;
  readonly count: number;
  readonly agreed: boolean;
}

export interface StanceSample {
  readonly group: number;
  /** Which of the unit samples it is of. */
  readonly unit: number;
  /** The words of the unit's sentences, as parameters of `leaning.csv`, and which sentences are coded. */
  readonly sentences: readonly SparseRow[];
  readonly coded: readonly boolean[];
  /** Level, signs, themes; the signs of the leaning are left at 0. */
  readonly row: SparseRow;
  /** A place in `STANCES`. */
  readonly answer: number;
  readonly count: number;
}

export interface Samples {
  readonly units: UnitSample[];
  readonly stances: StanceSample[];
}

/** How much a unit counts on whose sign people differ. */
const CONTESTED = 0.5;
const WORD = /^[a-z][a-z']*$/;

/** Counts in how many units of a batch each word stands. */
export function countWords(batch: Tagged, counts: Map<string, number>): void {
  const { firstToken } = batch.sentences;
  for (const { firstSentence, endSentence } of batch.annotations) {
    const seen = new Set<number>();
    for (let i = firstToken[firstSentence]!; i < firstToken[endSentence]!; i++) seen.add(batch.tokens.forms[i]!);
    for (const word of new Set([...seen].map((form) => foldWord(batch.forms.surface(form))))) {
      if (WORD.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
}

/** Words in at least so many units as rows of a table without weights. */
export function blankRows(counts: ReadonlyMap<string, number>, least: number): WeightRow[] {
  const words = [...counts].filter(([, units]) => units >= least).map(([word]) => word);
  return words.sort((a, b) => (a < b ? -1 : 1)).map((name) => ({ kind: 'word', name, weights: [0, 0, 0] }));
}

/** Which group a batch is of, and how much its units and its codings count. */
export interface SampleSet {
  readonly group: number;
  readonly units: number;
  readonly stances: number;
}

/** Adds the units of a tagged batch that people judged. `lexicon` holds the words to be weighed as rows of `leaning.csv`. */
export function addSamples(samples: Samples, tagged: Tagged, lexicon: SentimentLexicon, themes: readonly string[], judgedOf: (label: string) => Judged | undefined, { group, units: unitCount, stances: stanceCount }: SampleSet): void {
  const { sentenceScores, unitSentiments } = score(tagged, lexicon, themes);
  const near = readNear(tagged, lexicon);
  const units = unitScoresOf(tagged, unitSentiments);
  const leanings = { best: new Int8Array(tagged.units.length), sums: new Float64Array(tagged.units.length * 3) };
  const reader = new StanceReader(tagged, near, sentenceScores, leanings, lexicon);
  const themesOf = tagged.units.map(() => new Set<number>());
  for (const { unit, theme } of tagged.taggings) themesOf[unit]!.add(theme);
  const sampleOf = tagged.units.map(({ label }, unit) => {
    const judged = judgedOf(label);
    if (judged === undefined || judged.sign === null) return -1;
    const row = unitRow(tagged, unit, themesOf[unit]!, themes.length, lexicon, (out) =>
      unitSigns(tagged, unit, units.scores[unit]!, units.words[unit]!, themesOf[unit]!.size, sentenceScores, out));
    return samples.units.push({ group, row, answer: judged.sign + 1, count: judged.agreed ? unitCount : CONTESTED * unitCount, agreed: judged.agreed }) - 1;
  });
  const known = new Map<number, readonly SparseRow[]>();
  const sentencesOf = (unit: number): readonly SparseRow[] => {
    const rows = known.get(unit) ?? sentenceRows(tagged, unit, lexicon, 1 + UNIT_SIGN_NAMES.length + themes.length);
    known.set(unit, rows);
    return rows;
  };
  for (let from = 0; from < tagged.taggings.length; ) {
    const { unit, theme } = tagged.taggings[from]!;
    const to = reader.read(from);
    const stance = judgedOf(tagged.units[unit]!.label)?.stances.get(themes[theme]!);
    const sample = sampleOf[unit]!;
    if (stance !== undefined && sample >= 0) {
      const at = [0, ...reader.signs.map((_, sign) => sign + 1), 1 + STANCE_SIGN_NAMES.length + theme];
      const sentences = sentencesOf(unit);
      const { firstSentence } = tagged.annotations[unit]!;
      const own = new Set(reader.sentences.subarray(0, reader.count));
      const coded = sentences.map((_, s) => own.has(firstSentence + s));
      samples.stances.push({ group, unit: sample, sentences, coded, row: { at, values: [1, ...reader.signs, 1] }, answer: STANCES.indexOf(stance), count: stanceCount });
    }
    from = to;
  }
}

function unitRow(tagged: Tagged, unit: number, own: ReadonlySet<number>, themeCount: number, lexicon: SentimentLexicon, fill: (out: Float64Array) => void): SparseRow {
  const signs = new Float64Array(UNIT_SIGN_NAMES.length);
  fill(signs);
  const { firstSentence, endSentence } = tagged.annotations[unit]!;
  const { firstToken } = tagged.sentences;
  const sums = new LeaningSums(lexicon.leaning);
  sums.begin(false);
  sums.note(tagged, firstToken[firstSentence]!, firstToken[endSentence]!);
  sums.addWords(firstToken[endSentence]! - firstToken[firstSentence]!);
  const words = wordsRow(sums, 1 + signs.length + themeCount);
  const themes = [...own].sort((a, b) => a - b);
  return {
    at: [0, ...signs.map((_, sign) => sign + 1), ...themes.map((theme) => 1 + signs.length + theme), ...words.at],
    values: [1, ...signs, ...themes.map(() => 1), ...words.values],
  };
}

/** The words of each sentence of a unit, as parameters from `first` on. */
function sentenceRows(tagged: Tagged, unit: number, lexicon: SentimentLexicon, first: number): SparseRow[] {
  const { firstSentence, endSentence } = tagged.annotations[unit]!;
  const { firstToken } = tagged.sentences;
  const sums = new LeaningSums(lexicon.leaning);
  return Array.from({ length: endSentence - firstSentence }, (_, s) => {
    const from = firstToken[firstSentence + s]!;
    const to = firstToken[firstSentence + s + 1]!;
    sums.begin(false);
    sums.note(tagged, from, to);
    sums.addWords(to - from);
    return wordsRow(sums, first);
  });
}

/** The words noted, as parameters from `first` on. Word 0 of the table is no word. */
function wordsRow({ seen, count, size }: LeaningSums, first: number): SparseRow {
  const at = [...seen.subarray(0, count)].map((word) => first + word - 1);
  return { at, values: at.map(() => size) };
}
