import { APOSTROPHE, characterClass, HYPHEN, IGNORABLE, NEWLINE, SPACE } from './characters.js';

/** What stands between a token and the one before it, as bits of `TokenTable.before`. */

export const GAP_SPACE = 1;
export const GAP_COMMA = 2;
/** `;`, `:`, a dash between spaces, a bracket. */
export const GAP_CLAUSE = 4;
/** A full stop. */
export const GAP_STOP = 8;
export const GAP_EXCLAMATION = 16;
export const GAP_QUESTION = 32;
/** Two or more full stops in a row, or the ellipsis character. */
export const GAP_ELLIPSIS = 64;
export const GAP_QUOTE = 128;
export const GAP_NEWLINE = 256;
/** A hyphen with nothing else: the two tokens are parts of one compound. */
export const GAP_HYPHEN = 512;
/** The start of a paragraph: nothing before it counts. */
export const GAP_PARAGRAPH = 1024;
/** Something else, such as a slash. */
export const GAP_OTHER = 2048;
export const GAP_BRACKET = 4096;

/** The bits that may end a sentence. */
export const GAP_TERMINAL = GAP_STOP | GAP_EXCLAMATION | GAP_QUESTION | GAP_ELLIPSIS;

/**
 * For each sign of ASCII that neither begins a token nor goes on a word, whatever stands beside it, its bits; 0 for any other.
 * Nine in ten characters between words are one of these.
 */
export const PLAIN_GAP = new Uint16Array(0x1_0000);
for (const [signs, bits] of [
  [' \t', GAP_SPACE],
  ['\n\r', GAP_NEWLINE],
  [',', GAP_COMMA],
  ['!', GAP_EXCLAMATION],
  ['?', GAP_QUESTION],
  ['()[]', GAP_CLAUSE | GAP_BRACKET],
  ['"', GAP_QUOTE],
] as const) {
  for (const sign of signs) PLAIN_GAP[sign.charCodeAt(0)] = bits;
}

/** What the character at `at`, which is part of no token, adds to the gap it stands in; `gap` is what stands there already. */
export function gapBit(codes: Uint16Array, at: number, end: number, gap: number): number {
  const code = codes[at]!;
  const plain = PLAIN_GAP[code]!;
  if (plain !== 0) return plain;
  switch (code) {
    case 0x2e:
      return codes[at - 1]! === 0x2e || (at + 1 < end && codes[at + 1]! === 0x2e) ? GAP_ELLIPSIS : GAP_STOP;
    case 0x2026:
      return GAP_ELLIPSIS;
    case 0x3b:
    case 0x3a:
    case 0x2013:
    case 0x2014:
      return GAP_CLAUSE;
    case 0x201c:
    case 0x201d:
    case 0xab:
    case 0xbb:
      return GAP_QUOTE;
    default:
  }
  switch (characterClass(code)) {
    case SPACE:
      return GAP_SPACE;
    case NEWLINE:
      return GAP_NEWLINE;
    case APOSTROPHE:
      return GAP_QUOTE;
    case IGNORABLE:
      return 0;
    case HYPHEN: {
      const isSpaced = (gap & GAP_SPACE) !== 0 || at + 1 >= end || characterClass(codes[at + 1]!) === SPACE;
      return isSpaced ? GAP_CLAUSE : GAP_HYPHEN;
    }
    default:
      return GAP_OTHER;
  }
}
