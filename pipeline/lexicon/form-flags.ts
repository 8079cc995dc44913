import type { FormTable } from '../model.js';

/** Nobody asked yet. */
export const UNKNOWN = -1;

/** Remembers a yes (1) or no (0) of every word form, for as long as the form table holds it. */
export class FormFlags {
  of = new Int8Array(1 << 12).fill(UNKNOWN);
  private forms: FormTable | null = null;
  private generation = -1;

  /** Makes `of` long enough for every form of the table. Call it once a batch. */
  cover(forms: FormTable): void {
    if (this.forms !== forms || this.generation !== forms.generation) {
      this.forms = forms;
      this.generation = forms.generation;
      this.of.fill(UNKNOWN);
    }
    if (forms.size <= this.of.length) return;
    const larger = new Int8Array(forms.size * 2).fill(UNKNOWN);
    larger.set(this.of);
    this.of = larger;
  }
}
