import type { ThreadFacts } from './fragment-form.js';
import type { Insertion } from './join.js';

/**
 * `dataset.json`: one object with the codebook's name and the threads, each with its units, a unit a line.
 * It is written from the lines of `dataset.jsonl` as these come, so that its size does not matter.
 */

export interface DatasetFacts {
  readonly heddle: string;
  readonly codebook: { readonly id: string; readonly name: string; readonly version: string; readonly digest: string };
  readonly coder: string;
}

const encoder = new TextEncoder();
const SEPARATOR = encoder.encode(',\n');

/** Gives the bytes of `dataset.json`, called for the fragments in input order. Batches of one table share a thread. */
export class DatasetWriter {
  private thread: string | null = null;
  private isFirstUnit = true;

  open(facts: DatasetFacts): Uint8Array {
    const { heddle, codebook, coder } = facts;
    return encoder.encode(`{"heddle":${JSON.stringify(heddle)},"codebook":${JSON.stringify(codebook)},"coder":${JSON.stringify(coder)},\n"threads":[\n`);
  }

  /** Opens the thread of the next fragment, unless it is the one under way. */
  begin(thread: ThreadFacts): Uint8Array {
    if (thread.id === this.thread) return new Uint8Array(0);
    const before = this.thread === null ? '' : '\n]},\n';
    this.thread = thread.id;
    this.isFirstUnit = true;
    return encoder.encode(`${before}${threadObject(thread).slice(0, -1)},"units":[\n`);
  }

  /** Turns whole lines into members of the array under way. Takes the lines' bytes and where each line starts, and the end of the last. */
  *units(lines: Uint8Array, starts: ArrayLike<number>): Generator<Uint8Array> {
    for (let i = 0; i + 1 < starts.length; i++) {
      if (!this.isFirstUnit) yield SEPARATOR;
      this.isFirstUnit = false;
      yield lines.subarray(starts[i]!, starts[i + 1]! - 1);
    }
  }

  close(): Uint8Array {
    return encoder.encode(this.thread === null ? ']}\n' : '\n]}\n]}\n');
  }
}

function threadObject(thread: ThreadFacts): string {
  return JSON.stringify({
    id: thread.id,
    file: thread.file,
    title: thread.title,
    posted_on: thread.postedOn,
    address: thread.address,
    saved_on: thread.savedOn,
    layout: thread.layout,
    encoding: thread.encoding,
    declared_comments: thread.declaredComments,
    ...(thread.digest === '' ? {} : { sha256: thread.digest }),
  });
}

/** Where the lines end after insertions: each start moves by what was put in before it. */
export function movedStarts(starts: Int32Array, insertions: readonly Insertion[]): Int32Array {
  const moved = starts.slice();
  let next = 0;
  let added = 0;
  for (let i = 0; i < moved.length; i++) {
    while (next < insertions.length && insertions[next]!.at < starts[i]!) {
      const { at, until, bytes } = insertions[next++]!;
      added += bytes.length - ((until ?? at) - at);
    }
    moved[i]! += added;
  }
  return moved;
}
