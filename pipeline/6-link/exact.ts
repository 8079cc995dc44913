import { FEWEST_WORDS } from './fingerprint.js';

/** Digests of one fragment, of 64 bits in two halves, in the order of its units. */
export interface DigestColumns {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
}

/** Where digests wait until all are there: rows of three numbers on numbered shelves, given back in the order they came. */
export interface DigestShelves {
  putThree(shelf: number, low: number, high: number, unit: number): void;
  /** The rows of a shelf in stretches of whole rows. */
  rows(shelf: number): Iterable<Uint32Array>;
}

/** Equal digests come to the same shelf, so that a shelf can be looked through by itself, however many units there are. */
export const DIGEST_SHELVES = 256;

/** Puts a fragment's digests on the shelves. `base` is its first unit's number over all fragments; fragments come in input order. */
export function shelveDigests(shelves: DigestShelves, { low, high }: DigestColumns, base: number): void {
  for (let unit = 0; unit < low.length; unit++) shelves.putThree(high[unit]! % DIGEST_SHELVES, low[unit]!, high[unit]!, base + unit);
}

/** As `shelveDigests`, without the units of so few words that equal words say nothing. */
export function shelveWords(shelves: DigestShelves, { low, high }: DigestColumns, words: Int32Array, base: number): void {
  for (let unit = 0; unit < low.length; unit++) {
    if (words[unit]! >= FEWEST_WORDS) shelves.putThree(high[unit]! % DIGEST_SHELVES, low[unit]!, high[unit]!, base + unit);
  }
}

/**
 * Finds the units whose digest an earlier unit has. `repeat` is told each with the first unit of its digest, shelf by shelf, and within
 * a shelf in input order.
 */
export function findRepeats(shelves: DigestShelves, repeat: (unit: number, first: number) => void): void {
  const firsts = new FirstUnits();
  for (let shelf = 0; shelf < DIGEST_SHELVES; shelf++) {
    firsts.clear();
    for (const rows of shelves.rows(shelf)) {
      for (let at = 0; at < rows.length; at += 3) {
        const unit = rows[at + 2]!;
        const first = firsts.place(rows[at]!, rows[at + 1]!, unit);
        if (first !== unit) repeat(unit, first);
      }
    }
  }
}

const FIRST_CAPACITY = 1024;
const EMPTY = 0;

/** The first unit of every digest: a table of open addresses that is never more than half full. */
class FirstUnits {
  private lows = new Uint32Array(FIRST_CAPACITY);
  private highs = new Uint32Array(FIRST_CAPACITY);
  /** One more than the unit's number. */
  private units = new Uint32Array(FIRST_CAPACITY);
  private size = 0;

  clear(): void {
    if (this.size > 0) this.units.fill(EMPTY);
    this.size = 0;
  }

  /** Gives the first unit of this digest, which is `unit` where there was none. */
  place(low: number, high: number, unit: number): number {
    const slot = this.slotOf(low, high);
    const known = this.units[slot]!;
    if (known !== EMPTY) return known - 1;
    this.lows[slot] = low;
    this.highs[slot] = high;
    this.units[slot] = unit + 1;
    if (++this.size * 2 > this.units.length) this.grow();
    return unit;
  }

  private slotOf(low: number, high: number): number {
    const { lows, highs, units } = this;
    const mask = units.length - 1;
    let slot = low & mask;
    while (units[slot] !== EMPTY && (lows[slot] !== low || highs[slot] !== high)) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const { lows, highs, units } = this;
    this.lows = new Uint32Array(units.length * 2);
    this.highs = new Uint32Array(units.length * 2);
    this.units = new Uint32Array(units.length * 2);
    for (let from = 0; from < units.length; from++) {
      if (units[from] === EMPTY) continue;
      const slot = this.slotOf(lows[from]!, highs[from]!);
      this.lows[slot] = lows[from]!;
      this.highs[slot] = highs[from]!;
      this.units[slot] = units[from]!;
    }
  }
}
