import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { macroF1 } from '../../pipeline/5-score/cuts.js';
import { fitSentiment, type FittedSentiment, type RatedSet } from '../../pipeline/5-score/fit.js';
import { parseFit, type FitFile } from '../../pipeline/lexicon/sentiment/settings.js';
import type { Problem } from '../../pipeline/model.js';
import { readRated, type RatedFile } from '../files/rated.js';
import { readSentimentTables } from '../files/sentiment-lexicon.js';
import { textTable } from '../terminal/figures.js';
import { pearson } from './pearson.js';

/**
 * Learns `learned.csv` and `calibration.yml` of a sentiment lexicon from files of rated texts, and says how well texts held out came out.
 * The files' order does not matter; the same files give the same bytes.
 */
export async function fitFiles(folder: string, files: readonly string[]): Promise<{ readonly summary: string | null; readonly problems: readonly Problem[] }> {
  const problems: Problem[] = [];
  const settingsFile = path.join(folder, 'fit.yml');
  const text = await readFile(settingsFile, 'utf8').catch(() => null);
  if (text === null) problems.push({ severity: 'error', id: 'missing-file', file: settingsFile, message: 'Fitting needs this file, and it cannot be read.', hint: 'Copy it back from the lexicon that comes with Heddle.' });
  const settings = text === null ? undefined : parseFit({ file: settingsFile, text }, problems);
  const rated = await Promise.all([...files].map(readRated));
  rated.sort((a, b) => (a.name < b.name ? -1 : 1));
  const { value, problems: tableProblems } = await readSentimentTables(folder);
  problems.push(...tableProblems, ...rated.flatMap((file) => file.problems));
  if (!value || !settings || problems.some(({ severity }) => severity === 'error')) return { summary: null, problems };
  const sets = rated.map((file) => ratedSet(file, settings));
  const fitted = fitSentiment(sets, value.tables, settings);
  await replaceFile(path.join(folder, 'learned.csv'), learnedTable(fitted));
  await replaceFile(path.join(folder, 'calibration.yml'), calibrationText(fitted));
  return { summary: summaryText(fitted, sets), problems };
}

function ratedSet({ name, lines }: RatedFile, settings: FitFile): RatedSet {
  const most = settings.sets[name]?.most ?? lines.reduce((largest, { mean, label }) => Math.max(largest, Math.abs(mean ?? label)), 1);
  const weight = settings.sets[name]?.weight ?? Math.min(1, Math.sqrt(1500 / Math.max(1, lines.length)));
  const rating = (value: number): number => Math.max(-1, Math.min(1, value / most));
  return { name, weight, texts: lines.map(({ text, mean, label }) => ({ text, label, rating: rating(mean ?? label) })) };
}

function learnedTable({ rows }: FittedSentiment): string {
  const lines = rows.map(({ words, valence, prior, texts }) => `${words},${valence.toFixed(2)},${prior.toFixed(2)},${texts}`);
  return `${LEARNED_HEAD}words,valence,by_hand,texts\n${lines.join('\n')}\n`;
}

const LEARNED_HEAD = `# Learned from rated texts by "heddle sentiment fit", around the valences made by hand; it may be edited, and a row may be deleted.
# One word: its valence, in place of the one by hand. Two words: what is added where they stand side by side.
# "not .. word": what is added where the word is negated. The last column says in how many texts the words stood.
`;

function calibrationText({ calibration }: FittedSentiment): string {
  const { spread, perWord, negative, positive } = calibration;
  return `# From the sum of a text's valences to its score: sum / square root of (sum² + spread + perWord × words).
spread: ${spread}
perWord: ${perWord}
# Scores up to the first are negative, from the second on positive, neutral between them; learned by "heddle sentiment fit".
negative: ${negative}
positive: ${positive}
`;
}

function summaryText({ rows, calibration, heldOut }: FittedSentiment, sets: readonly RatedSet[]): string {
  const figures = sets.map(({ name, texts }, i) => {
    const scores = Array.from(heldOut[i]!);
    const found = scores.map((score) => (score <= calibration.negative ? -1 : score >= calibration.positive ? 1 : 0));
    return [name, String(texts.length), pearson(scores, texts.map(({ rating }) => rating)).toFixed(3), macroF1(texts.map(({ label }) => label), found).toFixed(3)];
  });
  const table = textTable(['texts held out, by cross-validation', 'n', 'r', 'macro-F1'], figures);
  return `${table}\n\n${rows.length} rows in learned.csv; negative up to ${calibration.negative}, positive from ${calibration.positive}\n`;
}

async function replaceFile(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text, 'utf8');
  await rename(`${file}.new`, file);
}
