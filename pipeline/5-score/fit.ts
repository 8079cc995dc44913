import type { Calibration, SentimentTables } from '../lexicon/sentiment/tables.js';
import { compileSentiment } from '../lexicon/sentiment/compile.js';
import { AFTER_NOT } from '../lexicon/sentiment/items.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { batchOf } from './batch.js';
import { countCandidates, withCandidates, type CandidatePolicy, type Candidates } from './candidates.js';
import { chooseCuts } from './cuts.js';
import { featuresOf, type Features } from './features.js';
import { fitRidge, sumOf, type RidgeProblem } from './ridge.js';
import { squash } from './scale.js';

/** A text with a person's rating, -1 to 1, and its label where three are told apart. */
export interface RatedText {
  readonly text: string;
  readonly rating: number;
  readonly label: -1 | 0 | 1;
}

export interface RatedSet {
  readonly name: string;
  /** How much each of its texts counts. */
  readonly weight: number;
  readonly texts: readonly RatedText[];
}

/** `fit.yml`, less its sets. */
export interface FitSettings extends CandidatePolicy {
  /** How strongly a valence is drawn to its prior: listed words to theirs, others and pairs to 0. */
  readonly pulls: { readonly listed: number; readonly unlisted: number; readonly pair: number; readonly negated: number };
  /** A valence that moved less than this stays where it was. */
  readonly least: number;
  readonly steps: number;
  readonly folds: number;
  /** The sets whose labels decide the cuts. */
  readonly labels: readonly string[];
}

/** A row of the learned table. */
export interface LearnedRow {
  readonly words: string;
  readonly valence: number;
  /** The valence by hand, 0 where there was none. */
  readonly prior: number;
  /** In how many texts the words stand. */
  readonly texts: number;
}

export interface FittedSentiment {
  readonly rows: readonly LearnedRow[];
  readonly calibration: Calibration;
  /** Scores of texts by a table that was fitted without them, set by set. */
  readonly heldOut: readonly Float64Array[];
}

/** What all fits of one call share. */
interface Setting {
  readonly features: Features;
  readonly problem: RidgeProblem;
  readonly least: number;
}

/**
 * Fits valences of words, of neighbouring words and of negated words around the tables made by hand, and the cuts of the labels on texts held out.
 * The tables' own learned rows are not used. The same sets and settings give the same rows.
 */
export function fitSentiment(sets: readonly RatedSet[], tables: SentimentTables, settings: FitSettings): FittedSentiment {
  const byHand: SentimentTables = { ...tables, learned: [] };
  const batch = batchOf(sets.flatMap(({ texts }) => texts.map(({ text }) => text)));
  const valences = valencesOf(compileSentiment(byHand, ''), byHand);
  const candidates = countCandidates(batch, (word) => valences.has(word), settings);
  const lexicon = compileSentiment(withCandidates(byHand, candidates, (word) => valences.get(word) ?? 0), '');
  const features = featuresOf(batch, lexicon);
  const setting: Setting = { features, problem: problemOf(features, lexicon, sets, tables, settings), least: settings.least };
  const values = fitted(setting, () => true);
  const heldOut = crossValidated(setting, sets, tables.calibration, settings.folds);
  return {
    rows: learnedRows(values, lexicon, features, candidates, settings.least),
    calibration: { ...tables.calibration, ...chooseCuts(sets, heldOut, settings.labels) },
    heldOut,
  };
}

/** The valence by hand of every single word that has an entry. */
function valencesOf(lexicon: SentimentLexicon, tables: SentimentTables): ReadonlyMap<string, number> {
  const listed = new Set(tables.valences.map(({ words }) => words.toLowerCase()));
  const valences = new Map<string, number>();
  lexicon.names.forEach((name, item) => {
    if (name !== '' && !name.includes(' ') && (listed.has(name) || lexicon.valences[item] !== 0 || lexicon.roles[item] !== 0)) valences.set(name, lexicon.valences[item]!);
  });
  return valences;
}

function problemOf(features: Features, lexicon: SentimentLexicon, sets: readonly RatedSet[], tables: SentimentTables, settings: FitSettings): RidgeProblem {
  const texts = sets.flatMap((set, index) => set.texts.map(({ rating }) => ({ rating, index, weight: set.weight })));
  const priors = new Float64Array(features.parameterCount);
  priors.set(lexicon.valences);
  const { pulls } = settings;
  const pullOf = (parameter: number): number => {
    if (parameter < features.itemCount) return lexicon.valences[parameter] === 0 ? pulls.unlisted : pulls.listed;
    return lexicon.pairNames[parameter - features.itemCount]!.startsWith(AFTER_NOT) ? pulls.negated : pulls.pair;
  };
  return {
    features, priors, pulls: Float64Array.from(priors, (_, parameter) => pullOf(parameter)),
    targets: Float64Array.from(texts, ({ rating }) => rating), weights: Float64Array.from(texts, ({ weight }) => weight),
    sets: Int32Array.from(texts, ({ index }) => index), setCount: sets.length,
    spread: tables.calibration.spread, perWord: tables.calibration.perWord, steps: settings.steps,
  };
}

/** The valences learned from the texts that `uses` takes; what moved too little is put back. */
function fitted({ problem, least }: Setting, uses: (text: number) => boolean): Float64Array {
  const { values } = fitRidge({ ...problem, weights: problem.weights.map((weight, text) => (uses(text) ? weight : 0)) });
  return values.map((value, parameter) => {
    const rounded = Math.round(value * 100) / 100;
    return Math.abs(value - problem.priors[parameter]!) < least ? problem.priors[parameter]! : rounded;
  });
}

function crossValidated(setting: Setting, sets: readonly RatedSet[], calibration: Calibration, folds: number): Float64Array[] {
  const { features } = setting;
  const total = features.words.length;
  const scores = new Float64Array(total);
  for (let fold = 0; fold < folds; fold++) {
    const values = fitted(setting, (text) => foldOf(text, folds) !== fold);
    for (let text = 0; text < total; text++) {
      if (foldOf(text, folds) === fold) scores[text] = squash(sumOf(features, text, values), features.words[text]!, calibration);
    }
  }
  let from = 0;
  return sets.map(({ texts }) => scores.slice(from, (from += texts.length)));
}

/** Spreads texts over the folds without order, and always alike: Knuth's multiplicative hash. */
function foldOf(text: number, folds: number): number {
  return (Math.imul(text, 0x9e3779b1) >>> 8) % folds;
}

function learnedRows(values: Float64Array, lexicon: SentimentLexicon, features: Features, candidates: Candidates, least: number): LearnedRow[] {
  const counts = textCounts(features);
  const rows: LearnedRow[] = [];
  for (let parameter = 1; parameter < features.parameterCount; parameter++) {
    const isItem = parameter < features.itemCount;
    const words = isItem ? lexicon.names[parameter]! : lexicon.pairNames[parameter - features.itemCount]!;
    if (isItem && !candidates.words.has(words)) continue;
    const prior = isItem ? lexicon.valences[parameter]! : 0;
    const valence = values[parameter]!;
    if (Math.abs(valence - prior) >= least) rows.push({ words, valence, prior, texts: counts[parameter]! });
  }
  return rows.sort((a, b) => (a.words < b.words ? -1 : 1));
}

function textCounts(features: Features): Int32Array {
  const counts = new Int32Array(features.parameterCount);
  const last = new Int32Array(features.parameterCount).fill(-1);
  for (let text = 0; text < features.words.length; text++) {
    for (let entry = features.starts[text]!; entry < features.starts[text + 1]!; entry++) {
      const parameter = features.parameters[entry]!;
      if (last[parameter] === text) continue;
      last[parameter] = text;
      counts[parameter]!++;
    }
  }
  return counts;
}
