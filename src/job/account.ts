import { cpus } from 'node:os';
import type { FragmentHeader } from '../../pipeline/7-report/fragment-form.js';
import type { CodebookOutline } from '../../pipeline/lexicon/codebook.js';
import type { Problem } from '../../pipeline/model.js';
import type { RunOptions } from './options.js';
import type { DecisionFacts } from './decisions.js';
import type { Links } from './link.js';

/** Problems kept for the terminal and run.json; a table broken in every row would have millions. */
const MOST_PROBLEMS = 10_000;

/** What has become of every file and unit, added up as fragments are joined. */
export class RunAccount {
  threads = 0;
  units = 0;
  codings = 0;
  words = 0;
  bytes = 0;
  batches = 0;
  reused = 0;
  readonly left = { excluded: 0, empty: 0, broken: 0 };
  readonly files = new Map<string, { units: number; sha256: string }>();
  readonly problems: Problem[] = [];
  dropped = 0;

  header(header: FragmentHeader): void {
    this.batches++;
    this.units += header.units;
    this.codings += header.codings;
    this.words += header.words;
    this.bytes += header.bytes;
    this.left.excluded += header.left.excluded;
    this.left.empty += header.left.empty;
    this.left.broken += header.left.broken;
    for (const problem of header.problems) this.problem(problem);
    const { thread } = header;
    if (thread === null) return;
    const known = this.files.get(thread.file);
    if (known) known.units += header.units;
    else {
      this.threads++;
      this.files.set(thread.file, { units: header.units, sha256: thread.digest });
    }
  }

  problem(problem: Problem): void {
    if (this.problems.length < MOST_PROBLEMS || problem.severity === 'error') this.problems.push(problem);
    else this.dropped++;
  }
}

export interface RunFacts {
  readonly version: string;
  readonly options: RunOptions;
  readonly codebook: CodebookOutline;
  readonly sentimentDigest: string;
  readonly coder: string;
  readonly workers: number;
  readonly started: Date;
  /** Milliseconds a phase. */
  readonly timings: Readonly<Record<string, number>>;
  readonly files: readonly string[];
  /** Null where nobody has decided anything. */
  readonly review: DecisionFacts | null;
}

/** `run.json`: the only file that knows the clock and the machine. */
export function runRecord(account: RunAccount, links: Links, facts: RunFacts): Uint8Array {
  const { version, options, codebook, sentimentDigest, coder, workers, started, timings, files, review } = facts;
  const record = {
    heddle: version,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    processors: cpus().length,
    started: started.toISOString(),
    seconds: Math.round(Date.now() - started.getTime()) / 1000,
    options: { ...options, formats: [...options.formats] },
    workers,
    lexicon: { id: codebook.id, name: codebook.name, version: codebook.version, sha256: codebook.digest, coder },
    sentiment: { sha256: sentimentDigest },
    flow: {
      files_read: account.files.size,
      bytes_read: account.bytes,
      batches: account.batches,
      batches_reused: account.reused,
      units: account.units,
      words: account.words,
      codings: account.codings,
      left_out: account.left,
      duplicates: { same_words: links.exact, nearly: links.near },
    },
    ...(review === null ? {} : { review }),
    inputs: [...account.files].map(([file, { units, sha256 }]) => ({ file, units, ...(sha256 === '' ? {} : { sha256 }) })),
    outputs: files,
    warnings: account.problems,
    timings,
  };
  return new TextEncoder().encode(`${JSON.stringify(record, null, 2)}\n`);
}
