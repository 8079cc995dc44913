const FIRST_SLOTS = 1 << 12;
/** With more slots than this, the automaton begins again. */
const MOST_SLOTS = 1 << 18;
/** Numbers a slot: a state, a symbol, and the state that they lead to, side by side, so that a look costs one line of cache. */
const WIDTH = 4;
const EMPTY = -1;

/** Where the automaton goes from a state with a symbol, as far as it has been there: a table of hashes, at most half full. */
export class Transitions {
  private slots = FIRST_SLOTS;
  private table = new Int32Array(FIRST_SLOTS * WIDTH).fill(EMPTY);
  private filled = 0;

  /** True where no more than the transitions of one sentence should be added. */
  get isFull(): boolean {
    return this.filled * 2 >= MOST_SLOTS;
  }

  clear(): void {
    this.table.fill(EMPTY);
    this.filled = 0;
  }

  /** The state that follows; -1 where it is not known. */
  get(state: number, symbol: number): number {
    const { table } = this;
    const mask = this.slots - 1;
    let slot = hash(state, symbol) & mask;
    for (;;) {
      const at = slot * WIDTH;
      if (table[at] === state && table[at + 1] === symbol) return table[at + 2]!;
      if (table[at] === EMPTY) return EMPTY;
      slot = (slot + 1) & mask;
    }
  }

  /** Adds a transition that is not there. */
  add(state: number, symbol: number, target: number): void {
    this.put(state, symbol, target);
    if (++this.filled * 2 > this.slots && this.slots < MOST_SLOTS) this.widen();
  }

  private put(state: number, symbol: number, target: number): void {
    const { table } = this;
    const mask = this.slots - 1;
    let slot = hash(state, symbol) & mask;
    while (table[slot * WIDTH] !== EMPTY) slot = (slot + 1) & mask;
    table[slot * WIDTH] = state;
    table[slot * WIDTH + 1] = symbol;
    table[slot * WIDTH + 2] = target;
  }

  /** Makes the table larger as it fills, so that a short run does not pay for a long one. */
  private widen(): void {
    const { table } = this;
    this.slots *= 2;
    this.table = new Int32Array(this.slots * WIDTH).fill(EMPTY);
    for (let at = 0; at < table.length; at += WIDTH) if (table[at] !== EMPTY) this.put(table[at]!, table[at + 1]!, table[at + 2]!);
  }
}

function hash(state: number, symbol: number): number {
  const h = Math.imul(state, 0x9e3779b1) ^ Math.imul(symbol, 0x85ebca6b);
  return h ^ (h >>> 15);
}
