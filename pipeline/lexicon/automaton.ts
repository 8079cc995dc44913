import type { LeafRow } from './plan.js';

/** A leaf found in a row of tokens: it ends with the token just read and is `length` tokens long. */
export interface Arrival {
  readonly leaf: number;
  readonly row: LeafRow;
  readonly length: number;
  /** True when a word of the row asks for a part of speech. */
  readonly hasPos: boolean;
}

/** States kept before the automaton forgets them and begins again: bounds memory whatever the patterns. */
export const MOST_STATES = 20_000;
const TRANSITION_SLOTS = 1 << 18;
const NO_ARRIVALS: readonly Arrival[] = [];
export const ROOT = 0;

interface TrieNode {
  readonly children: Map<number, number>;
  readonly arrivals: Arrival[];
}

/**
 * All leaves of a lexicon as one automaton over tokens (Aho and Corasick 1975, with sets of words on the edges).
 * A trie over atoms is made deterministic while it runs: a state is the set of trie nodes that are alive, and transitions are kept
 * as they are met. Reading a token costs one look-up, whatever the number of patterns.
 */
export class Automaton {
  private readonly trie: TrieNode[] = [{ children: new Map(), arrivals: [] }];
  private readonly symbols: readonly (readonly number[])[];
  private sets: (readonly number[])[] = [];
  private byKey = new Map<string, number>();
  private arrivals: (readonly Arrival[])[] = [];
  private fromRoot = new Int32Array(0);
  private keys = new Float64Array(TRANSITION_SLOTS);
  private targets = new Int32Array(TRANSITION_SLOTS);
  private filled = 0;

  /** `symbols` gives the atoms of each symbol; it may grow while the automaton is in use. Symbol 0 has none. */
  constructor(
    leaves: readonly (readonly LeafRow[])[],
    symbols: readonly (readonly number[])[],
    private readonly mostStates = MOST_STATES,
  ) {
    this.symbols = symbols;
    leaves.forEach((rows, leaf) => rows.forEach((row) => this.insert(row, leaf)));
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
    let slot = hash(state, symbol);
    for (;;) {
      const found = this.keys[slot]!;
      if (found === key) return this.targets[slot]!;
      if (found === -1) break;
      slot = (slot + 1) & (TRANSITION_SLOTS - 1);
    }
    return this.compute(state, symbol, key, slot);
  }

  /** The leaves that end in this state. */
  arrivalsAt(state: number): readonly Arrival[] {
    return this.arrivals[state]!;
  }

  private insert(row: LeafRow, leaf: number): void {
    let node = this.trie[0]!;
    for (const { atom } of row) {
      let child = node.children.get(atom);
      if (child === undefined) {
        child = this.trie.push({ children: new Map(), arrivals: [] }) - 1;
        node.children.set(atom, child);
      }
      node = this.trie[child]!;
    }
    const hasPos = row.some((element) => element.pos !== '');
    if (!node.arrivals.some((known) => known.leaf === leaf && !known.hasPos && !hasPos)) node.arrivals.push({ leaf, row, length: row.length, hasPos });
  }

  private forget(): void {
    this.sets = [[]];
    this.byKey = new Map([['', ROOT]]);
    this.arrivals = [NO_ARRIVALS];
    this.fromRoot = new Int32Array(0);
    this.keys.fill(-1);
    this.filled = 0;
  }

  private computeFromRoot(symbol: number): number {
    if (symbol >= this.fromRoot.length) {
      const larger = new Int32Array(Math.max(1024, symbol + 1, this.fromRoot.length * 2)).fill(-1);
      larger.set(this.fromRoot);
      this.fromRoot = larger;
    }
    const target = this.stateOf(this.follow([], symbol));
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
    this.filled++;
    return target;
  }

  /** The trie nodes alive after one more token; the root is always alive and not listed. */
  private follow(set: readonly number[], symbol: number): readonly number[] {
    const next: number[] = [];
    for (const atom of this.symbols[symbol]!) {
      const start = this.trie[0]!.children.get(atom);
      if (start !== undefined) next.push(start);
      for (const node of set) {
        const child = this.trie[node]!.children.get(atom);
        if (child !== undefined) next.push(child);
      }
    }
    return next.sort((a, b) => a - b);
  }

  private stateOf(set: readonly number[]): number {
    if (set.length === 0) return ROOT;
    const key = set.join(' ');
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const state = this.sets.push(set) - 1;
    this.byKey.set(key, state);
    this.arrivals.push(set.flatMap((node) => this.trie[node]!.arrivals));
    return state;
  }
}

function hash(state: number, symbol: number): number {
  let h = Math.imul(state, 0x9e3779b1) ^ Math.imul(symbol, 0x85ebca6b);
  h ^= h >>> 15;
  return h & (TRANSITION_SLOTS - 1);
}
