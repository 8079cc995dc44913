const WIDTH = 4;
const FIRST_SLOTS = 32;

/** A table as plain data. */
export interface StoredPairs {
  readonly slots: Int32Array;
  readonly count: number;
}

/** Two numbers to a third, hashed in place: what phrases and learned pairs are looked up in. Keys are not negative, values are above 0. */
export class PairTable {
  private mask: number;
  /** First key, second key and value of a slot stand side by side, so that a look costs one line of cache. */
  private slots: Int32Array;
  private count: number;

  constructor({ slots, count }: StoredPairs = { slots: new Int32Array(FIRST_SLOTS * WIDTH), count: 0 }) {
    this.mask = slots.length / WIDTH - 1;
    this.slots = slots;
    this.count = count;
  }

  get stored(): StoredPairs {
    return { slots: this.slots, count: this.count };
  }

  /** The value of a pair, or 0. */
  get(first: number, second: number): number {
    const { slots, mask } = this;
    let slot = hash(first, second) & mask;
    for (;;) {
      const at = slot * WIDTH;
      const value = slots[at + 2]!;
      if (value === 0 || (slots[at] === first && slots[at + 1] === second)) return value;
      slot = (slot + 1) & mask;
    }
  }

  set(first: number, second: number, value: number): void {
    if (this.count * 4 > this.mask) this.grow();
    let slot = hash(first, second) & this.mask;
    while (this.slots[slot * WIDTH + 2] !== 0 && (this.slots[slot * WIDTH] !== first || this.slots[slot * WIDTH + 1] !== second)) slot = (slot + 1) & this.mask;
    const at = slot * WIDTH;
    if (this.slots[at + 2] === 0) this.count++;
    this.slots[at] = first;
    this.slots[at + 1] = second;
    this.slots[at + 2] = value;
  }

  private grow(): void {
    const before = this.slots;
    this.mask = (this.mask + 1) * 2 - 1;
    this.slots = new Int32Array((this.mask + 1) * WIDTH);
    this.count = 0;
    for (let at = 0; at < before.length; at += WIDTH) if (before[at + 2] !== 0) this.set(before[at]!, before[at + 1]!, before[at + 2]!);
  }
}


function hash(first: number, second: number): number {
  const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
