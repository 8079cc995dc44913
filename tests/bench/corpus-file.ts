import { closeSync, createReadStream, openSync, readSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { TableRange } from '../../pipeline/1-read/table.js';
import { cutTable } from '../../src/files/cut-table.js';
import { sniffTable } from '../../src/files/sniff-table.js';
import { comments, type Comment } from './corpus.js';

/** A batch of rows as bytes. */
export interface TableBytes {
  readonly bytes: Uint8Array;
  readonly range: TableRange;
}

export interface CorpusFile {
  readonly path: string;
  /** Of the texts alone, in UTF-8. */
  readonly bytes: number;
  readonly rows: number;
}

/**
 * Writes a table in JSON Lines (`id`, `text`) with so many bytes of text: invented comments, or the first ones of the file `from`.
 * A file with less text gives what it has.
 */
export async function writeCorpus(path: string, bytes: number, from: string | undefined): Promise<CorpusFile> {
  const file = openSync(path, 'w');
  let written = 0;
  let rows = 0;
  try {
    for await (const { id, text } of from === undefined ? comments(bytes) : commentsIn(from)) {
      writeSync(file, `${JSON.stringify({ id, text })}\n`);
      written += Buffer.byteLength(text);
      rows++;
      if (written >= bytes) break;
    }
  } finally {
    closeSync(file);
  }
  return { path, bytes: written, rows };
}

async function* commentsIn(path: string): AsyncGenerator<Comment> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) if (line.trim() !== '') yield commentOf(line);
}

function commentOf(line: string): Comment {
  const { id, text } = JSON.parse(line) as Partial<Record<string, unknown>>;
  if (typeof text !== 'string') throw new Error('The corpus needs a member "text" in every line.');
  return { id: String(id ?? ''), text };
}

/** The batches of a corpus, cut as the main job cuts them. */
export function* batchesOf(path: string): Generator<TableBytes> {
  const sniffed = sniffTable(path, 'corpus.jsonl', 'jsonl', { text: 'text', id: 'id' });
  if ('problem' in sniffed) throw new Error(sniffed.problem.message);
  const file = openSync(path, 'r');
  try {
    for (const cut of cutTable(path, sniffed.shape, sniffed.start, sniffed.firstLine)) {
      if ('message' in cut) throw new Error(cut.message);
      const bytes = new Uint8Array(cut.end - cut.start);
      readSync(file, bytes, 0, bytes.length, cut.start);
      yield { bytes, range: { id: 'corpus', file: 'corpus.jsonl', firstRow: cut.firstRow, firstLine: cut.firstLine, shape: sniffed.shape } };
    }
  } finally {
    closeSync(file);
  }
}

/** The comments of a batch, parsed as plainly as can be. */
export function commentsOf({ bytes }: TableBytes): readonly Comment[] {
  return new TextDecoder().decode(bytes).split('\n').filter((line) => line !== '').map(commentOf);
}
