import { NUMBER_ROOM, putDecimal, putWhole } from './digits.js';

const FIRST_CAPACITY = 1 << 16;
const SHORT = 48;
const encoder = new TextEncoder();

/**
 * Text written straight into bytes (UTF-8), so that a table costs no string a cell.
 * It grows as it is filled and is used again for the next batch after `clear`.
 */
export class ByteWriter {
  private buffer = new Uint8Array(FIRST_CAPACITY);
  /** The same bytes as `reserve` gives, for numbers of several bytes; it changes where `reserve` makes room. */
  view = new DataView(this.buffer.buffer);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  /** What was written since `clear`, valid until the next write. */
  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }

  /** Makes room for `count` bytes and gives the buffer; the caller writes at `length` and moves it on. */
  reserve(count: number): Uint8Array {
    if (this.length + count > this.buffer.length) {
      const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.length + count));
      larger.set(this.bytes());
      this.buffer = larger;
      this.view = new DataView(larger.buffer);
    }
    return this.buffer;
  }

  byte(value: number): void {
    const buffer = this.reserve(1);
    buffer[this.length++] = value;
  }

  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length).set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Text as it is, whatever it holds; lone surrogates become U+FFFD. */
  text(text: string): void {
    const buffer = this.reserve(text.length * 3);
    if (text.length < SHORT && this.asciiOnly(text)) return;
    this.length += encoder.encodeInto(text, buffer.subarray(this.length)).written;
  }

  /** Writes the text if all of it is ASCII; else nothing. For short texts a loop is faster than a call. */
  private asciiOnly(text: string): boolean {
    const { buffer, length } = this;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code >= 0x80) return false;
      buffer[length + i] = code;
    }
    this.length += text.length;
    return true;
  }

  /** Text that is known to be ASCII, such as names of this program's own. */
  ascii(text: string): void {
    const buffer = this.reserve(text.length);
    let at = this.length;
    for (let i = 0; i < text.length; i++) buffer[at++] = text.charCodeAt(i);
    this.length = at;
  }

  /** A whole number in decimal digits. */
  integer(value: number): void {
    this.reserve(NUMBER_ROOM);
    this.length = putWhole(this.view, this.length, value);
  }

  /** A score in ten-thousandths as a decimal without needless zeros: -2500 is `-0.25`. */
  tenThousandths(value: number): void {
    this.reserve(NUMBER_ROOM);
    this.length = putDecimal(this.view, this.length, value);
  }
}

/** Bytes one after the other, as one. */
export function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
