import { decodeIndex } from '../../pipeline/7-report/fragment-form.js';
import type { DuplicatePatch } from '../../pipeline/7-report/join.js';
import type { FragmentFile, FragmentStore } from '../files/fragments.js';
import { Shelves } from '../files/shelves.js';

/** Units that are seen to together: what is known of them is small, and so are the tables for it. */
const SHELF_BITS = 17;
const SHELF_UNITS = 1 << SHELF_BITS;

/**
 * The ids of the units that others repeat, for the units that repeat them.
 * Pairs are sorted twice by putting them on shelves, first by the original, so that every fragment's ids are read once, then by the unit
 * that repeats it, so that the ids come as the join asks for them. Memory is a shelf's, however many units there are.
 */
export class Originals {
  private readonly pairs: Shelves;
  private readonly names: Shelves;
  /** The shelf of names that is open: its rows, and for each unit one more than where its row begins, or 0. */
  private shelf = -1;
  private words = new Uint32Array(0);
  private places = new Uint32Array(0);

  constructor(
    private readonly store: FragmentStore,
    private readonly keys: readonly string[],
    private readonly bases: readonly number[],
    pathOf: (name: string) => string,
  ) {
    this.pairs = new Shelves(pathOf('originals.shelves'));
    this.names = new Shelves(pathOf('names.shelves'));
  }

  /** Notes that a unit repeats an earlier one. */
  repeat(unit: number, first: number): void {
    this.pairs.put(first >>> SHELF_BITS, first, unit);
  }

  /** Looks up the ids, when all repeats are noted. */
  name(): void {
    for (let shelf = 0; shelf < this.pairs.count; shelf++) this.nameShelf(shelf);
    this.pairs.close();
  }

  /** The units of a fragment that repeat an earlier one, in their order. Fragments are asked for in input order. */
  patchesOf(at: number): DuplicatePatch[] {
    const base = this.bases[at]!;
    const patches: DuplicatePatch[] = [];
    for (let unit = base; unit < this.bases[at + 1]!; unit++) {
      if (unit >>> SHELF_BITS !== this.shelf) this.openShelf(unit >>> SHELF_BITS);
      const place = this.places[unit & (SHELF_UNITS - 1)] ?? 0;
      if (place > 0) patches.push({ unit: unit - base, of: this.nameAt(place) });
    }
    return patches;
  }

  /** The id of a unit and the file it is in. */
  told(unit: number): { readonly id: string; readonly file: string } {
    const at = fragmentOf(this.bases, unit);
    const fragment = this.store.open(this.keys[at]!);
    try {
      const { ids, starts } = idsOf(fragment);
      const place = unit - this.bases[at]!;
      return { id: new TextDecoder().decode(ids.subarray(starts[place], starts[place + 1])), file: fragment.header.thread?.file ?? '' };
    } finally {
      fragment.close();
    }
  }

  close(): void {
    this.pairs.close();
    this.names.close();
  }

  private nameShelf(shelf: number): void {
    const wanted = new Uint8Array(SHELF_UNITS);
    let isEmpty = true;
    for (const rows of this.pairs.rows(shelf)) {
      for (let at = 0; at < rows.length; at += 2) wanted[rows[at]! & (SHELF_UNITS - 1)] = 1;
      isEmpty = false;
    }
    if (isEmpty) return;
    const ids = this.idsOfShelf(shelf, wanted);
    for (const rows of this.pairs.rows(shelf)) {
      for (let at = 0; at < rows.length; at += 2) {
        const unit = rows[at + 1]!;
        this.names.putBytes(unit >>> SHELF_BITS, unit, ids[rows[at]! & (SHELF_UNITS - 1)]!);
      }
    }
  }

  /** The ids of the units of a shelf that are wanted. */
  private idsOfShelf(shelf: number, wanted: Uint8Array): readonly Uint8Array[] {
    const start = shelf * SHELF_UNITS;
    const found: Uint8Array[] = new Array<Uint8Array>(SHELF_UNITS);
    for (let at = fragmentOf(this.bases, start); at < this.keys.length && this.bases[at]! < start + SHELF_UNITS; at++) {
      const base = this.bases[at]!;
      const from = Math.max(base, start) - start;
      const end = Math.min(this.bases[at + 1]! - start, SHELF_UNITS);
      const first = wanted.indexOf(1, from);
      if (first < 0 || first >= end) continue;
      const fragment = this.store.open(this.keys[at]!);
      const { ids, starts } = idsOf(fragment);
      fragment.close();
      for (let unit = first; unit < end; unit++) {
        const place = unit + start - base;
        if (wanted[unit] === 1) found[unit] = ids.subarray(starts[place], starts[place + 1]);
      }
    }
    return found;
  }

  private openShelf(shelf: number): void {
    this.shelf = shelf;
    if (this.places.length === 0 && this.names.count > 0) this.places = new Uint32Array(SHELF_UNITS);
    this.places.fill(0);
    let length = 0;
    for (const rows of this.names.rows(shelf)) {
      if (length + rows.length > this.words.length) {
        const larger = new Uint32Array(Math.max(length + rows.length, this.words.length * 2));
        larger.set(this.words.subarray(0, length));
        this.words = larger;
      }
      this.words.set(rows, length);
      length += rows.length;
    }
    for (let at = 0; at < length; at += 2 + ((this.words[at + 1]! + 3) >>> 2)) this.places[this.words[at]! & (SHELF_UNITS - 1)] = at + 1;
  }

  private nameAt(place: number): string {
    return Buffer.from(this.words.buffer, (place + 1) * 4, this.words[place]!).toString();
  }
}

function idsOf(fragment: FragmentFile): { readonly ids: Uint8Array; readonly starts: Int32Array } {
  return { ids: fragment.section('ids'), starts: decodeIndex(fragment.section('index'), fragment.header.units).idStarts };
}

/** The fragment that a unit is in, by its number. */
function fragmentOf(bases: readonly number[], unit: number): number {
  let low = 0;
  let high = bases.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (bases[middle]! <= unit) low = middle;
    else high = middle;
  }
  return low;
}
