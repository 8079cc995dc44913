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
const NO_NODES = new Int32Array(0);
const NO_ARRIVALS: readonly Arrival[] = [];
/** Keeps a node and an atom apart in one number. */
const MOST_ATOMS = 1 << 22;
export const ROOT = 0;

/** `children[i]` is reached by a word of `atoms[i]`. */
interface TrieNode {
  readonly atoms: number[];
  readonly children: number[];
  readonly arrivals: Arrival[];
}

/**
 * All leaves of a lexicon as one automaton over tokens (Aho and Corasick 1975, with sets of words on the edges).
 * A trie over atoms is made deterministic while it runs: a state is the set of trie nodes that are alive, and transitions are kept
 * as they are met. Reading a token costs one look-up, whatever the number of patterns.
 */
export class Automaton {
  private readonly trie: TrieNode[] = [{ atoms: [], children: [], arrivals: [] }];
  private readonly rootChildren = new Map<number, number>();
  private readonly starts: (Int32Array | undefined)[] = [];
  private marked = new Int32Array(1024);
  private mark = 0;
  private readonly symbols: readonly (readonly number[])[];
  private sets: Int32Array[] = [];
  private byHash = new Map<number, number[]>();
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
    const edges = new Map<number, number>();
    leaves.forEach((rows, leaf) => rows.forEach((row) => this.insert(row, leaf, edges)));
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

  private insert(row: LeafRow, leaf: number, edges: Map<number, number>): void {
    let at = 0;
    for (const { atom } of row) {
      const edge = at * MOST_ATOMS + atom;
      let child = edges.get(edge);
      if (child === undefined) {
        child = this.trie.push({ atoms: [], children: [], arrivals: [] }) - 1;
        edges.set(edge, child);
        if (at === 0) this.rootChildren.set(atom, child);
        else {
          this.trie[at]!.atoms.push(atom);
          this.trie[at]!.children.push(child);
        }
      }
      at = child;
    }
    const node = this.trie[at]!;
    const hasPos = row.some((element) => element.pos !== '');
    if (!node.arrivals.some((known) => known.leaf === leaf && !known.hasPos && !hasPos)) node.arrivals.push({ leaf, row, length: row.length, hasPos });
  }

  private forget(): void {
    this.sets = [NO_NODES];
    this.byHash = new Map();
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
    this.filled++;
    return target;
  }

  /** The trie nodes alive after one more token; the root is always alive and not listed. */
  private follow(set: Int32Array, symbol: number): Int32Array {
    const fromRoot = this.startsOf(symbol);
    if (set.length === 0) return fromRoot;
    // Nodes have few children and common words hundreds of atoms, so children are looked up among atoms and not the other way about.
    this.markAtoms(symbol);
    const next: number[] = [];
    for (const node of set) {
      const { atoms, children } = this.trie[node]!;
      for (let i = 0; i < atoms.length; i++) if (this.marked[atoms[i]!] === this.mark) next.push(children[i]!);
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
    const found = this.symbols[symbol]!.flatMap((atom) => this.rootChildren.get(atom) ?? []);
    const starts = Int32Array.from(found).sort();
    this.starts[symbol] = starts;
    return starts;
  }

  private markAtoms(symbol: number): void {
    this.mark++;
    for (const atom of this.symbols[symbol]!) {
      if (atom >= this.marked.length) {
        const larger = new Int32Array(atom * 2 + 1024);
        larger.set(this.marked);
        this.marked = larger;
      }
      this.marked[atom] = this.mark;
    }
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
    const arrivals: Arrival[] = [];
    for (const node of set) for (const arrival of this.trie[node]!.arrivals) arrivals.push(arrival);
    this.arrivals.push(arrivals);
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
  let h = Math.imul(state, 0x9e3779b1) ^ Math.imul(symbol, 0x85ebca6b);
  h ^= h >>> 15;
  return h & (TRANSITION_SLOTS - 1);
}
