import type { ByteWriter } from './bytes.js';

/**
 * JSON written straight into bytes, in the canonical form of `JSON.stringify` without spaces.
 * The difference: a lone surrogate becomes U+FFFD instead of an escape that many readers refuse.
 */

const LONG = 48;
const HEX = '0123456789abcdef';
/** The letter after the backslash for a character below 0x20; 0 asks for `\u00XX`. */
const SHORT = new Uint8Array(0x20);
SHORT[0x08] = 0x62;
SHORT[0x09] = 0x74;
SHORT[0x0a] = 0x6e;
SHORT[0x0c] = 0x66;
SHORT[0x0d] = 0x72;

/** Writes a string with its quotation marks. Long ones are left to the engine, which is faster there. */
export function jsonString(out: ByteWriter, text: string, start = 0, end: number = text.length): void {
  if (end - start < LONG || !longString(out, text.slice(start, end))) shortString(out, text, start, end);
}

/** False where half a character must become U+FFFD, which the engine would escape. */
function longString(out: ByteWriter, text: string): boolean {
  const json = JSON.stringify(text);
  if (json.includes('\\ud')) return false;
  out.text(json);
  return true;
}

function shortString(out: ByteWriter, text: string, start: number, end: number): void {
  const buffer = out.reserve((end - start) * 6 + 2);
  let at = out.length;
  buffer[at++] = 0x22;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) {
      if (code < 0x20) at = control(buffer, at, code);
      else {
        if (code === 0x22 || code === 0x5c) buffer[at++] = 0x5c;
        buffer[at++] = code;
      }
    } else if (code < 0x800) {
      buffer[at++] = 0xc0 | (code >> 6);
      buffer[at++] = 0x80 | (code & 0x3f);
    } else if ((code & 0xf800) === 0xd800) {
      const next = i + 1 < end ? text.charCodeAt(i + 1) : 0;
      const paired = code < 0xdc00 && (next & 0xfc00) === 0xdc00;
      const point = paired ? 0x10000 + ((code & 0x3ff) << 10) + (next & 0x3ff) : 0xfffd;
      if (paired) {
        buffer[at++] = 0xf0 | (point >> 18);
        buffer[at++] = 0x80 | ((point >> 12) & 0x3f);
        i++;
      } else buffer[at++] = 0xe0 | (point >> 12);
      buffer[at++] = 0x80 | ((point >> 6) & 0x3f);
      buffer[at++] = 0x80 | (point & 0x3f);
    } else {
      buffer[at++] = 0xe0 | (code >> 12);
      buffer[at++] = 0x80 | ((code >> 6) & 0x3f);
      buffer[at++] = 0x80 | (code & 0x3f);
    }
  }
  buffer[at++] = 0x22;
  out.length = at;
}

/** Writes `,"name":` or, for the first member of an object, `{"name":`. The name is this program's own. */
export function jsonMember(out: ByteWriter, name: string, first = false): void {
  out.ascii(first ? '{"' : ',"');
  out.ascii(name);
  out.ascii('":');
}

function control(buffer: Uint8Array, from: number, code: number): number {
  let at = from;
  buffer[at++] = 0x5c;
  const letter = SHORT[code]!;
  if (letter !== 0) {
    buffer[at++] = letter;
    return at;
  }
  buffer[at++] = 0x75;
  buffer[at++] = 0x30;
  buffer[at++] = 0x30;
  buffer[at++] = HEX.charCodeAt(code >> 4);
  buffer[at++] = HEX.charCodeAt(code & 15);
  return at;
}
