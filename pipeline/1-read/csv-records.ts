/**
 * Where the records of a CSV text end, and what their cells hold. Quotation marks are as RFC 4180 has them: a cell that begins with one
 * goes on to the next that stands alone, over line ends too, and two in a row are one.
 *
 * A cell that is never closed would swallow the rest of the table. It shows by a closing mark that neither delimiter nor line end follows,
 * lines further down, or by none at all: then the record is broken, and is taken to end with its first line.
 *
 * Planner and reader use the same functions (the planner on bytes read as Latin-1), so they agree on every record.
 */

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/** Longer records are refused: no comment has so many characters, and one record must fit into memory many times over. */
export const LONGEST_RECORD = 8 * 1024 * 1024;

export interface RecordEnd {
  /** Where the next record begins. */
  readonly end: number;
  /** A quotation mark was not closed. */
  readonly broken: boolean;
  /** The text ends within the record, so that more of it may change the answer. */
  readonly open: boolean;
}

/** Finds record after record in one text. Keeps where the next quotation mark is, so that a table with few of them costs a search a line. */
export class RecordScanner {
  private nextQuote = -1;

  constructor(
    private readonly text: string,
    private readonly delimiter: number,
  ) {}

  /** Where the record that begins at `from` ends. */
  recordEnd(from: number): RecordEnd {
    const { text } = this;
    const lineEnd = this.lineEnd(from);
    if (this.nextQuote < from) {
      const found = text.indexOf('"', from);
      this.nextQuote = found < 0 ? Infinity : found;
    }
    if (this.nextQuote >= lineEnd) return { end: lineEnd, broken: false, open: lineEnd === text.length };
    return this.quotedRecordEnd(from, lineEnd);
  }

  private quotedRecordEnd(from: number, firstLineEnd: number): RecordEnd {
    const { text, delimiter } = this;
    let at = from;
    for (;;) {
      if (text.charCodeAt(at) === QUOTE) {
        const close = closingQuote(text, at + 1);
        if (close < 0) return { end: firstLineEnd, broken: true, open: true };
        const next = text.charCodeAt(close + 1);
        const isEnd = next === delimiter || next === LF || next === CR || close + 1 === text.length;
        if (!isEnd && text.lastIndexOf('\n', close) > at) return { end: firstLineEnd, broken: true, open: false };
        at = close + 1;
      }
      while (at < text.length && text.charCodeAt(at) !== delimiter && text.charCodeAt(at) !== LF) at++;
      if (at === text.length) return { end: at, broken: false, open: true };
      at++;
      if (text.charCodeAt(at - 1) === LF) return { end: at, broken: false, open: false };
    }
  }

  private lineEnd(from: number): number {
    const found = this.text.indexOf('\n', from);
    return found < 0 ? this.text.length : found + 1;
  }
}

/** The quotation mark that closes a cell whose inside begins at `from`; -1 where there is none. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at;
}

/** The cells of the record from `start` to `end` (where the next begins), into `cells`, which is emptied first. */
export function readCells(text: string, start: number, end: number, delimiter: number, cells: string[]): void {
  cells.length = 0;
  let last = end;
  if (last > start && text.charCodeAt(last - 1) === LF) last--;
  if (last > start && text.charCodeAt(last - 1) === CR) last--;
  let at = start;
  for (;;) {
    let cell = '';
    if (text.charCodeAt(at) === QUOTE && at < last) {
      let close = closingQuote(text, at + 1);
      if (close < 0 || close >= last) close = last;
      cell = text.slice(at + 1, close);
      if (cell.includes('""')) cell = cell.replaceAll('""', '"');
      at = Math.min(close + 1, last);
    }
    const from = at;
    while (at < last && text.charCodeAt(at) !== delimiter) at++;
    cells.push(from === at ? cell : cell + text.slice(from, at));
    if (at >= last) return;
    at++;
  }
}

/** True for a record of nothing but its line end. Such records are no rows. */
export function isBlankRecord(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code !== LF && code !== CR) return false;
  }
  return true;
}
