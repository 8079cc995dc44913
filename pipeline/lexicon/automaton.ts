import { joinedLanding, landingOf, type Landing } from './landing.js';
import type { Machine } from './machine.js';

/** States kept before the automaton forgets them and begins again: bounds memory whatever the patterns. */
export const MOST_STATES = 20_000;
const TRANSITION_SLOTS = 1 << 18;
const NO_NODES = new Int32Array(0);
/** Of symbols with more atoms than this the bits are kept. */
const FEW_ATOMS = 64;
export const ROOT = 0;

/** What a symbol reaches from the root: a common word begins hundreds of rows, so this is put together once and shared by all states behind such a word. */
interface Beginning {
  readonly symbol: number;
  /** The edges out of all the nodes reached: their atoms, and where they lead. */
  readonly atoms: Int32Array;
  readonly targets: Int32Array;
  readonly landing: Landing | null;
}

const NO_BEGINNING: Beginning = { symbol: 0, atoms: NO_NODES, targets: NO_NODES, landing: null };

/**
 * All leaves of a lexicon as one automaton over tokens (Aho and Corasick 1975, with sets of words on the edges).
 * The trie is made deterministic while it runs: a state is the set of trie nodes that are alive, and transitions are kept
 * as they are met. Reading a token costs one look-up, whatever the number of patterns.
 * Of the nodes that are alive nearly all are those that the last word reaches from the root, so a state is that word's beginning and the few nodes further down.
 */
export class Automaton {
  private readonly beginnings: (Beginning | undefined)[] = [];
  private readonly bits: (Uint32Array | undefined)[] = [];
  private readonly fewBits: Uint32Array;
  /** For each state its two parts. */
  private begins: Beginning[] = [];
  private deeper: Int32Array[] = [];
  private byHash = new Map<number, number[]>();
  private landings: (Landing | null)[] = [];
  private fromRoot = new Int32Array(0);
  private slots = 1 << 12;
  private keys = new Float64Array(0);
  private targets = new Int32Array(0);
  private filled = 0;

  /** `symbols` gives the atoms of each symbol, ascending; it may grow while the automaton is in use. Symbol 0 has none. */
  constructor(
    private readonly machine: Machine,
    private readonly symbols: readonly Int32Array[],
    private readonly mostStates = MOST_STATES,
  ) {
    this.fewBits = new Uint32Array((machine.trie.fromRoot.length >> 5) + 1);
    this.forget();
  }

  /** The state after reading a token of this symbol. */
  step(state: number, symbol: number): number {
    if (symbol === 0) return ROOT;
    if (state === ROOT) {
      const known = symbol < this.fromRoot.length ? this.fromRoot[symbol]! : -1;
      return known >= 0 ? known : this.computeFromRoot(symbol);
    }
    const key = state * 0x100000 + symbol;
    const mask = this.slots - 1;
    let slot = hash(state, symbol) & mask;
    for (;;) {
      const found = this.keys[slot]!;
      if (found === key) return this.targets[slot]!;
      if (found === -1) break;
      slot = (slot + 1) & mask;
    }
    return this.compute(state, symbol, key, slot);
  }

  /** What is found on coming to this state; null for nothing. */
  landingAt(state: number): Landing | null {
    return this.landings[state]!;
  }

  private forget(): void {
    this.begins = [NO_BEGINNING];
    this.deeper = [NO_NODES];
    this.byHash = new Map();
    this.landings = [null];
    this.fromRoot.fill(-1);
    this.keys = new Float64Array(this.slots).fill(-1);
    this.targets = new Int32Array(this.slots);
    this.filled = 0;
  }

  private computeFromRoot(symbol: number): number {
    if (symbol >= this.fromRoot.length) {
      const larger = new Int32Array(Math.max(1024, symbol + 1, this.fromRoot.length * 2)).fill(-1);
      larger.set(this.fromRoot);
      this.fromRoot = larger;
    }
    const target = this.stateOf(this.beginningOf(symbol), NO_NODES);
    this.fromRoot[symbol] = target;
    return target;
  }

  private compute(state: number, symbol: number, key: number, slot: number): number {
    const nodes = this.follow(state, symbol);
    const isFull = this.begins.length >= this.mostStates || this.filled * 2 > TRANSITION_SLOTS;
    if (isFull) this.forget();
    const target = nodes.length === 0 ? this.step(ROOT, symbol) : this.stateOf(this.beginningOf(symbol), nodes);
    if (isFull) return target;
    this.keys[slot] = key;
    this.targets[slot] = target;
    if (++this.filled * 2 > this.slots && this.slots < TRANSITION_SLOTS) this.widen();
    return target;
  }

  /** Makes the table of transitions larger as it fills, so that a short run does not pay for a long one. */
  private widen(): void {
    const { keys, targets } = this;
    this.slots *= 4;
    const mask = this.slots - 1;
    this.keys = new Float64Array(this.slots).fill(-1);
    this.targets = new Int32Array(this.slots);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      if (key === -1) continue;
      const state = Math.floor(key / 0x100000);
      let slot = hash(state, key - state * 0x100000) & mask;
      while (this.keys[slot] !== -1) slot = (slot + 1) & mask;
      this.keys[slot] = key;
      this.targets[slot] = targets[i]!;
    }
  }

  /** The trie nodes that one more token reaches from those alive, the root aside; ascending. */
  private follow(state: number, symbol: number): Int32Array {
    const bits = this.bitsOf(symbol);
    const { atoms, targets } = this.begins[state]!;
    let found: number[] | null = null;
    for (let i = 0; i < atoms.length; i++) {
      const atom = atoms[i]!;
      if ((bits[atom >> 5]! & (1 << (atom & 31))) !== 0) (found ??= []).push(targets[i]!);
    }
    const nodes = this.deeper[state]!;
    const { edges: { starts, values }, targets: ways } = this.machine.trie;
    for (let n = 0; n < nodes.length; n++) {
      const end = starts[nodes[n]! + 1]!;
      for (let edge = starts[nodes[n]!]!; edge < end; edge++) {
        const atom = values[edge]!;
        if ((bits[atom >> 5]! & (1 << (atom & 31))) !== 0) (found ??= []).push(ways[edge]!);
      }
    }
    if (bits === this.fewBits) this.setBits(bits, symbol, false);
    if (found === null) return NO_NODES;
    return found.length === 1 ? Int32Array.of(found[0]!) : Int32Array.from(found).sort();
  }

  /** A bit for each atom, set for those of a symbol. Words of many atoms are met often, and theirs are kept. */
  private bitsOf(symbol: number): Uint32Array {
    if (this.symbols[symbol]!.length <= FEW_ATOMS) return this.setBits(this.fewBits, symbol, true);
    return (this.bits[symbol] ??= this.setBits(new Uint32Array(this.fewBits.length), symbol, true));
  }

  private setBits(bits: Uint32Array, symbol: number, to: boolean): Uint32Array {
    const atoms = this.symbols[symbol]!;
    for (let i = 0; i < atoms.length; i++) bits[atoms[i]! >> 5] = to ? bits[atoms[i]! >> 5]! | (1 << (atoms[i]! & 31)) : 0;
    return bits;
  }

  private beginningOf(symbol: number): Beginning {
    return (this.beginnings[symbol] ??= this.begin(symbol));
  }

  private begin(symbol: number): Beginning {
    const { fromRoot, edges: { starts, values }, targets } = this.machine.trie;
    const atoms = this.symbols[symbol]!;
    const nodes: number[] = [];
    let size = 0;
    for (let i = 0; i < atoms.length; i++) {
      const node = fromRoot[atoms[i]!]!;
      if (node < 0) continue;
      nodes.push(node);
      size += starts[node + 1]! - starts[node]!;
    }
    if (nodes.length === 0) return NO_BEGINNING;
    const beginning = { symbol, atoms: new Int32Array(size), targets: new Int32Array(size), landing: landingOf(Int32Array.from(nodes), this.machine) };
    for (let i = 0, at = 0; i < nodes.length; i++) {
      const end = starts[nodes[i]! + 1]!;
      for (let edge = starts[nodes[i]!]!; edge < end; edge++, at++) {
        beginning.atoms[at] = values[edge]!;
        beginning.targets[at] = targets[edge]!;
      }
    }
    return beginning;
  }

  private stateOf(beginning: Beginning, nodes: Int32Array): number {
    if (beginning === NO_BEGINNING && nodes.length === 0) return ROOT;
    const key = hashOf(beginning.symbol, nodes);
    const alike = this.byHash.get(key);
    const known = alike?.find((state) => this.begins[state] === beginning && isSame(this.deeper[state]!, nodes));
    if (known !== undefined) return known;
    const state = this.begins.push(beginning) - 1;
    this.deeper.push(nodes);
    if (alike) alike.push(state);
    else this.byHash.set(key, [state]);
    this.landings.push(nodes.length === 0 ? beginning.landing : joinedLanding(beginning.landing, landingOf(nodes, this.machine)));
    return state;
  }
}

function hashOf(symbol: number, nodes: Int32Array): number {
  let hash = symbol;
  for (let i = 0; i < nodes.length; i++) hash = Math.imul(hash ^ nodes[i]!, 0x01000193) ^ (hash >>> 13);
  return hash;
}

function isSame(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function hash(state: number, symbol: number): number {
  const h = Math.imul(state, 0x9e3779b1) ^ Math.imul(symbol, 0x85ebca6b);
  return h ^ (h >>> 15);
}
