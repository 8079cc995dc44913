const FIRST_CAPACITY = 1024;
const EMPTY = 0;

/**
 * Lists of numbers by key (both of 32 bits), the newest first, in columns: twenty bytes and less for a number, where a map of arrays takes a hundred.
 * A list is a chain through `nexts`; places in it are told apart from none by adding one.
 */
export class Postings {
  private size = 0;
  private keys = 0;
  private values = new Uint32Array(FIRST_CAPACITY);
  private nexts = new Uint32Array(FIRST_CAPACITY);
  /** A table of open addresses that is never more than half full. */
  private slotKeys = new Uint32Array(FIRST_CAPACITY);
  private slotHeads = new Uint32Array(FIRST_CAPACITY);

  add(key: number, value: number): void {
    if (this.size === this.values.length) this.growLists();
    const slot = this.slotOf(key);
    const head = this.slotHeads[slot]!;
    this.values[this.size] = value;
    this.nexts[this.size] = head;
    this.slotKeys[slot] = key;
    this.slotHeads[slot] = ++this.size;
    if (head === EMPTY && ++this.keys * 2 > this.slotKeys.length) this.growTable();
  }

  /** A place in the list of this key, or -1 where there is none. */
  first(key: number): number {
    return this.slotHeads[this.slotOf(key)]! - 1;
  }

  /** The next place of the list, or -1. */
  next(place: number): number {
    return this.nexts[place]! - 1;
  }

  value(place: number): number {
    return this.values[place]!;
  }

  private slotOf(key: number): number {
    const { slotKeys, slotHeads } = this;
    const mask = slotKeys.length - 1;
    let slot = Math.imul(key, 0x9e3779b1) & mask;
    while (slotHeads[slot] !== EMPTY && slotKeys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  private growLists(): void {
    const values = new Uint32Array(this.size * 2);
    values.set(this.values);
    this.values = values;
    const nexts = new Uint32Array(this.size * 2);
    nexts.set(this.nexts);
    this.nexts = nexts;
  }

  private growTable(): void {
    const { slotKeys, slotHeads } = this;
    this.slotKeys = new Uint32Array(slotKeys.length * 2);
    this.slotHeads = new Uint32Array(slotKeys.length * 2);
    for (let from = 0; from < slotKeys.length; from++) {
      if (slotHeads[from] === EMPTY) continue;
      const slot = this.slotOf(slotKeys[from]!);
      this.slotKeys[slot] = slotKeys[from]!;
      this.slotHeads[slot] = slotHeads[from]!;
    }
  }
}
