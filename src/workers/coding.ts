import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { readTable } from '../../pipeline/1-read/table.js';
import { readText } from '../../pipeline/1-read/text.js';
import type { Problem } from '../../pipeline/model.js';
import { BatchCoder, type Beside, type CodingTools } from '../../pipeline/run.js';
import type { BesideFacts } from '../files/beside.js';
import { FragmentStore } from '../files/fragments.js';
import { codeOf } from '../files/inputs.js';
import type { Batch, BatchResult, BatchToCode, WorkerSettings } from './batch.js';
import { injectFaults } from './test-faults.js';

/** A thread is a page of a website; more than this in one text is something else. */
export const LONGEST_THREAD = 64 * 1024 * 1024;

/** Reads a batch, codes it and writes its fragment: the whole work of a worker, in a thread of its own or in the main one. */
export class BatchWorker {
  private readonly coder: BatchCoder;
  private readonly store: FragmentStore;

  constructor(
    private readonly settings: WorkerSettings,
    tools: CodingTools,
  ) {
    this.coder = new BatchCoder(tools, settings.plan);
    this.store = new FragmentStore(settings.fragments);
  }

  run({ batch, bytes: read, key: known }: BatchToCode): BatchResult {
    injectFaults(batch.number);
    let bytes: Uint8Array;
    try {
      bytes = read ?? readRange(batch);
    } catch (error) {
      return { number: batch.number, done: false, problem: unreadable(batch, error), isFatal: false };
    }
    const key = known ?? fragmentKey(this.settings, batch, bytes);
    if (this.settings.resume && this.store.has(key)) return { number: batch.number, done: true, key, reused: true, bytes: bytes.length };
    let parts: Uint8Array[];
    try {
      parts = this.code(batch, bytes);
    } catch (error) {
      return { number: batch.number, done: false, problem: failed(batch, error), isFatal: false };
    }
    try {
      this.store.write(key, parts);
    } catch (error) {
      return { number: batch.number, done: false, problem: unwritable(this.settings.fragments, error), isFatal: true };
    }
    return { number: batch.number, done: true, key, reused: false, bytes: bytes.length };
  }

  private code(batch: Batch, bytes: Uint8Array): Uint8Array[] {
    const beside = besideOf(batch.beside);
    if (batch.kind === 'table') {
      const { source, empty, broken } = readTable(bytes, batch);
      return this.coder.fragment(source, beside, { empty, broken }, bytes.length);
    }
    const read = readText(bytes, { id: batch.id, file: batch.file });
    if ('problem' in read) return this.coder.refusal([read.problem], bytes.length);
    return this.coder.fragment(read.source, beside, { empty: 0, broken: 0 }, bytes.length);
  }
}

/** The name of a batch's fragment: a digest of all that makes it. */
export function fragmentKey({ keyBase }: WorkerSettings, batch: Batch, bytes: Uint8Array): string {
  const place = batch.kind === 'table' ? { row: batch.firstRow, line: batch.firstLine, shape: batch.shape } : {};
  const facts = JSON.stringify({ base: keyBase, id: batch.id, file: batch.file, beside: batch.beside, ...place });
  return createHash('sha256').update(facts).update('\0').update(bytes).digest('hex').slice(0, 40);
}

function readRange(batch: Batch): Uint8Array {
  const file = openSync(batch.path, 'r');
  try {
    const size = fstatSync(file).size;
    if (batch.kind === 'text' && size > LONGEST_THREAD) throw new TooLong();
    const start = batch.kind === 'table' ? batch.start : 0;
    const bytes = new Uint8Array((batch.kind === 'table' ? batch.end : size) - start);
    let done = 0;
    while (done < bytes.length) {
      const count = readSync(file, bytes, done, bytes.length - done, start + done);
      if (count === 0) return bytes.subarray(0, done);
      done += count;
    }
    return bytes;
  } finally {
    closeSync(file);
  }
}

class TooLong extends Error {}

function besideOf(facts: BesideFacts): Beside {
  return { ...facts, excluded: new Set(facts.excluded) };
}

function unreadable(batch: Batch, error: unknown): Problem {
  if (error instanceof TooLong) {
    const message = 'The file is larger than 64 MB, which is more than one thread can be; it was left out.';
    return { severity: 'error', id: 'too-long', file: batch.file, message, hint: 'Split it into several files, or save it as a table (CSV), which is read in pieces.' };
  }
  const code = codeOf(error);
  const hint = code === 'EACCES' || code === 'EPERM' ? 'Check who may read it.' : 'Check that it is still there and not in use.';
  return { severity: 'error', id: 'unreadable', file: batch.file, message: `The file cannot be read (${code}); it was left out.`, hint };
}

/** Names the batch that something went wrong in. */
export function failed(batch: Batch, error: unknown): Problem {
  const why = error instanceof Error ? error.message : String(error);
  return { severity: 'error', id: 'batch-failed', ...placeOf(batch), message: `${nameOf(batch)} could not be coded and was left out: ${why}`, hint: 'The other files were coded. Please report this, with the file if you may share it.' };
}

export function nameOf(batch: Batch): string {
  return batch.kind === 'text' ? 'The thread' : `The batch of rows from row ${batch.firstRow} on`;
}

export function placeOf(batch: Batch): { file: string; line?: number } {
  return batch.kind === 'text' ? { file: batch.file } : { file: batch.file, line: batch.firstLine };
}

function unwritable(folder: string, error: unknown): Problem {
  const code = codeOf(error);
  const message = code === 'ENOSPC' ? 'The disk is full.' : `The work folder cannot be written (${code}).`;
  return { severity: 'error', id: 'cannot-write', file: folder, message, hint: 'Free some space or choose another folder with --out, then go on with --resume. The last complete result is untouched.' };
}

