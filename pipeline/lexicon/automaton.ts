import { landingOf, type Landing } from './landing.js';
import type { Machine } from './machine.js';

/** States kept before the automaton forgets them and begins again: bounds memory whatever the patterns. */
export const MOST_STATES = 20_000;
const TRANSITION_SLOTS = 1 << 18;
const NO_NODES = new Int32Array(0);
export const ROOT = 0;

/**
 * All leaves of a lexicon as one automaton over tokens (Aho and Corasick 1975, with sets of words on the edges).
 * The trie is made deterministic while it runs: a state is the set of trie nodes that are alive, and transitions are kept
 * as they are met. Reading a token costs one look-up, whatever the number of patterns.
 */
export class Automaton {
  private readonly starts: (Int32Array | undefined)[] = [];
  private readonly marked: Int32Array;
  private mark = 0;
  private sets: Int32Array[] = [];
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
    this.marked = new Int32Array(machine.trie.fromRoot.length);
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
    this.sets = [NO_NODES];
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
    const target = this.stateOf(this.startsOf(symbol));
    this.fromRoot[symbol] = target;
    return target;
  }

  private compute(state: number, symbol: number, key: number, slot: number): number {
    const set = this.follow(this.sets[state]!, symbol);
    if (this.sets.length >= this.mostStates || this.filled * 2 > TRANSITION_SLOTS) {
      this.forget();
      return this.stateOf(set);
    }
    const target = this.stateOf(set);
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

  /** The trie nodes alive after one more token; the root is always alive and not listed. */
  private follow(set: Int32Array, symbol: number): Int32Array {
    const fromRoot = this.startsOf(symbol);
    if (set.length === 0) return fromRoot;
    // Nodes have few children and common words hundreds of atoms, so children are looked up among atoms and not the other way about.
    this.markAtoms(symbol);
    const { edges: { starts, values }, targets } = this.machine.trie;
    const next: number[] = [];
    for (let i = 0; i < set.length; i++) {
      const node = set[i]!;
      const end = starts[node + 1]!;
      for (let edge = starts[node]!; edge < end; edge++) if (this.marked[values[edge]!] === this.mark) next.push(targets[edge]!);
    }
    if (next.length === 0) return fromRoot;
    const all = new Int32Array(fromRoot.length + next.length);
    all.set(fromRoot);
    all.set(next, fromRoot.length);
    return all.sort();
  }

  /** The trie nodes that a token of this symbol reaches from the root, in ascending order. */
  private startsOf(symbol: number): Int32Array {
    const known = this.starts[symbol];
    if (known) return known;
    const { fromRoot } = this.machine.trie;
    const starts = this.symbols[symbol]!.map((atom) => fromRoot[atom]!).filter((node) => node >= 0).sort();
    this.starts[symbol] = starts;
    return starts;
  }

  private markAtoms(symbol: number): void {
    this.mark++;
    const atoms = this.symbols[symbol]!;
    for (let i = 0; i < atoms.length; i++) this.marked[atoms[i]!] = this.mark;
  }

  private stateOf(set: Int32Array): number {
    if (set.length === 0) return ROOT;
    const key = hashOf(set);
    const alike = this.byHash.get(key);
    const known = alike?.find((state) => isSame(this.sets[state]!, set));
    if (known !== undefined) return known;
    const state = this.sets.push(set) - 1;
    if (alike) alike.push(state);
    else this.byHash.set(key, [state]);
    this.landings.push(landingOf(set, this.machine));
    return state;
  }
}

function hashOf(set: Int32Array): number {
  let hash = set.length;
  for (let i = 0; i < set.length; i++) hash = Math.imul(hash ^ set[i]!, 0x01000193) ^ (hash >>> 13);
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
