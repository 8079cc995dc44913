import type { TokenTable } from '../model.js';
import { doubled } from './columns.js';

const FIRST_ROOM = 1 << 15;

/** The columns of a token table under way. They are kept from batch to batch: what `take` gives is a copy of what is filled. */
export class TokenColumns {
  count = 0;
  starts = new Int32Array(FIRST_ROOM);
  ends = new Int32Array(FIRST_ROOM);
  forms = new Int32Array(FIRST_ROOM);
  before = new Uint16Array(FIRST_ROOM);

  push(start: number, end: number, form: number, before: number): void {
    if (this.count === this.starts.length) this.grow();
    const i = this.count++;
    this.starts[i] = start;
    this.ends[i] = end;
    this.forms[i] = form;
    this.before[i] = before;
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

  private grow(): void {
    this.starts = doubled(this.starts);
    this.ends = doubled(this.ends);
    this.forms = doubled(this.forms);
    const before = new Uint16Array(this.starts.length);
    before.set(this.before);
    this.before = before;
  }
}
