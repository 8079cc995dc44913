/**
 * Finds near duplicates: units that share most of their runs of three words.
 * The share is Jaccard's coefficient: common shingles over all shingles of both (P. Jaccard 1901; A. Broder 1997 for shingles of text).
 * Candidates are found by prefix filtering (S. Chaudhuri et al. 2006), which misses none: when two sets of hashes, both in ascending order,
 * share that much, then the first `size - ceil(threshold * size) + 1` of each share one.
 */

export const NEAR_THRESHOLD = 0.8;
/** Beyond so many shingles in all, later units are not compared: 4 bytes each, and as much again for the index. */
export const MOST_SHINGLES = 8_000_000;

export class NearDuplicates {
  /** Units that were not compared because the table was full. */
  skipped = 0;
  private held = 0;
  private readonly units: number[] = [];
  private readonly sets: Uint32Array[] = [];
  /** Shingle to the numbers of the sets that have it in their prefix. */
  private readonly index = new Map<number, number[]>();

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
    if (this.held + shingles.length > this.most) {
      this.skipped++;
      return -1;
    }
    this.keep(unit, shingles, prefix);
    return -1;
  }

  private find(shingles: Uint32Array, prefix: number): number {
    const seen = new Set<number>();
    let best = -1;
    for (let i = 0; i < prefix; i++) {
      for (const set of this.index.get(shingles[i]!) ?? []) {
        if ((best >= 0 && set >= best) || seen.has(set)) continue;
        seen.add(set);
        if (isNear(shingles, this.sets[set]!)) best = set;
      }
    }
    return best < 0 ? -1 : this.units[best]!;
  }

  private keep(unit: number, shingles: Uint32Array, prefix: number): void {
    const set = this.sets.length;
    this.units.push(unit);
    this.sets.push(shingles);
    this.held += shingles.length;
    for (let i = 0; i < prefix; i++) {
      const known = this.index.get(shingles[i]!);
      if (known) known.push(set);
      else this.index.set(shingles[i]!, [set]);
    }
  }
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
