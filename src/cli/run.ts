import type { Argv } from 'yargs';
import type { Format } from '../job/options.js';

interface RunArguments {
  readonly paths: readonly string[];
  readonly out: string;
  readonly lexicon: string | undefined;
  readonly format: string;
  readonly workers: number | undefined;
  readonly resume: boolean;
  readonly onError: 'skip' | 'stop';
  readonly explain: boolean;
  readonly textColumn: string | undefined;
  readonly idColumn: string | undefined;
  readonly parentColumn: string | undefined;
  readonly authorColumn: string | undefined;
  readonly timeColumn: string | undefined;
  readonly onConflict: 'leave' | 'lexicon' | 'majority' | 'stop';
}

export const command = 'run [paths..]';
export const describe = 'Code saved threads and tables, and write the dataset';

export function builder(yargs: Argv): Argv {
  return yargs
    .positional('paths', { describe: 'Files and folders of threads (.txt) and tables (.csv, .tsv, .jsonl, and .gz of them)', type: 'string', array: true, default: ['seeds'] })
    .option('out', { describe: 'The folder for the results', type: 'string', requiresArg: true, default: 'output' })
    .option('lexicon', { describe: 'The folder of the lexicon (default: lexicons/probation)', type: 'string', requiresArg: true })
    .option('format', { describe: 'What to write: csv, json, jsonl, with commas between', type: 'string', requiresArg: true, default: 'csv,json,jsonl' })
    .option('workers', { describe: 'How many workers code at the same time (default: as the machine has cores)', type: 'number', requiresArg: true })
    .option('resume', { describe: 'Go on with a run that was stopped; files that did not change are not coded again', type: 'boolean', default: false })
    .option('on-error', { describe: 'What to do when a batch cannot be coded', choices: ['skip', 'stop'] as const, default: 'skip' as const })
    .option('explain', { describe: 'Also write explain.csv (matches that stayed below their theme’s threshold), explain-sentiment.csv (every word and rule behind a score) and explain-stance.csv', type: 'boolean', default: false })
    .option('on-conflict', { describe: 'Where people’s decisions differ: leave the unit out, keep the lexicon’s word, go with most, or stop', choices: ['leave', 'lexicon', 'majority', 'stop'] as const, default: 'leave' as const })
    .option('text-column', { describe: 'The column of a table that holds the text', type: 'string', requiresArg: true })
    .option('id-column', { describe: 'The column with the id', type: 'string', requiresArg: true })
    .option('parent-column', { describe: 'The column with the id of the comment answered', type: 'string', requiresArg: true })
    .option('author-column', { describe: 'The column with the author', type: 'string', requiresArg: true })
    .option('time-column', { describe: 'The column with the time', type: 'string', requiresArg: true })
    .example('$0 run seeds', 'the sample threads, into output/')
    .example('$0 run my-threads --out results', 'a folder of saved threads')
    .example('$0 run survey.csv --text-column answer --format csv', 'a table with an answer a row')
    .example('$0 run archive.jsonl.gz --resume', 'go on where a stopped run left off');
}

export async function handler(argv: RunArguments): Promise<void> {
  const formats = formatsOf(argv.format);
  const workers = workersOf(argv.workers);
  const { runAndReport } = await import('../job/report.js');
  const { shippedFolder } = await import('../files/package-info.js');
  process.exitCode = await runAndReport({
    paths: argv.paths.map(String),
    out: argv.out,
    lexicon: argv.lexicon ?? shippedFolder('lexicons', 'probation'),
    formats,
    workers,
    resume: argv.resume,
    onError: argv.onError,
    explain: argv.explain,
    onConflict: argv.onConflict,
    columns: { text: argv.textColumn, id: argv.idColumn, parent: argv.parentColumn, author: argv.authorColumn, time: argv.timeColumn },
  });
}

function formatsOf(text: string): ReadonlySet<Format> {
  const names = text.split(',').map((name) => name.trim()).filter((name) => name !== '');
  const unknown = names.filter((name) => !['csv', 'json', 'jsonl'].includes(name));
  if (unknown.length > 0 || names.length === 0) throw new Error(`--format takes csv, json and jsonl, with commas between, not ${JSON.stringify(text)}`);
  return new Set(names as Format[]);
}

function workersOf(workers: number | undefined): number | undefined {
  if (workers === undefined) return undefined;
  if (!Number.isInteger(workers) || workers < 1 || workers > 64) throw new Error('--workers takes a whole number from 1 to 64');
  return workers;
}
