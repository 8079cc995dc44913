import { join } from 'node:path';
import { Worker, type ResourceLimits } from 'node:worker_threads';
import { LONGEST_RECORD } from '../../pipeline/1-read/csv-records.js';
import type { Problem } from '../../pipeline/model.js';
import { PACKAGE_FOLDER } from '../files/package-info.js';
import { fragmentKey, nameOf, placeOf } from './coding.js';
import type { Batch, BatchResult, BatchToCode, WorkerSettings } from './batch.js';

const THREAD = join(PACKAGE_FOLDER, 'dist', 'src', 'workers', 'thread.js');
/** A worker gets its next batch before it is done with one, so that it never waits. */
const IN_FLIGHT = 2;
/** A batch lives for a moment: a small nursery keeps the whole run small, at no cost in speed that was measured. */
const LIMITS = { maxYoungGenerationSizeMb: 16 };
/**
 * The engine lets a heap that may become large grow to several times what is alive before it tidies up, and one that may not, to less than
 * twice. A worker that codes rows never comes near this, and takes a third less memory; a whole thread of many megabytes may need more.
 */
const LIMITS_FOR_ROWS = { ...LIMITS, maxOldGenerationSizeMb: 1536 };

export interface PoolEvents {
  /** The next batch, or undefined when there is none left. */
  next(): BatchToCode | undefined;
  /** Called for every batch once, in whatever order they are done. May throw to stop the run. */
  done(batch: Batch, result: BatchResult): void;
}

/**
 * Codes batches in `count` threads. Batches go out and names of fragments come back.
 * `longest` is the most bytes that a batch may have.
 * A thread that dies takes the batch it was on with it, which is reported; a new thread takes its place.
 */
export async function codeInWorkers(count: number, settings: WorkerSettings, events: PoolEvents, longest: number, signal: AbortSignal): Promise<void> {
  const pool = new Pool(settings, events, longest <= LONGEST_RECORD ? LIMITS_FOR_ROWS : LIMITS);
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
  private readonly again: BatchToCode[] = [];
  private finish: () => void = () => undefined;
  private fail: (error: unknown) => void = () => undefined;
  private isOver = false;
  private deathsInARow = 0;
  /** One worker is relieved of naming fragments, since this thread has little else to do; several would wait for it. */
  private isOne = false;

  constructor(
    private readonly settings: WorkerSettings,
    private readonly events: PoolEvents,
    private readonly limits: ResourceLimits,
  ) {}

  run(count: number): Promise<void> {
    this.isOne = count === 1;
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
    const slot: Slot = { worker: new Worker(THREAD, { workerData: this.settings, resourceLimits: this.limits }), batches };
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
      const next = this.again.shift() ?? this.events.next();
      if (!next) return;
      const { batch, bytes } = next;
      slot.batches.push(batch);
      if (bytes === null) slot.worker.postMessage(next);
      else slot.worker.postMessage(this.isOne ? { ...next, key: fragmentKey(this.settings, batch, bytes) } : next, [bytes.buffer as ArrayBuffer]);
    }
  }

  private take(slot: Slot, result: BatchResult): void {
    if (this.isOver) return;
    this.deathsInARow = 0;
    try {
      const batch = slot.batches.shift()!;
      // First, since what `done` does may take longer than a batch.
      this.feed(slot);
      this.events.done(batch, result);
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
      this.again.push(...rest.map((each) => ({ batch: each, bytes: null })));
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
