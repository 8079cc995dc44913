/** Two numbers to a third, hashed in place: what phrases and learned pairs are looked up in. Keys are not negative, values are above 0. */
export class PairTable {
  private mask: number;
  private firsts: Int32Array;
  private seconds: Int32Array;
  private values: Int32Array;
  private count = 0;

  constructor(expected = 16) {
    let capacity = 32;
    while (capacity < expected * 3) capacity *= 2;
    this.mask = capacity - 1;
    this.firsts = new Int32Array(capacity);
    this.seconds = new Int32Array(capacity);
    this.values = new Int32Array(capacity);
  }

  /** The value of a pair, or 0. */
  get(first: number, second: number): number {
    let slot = hash(first, second) & this.mask;
    for (;;) {
      const value = this.values[slot]!;
      if (value === 0 || (this.firsts[slot] === first && this.seconds[slot] === second)) return value;
      slot = (slot + 1) & this.mask;
    }
  }

  set(first: number, second: number, value: number): void {
    if (this.count * 3 > this.mask) this.grow();
    let slot = hash(first, second) & this.mask;
    while (this.values[slot] !== 0 && (this.firsts[slot] !== first || this.seconds[slot] !== second)) slot = (slot + 1) & this.mask;
    if (this.values[slot] === 0) this.count++;
    this.firsts[slot] = first;
    this.seconds[slot] = second;
    this.values[slot] = value;
  }

  private grow(): void {
    const { firsts, seconds, values } = this;
    const capacity = (this.mask + 1) * 2;
    this.mask = capacity - 1;
    this.firsts = new Int32Array(capacity);
    this.seconds = new Int32Array(capacity);
    this.values = new Int32Array(capacity);
    this.count = 0;
    for (let slot = 0; slot < values.length; slot++) if (values[slot] !== 0) this.set(firsts[slot]!, seconds[slot]!, values[slot]!);
  }
}

function hash(first: number, second: number): number {
  const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
