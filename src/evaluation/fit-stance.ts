import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readText } from '../../pipeline/1-read/text.js';
import { fitLeaning, type FittedLeaning, type HeldOut } from '../../pipeline/5-score/fit-leaning.js';
import { TONE_ADDS } from '../../pipeline/5-score/leaning.js';
import { addSamples, blankRows, countWords, type Judged, type Samples, type SampleSet } from '../../pipeline/5-score/stance-samples.js';
import { assembleStudy, type HumanCoding } from '../../pipeline/agreement/study.js';
import { evaluateValues } from '../../pipeline/evaluation/values.js';
import { compileSentiment } from '../../pipeline/lexicon/sentiment/compile.js';
import { parseFit } from '../../pipeline/lexicon/sentiment/settings.js';
import type { Policy } from '../../pipeline/lexicon/sentiment/tables.js';
import { LABELS, STANCES, type WeightRow } from '../../pipeline/lexicon/sentiment/weights.js';
import type { Problem, Scored, Stance } from '../../pipeline/model.js';
import { Coder } from '../../pipeline/run.js';
import { loadCodingTools } from '../files/coding-tools.js';
import { loadGold } from '../files/gold.js';
import { readSentimentTables } from '../files/sentiment-lexicon.js';
import { figure, textTable } from '../terminal/figures.js';
import { writeWhole } from '../files/whole.js';

export interface FitStanceOptions {
  /** The folder of the sentiment lexicon, whose `leaning.csv` and `stance.csv` are written. */
  readonly folder: string;
  /** The folder of the themes. */
  readonly themes: string;
  /** Beginnings of the names of threads that are left out. */
  readonly without: readonly string[];
}

interface CodedThread {
  readonly set: SampleSet;
  readonly scored: Scored;
  readonly judged: ReadonlyMap<string, Judged>;
}

/**
 * Learns `leaning.csv` and `stance.csv` from folders of human codings, and says how well each folder came out when it was held out
 * (each thread, where there are fewer than three folders). The same folders give the same bytes.
 */
export async function fitStance(folders: readonly string[], options: FitStanceOptions): Promise<{ readonly summary: string | null; readonly problems: readonly Problem[] }> {
  const settingsFile = path.join(options.folder, 'fit.yml');
  const text = await readFile(settingsFile, 'utf8').catch(() => null);
  const problems: Problem[] = [];
  if (text === null) problems.push({ severity: 'error', id: 'missing-file', file: settingsFile, message: 'Fitting needs this file, and it cannot be read.', hint: 'Copy it back from the lexicon that comes with Heddle.' });
  const settings = text === null ? undefined : parseFit({ file: settingsFile, text }, problems);
  const { tools, problems: toolProblems } = await loadCodingTools(options.themes);
  const { value, problems: tableProblems } = await readSentimentTables(options.folder);
  problems.push(...toolProblems, ...tableProblems);
  if (!settings || !tools || !value || problems.some(({ severity }) => severity === 'error')) return { summary: null, problems };

  const sentiment = compileSentiment(value.tables, value.digest);
  const coder = new Coder({ ...tools, sentiment });
  const threads: CodedThread[] = [];
  const names: string[] = [];
  for (const folder of folders) {
    const name = path.basename(path.resolve(folder));
    const { units, stances } = settings.stance.counts;
    const set = { byThread: folders.length < 3, units: units[name] ?? 1, stances: stances[name] ?? 1 };
    threads.push(...(await codedThreads(folder, options.without, coder, set, names, problems)));
  }
  if (threads.length === 0) problems.push({ severity: 'error', id: 'no-codings', file: folders.join(', '), message: 'There is no coded thread to learn from.', hint: 'Name folders with codings.csv and units.csv, and their threads beside or in them.' });
  if (problems.some(({ severity }) => severity === 'error')) return { summary: null, problems };

  const counts = new Map<string, number>();
  for (const { scored } of threads) countWords(scored, counts);
  const blank = blankRows(counts, settings.stance.wordUnits);
  const lexicon = compileSentiment({ ...value.tables, leaning: blank }, '');
  const themes = tools.lexicon.codebook.themes.map(({ id }) => id);
  const samples: Samples = { units: [], stances: [] };
  for (const { scored, judged, set } of threads) addSamples(samples, scored, lexicon, themes, (label) => judged.get(label), set);
  const fitted = fitLeaning(samples, themes, blank.map(({ name }) => name), settings.stance);
  await writeWhole(path.join(options.folder, 'leaning.csv'), tableText(LEANING_HEAD, LABELS, fitted.leaning));
  await writeWhole(path.join(options.folder, 'stance.csv'), tableText(STANCE_HEAD, STANCES, fitted.stance));
  const { policy } = value.tables;
  return { summary: summaryText(fitted, names, policy), problems };
}

async function codedThreads(folder: string, without: readonly string[], coder: Coder, set: { readonly byThread: boolean; readonly units: number; readonly stances: number }, names: string[], problems: Problem[]): Promise<CodedThread[]> {
  const gold = await loadGold(folder, undefined, []);
  problems.push(...gold.problems);
  const files = gold.files.filter((file) => !without.some((start) => path.posix.basename(file).startsWith(start)));
  const judged = judgedUnits(assembleStudy(gold.codings, gold.units).units);
  const threads: CodedThread[] = [];
  if (!set.byThread) names.push(folder);
  for (const file of files) {
    const bytes = await readFile(path.join(gold.threads, file)).catch(() => null);
    const read = bytes === null ? null : readText(bytes, { id: file.replace(/\.[^./]+$/, ''), file });
    if (read === null) {
      problems.push({ severity: 'error', id: 'no-thread', file: path.join(gold.threads, file), message: 'The codings name this thread, but it cannot be read.', hint: 'Put the threads beside the codings, or in a folder threads.' });
    } else if ('problem' in read) problems.push(read.problem);
    else {
      if (set.byThread) names.push(file);
      threads.push({ set: { group: names.length - 1, units: set.units, stances: set.stances }, scored: coder.code(read.source), judged: judged.get(file) ?? new Map() });
    }
  }
  return threads;
}

function judgedUnits(units: readonly { readonly file: string; readonly label: string; readonly codings: readonly (HumanCoding | null)[] }[]): ReadonlyMap<string, ReadonlyMap<string, Judged>> {
  const files = new Map<string, Map<string, Judged>>();
  for (const { file, label, codings } of units) {
    const own = codings.filter((coding): coding is HumanCoding => coding !== null);
    const known = files.get(file) ?? new Map<string, Judged>();
    files.set(file, known.set(label, judgedOf(own)));
  }
  return files;
}

function judgedOf(codings: readonly HumanCoding[]): Judged {
  const signs = codings.flatMap(({ sentiment }) => (sentiment === null ? [] : [Math.sign(sentiment)]));
  const sum = signs.reduce((total, sign) => total + sign, 0);
  const stances = new Map<string, Stance>();
  for (const [theme, { stance }] of codings[0]?.themes ?? []) {
    if (stance !== null && codings.every((coding) => coding.themes.get(theme)?.stance === stance)) stances.set(theme, stance);
  }
  const mean = signs.length === 0 ? null : sum / signs.length;
  return { sign: mean === null ? null : mean > 0.5 ? 1 : mean < -0.5 ? -1 : 0, agreed: new Set(signs).size === 1, stances };
}

function tableText(head: string, answers: readonly string[], rows: readonly WeightRow[]): string {
  const lines = rows.map(({ kind, name, weights }) => [kind, name, ...weights.map((weight) => weight.toFixed(2))].join(','));
  return `${head}kind,name,${answers.join(',')}\n${lines.join('\n')}\n`;
}

const LEANING_HEAD = `# Which way a comment with a theme leans, learned from people's codings by "heddle sentiment fit-stance"; it may be edited, and a row may be deleted.
# The label is the one with the greatest sum of its rows; README.md says what the signs are. A word counts once, times 6 / square root of (words + 1).
`;
const STANCE_HEAD = `# The author's stance towards a theme, learned from people's codings by "heddle sentiment fit-stance"; it may be edited, and a row may be deleted.
# The stance is the one with the greatest sum of its rows; README.md says what the signs are.
`;

function summaryText({ leaning, labels, stances }: FittedLeaning, names: readonly string[], policy: Policy): string {
  const toned = labels.filter(({ counts }) => counts).map((one) => ({ ...one, sums: one.sums.map((sum, label) => sum + TONE_ADDS[label]! * policy.tone * one.tone) }));
  const label = LABELS.map((one) => policy.label[one]);
  const stance = STANCES.map((one) => policy.stance.readiness[one]);
  const rows = names.flatMap((name, group) => [
    figures(`${name}: label`, toned.filter((one) => one.group === group), LABELS, label),
    figures(`${name}: stance`, stances.filter((one) => one.group === group), STANCES, stance),
  ]);
  rows.push(figures('all: label', toned, LABELS, label), figures('all: stance', stances, STANCES, stance));
  const table = textTable(['held out', 'n', 'accuracy', 'macro-F1', 'constant', 'macro-F1'], rows);
  return `${table}\n\n${leaning.filter(({ kind }) => kind === 'word').length} words in leaning.csv\n`;
}

function figures(name: string, heldOut: readonly HeldOut[], answers: readonly string[], readiness: readonly number[]): string[] {
  const none = readiness.map(() => 0);
  const pairs = heldOut.map(({ answer, sums, readied }) => ({ actual: answers[answer]!, predicted: answers[bestOf(sums, readied ? readiness : none)]! }));
  const { accuracy, macroF1, constant } = evaluateValues(pairs);
  return [name, String(pairs.length), ...[accuracy, macroF1, constant.accuracy, constant.macroF1].map((one) => figure(one))];
}

function bestOf(sums: readonly number[], readiness: readonly number[]): number {
  const ready = sums.map((sum, answer) => sum + readiness[answer]!);
  return ready.indexOf(Math.max(...ready));
}
