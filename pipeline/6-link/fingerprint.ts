import type { Annotated, Fingerprints } from '../model.js';
import { FORM_ADDRESS, FORM_OVERLONG } from '../text/forms.js';
import { FormHashes, finish, hashText, HIGH_SEED, LOW_SEED, mix } from './form-hashes.js';

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
    const { isWord } = this.hashes;
    let words = 0;
    let a = LOW_SEED;
    let b = HIGH_SEED;
    for (let i = first; i < end; i++) {
      const form = forms[i]!;
      words += isWord[form]!;
      if (form === FORM_OVERLONG || form === FORM_ADDRESS) {
        // These forms stand for many texts.
        a = mix(a, hashText(batch.text, LOW_SEED, starts[i]!, ends[i]!));
        b = mix(b, hashText(batch.text, HIGH_SEED, starts[i]!, ends[i]!));
      } else if (isWord[form] === 1) {
        a = mix(a, this.hashes.low[form]!);
        b = mix(b, this.hashes.high[form]!);
      }
    }
    low[unit] = finish(a ^ words);
    high[unit] = finish(b ^ words);
    return words;
  }

  private shingles(batch: Annotated, first: number, end: number): Uint32Array {
    const words = batch.tokens.forms.subarray(first, end).filter((form) => this.hashes.isWord[form] === 1);
    const all = new Uint32Array(Math.max(0, words.length - SHINGLE_WORDS + 1));
    for (let i = 0; i < all.length; i++) {
      let hash = LOW_SEED;
      for (let word = 0; word < SHINGLE_WORDS; word++) hash = mix(hash, this.hashes.low[words[i + word]!]!);
      all[i] = finish(hash);
    }
    all.sort();
    let kept = 0;
    for (let i = 0; i < all.length; i++) if (i === 0 || all[i] !== all[i - 1]) all[kept++] = all[i]!;
    return all.slice(0, kept);
  }
}
