import { doubled } from '../text/columns.js';
import { joinedLanding, landingOf, PLANES, type Landing } from './landing.js';
import type { Machine } from './machine.js';
import { Transitions } from './transitions.js';

/** With so many states the automaton forgets them at the next sentence and begins again: bounds memory whatever the patterns. */
export const MOST_STATES = 20_000;
/** The same of the numbers of `told`: a word may be a match of thousands of patterns. */
const MOST_TOLD = 1 << 22;
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
  private beginnings: (Beginning | undefined)[] = [];
  private bits: (Uint32Array | undefined)[] = [];
  private readonly fewBits: Uint32Array;
  /** For each state its two parts. */
  private begins: Beginning[] = [];
  private deeper: Int32Array[] = [];
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
    const target = this.transitions.get(state, symbol);
    return target >= 0 ? target : this.compute(state, symbol);
  }

  /** To be called before each sentence; the states of one sentence stay what they are until the next. */
  begin(): void {
    if (this.begins.length >= this.mostStates || this.toldEnd > MOST_TOLD || this.transitions.isFull) this.forget();
  }

  /** What is found on coming to this state; null for nothing. */
  landingAt(state: number): Landing | null {
    return this.landings[state]!;
  }

  private forget(): void {
    this.beginnings = [];
    this.bits = [];
    this.begins = [NO_BEGINNING];
    this.deeper = [NO_NODES];
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
    const target = this.stateOf(this.beginningOf(symbol), NO_NODES);
    this.fromRoot[symbol] = target;
    return target;
  }

  private compute(state: number, symbol: number): number {
    const nodes = this.follow(state, symbol);
    const target = nodes.length === 0 ? this.step(ROOT, symbol) : this.stateOf(this.beginningOf(symbol), nodes);
    this.transitions.add(state, symbol, target);
    return target;
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
    return (this.beginnings[symbol] ??= this.beginAt(symbol));
  }

  private beginAt(symbol: number): Beginning {
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
    this.land(state, nodes.length === 0 ? beginning.landing : joinedLanding(beginning.landing, landingOf(nodes, this.machine)));
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
