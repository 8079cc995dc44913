import { doubled } from '../text/columns.js';

/** The leaves of a sentence that patterns wait for, and the token at which each ends; used again and again. */
export class Triggers {
  count = 0;
  leaves = new Int32Array(64);
  tokens = new Int32Array(64);

  push(leaf: number, token: number): void {
    if (this.count === this.leaves.length) {
      this.leaves = doubled(this.leaves);
      this.tokens = doubled(this.tokens);
    }
    this.leaves[this.count] = leaf;
    this.tokens[this.count++] = token;
  }
}
