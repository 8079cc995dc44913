import type { Unit } from '../model.js';
import type { ByteWriter } from './bytes.js';
import { putFrom } from './cells.js';
import { NUMBER_ROOM, putDecimal, putWhole } from './digits.js';
import type { EncodedText } from './encoded-text.js';

/**
 * CSV as RFC 4180 has it, in UTF-8 with CRLF, and with a guard against formulas:
 * a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return, apostrophes before it not counted, gains one apostrophe.
 * So no text is a live formula in a spreadsheet, and taking one apostrophe away on reading restores every text.
 */

/** Excel reads UTF-8 only behind a byte-order mark. */
export const BYTE_ORDER_MARK: Uint8Array = Uint8Array.of(0xef, 0xbb, 0xbf);

export const COMMA = 0x2c;
export const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const LINE_FEED = 0x0a;
/** From so many characters on a cell is quoted whether it must be or not, and left to the engine's encoder. */
const LONG = 48;
const encoder = new TextEncoder();
/** Characters below 0x80 that are not simply written: those that ask for quotation marks, and NUL. */
const SPECIAL = new Uint8Array(0x80);
for (const code of [0, LINE_FEED, 0x0d, QUOTE, COMMA]) SPECIAL[code] = 1;
/** Characters that make a formula of a text that begins with them. */
const FORMULA = new Uint8Array(0x80);
for (const code of [0x3d, 0x2b, 0x2d, 0x40, 0x09, 0x0d]) FORMULA[code] = 1;
/** First characters that a guard may be asked for: apostrophes do not count. */
const LEADING = FORMULA.slice();
LEADING[APOSTROPHE] = 1;

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
  if (isGuarded(text)) buffer[at++] = APOSTROPHE;
  const cell = text.includes('"') ? text.replaceAll('"', '""') : text;
  at += encoder.encodeInto(withoutNul(cell), buffer.subarray(at)).written;
  return endQuoted(buffer, at);
}

/** Written as it is, as nearly all cells are; one with a sign that asks for quotation marks is begun anew. */
function putShort(buffer: Uint8Array, cellStart: number, text: string, start: number, end: number): number {
  let at = cellStart;
  if (isGuarded(text, start, end)) buffer[at++] = APOSTROPHE;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x80 || SPECIAL[code] === 1) return putQuoted(buffer, cellStart, text, start, end);
    buffer[at++] = code;
  }
  buffer[at++] = COMMA;
  return at;
}

/**
 * As `putCell`, the cell of a passage of the unit that was entered last: what needs no change is copied.
 * There is room for `SPILL` bytes more.
 */
export function putPassage(buffer: Uint8Array, view: DataView, at: number, encoded: EncodedText, start: number, end: number): number {
  const { codes } = encoded;
  const first = codes[start]!;
  if (first >= 0x80 || LEADING[first] === 0) {
    const copied = end - start < LONG ? putSimple(buffer, at, codes, start, end) : putCopied(buffer, view, at, encoded, start, end);
    if (copied >= 0) return copied;
  }
  return putCell(buffer, at, encoded.text, start, end);
}

/** A short passage that takes neither quotation marks nor bytes beyond ASCII; else -1. */
function putSimple(buffer: Uint8Array, from: number, codes: Uint16Array, start: number, end: number): number {
  let at = from;
  for (let i = start; i < end; i++) {
    const code = codes[i]!;
    if (code >= 0x80 || SPECIAL[code] === 1) return -1;
    buffer[at++] = code;
  }
  buffer[at] = COMMA;
  return at + 1;
}

/** A long passage in which nothing is doubled or replaced; else -1. */
function putCopied(buffer: Uint8Array, view: DataView, at: number, encoded: EncodedText, start: number, end: number): number {
  const from = encoded.at(start);
  const to = encoded.at(end);
  if (!encoded.isPlain || from < 0 || to < 0) return -1;
  buffer[at] = QUOTE;
  return endQuoted(buffer, putFrom(view, at + 1, encoded.view, from, to));
}

/** As `putPassage`, the cell of the unit's whole text: its paragraphs, joined by newlines. */
export function putParagraphs(buffer: Uint8Array, view: DataView, from: number, encoded: EncodedText, { paragraphs, text }: Unit): number {
  const { start, end } = paragraphs[0]!;
  if (paragraphs.length === 1) return putPassage(buffer, view, from, encoded, start, end);
  const first = encoded.codes[start]!;
  if (!encoded.isPlain || (first < 0x80 && LEADING[first] === 1)) return putCell(buffer, from, text, 0, text.length);
  let at = from;
  for (const paragraph of paragraphs) {
    const start = encoded.at(paragraph.start);
    const end = encoded.at(paragraph.end);
    if (start < 0 || end < 0) return putCell(buffer, from, text, 0, text.length);
    buffer[at] = at === from ? QUOTE : LINE_FEED;
    at = putFrom(view, at + 1, encoded.view, start, end);
  }
  return endQuoted(buffer, at);
}

function endQuoted(buffer: Uint8Array, at: number): number {
  buffer[at] = QUOTE;
  buffer[at + 1] = COMMA;
  return at + 2;
}

function putQuoted(buffer: Uint8Array, cellStart: number, text: string, start: number, end: number): number {
  const cell = text.slice(start, end);
  if (/[",\r\n]/.test(cell)) return putLong(buffer, cellStart, cell);
  let at = cellStart;
  if (isGuarded(cell)) buffer[at++] = APOSTROPHE;
  at += encoder.encodeInto(withoutNul(cell), buffer.subarray(at)).written;
  buffer[at++] = COMMA;
  return at;
}

function withoutNul(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
}

/** Writes letters of ASCII as they are. */
export function putAscii(buffer: Uint8Array, from: number, text: string): number {
  for (let i = 0; i < text.length; i++) buffer[from + i] = text.charCodeAt(i);
  return from + text.length;
}

/** Writes a cell of this program's own words: ASCII without commas, quotation marks or a sign in front. */
export function putWord(buffer: Uint8Array, from: number, word: string): number {
  const end = putAscii(buffer, from, word);
  buffer[end] = COMMA;
  return end + 1;
}

/** A cell as it is written, comma included, for texts that come again and again. */
export function encodedCell(text: string): Uint8Array {
  const buffer = new Uint8Array(cellBound(text.length));
  return buffer.slice(0, putCell(buffer, 0, text, 0, text.length));
}

/** A score, given in ten-thousandths, as its cell is written, comma included. */
export function encodedScore(tenThousandths: number): Uint8Array {
  const buffer = new Uint8Array(NUMBER_ROOM);
  return buffer.slice(0, putScore(new DataView(buffer.buffer), 0, tenThousandths));
}

/** Writes a whole number and a comma to `at`, where there is room for `NUMBER_ROOM` bytes; gives where the next cell begins. */
export function putInteger(view: DataView, at: number, value: number): number {
  const end = putWhole(view, at, value);
  view.setUint8(end, COMMA);
  return end + 1;
}

/** As `putInteger`, a score given in ten-thousandths as a decimal without needless zeros. */
export function putScore(view: DataView, at: number, tenThousandths: number): number {
  const end = putDecimal(view, at, tenThousandths);
  view.setUint8(end, COMMA);
  return end + 1;
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
  while (at < end && text.charCodeAt(at) === APOSTROPHE) at++;
  return at < end && FORMULA[text.charCodeAt(at)] === 1;
}

/** Takes away the apostrophe that writing added; gives every other text back as it is. */
export function unguarded(cell: string): string {
  return cell.charCodeAt(0) === APOSTROPHE && isGuarded(cell, 1) ? cell.slice(1) : cell;
}
