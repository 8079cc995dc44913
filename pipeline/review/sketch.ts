import { createHash } from 'node:crypto';
import type { UnitFacts } from './decision.js';

/**
 * Digests of a text's normalised words (letters and digits, in small letters): curly quotation marks, line breaks and punctuation,
 * which spreadsheets change on their own, change nothing.
 */

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BINS = 32;
const DIGEST_LENGTH = 16;
const OPENING_LENGTH = 60;
/** Edited texts share more of their words than this. */
export const SIMILAR = 0.5;

/** Characters that a workbook cannot hold. */
// eslint-disable-next-line no-control-regex
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export function normalisedWords(text: string): readonly string[] {
  return text.replace(UNWRITABLE, '').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Sixteen hex digits of SHA-256 over the words; over the characters where there is no word. */
export function textDigest(text: string): string {
  const words = normalisedWords(text);
  return createHash('sha256').update(words.length === 0 ? text.trim() : words.join(' ')).digest('hex').slice(0, DIGEST_LENGTH);
}

/**
 * A sketch of the set of words: for each of 32 hash functions the least hash over the words, six bits of it as a character
 * (min-wise hashing, A. Broder 1997; b bits of it, P. Li and A. König 2010). Empty for a text without words.
 */
export function sketchOf(text: string): string {
  const words = new Set(normalisedWords(text));
  if (words.size === 0) return '';
  const least = new Uint32Array(BINS).fill(0xffffffff);
  for (const word of words) {
    const hash = hashWord(word);
    for (let bin = 0; bin < BINS; bin++) {
      const mixed = remix(hash, bin);
      if (mixed < least[bin]!) least[bin] = mixed;
    }
  }
  return Array.from(least, (hash) => DIGITS[hash & 63]).join('');
}

/** An estimate of Jaccard's coefficient of two texts' words, 0 to 1, from their sketches. */
export function similarity(a: string, b: string): number {
  if (a.length !== BINS || b.length !== BINS) return a === b ? 1 : 0;
  let same = 0;
  for (let bin = 0; bin < BINS; bin++) if (a[bin] === b[bin]) same++;
  // One in 64 of the bins that differ agrees by chance.
  return Math.max(0, (same / BINS - 1 / 64) / (63 / 64));
}

/** The facts of a unit that a decision keeps. */
export function factsOf(unit: { readonly id: string; readonly file: string; readonly label: string; readonly text: string }): UnitFacts {
  const { id, file, label, text } = unit;
  return { unit: id, file, label, digest: textDigest(text), sketch: sketchOf(text), opening: openingOf(text) };
}

function openingOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const points = Array.from(line.slice(0, 2 * OPENING_LENGTH));
  return points.length <= OPENING_LENGTH ? points.join('') : `${points.slice(0, OPENING_LENGTH - 1).join('').trimEnd()}…`;
}

function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The finaliser of MurmurHash3 (A. Appleby, public domain) over the hash and the number of the function. */
function remix(hash: number, bin: number): number {
  let mixed = hash ^ Math.imul(bin + 1, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
