import { isBlank, skipBlank } from './lines.js';
import type { Lines } from './lines.js';

/** More digits than a thread ever has comments are a number of the text. */
const MOST_DIGITS = 6;

/** The number of a line such as `3. Thank you` or `3.`, or -1. `3.5 million` is no such line. */
export function openingNumber(lines: Lines, index: number): number {
  const { text } = lines;
  const start = lines.starts[index];
  const end = lines.ends[index];
  let at = start;
  let number = 0;
  while (at < end && at - start <= MOST_DIGITS) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) break;
    number = number * 10 + digit;
    at++;
  }
  const digits = at - start;
  if (digits === 0 || digits > MOST_DIGITS || text.charCodeAt(start) === 0x30) return -1;
  if (at >= end || text.charAt(at) !== '.') return -1;
  return at + 1 === end || isBlank(text.charCodeAt(at + 1)) ? number : -1;
}

/** Where the text after an opening number begins; the line's end where there is none. */
export function textAfterNumber(lines: Lines, index: number): number {
  const dot = lines.text.indexOf('.', lines.starts[index]);
  return skipBlank(lines.text, dot + 1, lines.ends[index]);
}

/**
 * Whether a line stands at the indent of a list's numbers.
 * Takes the indent of the list's `1.`; a number of more digits may begin one column earlier for each.
 */
export function fitsIndent(indent: number, number: number, listIndent: number): boolean {
  const more = number < 10 ? 0 : String(number).length - 1;
  return indent <= listIndent && indent >= listIndent - more;
}
