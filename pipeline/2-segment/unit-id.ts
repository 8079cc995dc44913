import type { Span, UnitKind } from '../model.js';

const UNKNOWN = 0xffff;
const SEPARATOR = 0;

/** For each UTF-16 unit its small letter or digit, or that it separates words. Filled as letters are met; a pure memo. */
const folded = new Uint16Array(0x1_0000).fill(UNKNOWN);

function fold(unit: number): number {
  const letter = String.fromCharCode(unit);
  const small = letter.toLowerCase().charCodeAt(0);
  const result = /[\p{L}\p{N}]/u.test(letter) ? small : SEPARATOR;
  folded[unit] = result;
  return result;
}

const SEEDS: Readonly<Record<UnitKind, number>> = { post: 0x1b873593, comment: 0x2545f491, reply: 0x68e31da4 };

/**
 * The hash of a unit: its kind and its normalised words (letters and digits in small letters, anything else one separator).
 * Takes the text and the unit's paragraphs; gives fourteen characters of base 36.
 * A unit without words, such as a lone emoji, is hashed by its characters instead.
 * Two 32-bit multiplicative mixes over the same units, each with the finaliser of MurmurHash3 (A. Appleby, public domain).
 */
export function hashUnit(text: string, kind: UnitKind, paragraphs: readonly Span[]): string {
  let first = SEEDS[kind];
  let second = SEEDS[kind] ^ 0x5bd1e995;
  let words = 0;
  let pending = false;
  for (const { start, end } of paragraphs) {
    pending = words > 0;
    for (let at = start; at < end; at++) {
      const unit = text.charCodeAt(at);
      let letter = folded[unit];
      if (letter === UNKNOWN) letter = fold(unit);
      if (letter === SEPARATOR) {
        pending = words > 0;
        continue;
      }
      if (pending) {
        first = Math.imul(first ^ 0x20, 0x01000193);
        second = Math.imul(second ^ 0x20, 0x5f356495);
        second ^= second >>> 15;
        pending = false;
      }
      words++;
      first = Math.imul(first ^ letter, 0x01000193);
      second = Math.imul(second ^ letter, 0x5f356495);
      second ^= second >>> 15;
    }
  }
  return words > 0 ? base36(first) + base36(second) : hashCharacters(text, paragraphs, first, second);
}

function hashCharacters(text: string, paragraphs: readonly Span[], first: number, second: number): string {
  for (const { start, end } of paragraphs) {
    for (let at = start; at < end; at++) {
      const unit = text.charCodeAt(at);
      first = Math.imul(first ^ unit, 0x01000193);
      second = Math.imul(second ^ unit, 0x5f356495);
      second ^= second >>> 15;
    }
  }
  return base36(first) + base36(second);
}

function base36(hash: number): string {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  mixed ^= mixed >>> 16;
  return (mixed >>> 0).toString(36).padStart(7, '0');
}

/** Gives ids that are unique in one thread: the first of equals bare, the next with `-2`, `-3`. */
export function idsOf(threadId: string): (hash: string) => string {
  const met = new Map<string, number>();
  return (hash) => {
    const ordinal = (met.get(hash) ?? 0) + 1;
    met.set(hash, ordinal);
    return ordinal === 1 ? `${threadId}#${hash}` : `${threadId}#${hash}-${ordinal}`;
  };
}
