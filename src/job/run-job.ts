import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RenderPlan } from '../../pipeline/7-report/batch.js';
import { FRAGMENT_FORM } from '../../pipeline/7-report/fragment-form.js';
import type { Contested } from '../../pipeline/7-report/contested.js';
import type { Tally } from '../../pipeline/7-report/tally.js';
import type { CodebookOutline } from '../../pipeline/lexicon/codebook.js';
import type { Problem } from '../../pipeline/model.js';
import type { CodingTools } from '../../pipeline/run.js';
import { readBeside, type InputBeside } from '../files/beside.js';
import { openCodingTools } from '../files/coding-tools.js';
import { FragmentStore } from '../files/fragments.js';
import { findInputs } from '../files/inputs.js';
import { heddleVersion, PACKAGE_FOLDER } from '../files/package-info.js';
import { WorkFolder } from '../files/work-folder.js';
import { toolsDigest, type WorkerSettings } from '../workers/batch.js';
import { RunAccount, runRecord } from './account.js';
import { codeBatches } from './code.js';
import { decideUnits, findDecisions, type DecisionFacts } from './decisions.js';
import { Linker, type Links } from './link.js';
import type { ProgressListener, RunOptions } from './options.js';
import { CannotRun, Interrupted } from './stops.js';
import { openInputs, type OpenInput } from './tables.js';
import { Join, type JoinFacts } from './write.js';

/** More than this is not kept for `--resume` once a run is complete: it would double the space a table takes. */
const MOST_KEPT = 256 * 1024 * 1024;
/** Files a run may leave that a later one with other formats does not write. */
const RESULTS = ['units.csv', 'codings.csv', 'themes.csv', 'cooccurrence.csv', 'codebook.csv', 'explain.csv', 'explain-sentiment.csv', 'explain-stance.csv', 'dataset.json', 'dataset.jsonl'];
const DICTIONARY = 'README.md';

export interface RunOutcome {
  readonly account: RunAccount;
  /** Null where nobody has decided anything. */
  readonly review: DecisionFacts | null;
  readonly tally: Tally;
  readonly contested: Contested;
  readonly codebook: CodebookOutline;
  readonly links: Links;
  readonly files: readonly string[];
  readonly seconds: number;
}

/**
 * The main job: reads what `options` name, codes it, links and joins it, and puts the result into the output folder.
 * Throws a `Refusal` where it cannot run; files that cannot be read are problems in the account, and the others go through.
 */
export async function runJob(options: RunOptions, progress: ProgressListener, signal: AbortSignal): Promise<RunOutcome> {
  const started = new Date();
  const clock = new PhaseClock();
  // The first thing that a person at a terminal sees: something is under way.
  progress.phase('opening the lexicon');
  const account = new RunAccount();
  const note = (problems: readonly Problem[]): void => problems.forEach((problem) => account.problem(problem));
  const found = await findInputs(options.paths, options.out);
  note(found.problems);
  const described = await readBeside(found.inputs);
  note(described.problems);
  const review = await findDecisions(options.paths, [...new Set(described.inputs.map(({ input }) => input.folder))]);
  note(review.problems);
  if (review.problems.some(({ severity }) => severity === 'error')) throw new CannotRun(account.problems);
  const work = new WorkFolder(options.out);
  const tools = await loadTools(options.lexicon, work.lexicons, note);
  clock.end('prepare');

  work.open(options.resume);
  let keep = true;
  let gathered: Gathered | null = null;
  try {
    const { opened, attributes } = await openAll(described.inputs, options, work, note);
    if (opened.length === 0) throw new CannotRun(account.problems);
    const { codebook } = tools.lexicon;
    progress.begun({ inputs: opened.length, bytes: opened.reduce((sum, { bytes }) => sum + bytes, 0), codebook });
    const plan = renderPlan(options, codebook, attributes);
    const version = heddleVersion();
    const settings = workerSettings(options, plan, tools, version, work);
    clock.end('open');
    const dataset = { heddle: version, coder: plan.coder, codebook: { id: codebook.id, name: codebook.name, version: codebook.version, digest: codebook.digest } };
    const store = new FragmentStore(work.fragments);
    gathered = new Gathered(store, account, {
      formats: options.formats, plan, codebook, dataset, pathOf: (name) => work.pathOf(name), isUndecided: review.decisions.length === 0,
    });
    const { linker, join } = gathered;
    const coded = await codeBatches(opened, settings, tools, options, progress, gathered, signal);
    note(coded.problems);
    account.reused = coded.reused;
    clock.end('code');
    progress.phase('linking');
    const links = linker.link();
    note(links.problems);
    const decided = decideUnits(review, store, coded.keys, plan, codebook, options.onConflict);
    note(decided.problems);
    if (decided.problems.some(({ severity }) => severity === 'error')) throw new CannotRun(account.problems);
    clock.end('link');
    progress.phase('writing');
    const joined = join.finish(store, coded.keys, links, decided.byFragment);
    clock.end('write');
    const files = [...joined.names, 'run.json'];
    const facts = { version, options, codebook, sentimentDigest: tools.sentiment.digest, coder: plan.coder, workers: coded.workers, started, timings: clock.timings, files, review: review.decisions.length > 0 ? decided.facts : null };
    writeFileSync(work.pathOf('run.json'), runRecord(account, links, facts));
    if (signal.aborted) throw new Interrupted();
    work.publish(files, RESULTS.filter((name) => !files.includes(name)));
    writeDictionary(work.output);
    keep = store.keepOnly(new Set(coded.keys)) <= MOST_KEPT;
    return { account, review: review.decisions.length > 0 ? decided.facts : null, tally: joined.tally, contested: joined.contested, codebook, links, files, seconds: (Date.now() - started.getTime()) / 1000 };
  } catch (error) {
    throw work.told(error);
  } finally {
    gathered?.close();
    work.close(keep);
  }
}

/** What becomes of fragments as they come. */
class Gathered {
  readonly linker: Linker;
  readonly join: Join;

  constructor(
    private readonly store: FragmentStore,
    private readonly account: RunAccount,
    facts: JoinFacts,
  ) {
    this.linker = new Linker(store, facts.pathOf);
    this.join = new Join(facts);
  }

  take(key: string): void {
    const fragment = this.store.open(key);
    try {
      this.account.header(fragment.header);
      this.linker.take(key, fragment);
      this.join.take(fragment);
    } finally {
      fragment.close();
    }
  }

  close(): void {
    this.linker.close();
    this.join.abandon();
  }
}

async function loadTools(folder: string, store: string, note: (problems: readonly Problem[]) => void): Promise<CodingTools> {
  const { tools, problems } = await openCodingTools(folder, store);
  if (tools === null) throw new CannotRun(problems);
  note(problems);
  return tools;
}

async function openAll(
  inputs: readonly InputBeside[],
  options: RunOptions,
  work: WorkFolder,
  note: (problems: readonly Problem[]) => void,
): Promise<{ opened: readonly OpenInput[]; attributes: readonly string[] }> {
  const kept = inputs.filter(({ isExcluded }) => !isExcluded);
  const { opened, problems } = await openInputs(kept, options.columns, work.unpacked);
  note(problems);
  const names = opened.flatMap(({ shape, beside }) => [...(shape?.attributes ?? []), ...beside.groups.map(({ name }) => name)]);
  return { opened, attributes: [...new Set(names)] };
}

function renderPlan(options: RunOptions, codebook: CodebookOutline, attributes: readonly string[]): RenderPlan {
  return {
    csv: options.formats.has('csv'),
    json: options.formats.has('json') || options.formats.has('jsonl'),
    explain: options.explain,
    themes: codebook.themes.map(({ id }) => id),
    attributes,
    coder: `heddle@${codebook.digest.slice(0, 8)}`,
  };
}

function workerSettings(options: RunOptions, plan: RenderPlan, tools: CodingTools, version: string, work: WorkFolder): WorkerSettings {
  const digest = toolsDigest(tools);
  const base = JSON.stringify({ form: FRAGMENT_FORM, version, digest, plan });
  return {
    lexicon: options.lexicon,
    toolsDigest: digest,
    plan,
    fragments: work.fragments,
    lexicons: work.lexicons,
    resume: options.resume,
    keyBase: createHash('sha256').update(base).digest('hex'),
  };
}

/** Puts the data dictionary beside the data, unless a README of somebody else's is there. */
function writeDictionary(output: string): void {
  const from = join(PACKAGE_FOLDER, 'output', DICTIONARY);
  const to = join(output, DICTIONARY);
  if (from === to || !existsSync(from)) return;
  const title = readFileSync(from, 'utf8').split('\n', 1)[0]!;
  if (!existsSync(to) || readFileSync(to, 'utf8').startsWith(title)) copyFileSync(from, to);
}

class PhaseClock {
  readonly timings: Record<string, number> = {};
  private last = performance.now();

  end(phase: string): void {
    const now = performance.now();
    this.timings[phase] = Math.round(now - this.last);
    this.last = now;
  }
}
