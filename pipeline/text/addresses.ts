import { characterClass, DIGIT, HYPHEN, LETTER } from './characters.js';

/** Looked through at most, so that a text of dots costs no more than others. */
const LONGEST_MAIL_NAME = 64;

/** True for the colon of `http://` or `https://`, in either case, with the word that begins at `start`. */
export function isScheme(codes: Uint16Array, start: number, colon: number): boolean {
  const length = colon - start;
  if (length !== 4 && length !== 5) return false;
  return (codes[start]! | 32) === 0x68 && codes[colon + 1]! === 0x2f && codes[colon + 2]! === 0x2f;
}

/** True for `www` in either case. */
export function isWww(codes: Uint16Array, start: number): boolean {
  for (let i = start; i < start + 3; i++) if ((codes[i]! | 32) !== 0x77) return false;
  return true;
}

/** True for the at sign of a mail address, as against the one of masked swearing: a full stop with a letter follows. */
export function isMailSign(codes: Uint16Array, at: number, end: number): boolean {
  if (codes[at]! !== 0x40) return false;
  let i = at + 1;
  while (i < end && characterClass(codes[i]!) === LETTER) i++;
  return i > at + 2 && codes[i]! === 0x2e && i + 1 < end && characterClass(codes[i + 1]!) === LETTER;
}

/** True for the full stop of `jo.bloggs@example.org`. */
export function isMailName(codes: Uint16Array, dot: number, end: number): boolean {
  const last = Math.min(end, dot + LONGEST_MAIL_NAME);
  for (let i = dot + 1; i < last; i++) {
    const code = codes[i]!;
    if (code === 0x40) return isMailSign(codes, i, end);
    const kind = characterClass(code);
    if (kind !== LETTER && kind !== DIGIT && code !== 0x2e && kind !== HYPHEN) return false;
  }
  return false;
}
