import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Problem } from '../../pipeline/model.js';
import { PACKAGE_FOLDER } from '../files/package-info.js';
import { nameOf, placeOf } from './coding.js';
import type { Batch, BatchResult, WorkerSettings } from './batch.js';

const THREAD = join(PACKAGE_FOLDER, 'dist', 'src', 'workers', 'thread.js');
/** A worker gets its next batch before it is done with one, so that it never waits. */
const IN_FLIGHT = 2;
/** A batch lives for a moment: a small nursery keeps the whole run small, at no cost in speed that was measured. */
const LIMITS = { maxYoungGenerationSizeMb: 16 };

export interface PoolEvents {
  /** The next batch, or undefined when there is none left. */
  next(): Batch | undefined;
  /** Called for every batch once, in whatever order they are done. May throw to stop the run. */
  done(batch: Batch, result: BatchResult): void;
}

/**
 * Codes batches in `count` threads. Only descriptions of batches go out and names of fragments come back.
 * A thread that dies takes the batch it was on with it, which is reported; a new thread takes its place.
 */
export async function codeInWorkers(count: number, settings: WorkerSettings, events: PoolEvents, signal: AbortSignal): Promise<void> {
  const pool = new Pool(settings, events);
  const abort = (): void => pool.stop(new Error('stopped'));
  signal.addEventListener('abort', abort);
  try {
    await pool.run(count);
  } finally {
    signal.removeEventListener('abort', abort);
    await pool.close();
  }
}

interface Slot {
  readonly worker: Worker;
  readonly batches: Batch[];
}

class Pool {
  private readonly slots = new Set<Slot>();
  /** Batches whose worker died before it came to them. */
  private readonly again: Batch[] = [];
  private finish: () => void = () => undefined;
  private fail: (error: unknown) => void = () => undefined;
  private isOver = false;
  private deathsInARow = 0;

  constructor(
    private readonly settings: WorkerSettings,
    private readonly events: PoolEvents,
  ) {}

  run(count: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.finish = resolve;
      this.fail = reject;
      try {
        for (let i = 0; i < count; i++) this.start();
        this.finishIfDone();
      } catch (error) {
        this.stop(error);
      }
    });
  }

  stop(error: unknown): void {
    this.isOver = true;
    this.fail(error);
  }

  async close(): Promise<void> {
    this.isOver = true;
    await Promise.all([...this.slots].map(({ worker }) => worker.terminate()));
  }

  private start(): void {
    const batches: Batch[] = [];
    const slot: Slot = { worker: new Worker(THREAD, { workerData: this.settings, resourceLimits: LIMITS }), batches };
    let cause: unknown = null;
    slot.worker.on('message', (result: BatchResult) => this.take(slot, result));
    slot.worker.on('error', (error) => {
      cause = error;
    });
    slot.worker.on('exit', () => this.bury(slot, cause));
    this.slots.add(slot);
    this.feed(slot);
  }

  private feed(slot: Slot): void {
    while (slot.batches.length < IN_FLIGHT) {
      const batch = this.again.shift() ?? this.events.next();
      if (!batch) return;
      slot.batches.push(batch);
      slot.worker.postMessage(batch);
    }
  }

  private take(slot: Slot, result: BatchResult): void {
    if (this.isOver) return;
    this.deathsInARow = 0;
    try {
      this.events.done(slot.batches.shift()!, result);
      this.feed(slot);
    } catch (error) {
      this.stop(error);
      return;
    }
    this.finishIfDone();
  }

  private bury(slot: Slot, cause: unknown): void {
    this.slots.delete(slot);
    if (this.isOver) return;
    const [batch, ...rest] = slot.batches;
    try {
      // A worker that dies before any batch is done, again and again, would die for ever.
      if (!batch || ++this.deathsInARow > 3 + this.slots.size) throw cause ?? new Error('The workers cannot be started.');
      this.again.push(...rest);
      this.events.done(batch, { number: batch.number, done: false, problem: death(batch, cause), isFatal: false });
      this.start();
    } catch (error) {
      this.stop(error);
      return;
    }
    this.finishIfDone();
  }

  private finishIfDone(): void {
    if ([...this.slots].every(({ batches }) => batches.length === 0) && this.again.length === 0) this.finish();
  }
}

function death(batch: Batch, cause: unknown): Problem {
  const why = cause instanceof Error ? ` (${cause.message})` : '';
  const message = `${nameOf(batch)} was left out: the worker that coded it ended${why}.`;
  return { severity: 'error', id: 'worker-died', ...placeOf(batch), message, hint: 'The other batches were coded. Run again with --resume; with --workers 1 if it happens again.' };
}
