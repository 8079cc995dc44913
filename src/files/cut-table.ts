import { closeSync, openSync, readSync } from 'node:fs';
import { isBlankRecord, LONGEST_RECORD, RecordScanner } from '../../pipeline/1-read/csv-records.js';
import type { TableShape } from '../../pipeline/1-read/table-shape.js';

/** A batch of rows: bytes from `start` up to `end`. */
export interface TableCut {
  readonly start: number;
  readonly end: number;
  readonly firstRow: number;
  readonly firstLine: number;
  /** What the range holds, in memory that is the taker's own. */
  readonly bytes: Uint8Array;
}

/** A row that cannot be read, told without its file. */
export interface CutProblem {
  readonly id: string;
  readonly line: number;
  readonly message: string;
  readonly hint: string;
}

/** Rows are coded so many bytes at a time; tests ask for less, so that small tables make many batches. */
export const BATCH_BYTES = Number(process.env['HEDDLE_TEST_BATCH_BYTES']) || 1 << 17;
const LF = 0x0a;

/**
 * Cuts a table into batches at ends of records, by one pass over its bytes.
 * A batch has as many whole records as fit into an eighth of a megabyte, whose columns a processor can hold near at hand, or one longer record; a record of more than eight megabytes is refused.
 */
export function* cutTable(path: string, shape: TableShape, from: number, line: number): Generator<TableCut | CutProblem> {
  const window = new Window(path);
  try {
    yield* shape.format === 'jsonl' ? cutLines(window, from, line) : cutRecords(window, shape.delimiter.charCodeAt(0), from, line);
  } finally {
    window.close();
  }
}

function* cutLines(window: Window, from: number, firstLine: number): Generator<TableCut | CutProblem> {
  let line = firstLine;
  for (let start = from; ; ) {
    const length = window.fill(start, BATCH_BYTES, (bytes) => bytes.lastIndexOf(LF) >= 0);
    if (length === 0) return;
    const last = window.bytes().lastIndexOf(LF);
    if (last < 0 && !window.isAtEnd) {
      yield tooLong(line);
      start = window.lineEndFrom(start);
      line++;
      continue;
    }
    const end = window.isAtEnd ? length : last + 1;
    const cut = { start, end: start + end, firstRow: line, firstLine: line };
    line += window.lines(end);
    start += end;
    yield { ...cut, bytes: window.give(end) };
  }
}

function* cutRecords(window: Window, delimiter: number, from: number, firstLine: number): Generator<TableCut | CutProblem> {
  let line = firstLine;
  let row = 1;
  for (let start = from; ; ) {
    let found = { end: 0, rows: 0 };
    const length = window.fill(start, BATCH_BYTES, (bytes, isAtEnd) => {
      found = wholeRecords(bytes, isAtEnd, delimiter);
      return found.end > 0;
    });
    if (length === 0) return;
    const { end, rows } = found;
    if (end > 0) {
      const cut = { start, end: start + end, firstRow: row, firstLine: line };
      line += window.lines(end);
      row += rows;
      start += end;
      yield { ...cut, bytes: window.give(end) };
      continue;
    }
    // One record that is longer than a record may be, or an opened quotation mark that nothing closes.
    const lineLength = window.bytes().indexOf(LF) + 1;
    const next = lineLength === 0 ? window.lineEndFrom(start) : window.closeOf(start, delimiter);
    if (next < 0) {
      yield { start, end: start + lineLength, firstRow: row, firstLine: line, bytes: window.give(lineLength) };
      start += lineLength;
      line++;
    } else {
      yield tooLong(line);
      line += window.linesBetween(start, next);
      start = next;
    }
    row++;
  }
}

/** How far the whole records of a stretch of a table reach, and how many there are that are not blank. */
function wholeRecords(bytes: Buffer, isAtEnd: boolean, delimiter: number): { readonly end: number; readonly rows: number } {
  // As Latin-1 every byte is one character, and the signs that matter are the same in every encoding read here.
  const text = bytes.toString('latin1');
  const scanner = new RecordScanner(text, delimiter);
  let at = 0;
  let rows = 0;
  while (at < text.length) {
    const { end, open } = scanner.recordEnd(at);
    if (open && !isAtEnd) break;
    if (!isBlankRecord(text, at, end)) rows++;
    at = end;
  }
  return { end: at, rows };
}

function tooLong(line: number): CutProblem {
  return {
    id: 'row-too-long',
    line,
    message: `The row that begins here is longer than ${LONGEST_RECORD / 1024 / 1024} MB; it was left out.`,
    hint: 'No comment is so long: look whether a quotation mark or a line end is missing.',
  };
}

/** A stretch of a file in memory, made longer as long as it holds no whole record. */
class Window {
  isAtEnd = false;
  private readonly file: number;
  private buffer = newBuffer();
  private length = 0;

  constructor(path: string) {
    this.file = openSync(path, 'r');
  }

  close(): void {
    closeSync(this.file);
  }

  bytes(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  /** Gives the first bytes away and forgets all. */
  give(count: number): Uint8Array {
    const bytes = new Uint8Array(this.buffer.buffer, 0, count);
    this.buffer = newBuffer();
    this.length = 0;
    return bytes;
  }

  /** Reads from `start` on, twice as much each time until `isEnough`, the file's end, or the longest record. Gives the length. */
  fill(start: number, first: number, isEnough: (bytes: Buffer, isAtEnd: boolean) => boolean): number {
    this.length = 0;
    for (let wanted = first; ; wanted *= 2) {
      if (wanted > this.buffer.length) this.grow(wanted);
      this.length += readFully(this.file, this.buffer, this.length, wanted - this.length, start + this.length);
      this.isAtEnd = this.length < wanted;
      if (isEnough(this.bytes(), this.isAtEnd) || this.isAtEnd || wanted >= LONGEST_RECORD) return this.length;
    }
  }

  private grow(wanted: number): void {
    const larger = newBuffer(wanted);
    larger.set(this.bytes());
    this.buffer = larger;
  }

  lines(end: number): number {
    return countLines(this.buffer, end);
  }

  /** Where the line that goes on at `from` ends, behind its line end. */
  lineEndFrom(from: number): number {
    return this.search(from, (bytes) => bytes.indexOf(LF) + 1);
  }

  linesBetween(start: number, end: number): number {
    let lines = 0;
    const chunk = Buffer.alloc(BATCH_BYTES);
    for (let at = start; at < end; ) {
      const count = readFully(this.file, chunk, 0, Math.min(chunk.length, end - at), at);
      if (count === 0) break;
      lines += countLines(chunk, count);
      at += count;
    }
    return lines;
  }

  /**
   * Where the record that begins at `from` ends when it is read as one whose quoted cell is very long;
   * -1 where the cell is never closed, or closed by a mark that neither delimiter nor line end follows.
   */
  closeOf(from: number, delimiter: number): number {
    const chunk = Buffer.alloc(BATCH_BYTES);
    let isQuoted = false;
    let wasQuote = false;
    let isCellStart = true;
    for (let at = from; ; ) {
      const count = readFully(this.file, chunk, 0, chunk.length, at);
      if (count === 0) return isQuoted && !wasQuote ? -1 : at;
      for (let i = 0; i < count; i++) {
        const byte = chunk[i]!;
        if (isQuoted && !wasQuote) {
          wasQuote = byte === 0x22;
          continue;
        }
        if (isQuoted && byte === 0x22) {
          wasQuote = false;
          continue;
        }
        if (isQuoted && byte !== delimiter && byte !== LF && byte !== 0x0d) return -1;
        isQuoted = byte === 0x22 && isCellStart;
        wasQuote = false;
        isCellStart = byte === delimiter;
        if (byte === LF) return at + i + 1;
      }
      at += count;
    }
  }

  /** Looks through the file from `from` on; `find` gives a place behind what is sought, or 0. */
  private search(from: number, find: (bytes: Buffer) => number): number {
    const chunk = Buffer.alloc(BATCH_BYTES);
    for (let at = from; ; ) {
      const count = readFully(this.file, chunk, 0, chunk.length, at);
      if (count === 0) return at;
      const found = find(chunk.subarray(0, count));
      if (found > 0) return at + found;
      at += count;
    }
  }
}

/** Memory that is nothing else's part, so that it can be handed to another thread. */
function newBuffer(length = BATCH_BYTES): Buffer<ArrayBuffer> {
  return Buffer.allocUnsafeSlow(length);
}

function readFully(file: number, buffer: Buffer, offset: number, length: number, position: number): number {
  let done = 0;
  while (done < length) {
    const count = readSync(file, buffer, offset + done, length - done, position + done);
    if (count === 0) break;
    done += count;
  }
  return done;
}

function countLines(bytes: Buffer, end: number): number {
  let lines = 0;
  for (let at = bytes.indexOf(LF); at >= 0 && at < end; at = bytes.indexOf(LF, at + 1)) lines++;
  return lines;
}
