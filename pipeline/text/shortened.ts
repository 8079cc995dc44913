import { isPlainLetter } from './characters.js';

/** What a shortened word says of the full stop after it, as bits. */
export const NEVER_LAST = 1;
export const BEFORE_CAPITAL = 2;
export const BEFORE_NUMBER = 4;

export const LONGEST_SHORTENED = 6;

const LISTED: readonly (readonly [number, readonly string[]])[] = [
  // A full stop ends no sentence, whatever follows. Titles and Latin shorthand.
  [NEVER_LAST, ['mr', 'mrs', 'ms', 'dr', 'prof', 'rev', 'sgt', 'insp', 'supt', 'st', 'vs', 'eg', 'e.g', 'ie', 'i.e', 'cf', 'viz', 'fig', 'para', 'approx']],
  // A full stop ends a sentence only before a capital.
  [BEFORE_CAPITAL, ['etc', 'a.m', 'p.m', 'ltd', 'inc', 'dept', 'govt', 'gov', 'incl', 'asst', 'misc', 'min', 'max', 'tel', 'est']],
  // A number after the full stop belongs to the word.
  [BEFORE_NUMBER, ['no', 'nos', 'art', 'sec', 's', 'p', 'pp', 'vol', 'ch']],
];

const DOT = 27;
const kinds = new Map<number, number>();
for (const [kind, words] of LISTED) {
  for (const word of words) kinds.set(packed(Uint16Array.from(word, (letter) => letter.charCodeAt(0)), 0, word.length), kind);
}

/** What kind of shortened word stands between two offsets, in capitals or small letters; 0 where it is none. */
export function shortenedKind(codes: Uint16Array, start: number, end: number): number {
  return end - start > LONGEST_SHORTENED ? 0 : (kinds.get(packed(codes, start, end)) ?? 0);
}

/** Up to six letters and full stops as one number, five bits each; 0 where there is anything else. No string is made of a word to look it up. */
function packed(codes: Uint16Array, start: number, end: number): number {
  let word = 0;
  for (let i = start; i < end; i++) {
    const code = codes[i]!;
    const sign = isPlainLetter(code) ? code & 0x1f : code === 0x2e ? DOT : 0;
    if (sign === 0) return 0;
    word = (word << 5) | sign;
  }
  return word;
}
