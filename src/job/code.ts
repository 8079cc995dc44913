import { availableParallelism } from 'node:os';
import { LONGEST_RECORD } from '../../pipeline/1-read/csv-records.js';
import type { Problem } from '../../pipeline/model.js';
import type { CodingTools } from '../../pipeline/run.js';
import type { Batch, BatchResult, BatchToCode, WorkerSettings } from '../workers/batch.js';
import { BatchWorker } from '../workers/coding.js';
import { Refusal } from '../files/work-folder.js';
import type { ProgressListener, RunOptions } from './options.js';
import { planBatches, type Planned } from './plan.js';
import { Interrupted } from './stops.js';
import type { OpenInput } from './tables.js';

export interface FragmentTaker {
  take(key: string): void;
}

export interface Coded {
  /** The names of the fragments, in input order. */
  readonly keys: readonly string[];
  readonly reused: number;
  readonly workers: number;
  readonly problems: readonly Problem[];
}

/** Below so many bytes, starting a worker takes longer than the work. */
const BYTES_A_WORKER = 4 * 1024 * 1024;

/** From so many bytes on, a thread of its own for the one worker pays: this thread cuts, links and joins meanwhile. */
const BYTES_BESIDE = Number(process.env['HEDDLE_TEST_BESIDE_BYTES'] ?? 48 * 1024 * 1024);

/** Stages 1 to 5: codes every batch, here or in workers. `taker` is told the fragments' names in input order, as early as these come. */
export async function codeBatches(
  inputs: readonly OpenInput[],
  settings: WorkerSettings,
  tools: CodingTools,
  options: RunOptions,
  progress: ProgressListener,
  taker: FragmentTaker,
  signal: AbortSignal,
): Promise<Coded> {
  const bytes = inputs.reduce((sum, input) => sum + input.bytes, 0);
  const collector = new Collector(bytes, options.onError, progress, taker);
  const next = nextBatch(planBatches(inputs), collector);
  const workers = options.workers ?? Math.max(1, Math.min(availableParallelism(), Math.floor(bytes / BYTES_A_WORKER)));
  if (workers === 1 && bytes < BYTES_BESIDE) await codeHere(next, new BatchWorker(settings, tools), collector, signal);
  else {
    const { codeInWorkers } = await import('../workers/pool.js');
    try {
      await codeInWorkers(workers, settings, { next, done: (batch, result) => collector.add(batch, result) }, longestBatch(inputs), signal);
    } catch (error) {
      throw signal.aborted ? new Interrupted() : error;
    }
  }
  return collector.finish(workers);
}

/** How many bytes a batch has at most: of a table, a record. */
function longestBatch(inputs: readonly OpenInput[]): number {
  return inputs.reduce((longest, { shape, bytes }) => Math.max(longest, shape === null ? bytes : LONGEST_RECORD), 0);
}

/** Pulls batches from the plan; what the plan has to say of rows that make no batch goes to the collector. */
function nextBatch(plan: Iterator<Planned>, collector: Collector): () => BatchToCode | undefined {
  return () => {
    for (;;) {
      const { value, done } = plan.next() as IteratorResult<Planned, undefined>;
      if (done) return undefined;
      if ('batch' in value) {
        collector.known++;
        return value;
      }
      collector.problem(value.problem);
    }
  };
}

async function codeHere(next: () => BatchToCode | undefined, worker: BatchWorker, collector: Collector, signal: AbortSignal): Promise<void> {
  for (let given = next(); given; given = next()) {
    if (signal.aborted) throw new Interrupted();
    const { batch } = given;
    collector.add(batch, worker.run(given));
    // Lets Ctrl-C through.
    if (batch.kind === 'table' || batch.number % 16 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Takes results in any order and gives them on in input order. */
export class Collector {
  private readonly keys: string[] = [];
  /** Results that came before one in front of them; null for a batch that left nothing. */
  private readonly early = new Map<number, string | null>();
  private next = 0;
  private readonly problems: Problem[] = [];
  private reused = 0;
  private batches = 0;
  private bytes = 0;
  known = 0;

  constructor(
    private readonly allBytes: number,
    private readonly onError: 'skip' | 'stop',
    private readonly progress: ProgressListener,
    private readonly taker: FragmentTaker,
  ) {}

  add(_batch: Batch, result: BatchResult): void {
    this.batches++;
    if (result.done) {
      this.bytes += result.bytes;
      if (result.reused) this.reused++;
    } else {
      if (result.isFatal || this.onError === 'stop') throw new Refusal(result.problem);
      this.problems.push(result.problem);
    }
    this.early.set(result.number, result.done ? result.key : null);
    this.giveOn();
    this.progress.coded(this.batches, Math.max(this.known, this.batches), this.allBytes === 0 ? 1 : Math.min(1, this.bytes / this.allBytes));
  }

  problem(problem: Problem): void {
    this.problems.push(problem);
  }

  finish(workers: number): Coded {
    return { keys: this.keys, reused: this.reused, workers, problems: this.problems };
  }

  private giveOn(): void {
    for (let key = this.early.get(this.next); key !== undefined; key = this.early.get(this.next)) {
      this.early.delete(this.next++);
      if (key === null) continue;
      this.keys.push(key);
      this.taker.take(key);
    }
  }
}
