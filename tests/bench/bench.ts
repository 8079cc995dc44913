import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createFolder } from '../../src/files/new-folder.js';
import { agreementOf } from './agreement.js';
import type { Measured } from './contestant.js';
import { batchesOf, commentsOf, writeCorpus, type CorpusFile } from './corpus-file.js';
import { dictionaryFile, enlarged, importedFiles, importedLexicon, readCategories, themeFinder } from './dictionary.js';
import { BASELINE, PEERS } from './peers.js';
import { runContestant, runJob, type MeasuredJob } from './processes.js';
import { wholeTokenRegex } from './regexes.js';
import { STAGES } from './stages.js';
import { figure, grouped, markdownTable, median } from './table.js';
import { watchedThreads, watchSaves } from './watch.js';

const MEGABYTE = 1_000_000;
const ROUNDS = 3;
const SLOW_MEGABYTES = 1;
const TIMES_LARGER = 10;
const STAGES_ID = 'stages';
const SAVES = 5;

const HELP = `npm run bench -- [options]
  --megabytes N     text that everybody goes through (default: 10)
  --rounds N        interleaved runs, of which medians are given (default: ${ROUNDS})
  --large           whole jobs over 100 MB too
  --corpus FILE     comments in JSON Lines ("id", "text") in place of invented ones
  --dictionary FILE a quanteda dictionary in YAML
  --threads FOLDER  threads that lexicon watch tries saves on (default: ../shared/threads, else seeds)
  --skip-peers, --skip-jobs, --skip-agreement, --skip-watch   leave a part out
`;

const { values: options } = parseArgs({
  options: {
    megabytes: { type: 'string', default: '10' },
    rounds: { type: 'string', default: String(ROUNDS) },
    large: { type: 'boolean', default: false },
    corpus: { type: 'string' },
    dictionary: { type: 'string', default: dictionaryFile() },
    threads: { type: 'string', default: watchedThreads() },
    'skip-watch': { type: 'boolean', default: false },
    'skip-peers': { type: 'boolean', default: false },
    'skip-jobs': { type: 'boolean', default: false },
    'skip-agreement': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** What all parts measure with. */
interface Material {
  readonly folder: string;
  readonly corpus: CorpusFile;
  readonly dictionary: string;
  readonly lexicon: string;
  /** The same themes with ten times the entries. */
  readonly larger: { readonly dictionary: string; readonly lexicon: string };
}

async function main(): Promise<void> {
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'heddle-bench-'));
  try {
    const material = await prepare(folder);
    const parts = [heading(material)];
    if (!options['skip-peers']) parts.push(await peersTable(material));
    if (!options['skip-jobs']) parts.push(await jobsTable(material));
    if (!options['skip-agreement']) parts.push(await agreementTable(material));
    if (!options['skip-watch']) parts.push(await watchTable(material));
    process.stdout.write(`${parts.join('\n\n')}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function prepare(folder: string): Promise<Material> {
  const { dictionary } = options;
  const lexicon = join(folder, 'lexicon');
  await createFolder(lexicon, importedFiles(readFileSync(dictionary, 'utf8')));
  const larger = { dictionary: join(folder, 'larger.yml'), lexicon: join(folder, 'larger') };
  writeFileSync(larger.dictionary, enlarged(readCategories(dictionary), TIMES_LARGER));
  await createFolder(larger.lexicon, importedFiles(readFileSync(larger.dictionary, 'utf8')));
  return { folder, corpus: await corpusOf(folder, Number(options.megabytes)), dictionary, lexicon, larger };
}

function corpusOf(folder: string, megabytes: number): Promise<CorpusFile> {
  return writeCorpus(join(folder, `corpus-${megabytes}.jsonl`), megabytes * MEGABYTE, options.corpus);
}

function heading({ corpus, dictionary }: Material): string {
  const categories = readCategories(dictionary);
  const entries = categories.reduce((sum, category) => sum + category.entries.length, 0);
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.versions.node}`;
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, ${machine}: ${grouped(corpus.rows)} comments, ${figure(corpus.bytes / MEGABYTE)} MB of text, ${categories.length} themes, ${entries} entries; medians of ${options.rounds} interleaved runs. MB is a million bytes of text.`;
}

/** Everybody in turn, round after round, so that a busy moment meets all alike. */
async function peersTable({ corpus, dictionary, lexicon, larger }: Material): Promise<string> {
  const all = [
    ...PEERS.map(({ id, title, isSlow }) => ({ key: id, id, title, isSlow, dictionary })),
    { key: 'larger regexes', id: BASELINE, title: `plain regexes, ${TIMES_LARGER} times the entries`, isSlow: true, dictionary: larger.dictionary },
    { key: 'larger heddle', id: 'heddle', title: `**Heddle**, tags, ${TIMES_LARGER} times the entries`, isSlow: false, dictionary: larger.dictionary },
    { key: STAGES_ID, id: STAGES_ID, title: '**Heddle**, all stages, read to rendered rows', isSlow: false, dictionary: lexicon },
  ];
  const results = new Map<string, Measured[]>();
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const { key, id, title, isSlow, dictionary: its } of all) {
      progress(`round ${round + 1}: ${title}`);
      const measured = await runContestant(id, corpus, its, isSlow ? SLOW_MEGABYTES * MEGABYTE : Infinity);
      results.set(key, [...(results.get(key) ?? []), measured]);
    }
  }
  const baseline = results.get(BASELINE)!;
  const rows = all.flatMap(({ key, title }) => {
    const runs = results.get(key)!;
    const staged = key === STAGES_ID ? STAGES.map((stage) => rowOf(`— ${stage}`, runs.map((run) => ({ ...run, seconds: run.stages![stage] })), baseline, true)) : [];
    return [rowOf(title, runs, baseline, false), ...staged];
  });
  return [
    markdownTable(['in one process', 'MB/s', '× plain regexes', 'peak MB', 'comments', 'found', 'digest'], rows),
    addedTable(baseline, results.get(STAGES_ID)!),
  ].join('\n\n');
}

/** What sentiment and stance cost once a text is tokenised and tagged, beside what the regexes cost on the same core. */
function addedTable(baseline: readonly Measured[], staged: readonly Measured[]): string {
  const regexes = baseline.map(({ bytes, seconds }) => (seconds * 1000) / (bytes / MEGABYTE));
  const added = staged.map(({ bytes, stages }) => (stages!.score * 1000) / (bytes / MEGABYTE));
  const shares = added.map((one, round) => one / regexes[round]!);
  return markdownTable(['over the same text', 'ms a MB', '÷ plain regexes'], [
    ['plain regexes', figure(median(regexes)), '1'],
    ['what sentiment and stance add to tokenised text', figure(median(added)), figure(median(shares))],
  ]);
}

function rowOf(title: string, runs: readonly Measured[], baseline: readonly Measured[], isPart: boolean): readonly string[] {
  const speeds = runs.map(({ bytes, seconds }) => bytes / MEGABYTE / seconds);
  const ratios = speeds.map((speed, round) => speed / (baseline[round]!.bytes / MEGABYTE / baseline[round]!.seconds));
  const facts = [figure(median(speeds)), figure(median(ratios))];
  if (isPart) return [title, ...facts, '', '', '', ''];
  const { rows, found } = runs[0]!;
  return [title, ...facts, figure(median(runs.map(({ peak }) => peak))), grouped(rows), grouped(found), same(runs)];
}

/** Whole jobs as processes: growth with the corpus, with the lexicon, and with workers. */
async function jobsTable(material: Material): Promise<string> {
  const { folder, lexicon, larger } = material;
  const sizes = [1, 10, ...(options.large ? [100] : [])];
  const jobs: { corpus: CorpusFile; lexicon: string; title: string; workers: number }[] = [];
  for (const size of sizes) jobs.push({ corpus: await corpusOf(folder, size), lexicon, title: `${size} MB`, workers: 1 });
  const last = jobs.at(-1)!;
  jobs.push({ ...last, title: `${last.title}, two workers`, workers: 2 });
  jobs.push({ ...jobs[1]!, lexicon: larger.lexicon, title: `10 MB, ${TIMES_LARGER} times the entries` });
  const results = jobs.map((): MeasuredJob[] => []);
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const [index, job] of jobs.entries()) {
      progress(`round ${round + 1}: job over ${job.title}`);
      results[index]!.push(await runJob(job.corpus, job.lexicon, join(folder, 'out'), job.workers));
    }
  }
  const rows = jobs.map(({ title, corpus }, index) => {
    const runs = results[index]!;
    const seconds = median(runs.map((run) => run.seconds));
    return [title, figure(seconds), figure(corpus.bytes / MEGABYTE / seconds), figure(median(runs.map(({ processor }) => processor))), figure(median(runs.map(({ peak }) => peak))), grouped(runs[0]!.rows), same(runs)];
  });
  return markdownTable(['`heddle run` as a process', 's', 'MB/s', 'processor s', 'peak MB', 'rows', 'digest'], rows);
}

/** Tags beside regexes that keep to quanteda's semantics, over the first megabyte. */
async function agreementTable({ corpus, dictionary }: Material): Promise<string> {
  progress('agreement');
  const comments = [];
  let bytes = 0;
  for (const batch of batchesOf(corpus.path)) {
    comments.push(...commentsOf(batch));
    bytes += batch.bytes.length;
    if (bytes >= SLOW_MEGABYTES * MEGABYTE) break;
  }
  const regexes = new Map(readCategories(dictionary).map((category) => [category.name, wholeTokenRegex(category)]));
  const themes = agreementOf(comments, themeFinder(await importedLexicon(dictionary)), regexes);
  for (const { theme, example } of themes) if (example !== '') progress(`${theme} differs in: ${example}`);
  const rows = themes.map(({ theme, both, tagger, regex, precision, recall }) => [theme, grouped(both), grouped(tagger), grouped(regex), precision.toFixed(4), recall.toFixed(4)]);
  return markdownTable(['theme', 'both', 'Heddle alone', 'regex alone', 'precision', 'recall'], rows);
}

/** How long an editor waits after a save: the time that gathering a save's steps takes included. */
async function watchTable({ folder }: Material): Promise<string> {
  progress('lexicon watch');
  const { units, saves } = await watchSaves(folder, options.threads, SAVES);
  const rows = saves.map(({ title, seconds }) => [title, figure(median(seconds)), figure(Math.max(...seconds)), String(seconds.length), grouped(units)]);
  return markdownTable(['`heddle lexicon watch`', 'median s', 'slowest s', 'saves', 'units'], rows);
}

/** The digest of runs that must not differ; a difference is a fault of whoever was measured. */
function same(runs: readonly { readonly digest: string }[]): string {
  const digests = [...new Set(runs.map(({ digest }) => digest))];
  return digests.length === 1 ? digests[0]! : `differs: ${digests.join(', ')}`;
}

function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}

await main();
