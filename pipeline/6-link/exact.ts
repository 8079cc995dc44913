import { FEWEST_WORDS } from './fingerprint.js';

/** The link columns of one fragment, in the order of its units. */
export interface LinkColumns {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  readonly words: Int32Array;
}

const EMPTY = -1;
/** Some 50 MB of table. */
const UNITS_A_PASS = 2_000_000;

/**
 * Finds units whose normalised words are equal to an earlier unit's, in passes of bounded memory:
 * a pass sees every unit but keeps only its share of the digests, so a run of any size needs a table of `capacity` entries.
 * `duplicates[unit]` is the number of the first equal unit in input order, or -1; numbers count units over all fragments.
 */
export class ExactDuplicates {
  readonly duplicates: Int32Array;
  readonly passes: number;
  private readonly mask: number;
  private readonly lows: Uint32Array;
  private readonly highs: Uint32Array;
  private readonly firsts: Int32Array;

  constructor(
    units: number,
    private readonly fewestWords: number = FEWEST_WORDS,
    unitsAPass: number = UNITS_A_PASS,
  ) {
    this.duplicates = new Int32Array(units).fill(EMPTY);
    this.passes = Math.max(1, Math.ceil(units / unitsAPass));
    let capacity = 1024;
    // A share is no more than its mean by a little; half full at the mean leaves ample room.
    while (capacity < 2 * (units / this.passes)) capacity *= 2;
    this.mask = capacity - 1;
    this.lows = new Uint32Array(capacity);
    this.highs = new Uint32Array(capacity);
    this.firsts = new Int32Array(capacity);
  }

  /** Takes the links of every fragment in input order; called once a pass. */
  pass(number: number, fragments: Iterable<LinkColumns>): void {
    this.firsts.fill(EMPTY);
    let base = 0;
    for (const links of fragments) {
      for (let unit = 0; unit < links.low.length; unit++) {
        if (links.words[unit]! < this.fewestWords || links.high[unit]! % this.passes !== number) continue;
        this.place(links.low[unit]!, links.high[unit]!, base + unit);
      }
      base += links.low.length;
    }
  }

  private place(low: number, high: number, unit: number): void {
    const { mask, lows, highs, firsts } = this;
    let slot = low & mask;
    while (firsts[slot] !== EMPTY) {
      if (lows[slot] === low && highs[slot] === high) {
        this.duplicates[unit] = firsts[slot]!;
        return;
      }
      slot = (slot + 1) & mask;
    }
    lows[slot] = low;
    highs[slot] = high;
    firsts[slot] = unit;
  }
}
