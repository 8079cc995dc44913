import type { Annotated, Fingerprints } from '../model.js';
import * as hashing from './form-hashes.js';
import { FormHashes, hashText } from './form-hashes.js';

// Bound once more: the engine asks an imported binding for its value each time it is read, one of the module's own never.
const { finish, HIGH_SEED, LOW_SEED, mix, NO_WORD, OVERLONG, take, WORD } = hashing;

/** Units with fewer words than this are told apart by nothing: `Thanks for this` is no duplicate of itself. */
export const FEWEST_WORDS = 8;
/** Shorter units have too few shingles for a share of them to mean anything. */
export const FEWEST_WORDS_NEAR = 12;
const SHINGLE_WORDS = 3;

/**
 * Counts the words of every unit and digests them: small letters, straight apostrophes, no punctuation, no emoji, no layout.
 * One is kept for all batches, since what it knows of a word form holds as long as the form table.
 */
export class Fingerprinter {
  private readonly hashes = new FormHashes();

  /** `withShingles` also gives the hashes by which near duplicates are found. */
  take(batch: Annotated, withShingles: boolean): Fingerprints {
    this.hashes.update(batch.forms);
    const count = batch.units.length;
    const words = new Int32Array(count);
    const low = new Uint32Array(count);
    const high = new Uint32Array(count);
    const shingles: Uint32Array[] = [];
    for (let unit = 0; unit < count; unit++) {
      const { firstSentence, endSentence } = batch.annotations[unit]!;
      const first = batch.sentences.firstToken[firstSentence]!;
      const end = batch.sentences.firstToken[endSentence]!;
      words[unit] = this.digest(batch, first, end, low, high, unit);
      if (withShingles) shingles.push(words[unit]! < FEWEST_WORDS_NEAR ? new Uint32Array(0) : this.shingles(batch, first, end));
    }
    return { words, low, high, shingles };
  }

  private digest(batch: Annotated, first: number, end: number, low: Uint32Array, high: Uint32Array, unit: number): number {
    const { forms, starts, ends } = batch.tokens;
    const { kinds, scrambled } = this.hashes;
    let words = 0;
    let a = LOW_SEED;
    let b = HIGH_SEED;
    for (let i = first; i < end; i++) {
      const form = forms[i]!;
      const kind = kinds[form]!;
      if (kind === NO_WORD) continue;
      if (kind === WORD) {
        words++;
        a = take(a, scrambled[2 * form]!);
        b = take(b, scrambled[2 * form + 1]!);
        continue;
      }
      // These forms stand for many texts; an address is no word.
      if (kind === OVERLONG) words++;
      a = mix(a, hashText(batch.text, LOW_SEED, starts[i]!, ends[i]!));
      b = mix(b, hashText(batch.text, HIGH_SEED, starts[i]!, ends[i]!));
    }
    low[unit] = finish(a ^ words);
    high[unit] = finish(b ^ words);
    return words;
  }

  private shingles(batch: Annotated, first: number, end: number): Uint32Array {
    const { kinds, scrambled } = this.hashes;
    const words = batch.tokens.forms.subarray(first, end).filter((form) => kinds[form] === WORD || kinds[form] === OVERLONG);
    const all = new Uint32Array(Math.max(0, words.length - SHINGLE_WORDS + 1));
    for (let i = 0; i < all.length; i++) {
      let hash = LOW_SEED;
      for (let word = 0; word < SHINGLE_WORDS; word++) hash = take(hash, scrambled[2 * words[i + word]!]!);
      all[i] = finish(hash);
    }
    all.sort();
    let kept = 0;
    for (let i = 0; i < all.length; i++) if (i === 0 || all[i] !== all[i - 1]) all[kept++] = all[i]!;
    return all.slice(0, kept);
  }
}
