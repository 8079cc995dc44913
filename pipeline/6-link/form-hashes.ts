import type { FormTable } from '../model.js';
import { characterClass, DIGIT, LETTER } from '../text/characters.js';
import { FORM_ADDRESS, FORM_OVERLONG } from '../text/forms.js';

/** A step of a multiplicative hash: mixes `value` into `hash`. The constants are those of MurmurHash3 (A. Appleby, public domain). */
export function mix(hash: number, value: number): number {
  let k = Math.imul(value, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  let h = hash ^ Math.imul(k, 0x1b873593);
  h = (h << 13) | (h >>> 19);
  return (Math.imul(h, 5) + 0xe6546b64) | 0;
}

/** The last step: spreads every bit over the whole word. */
export function finish(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Hashes the characters of a text, in two independent ways by `seed`. */
export function hashText(text: string, seed: number, start = 0, end: number = text.length): number {
  let hash = seed;
  for (let i = start; i < end; i++) hash = mix(hash, text.charCodeAt(i));
  return finish(hash ^ (end - start));
}

export const LOW_SEED = 0x2545f491;
export const HIGH_SEED = 0x9e3779b1 | 0;

/** What is known of each distinct word form: two hashes of its small letters and whether it is a word. Worked out once a form. */
export class FormHashes {
  private generation = -1;
  private known = 0;
  low = new Uint32Array(1 << 12);
  high = new Uint32Array(1 << 12);
  isWord = new Uint8Array(1 << 12);

  /** Brings the columns up to date with the table. */
  update(forms: FormTable): void {
    if (forms.generation !== this.generation) {
      this.generation = forms.generation;
      this.known = 0;
    }
    if (forms.size > this.low.length) this.grow(forms.size);
    for (let form = this.known; form < forms.size; form++) this.describe(form, forms.surface(form));
    this.known = forms.size;
  }

  private describe(form: number, surface: string): void {
    const small = surface.toLowerCase();
    this.low[form] = hashText(small, LOW_SEED);
    this.high[form] = hashText(small, HIGH_SEED);
    this.isWord[form] = form === FORM_OVERLONG || (form !== FORM_ADDRESS && hasLetterOrDigit(surface)) ? 1 : 0;
  }

  private grow(size: number): void {
    const capacity = Math.max(size, this.low.length * 2);
    const low = new Uint32Array(capacity);
    low.set(this.low);
    this.low = low;
    const high = new Uint32Array(capacity);
    high.set(this.high);
    this.high = high;
    const isWord = new Uint8Array(capacity);
    isWord.set(this.isWord);
    this.isWord = isWord;
  }
}

function hasLetterOrDigit(surface: string): boolean {
  for (let i = 0; i < surface.length; i++) {
    const kind = characterClass(surface.charCodeAt(i));
    if (kind === LETTER || kind === DIGIT) return true;
  }
  return false;
}
