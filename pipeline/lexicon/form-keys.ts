import type { FormTable } from '../model.js';
import { KEY_WIDTH } from './keys.js';
import type { WordIndex } from './word-index.js';

/** The keys (see keys.ts) of every word form, `KEY_WIDTH` numbers each, for as long as the form table holds it. */
export class FormKeys {
  of = new Int32Array(KEY_WIDTH << 12);
  private known = 0;
  private forms: FormTable | null = null;
  private generation = -1;

  /** `keys` has `KEY_WIDTH` numbers for each atom of `words`. */
  constructor(
    private readonly words: WordIndex,
    private readonly keys: Int32Array,
  ) {}

  /** Fills `of` for every form of the table. Call it once a batch, after `words` covers the table. */
  cover(forms: FormTable): void {
    if (this.forms !== forms || this.generation !== forms.generation) {
      this.forms = forms;
      this.generation = forms.generation;
      this.known = 0;
    }
    if (forms.size * KEY_WIDTH > this.of.length) {
      const larger = new Int32Array(forms.size * KEY_WIDTH * 2);
      larger.set(this.of);
      this.of = larger;
    }
    for (; this.known < forms.size; this.known++) this.learn(this.known);
  }

  private learn(form: number): void {
    const { of, words, keys } = this;
    const at = form * KEY_WIDTH;
    of[at] = 0;
    of[at + 1] = 0;
    for (const atom of words.atoms[words.symbolOf(form)]!) {
      of[at]! |= keys[atom * KEY_WIDTH]!;
      of[at + 1]! |= keys[atom * KEY_WIDTH + 1]!;
    }
  }
}
