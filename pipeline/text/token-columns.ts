import type { TokenTable } from '../model.js';

const FIRST_ROOM = 1 << 15;

/** The columns of a token table under way. They are kept from batch to batch: what `take` gives is a copy of what is filled. */
export class TokenColumns {
  count = 0;
  starts = new Int32Array(0);
  ends = new Int32Array(0);
  forms = new Int32Array(0);
  before = new Uint16Array(0);

  /** Makes room for so many tokens more, so that none of them need ask for it. */
  reserve(more: number): void {
    if (this.count + more > this.starts.length) this.grow(Math.max(FIRST_ROOM, this.starts.length * 2, this.count + more));
  }

  /** Gives the tokens so far and begins anew. */
  take(): TokenTable {
    const { count } = this;
    this.count = 0;
    return {
      count,
      starts: this.starts.slice(0, count),
      ends: this.ends.slice(0, count),
      forms: this.forms.slice(0, count),
      before: this.before.slice(0, count),
    };
  }

  private grow(room: number): void {
    const { starts, ends, forms, before } = this;
    this.starts = new Int32Array(room);
    this.starts.set(starts);
    this.ends = new Int32Array(room);
    this.ends.set(ends);
    this.forms = new Int32Array(room);
    this.forms.set(forms);
    this.before = new Uint16Array(room);
    this.before.set(before);
  }
}
