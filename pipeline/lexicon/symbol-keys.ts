import { doubled } from '../text/columns.js';
import { KEY_WIDTH } from './keys.js';

/** The keys (see keys.ts) of every symbol, `KEY_WIDTH` numbers each. Symbols are only ever added, and so are their keys. */
export class SymbolKeys {
  of = new Int32Array(KEY_WIDTH << 8);
  private known = 0;

  /** `atoms` has the atoms of each symbol and grows; `keys` has `KEY_WIDTH` numbers for each atom. */
  constructor(
    private readonly atoms: readonly Int32Array[],
    private readonly keys: Int32Array,
  ) {}

  /** Fills `of` for the symbols that are new. */
  cover(): void {
    const { atoms, keys } = this;
    while (atoms.length * KEY_WIDTH > this.of.length) this.of = doubled(this.of);
    for (; this.known < atoms.length; this.known++) {
      const at = this.known * KEY_WIDTH;
      for (const atom of atoms[this.known]!) {
        this.of[at]! |= keys[atom * KEY_WIDTH]!;
        this.of[at + 1]! |= keys[atom * KEY_WIDTH + 1]!;
      }
    }
  }
}
