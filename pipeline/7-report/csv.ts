import type { ByteWriter } from './bytes.js';

/**
 * CSV as RFC 4180 has it, in UTF-8 with CRLF, and with a guard against formulas:
 * a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return, apostrophes before it not counted, gains one apostrophe.
 * So no text is a live formula in a spreadsheet, and taking one apostrophe away on reading restores every text.
 */

/** Excel reads UTF-8 only behind a byte-order mark. */
export const BYTE_ORDER_MARK: Uint8Array = Uint8Array.of(0xef, 0xbb, 0xbf);

export const COMMA = 0x2c;
export const QUOTE = 0x22;
/** From so many characters on a cell is quoted whether it must be or not, and left to the engine's encoder. */
export const LONG = 48;
/** Larger numbers than this do not fit the engine's own small integers. */
const LARGEST_SMALL = 0x3fffffff;
const encoder = new TextEncoder();
/** Characters below 0x80 that are not simply written: those that ask for quotation marks, and NUL. */
const SPECIAL = new Uint8Array(0x80);
for (const code of [0, 0x0a, 0x0d, QUOTE, COMMA]) SPECIAL[code] = 1;

/** Ends a row: takes back the comma after its last cell. */
export function endRow(out: ByteWriter): void {
  const buffer = out.reserve(2);
  out.length--;
  buffer[out.length++] = 0x0d;
  buffer[out.length++] = 0x0a;
}

/** What a cell of text takes at most, its comma included. */
export function cellBound(length: number): number {
  return length * 3 + 4;
}

/** Writes a cell of text and a comma. NUL and lone surrogates, which are no text in UTF-8 tables, become U+FFFD. */
export function textCell(out: ByteWriter, text: string, start = 0, end: number = text.length): void {
  if (start === end) {
    emptyCell(out);
    return;
  }
  const buffer = out.reserve(cellBound(end - start));
  out.length = putCell(buffer, out.length, text, start, end);
}

/**
 * As `textCell`, into a buffer that has room for `cellBound`. Gives where the next cell begins.
 * Short cells are written character by character; from some fifty characters on the engine's own encoder is faster, call and all.
 */
export function putCell(buffer: Uint8Array, cellStart: number, text: string, start: number, end: number): number {
  return end - start < LONG ? putShort(buffer, cellStart, text, start, end) : putLong(buffer, cellStart, text.slice(start, end));
}

/** A cell between quotation marks. Long cells are written so whether they must be or not: nearly all have a comma. */
function putLong(buffer: Uint8Array, cellStart: number, text: string): number {
  let at = cellStart;
  buffer[at++] = QUOTE;
  if (isGuarded(text)) buffer[at++] = 0x27;
  const cell = text.includes('"') ? text.replaceAll('"', '""') : text;
  at += encoder.encodeInto(withoutNul(cell), buffer.subarray(at)).written;
  buffer[at++] = QUOTE;
  buffer[at++] = COMMA;
  return at;
}

/** Written as it is, as nearly all cells are; one with a sign that asks for quotation marks is begun anew. */
function putShort(buffer: Uint8Array, cellStart: number, text: string, start: number, end: number): number {
  let at = cellStart;
  if (isGuarded(text, start, end)) buffer[at++] = 0x27;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x80 || SPECIAL[code] === 1) return putQuoted(buffer, cellStart, text, start, end);
    buffer[at++] = code;
  }
  buffer[at++] = COMMA;
  return at;
}

function putQuoted(buffer: Uint8Array, cellStart: number, text: string, start: number, end: number): number {
  const cell = text.slice(start, end);
  if (/[",\r\n]/.test(cell)) return putLong(buffer, cellStart, cell);
  let at = cellStart;
  if (isGuarded(cell)) buffer[at++] = 0x27;
  at += encoder.encodeInto(withoutNul(cell), buffer.subarray(at)).written;
  buffer[at++] = COMMA;
  return at;
}

function withoutNul(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
}

/** A cell as it is written, comma included, for texts that come again and again. */
export function encodedCell(text: string): Uint8Array {
  const buffer = new Uint8Array(cellBound(text.length));
  return buffer.slice(0, putCell(buffer, 0, text, 0, text.length));
}

/** Copies bytes to `at`; gives where they end. */
export function putBytes(buffer: Uint8Array, at: number, bytes: Uint8Array): number {
  const { length } = bytes;
  if (length > 64) buffer.set(bytes, at);
  else for (let i = 0; i < length; i++) buffer[at + i] = bytes[i]!;
  return at + length;
}

/** Writes a whole number that is not negative, and a comma. */
export function putInteger(buffer: Uint8Array, from: number, value: number): number {
  if (value < 10) {
    buffer[from] = 0x30 + value;
    buffer[from + 1] = COMMA;
    return from + 2;
  }
  if (value > LARGEST_SMALL) return putBytes(buffer, from, encodedCell(String(value)));
  const digits = value < 100 ? 2 : value < 1000 ? 3 : value < 10_000 ? 4 : value < 100_000 ? 5 : value < 1_000_000 ? 6 : String(value).length;
  let rest = value;
  for (let at = from + digits - 1; at >= from; at--) {
    const tenth = (rest / 10) | 0;
    buffer[at] = 0x30 + rest - tenth * 10;
    rest = tenth;
  }
  buffer[from + digits] = COMMA;
  return from + digits + 1;
}

/** Writes a score of -1 to 1, given in ten-thousandths, as a decimal without needless zeros, and a comma. */
export function putScore(buffer: Uint8Array, from: number, tenThousandths: number): number {
  let at = from;
  let rest = tenThousandths;
  if (rest < 0) {
    buffer[at++] = 0x2d;
    rest = -rest;
  }
  if (rest >= 10_000) {
    buffer[at++] = 0x31;
    rest -= 10_000;
  } else buffer[at++] = 0x30;
  if (rest > 0) {
    buffer[at++] = 0x2e;
    for (let unit = 1000; rest > 0; unit = (unit / 10) | 0) {
      const digit = (rest / unit) | 0;
      buffer[at++] = 0x30 + digit;
      rest -= digit * unit;
    }
  }
  buffer[at++] = COMMA;
  return at;
}

/** Writes a cell of this program's own words: ASCII without commas, quotation marks or a sign in front. */
export function wordCell(out: ByteWriter, word: string): void {
  out.ascii(word);
  out.byte(COMMA);
}

export function integerCell(out: ByteWriter, value: number): void {
  out.integer(value);
  out.byte(COMMA);
}

/** Writes a score given in ten-thousandths as a decimal. */
export function scoreCell(out: ByteWriter, tenThousandths: number): void {
  out.tenThousandths(tenThousandths);
  out.byte(COMMA);
}

export function emptyCell(out: ByteWriter): void {
  out.byte(COMMA);
}

/** True for a text that a spreadsheet would take for a formula, apostrophes before it not counted. */
export function isGuarded(text: string, start = 0, end: number = text.length): boolean {
  let at = start;
  while (at < end && text.charCodeAt(at) === 0x27) at++;
  if (at === end) return false;
  const code = text.charCodeAt(at);
  return code === 0x3d || code === 0x2b || code === 0x2d || code === 0x40 || code === 0x09 || code === 0x0d;
}

/** Takes away the apostrophe that writing added; gives every other text back as it is. */
export function unguarded(cell: string): string {
  return cell.charCodeAt(0) === 0x27 && isGuarded(cell, 1) ? cell.slice(1) : cell;
}
