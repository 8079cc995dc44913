/**
 * Finds near duplicates: units that share most of their runs of three words.
 * The share is Jaccard's coefficient: common shingles over all shingles of both (P. Jaccard 1901; A. Broder 1997 for shingles of text).
 * Candidates are found by prefix filtering (S. Chaudhuri et al. 2006), which misses none: when two sets of hashes, both in ascending order,
 * share that much, then the first `size - ceil(threshold * size) + 1` of each share one.
 */

import { Postings } from './postings.js';

export const NEAR_THRESHOLD = 0.8;
/** Beyond so many shingles in all, later units are not compared: 4 bytes each, and some 6 more for the index. */
export const MOST_SHINGLES = 8_000_000;
const FIRST_SETS = 256;

export class NearDuplicates {
  /** Units that were not compared because the table was full. */
  skipped = 0;
  private sets = 0;
  /** The shingles of the sets one after the other, where each begins (and the last ends), and the set's unit. */
  private shingles = new Uint32Array(FIRST_SETS * 16);
  private starts = new Uint32Array(FIRST_SETS + 1);
  private units = new Uint32Array(FIRST_SETS);
  /** The last search that came to the set. */
  private seen = new Uint32Array(FIRST_SETS);
  private searches = 0;
  /** Shingle to the numbers of the sets that have it in their prefix. */
  private readonly index = new Postings();

  constructor(private readonly most: number = MOST_SHINGLES) {}

  /**
   * Takes a unit's number and its distinct shingles, ascending, units in input order.
   * Gives the number of the first unit it is a near duplicate of, or -1; only units that are none themselves are compared with.
   */
  place(unit: number, shingles: Uint32Array): number {
    if (shingles.length === 0) return -1;
    const prefix = prefixLength(shingles.length);
    const found = this.find(shingles, prefix);
    if (found >= 0) return found;
    if (this.starts[this.sets]! + shingles.length > this.most) {
      this.skipped++;
      return -1;
    }
    this.keep(unit, shingles, prefix);
    return -1;
  }

  private find(shingles: Uint32Array, prefix: number): number {
    const { index, seen } = this;
    const search = ++this.searches;
    let best = -1;
    for (let i = 0; i < prefix; i++) {
      for (let at = index.first(shingles[i]!); at >= 0; at = index.next(at)) {
        const set = index.value(at);
        if ((best >= 0 && set >= best) || seen[set] === search) continue;
        seen[set] = search;
        if (isNear(shingles, this.shingles.subarray(this.starts[set], this.starts[set + 1]))) best = set;
      }
    }
    return best < 0 ? -1 : this.units[best]!;
  }

  private keep(unit: number, shingles: Uint32Array, prefix: number): void {
    const set = this.sets;
    const start = this.starts[set]!;
    const end = start + shingles.length;
    if (set === this.units.length) {
      this.units = grown(this.units, set * 2);
      this.seen = grown(this.seen, set * 2);
      this.starts = grown(this.starts, set * 2 + 1);
    }
    if (end > this.shingles.length) this.shingles = grown(this.shingles, Math.max(end, Math.min(this.most, this.shingles.length * 2)));
    this.shingles.set(shingles, start);
    this.starts[set + 1] = end;
    this.units[set] = unit;
    this.sets++;
    for (let i = 0; i < prefix; i++) this.index.add(shingles[i]!, set);
  }
}

function grown(column: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(length);
  larger.set(column);
  return larger;
}

function prefixLength(size: number): number {
  // A little off, so that no product of a decimal fraction is rounded up.
  return size - Math.ceil(NEAR_THRESHOLD * size - 1e-9) + 1;
}

function isNear(a: Uint32Array, b: Uint32Array): boolean {
  if (Math.min(a.length, b.length) < NEAR_THRESHOLD * Math.max(a.length, b.length)) return false;
  let common = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      common++;
      i++;
      j++;
    } else if (a[i]! < b[j]!) i++;
    else j++;
  }
  return common >= NEAR_THRESHOLD * (a.length + b.length - common);
}
