import { createRequire } from 'node:module';
import { bootstrapIntervals, type BootstrapInterval } from '../../pipeline/agreement/bootstrap.js';
import { defined, undefinedBecause, type Statistic, type Undefined } from '../../pipeline/agreement/statistic.js';
import type { Problem } from '../../pipeline/model.js';
import { batchOf } from '../../pipeline/5-score/batch.js';
import { SCALE } from '../../pipeline/5-score/scale.js';
import { score } from '../../pipeline/5-score/score.js';
import { readRated, type RatedFile } from '../files/rated.js';
import { loadSentimentLexicon } from '../files/sentiment-lexicon.js';

export interface Figure {
  readonly value: Statistic;
  readonly interval: BootstrapInterval | Undefined;
}

/** How well scores and labels fit people's: r with the ratings (the labels where there are none), macro-F1 and accuracy over the labels. */
export interface Figures {
  readonly r: Figure;
  readonly macroF1: Figure;
  readonly accuracy: Figure;
}

export interface SentimentEvaluation {
  readonly name: string;
  readonly texts: number;
  /** 3, or 2 where no text is labelled neutral; a score of 0 then counts as positive, as is usual with VADER. */
  readonly labels: 2 | 3;
  readonly heddle: Figures;
  readonly vader: Figures;
}

export interface EvaluateSentimentOptions {
  readonly lexicon: string | undefined;
  readonly resamples: number;
}

interface Prediction {
  readonly score: number;
  readonly label: -1 | 0 | 1;
}

/** From where VADER's authors call a compound score negative and positive. */
const VADER_CUT = 0.05;

/** Measures Heddle and VADER on files of rated texts, in one run. Intervals are percentile bootstraps over texts. */
export async function evaluateSentimentFiles(
  files: readonly string[],
  { lexicon: folder, resamples }: EvaluateSentimentOptions,
): Promise<{ readonly results: readonly SentimentEvaluation[]; readonly problems: readonly Problem[] }> {
  if (files.length === 0 || !Number.isInteger(resamples) || resamples < 1) {
    const message = files.length === 0 ? 'Name files of rated texts.' : 'The resamples must be a whole number above 0.';
    return { results: [], problems: [{ severity: 'error', id: 'bad-option', file: 'evaluate sentiment', message }] };
  }
  const { value: lexicon, problems: lexiconProblems } = await loadSentimentLexicon(folder);
  const rated = await Promise.all(files.map(readRated));
  const problems = [...lexiconProblems, ...rated.flatMap((file) => file.problems)];
  if (!lexicon) return { results: [], problems };
  const vader = loadVader();
  const results = rated.filter(({ lines }) => lines.length > 0).map((file): SentimentEvaluation => {
    const labels = file.lines.some(({ label }) => label === 0) ? 3 : 2;
    const { unitSentiments } = score(batchOf(file.lines.map(({ text }) => text)), lexicon);
    const own = unitSentiments.map(({ score: value, label }): Prediction => ({ score: value / SCALE, label: label === 'negative' ? -1 : label === 'positive' ? 1 : 0 }));
    const theirs = file.lines.map(({ text }): Prediction => {
      const compound = vader(text);
      return { score: compound, label: compound >= VADER_CUT ? 1 : compound <= -VADER_CUT ? -1 : 0 };
    });
    return { name: file.name, texts: file.lines.length, labels, heddle: measure(file, own, labels, resamples), vader: measure(file, theirs, labels, resamples) };
  });
  return { results, problems };
}

function measure({ name, lines }: RatedFile, predictions: readonly Prediction[], labels: 2 | 3, resamples: number): Figures {
  const found = predictions.map(({ score: value, label }) => (labels === 3 ? label : value >= 0 ? 1 : -1));
  const ratings = lines.map(({ mean, label }) => mean ?? label);
  const statistics = (times: readonly number[]): Statistic[] => {
    const { macroF1, accuracy } = labelFigures(lines.map(({ label }) => label), found, times);
    return [correlation(predictions.map((one) => one.score), ratings, times), macroF1, accuracy];
  };
  const values = statistics(lines.map(() => 1));
  const intervals = bootstrapIntervals(lines.map(() => name), statistics, { resamples });
  const figure = (index: number): Figure => ({ value: values[index]!, interval: intervals[index]! });
  return { r: figure(0), macroF1: figure(1), accuracy: figure(2) };
}

/** Pearson's r, each pair counted so many times. */
function correlation(a: readonly number[], b: readonly number[], times: readonly number[]): Statistic {
  let n = 0;
  let sumA = 0;
  let sumB = 0;
  for (let i = 0; i < a.length; i++) {
    n += times[i]!;
    sumA += times[i]! * a[i]!;
    sumB += times[i]! * b[i]!;
  }
  let both = 0;
  let squareA = 0;
  let squareB = 0;
  for (let i = 0; i < a.length; i++) {
    const fromA = a[i]! - sumA / n;
    const fromB = b[i]! - sumB / n;
    both += times[i]! * fromA * fromB;
    squareA += times[i]! * fromA * fromA;
    squareB += times[i]! * fromB * fromB;
  }
  if (squareA <= 0 || squareB <= 0) return undefinedBecause('all scores or all ratings are the same');
  return defined(both / Math.sqrt(squareA * squareB));
}

const LABELS = [-1, 0, 1] as const;

/** Macro-F1 over the labels that people gave, and accuracy, each text counted so many times. */
function labelFigures(given: readonly number[], found: readonly number[], times: readonly number[]): { macroF1: Statistic; accuracy: Statistic } {
  const right = [0, 0, 0];
  const wrong = [0, 0, 0];
  const missed = [0, 0, 0];
  let n = 0;
  for (let i = 0; i < given.length; i++) {
    const count = times[i]!;
    n += count;
    if (given[i] === found[i]) right[given[i]! + 1]! += count;
    else {
      missed[given[i]! + 1]! += count;
      wrong[found[i]! + 1]! += count;
    }
  }
  if (n === 0) return { macroF1: undefinedBecause('there are no texts'), accuracy: undefinedBecause('there are no texts') };
  const present = LABELS.map((_, label) => label).filter((label) => right[label]! + missed[label]! > 0);
  const f1 = present.map((label) => (2 * right[label]!) / (2 * right[label]! + wrong[label]! + missed[label]!));
  return { macroF1: defined(f1.reduce((sum, one) => sum + one, 0) / f1.length), accuracy: defined((right[0]! + right[1]! + right[2]!) / n) };
}

function loadVader(): (text: string) => number {
  const loaded: unknown = createRequire(import.meta.url)('vader-sentiment');
  const { SentimentIntensityAnalyzer: analyzer } = loaded as { SentimentIntensityAnalyzer: { polarity_scores(text: string): { compound: number } } };
  return (text) => analyzer.polarity_scores(text).compound;
}
