import type { WantedColumns } from '../../pipeline/1-read/table-shape.js';
import type { CodebookOutline } from '../../pipeline/lexicon/codebook.js';
import type { ConflictPolicy } from '../../pipeline/review/resolve.js';

export type Format = 'csv' | 'json' | 'jsonl';
export const FORMATS: readonly Format[] = ['csv', 'json', 'jsonl'];

/** What a run is asked to do. */
export interface RunOptions {
  readonly paths: readonly string[];
  readonly out: string;
  readonly lexicon: string;
  readonly formats: ReadonlySet<Format>;
  /** Undefined for as many as the work and the machine make sensible. */
  readonly workers: number | undefined;
  readonly resume: boolean;
  readonly onError: 'skip' | 'stop';
  readonly explain: boolean;
  readonly columns: WantedColumns;
  /** What to do where people differ and nobody has decided between them. */
  readonly onConflict: ConflictPolicy;
}

/** What a run knows of itself before it codes. */
export interface RunStart {
  readonly inputs: number;
  readonly bytes: number;
  readonly codebook: Pick<CodebookOutline, 'id' | 'version' | 'themes'>;
}

/** Told while a run is under way. */
export interface ProgressListener {
  /** What is going to be coded, and by what. */
  begun(start: RunStart): void;
  /** The share of the bytes to read, and how many batches are done of how many are known. */
  coded(batches: number, known: number, share: number): void;
  phase(name: string): void;
}
