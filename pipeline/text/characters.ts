/** What a UTF-16 code unit is to the tokenizer, looked up in one table so that no regular expression runs a character. */

export const SPACE = 0;
export const LETTER = 1;
export const DIGIT = 2;
export const APOSTROPHE = 3;
export const HYPHEN = 4;
/** `*`, `@`, `#`, `$`, `!`: signs that stand for letters in masked swearing. */
export const MASK = 5;
export const OTHER = 6;
/** Pictographs of the basic plane, such as the red heart. */
export const SYMBOL = 7;
export const HIGH_SURROGATE = 8;
export const NEWLINE = 9;
/** Soft hyphens, joiners and variation selectors: no part of a word's spelling. */
export const IGNORABLE = 10;

const LATIN_END = 0x250;
const letterOrMark = /[\p{L}\p{M}]/u;
const digit = /\p{Nd}/u;
const white = /\s/;

function classify(code: number): number {
  const char = String.fromCharCode(code);
  if (code === 0x0a || code === 0x0d || code === 0x2028 || code === 0x2029) return NEWLINE;
  if (code === 0x27 || code === 0x2018 || code === 0x2019 || code === 0x02bc || code === 0x60 || code === 0xb4) return APOSTROPHE;
  if (code === 0x2d || code === 0x2010 || code === 0x2011) return HYPHEN;
  if (code === 0x2a || code === 0x40 || code === 0x23 || code === 0x24) return MASK;
  if (code === 0xad || (code >= 0x200b && code <= 0x200d) || code === 0xfeff || code === 0xfe0f) return IGNORABLE;
  if (code >= 0xd800 && code <= 0xdbff) return HIGH_SURROGATE;
  if (code >= 0x2600 && code <= 0x27bf) return SYMBOL;
  if (white.test(char)) return SPACE;
  if (letterOrMark.test(char) || code === 0x5f) return LETTER;
  if (digit.test(char)) return DIGIT;
  return OTHER;
}

const UNKNOWN = 255;
const table = new Uint8Array(65536).fill(UNKNOWN);
for (let code = 0; code < LATIN_END; code++) table[code] = classify(code);

/** The class of a UTF-16 code unit. */
export function characterClass(code: number): number {
  const known = table[code]!;
  if (known !== UNKNOWN) return known;
  const found = classify(code);
  table[code] = found;
  return found;
}

/** True for A to Z and a to z, the letters of nearly every word, without a table. */
export function isPlainLetter(code: number): boolean {
  return ((code | 0x20) - 0x61) >>> 0 < 26;
}

/** True for A to Z and the other capital letters. */
export function isUpper(code: number): boolean {
  if (code < 128) return code >= 65 && code <= 90;
  const char = String.fromCharCode(code);
  return char !== char.toLowerCase();
}

/** True for a to z and the other small letters. */
export function isLower(code: number): boolean {
  if (code < 128) return code >= 97 && code <= 122;
  const char = String.fromCharCode(code);
  return char !== char.toUpperCase();
}

/** True where a letter or digit stands at a place before `end`. */
export function isWordAt(codes: Uint16Array, at: number, end: number): boolean {
  if (at >= end) return false;
  const kind = characterClass(codes[at]!);
  return kind === LETTER || kind === DIGIT;
}
