import type { RenderPlan } from '../../pipeline/7-report/batch.js';
import type { Problem } from '../../pipeline/model.js';
import type { CodingTools } from '../../pipeline/run.js';
import type { TableShape } from '../../pipeline/1-read/table.js';
import type { BesideFacts } from '../files/beside.js';

/** What crosses between threads: plain values, and bytes that are handed over and not copied. A worker writes its own fragments. */

interface AnyBatch {
  /** Place in input order. */
  readonly number: number;
  readonly path: string;
  /** The thread's id and the file's name as they stand in the tables. */
  readonly id: string;
  readonly file: string;
  readonly beside: BesideFacts;
}

/** A whole thread. */
export interface TextBatch extends AnyBatch {
  readonly kind: 'text';
}

/** Consecutive rows of a table. */
export interface TableBatch extends AnyBatch {
  readonly kind: 'table';
  /** A range of bytes that begins and ends with a record. */
  readonly start: number;
  readonly end: number;
  /** One-based number of the first record, and of its line. */
  readonly firstRow: number;
  readonly firstLine: number;
  readonly shape: TableShape;
}

export type Batch = TextBatch | TableBatch;

export interface BatchToCode {
  readonly batch: Batch;
  /** What the batch is made of, where cutting has read it; else whoever codes it reads it. */
  readonly bytes: Uint8Array | null;
  /** The name of its fragment, where it is known already. */
  readonly key?: string;
}

export interface WorkerSettings {
  /** The folder of the lexicon. */
  readonly lexicon: string;
  /** Of what the main thread loaded; a lexicon edited meanwhile would make a mixed result. */
  readonly toolsDigest: string;
  readonly plan: RenderPlan;
  readonly fragments: string;
  /** Where compiled lexicons are kept. */
  readonly lexicons: string;
  /** Use fragments that are there. */
  readonly resume: boolean;
  /** All that goes into a fragment beside its batch, digested. */
  readonly keyBase: string;
}

/** One digest of every lexicon that coding uses. */
export function toolsDigest({ lexicon, roles, sentiment }: CodingTools): string {
  return [lexicon.codebook.digest, roles?.codebook.digest ?? '', sentiment.digest].join('-');
}

export type BatchResult =
  | { readonly number: number; readonly done: true; readonly key: string; readonly reused: boolean; readonly bytes: number }
  /** The batch left nothing: its file cannot be read, or coding it failed. */
  | { readonly number: number; readonly done: false; readonly problem: Problem; readonly isFatal: boolean };
