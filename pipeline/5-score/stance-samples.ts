import type { Stance, Tagged } from '../model.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { STANCE_SIGN_NAMES, UNIT_SIGN_NAMES } from '../lexicon/sentiment/sign-names.js';
import { foldWord } from '../lexicon/sentiment/spelling.js';
import { STANCES, type WeightRow } from '../lexicon/sentiment/weights.js';
import { BatchReading } from './batch-reading.js';
import type { SparseRow } from './logit.js';
import { score } from './score.js';
import { unitSigns } from './signs.js';
import { StanceReader, unitScoresOf } from './stance.js';
import { sentencesOf, sizeOf, wordsIn } from './word-sums.js';

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
  /** The words of each of the unit's sentences, as parameters of `leaning.csv`, and which of the sentences are coded, ascending. */
  readonly sentences: readonly SparseRow[];
  readonly coded: Int32Array;
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
export function addSamples(samples: Samples, tagged: Tagged, lexicon: SentimentLexicon, themes: readonly string[], judgedOf: (label: string) => Judged | undefined, set: SampleSet): void {
  const units = unitScoresOf(tagged, score(tagged, lexicon, themes).unitSentiments);
  const reading = new BatchReading(lexicon);
  reading.read(tagged);
  const leanings = { best: new Int8Array(tagged.units.length), sums: new Float64Array(tagged.units.length * 3) };
  const reader = new StanceReader(tagged, reading, leanings, lexicon);
  const themesOf = tagged.units.map(() => new Set<number>());
  const { taggings } = tagged;
  for (let i = 0; i < taggings.count; i++) themesOf[taggings.units[i]!]!.add(taggings.themes[i]!);
  const sampleOf = tagged.units.map(({ label }, unit) => {
    const judged = judgedOf(label);
    if (judged === undefined || judged.sign === null) return -1;
    const signs = new Float64Array(UNIT_SIGN_NAMES.length);
    unitSigns(tagged, reading, unit, units.scores[unit]!, units.words[unit]!, themesOf[unit]!.size, signs);
    const words = wordsRow(tagged, reading, sentencesOf(tagged.annotations[unit]!), themes.length);
    const row = unitRow(signs, themesOf[unit]!, words);
    return samples.units.push({ group: set.group, row, answer: judged.sign + 1, count: judged.agreed ? set.units : CONTESTED * set.units, agreed: judged.agreed }) - 1;
  });
  for (let from = 0; from < taggings.count; ) {
    const unit = taggings.units[from]!;
    const theme = taggings.themes[from]!;
    const to = reader.read(from);
    const stance = judgedOf(tagged.units[unit]!.label)?.stances.get(themes[theme]!);
    const sample = sampleOf[unit]!;
    if (stance !== undefined && sample >= 0) {
      const at = [0, ...reader.signs.map((_, sign) => sign + 1), 1 + STANCE_SIGN_NAMES.length + theme];
      const { firstSentence } = tagged.annotations[unit]!;
      const sentences = sentencesOf(tagged.annotations[unit]!).map((sentence) => wordsRow(tagged, reading, [sentence], themes.length));
      const coded = reader.sentences.slice(0, reader.count).map((sentence) => sentence - firstSentence);
      samples.stances.push({ group: set.group, unit: sample, sentences, coded, row: { at, values: [1, ...reader.signs, 1] }, answer: STANCES.indexOf(stance), count: set.stances });
    }
    from = to;
  }
}

function unitRow(signs: Float64Array, own: ReadonlySet<number>, words: SparseRow): SparseRow {
  const themes = [...own].sort((a, b) => a - b);
  return {
    at: [0, ...signs.map((_, sign) => sign + 1), ...themes.map((theme) => 1 + signs.length + theme), ...words.at],
    values: [1, ...signs, ...themes.map(() => 1), ...words.values],
  };
}

/** The words of some sentences as parameters, which come after those of the themes. Word 0 of the table is no word. */
function wordsRow({ sentences: { firstToken } }: Tagged, reading: BatchReading, sentences: Iterable<number>, themeCount: number): SparseRow {
  let words = 0;
  for (const sentence of sentences) words += firstToken[sentence + 1]! - firstToken[sentence]!;
  const at = wordsIn(reading.words, sentences).map((word) => 1 + UNIT_SIGN_NAMES.length + themeCount + word - 1);
  return { at, values: at.map(() => sizeOf(words)) };
}
