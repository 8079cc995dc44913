import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Measured } from './contestant.js';
import type { CorpusFile } from './corpus-file.js';
import type { ProcessUse } from './measure-process.js';

const HERE = dirname(fileURLToPath(import.meta.url));
const COMMAND = join(HERE, '..', '..', 'src', 'main.js');
const DONE_WITH_PROBLEMS = 1;

/** What a whole run of the command measured. */
export interface MeasuredJob extends ProcessUse {
  readonly seconds: number;
  readonly rows: number;
  readonly digest: string;
}

/** Lets a contestant measure itself in a process of its own, so that no heap and no compiled code is shared. */
export async function runContestant(who: string, corpus: CorpusFile, dictionary: string, most: number): Promise<Measured> {
  const { output } = await run([join(HERE, 'contestant.js'), who, corpus.path, dictionary, String(most)], {});
  return JSON.parse(output) as Measured;
}

/** `heddle run` from its start to its end. Its memory is of the whole process, workers included. */
export async function runJob(corpus: CorpusFile, lexicon: string, out: string, workers: number): Promise<MeasuredJob> {
  rmSync(out, { recursive: true, force: true });
  const place = `${out}.use.json`;
  const words = ['run', corpus.path, '--lexicon', lexicon, '--text-column', 'text', '--id-column', 'id', '--format', 'csv', '--workers', String(workers), '--out', out];
  const preload = pathToFileURL(join(HERE, 'measure-process.js')).href;
  const before = performance.now();
  await run(['--import', preload, COMMAND, ...words], { HEDDLE_BENCH_USE: place });
  const seconds = (performance.now() - before) / 1000;
  const units = await readResult(join(out, 'units.csv'));
  const codings = await readResult(join(out, 'codings.csv'));
  const digest = createHash('sha256').update(units.digest).update(codings.digest).digest('hex').slice(0, 8);
  return { ...(JSON.parse(readFileSync(place, 'utf8')) as ProcessUse), seconds, rows: units.records - 1, digest };
}

function run(words: readonly string[], environment: Readonly<Record<string, string>>): Promise<{ readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-4000)));
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0 || (status === DONE_WITH_PROBLEMS && words.includes(COMMAND))) resolve({ output });
      else reject(new Error(`${words.join(' ')} ended with ${String(status)}: ${errors}`));
    });
  });
}

/** Counts the records of a CSV file, line breaks between quotes aside. */
async function readResult(path: string): Promise<{ readonly records: number; readonly digest: string }> {
  const hash = createHash('sha256');
  let records = 0;
  let isQuoted = false;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    for (const byte of chunk) {
      if (byte === 0x22) isQuoted = !isQuoted;
      else if (byte === 0x0a && !isQuoted) records++;
    }
  }
  return { records, digest: hash.digest('hex') };
}
