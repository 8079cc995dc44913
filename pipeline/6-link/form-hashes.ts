import type { FormTable } from '../model.js';
import { characterClass, DIGIT, LETTER } from '../text/characters.js';
import { FORM_ADDRESS, FORM_OVERLONG } from '../text/forms.js';

/** A step of a multiplicative hash: mixes `value` into `hash`. The constants are those of MurmurHash3 (A. Appleby, public domain). */
export function mix(hash: number, value: number): number {
  return take(hash, scramble(value));
}

/** The half of a step that looks at the value alone. */
export function scramble(value: number): number {
  const k = Math.imul(value, 0xcc9e2d51);
  return Math.imul((k << 15) | (k >>> 17), 0x1b873593);
}

/** The other half: takes a scrambled value into `hash`. */
export function take(hash: number, scrambled: number): number {
  const h = hash ^ scrambled;
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
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

/** What a form is to a digest: nothing, a word, or one that stands for many texts. */
export const NO_WORD = 0;
export const WORD = 1;
export const OVERLONG = 2;
export const ADDRESS = 3;

/** What is known of each distinct word form: what it is, and two hashes of its small letters. Worked out once a form. */
export class FormHashes {
  private generation = -1;
  private known = 0;
  kinds = new Uint8Array(1 << 12);
  /** For each form two hashes, scrambled for the next step, side by side. */
  scrambled = new Int32Array(1 << 13);

  /** Brings the columns up to date with the table. */
  update(forms: FormTable): void {
    if (forms.generation !== this.generation) {
      this.generation = forms.generation;
      this.known = 0;
    }
    if (forms.size > this.kinds.length) this.grow(forms.size);
    for (let form = this.known; form < forms.size; form++) this.describe(form, forms.surface(form));
    this.known = forms.size;
  }

  private describe(form: number, surface: string): void {
    const small = surface.toLowerCase();
    this.scrambled[2 * form] = scramble(hashText(small, LOW_SEED));
    this.scrambled[2 * form + 1] = scramble(hashText(small, HIGH_SEED));
    if (form === FORM_OVERLONG) this.kinds[form] = OVERLONG;
    else if (form === FORM_ADDRESS) this.kinds[form] = ADDRESS;
    else this.kinds[form] = hasLetterOrDigit(surface) ? WORD : NO_WORD;
  }

  private grow(size: number): void {
    const capacity = Math.max(size, this.kinds.length * 2);
    const kinds = new Uint8Array(capacity);
    kinds.set(this.kinds);
    this.kinds = kinds;
    const scrambled = new Int32Array(capacity * 2);
    scrambled.set(this.scrambled);
    this.scrambled = scrambled;
  }
}

function hasLetterOrDigit(surface: string): boolean {
  for (let i = 0; i < surface.length; i++) {
    const kind = characterClass(surface.charCodeAt(i));
    if (kind === LETTER || kind === DIGIT) return true;
  }
  return false;
}
