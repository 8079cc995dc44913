import type { Span, UnitKind } from '../model.js';

const SEPARATOR = 0;

const UNKNOWN = 0xffff;

/** For each UTF-16 unit its small letter or digit, or that it separates words, or that nobody asked yet: a memo of `fold`. */
const folding = new Uint16Array(0x1_0000).fill(UNKNOWN);

function fold(unit: number): number {
  const letter = String.fromCharCode(unit);
  const folded = /[\p{L}\p{N}]/u.test(letter) ? letter.toLowerCase().charCodeAt(0) : SEPARATOR;
  folding[unit] = folded;
  return folded;
}

const SEEDS: Readonly<Record<UnitKind, number>> = { post: 0x1b873593, comment: 0x2545f491, reply: 0x68e31da4 };
const SECOND_SEED = 0x5bd1e995;
const FIRST_FACTOR = 0x01000193;
const SECOND_FACTOR = 0x5f356495;

/**
 * The hash of a unit: its kind and its normalised words (letters and digits in small letters, anything else one separator).
 * Takes the text and the unit's paragraphs; gives fourteen characters of base 36.
 * A unit without words, such as a lone emoji, is hashed by its characters instead.
 * Two multiplicative hashes of 32 bits over the same units (FNV-1a of Fowler, Noll and Vo, and a polynomial one), each with the
 * finaliser of MurmurHash3 (A. Appleby). No string is made on the way: tables are hashed at the speed they are read.
 */
export function hashUnit(text: string, kind: UnitKind, paragraphs: readonly Span[]): string {
  let first = SEEDS[kind];
  let second = first ^ SECOND_SEED;
  for (let index = 0; index < paragraphs.length; index++) {
    const { start, end } = paragraphs[index];
    let before = SEPARATOR;
    for (let at = start; at <= end; at++) {
      let letter = at < end ? folding[text.charCodeAt(at)] : SEPARATOR;
      if (letter === UNKNOWN) letter = fold(text.charCodeAt(at));
      if ((letter | before) !== 0) {
        first = Math.imul(first ^ letter, FIRST_FACTOR);
        second = Math.imul(second + letter, SECOND_FACTOR);
      }
      before = letter;
    }
  }
  const wordless = first === SEEDS[kind] && second === (first ^ SECOND_SEED);
  return wordless ? hashCharacters(text, paragraphs, first, second) : base36(first) + base36(second);
}

function hashCharacters(text: string, paragraphs: readonly Span[], first: number, second: number): string {
  for (const { start, end } of paragraphs) {
    for (let at = start; at < end; at++) {
      const unit = text.charCodeAt(at);
      first = Math.imul(first ^ unit, FIRST_FACTOR);
      second = Math.imul(second + unit, SECOND_FACTOR);
    }
  }
  return base36(first) + base36(second);
}

/** All pairs of base-36 digits, so that a hash is written in four pieces. */
const PAIRS: readonly string[] = Array.from({ length: 36 * 36 }, (_, pair) => pair.toString(36).padStart(2, '0'));

function base36(hash: number): string {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  mixed = (mixed ^ (mixed >>> 16)) >>> 0;
  const low = mixed % 1296;
  const rest = (mixed - low) / 1296;
  const middle = rest % 1296;
  const high = (rest - middle) / 1296;
  const last = high % 1296;
  return (high >= 1296 ? '1' : '0') + PAIRS[last] + PAIRS[middle] + PAIRS[low];
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
