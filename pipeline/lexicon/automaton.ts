import { doubled } from '../text/columns.js';
import { landingOf, PLANES, type Landing } from './landing.js';
import type { Machine } from './machine.js';
import { Transitions } from './transitions.js';

/** With so many states the automaton forgets them at the next sentence and begins again: bounds memory whatever the patterns. */
export const MOST_STATES = 20_000;
/** The same of the numbers of `told`: a word may be a match of thousands of patterns. */
const MOST_TOLD = 1 << 22;
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
  private readonly transitions = new Transitions();
  /** For each state the marks of its landing. */
  marks = new Int32Array(PLANES * 1024);
  /** For each state where in `told` it stands what is found there at once; 0 where there is nothing of the kind. */
  toldAt = new Int32Array(1024);
  /**
   * Rows of numbers: how many follow of matches, cues and guards; patterns that match by themselves, by turns with how many words they are
   * long; the leaves that cues wait for; those that guards wait for.
   */
  told = new Int32Array(4096);
  private toldEnd = 1;

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
    const target = this.transitions.get(state, symbol);
    return target >= 0 ? target : this.compute(state, symbol);
  }

  /** To be called before each sentence; the states of one sentence stay what they are until the next. */
  begin(): void {
    if (this.sets.length >= this.mostStates || this.toldEnd > MOST_TOLD || this.transitions.isFull) this.forget();
  }

  /** What is found on coming to this state; null for nothing. */
  landingAt(state: number): Landing | null {
    return this.landings[state]!;
  }

  private forget(): void {
    this.sets = [NO_NODES];
    this.byHash = new Map();
    this.landings = [null];
    this.toldEnd = 1;
    this.fromRoot.fill(-1);
    this.transitions.clear();
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

  private compute(state: number, symbol: number): number {
    const target = this.stateOf(this.follow(this.sets[state]!, symbol));
    this.transitions.add(state, symbol, target);
    return target;
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
    this.land(state, landingOf(set, this.machine));
    return state;
  }

  private land(state: number, landing: Landing | null): void {
    this.landings.push(landing);
    if (state === this.toldAt.length) {
      this.marks = doubled(this.marks);
      this.toldAt = doubled(this.toldAt);
    }
    this.toldAt[state] = landing === null ? 0 : this.tell(landing);
    for (let plane = 0; plane < PLANES; plane++) this.marks[state * PLANES + plane] = landing === null ? 0 : landing.marks[plane]!;
  }

  private tell({ matches, cues, guards }: Landing): number {
    const at = this.toldEnd;
    const size = matches.length + cues.length + guards.length;
    if (size === 0) return 0;
    this.toldEnd += 3 + size;
    while (this.toldEnd > this.told.length) this.told = doubled(this.told);
    this.told.set([matches.length, cues.length, guards.length], at);
    this.told.set(matches, at + 3);
    this.told.set(cues, at + 3 + matches.length);
    this.told.set(guards, at + 3 + matches.length + cues.length);
    return at;
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
