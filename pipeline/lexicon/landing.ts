import type { Machine } from './machine.js';
import type { TrieTables } from './trie.js';

const NONE: readonly number[] = [];
const EMPTY = -1;
/** Keeps leaves apart that were numbered one after the other (Knuth's multiplicative hashing). */
const SCATTER = 0x9e3779b1;
/** The marks of a landing are so many numbers of 32 bits. */
export const PLANES = 4;

/** What is found when the automaton comes to a state, laid out so that reading a token asks nothing further. */
export class Landing {
  private sorted: Int32Array | null = null;
  private slots: Int32Array | null = null;
  /** A bit for each part (Bloom 1970, with one hash): bit `leaf >> 2` of the number `leaf % 4`. Where it is not set, the part does not end here. */
  readonly marks: readonly number[];

  constructor(
    /** Arrivals of the trie in any order. */
    private readonly unsorted: () => Int32Array,
    /** The leaves that end here and are parts of patterns that are put together. */
    readonly parts: readonly number[],
    /** Patterns that match here by themselves, by turns with how many words they are long. */
    readonly matches: readonly number[],
    /** The leaves that end here and that cues, or guards, wait for. */
    readonly cues: readonly number[],
    readonly guards: readonly number[],
  ) {
    const marks = [0, 0, 0, 0];
    for (const leaf of parts) marks[leaf & (PLANES - 1)] = marks[leaf & (PLANES - 1)]! | (1 << (leaf >> 2));
    this.marks = marks;
  }

  /** All arrivals of the trie here, in ascending order of their leaves. Seldom asked for, so put together when it is. */
  get arrivals(): Int32Array {
    // Arrivals are numbered in order of their leaves.
    return (this.sorted ??= this.unsorted().sort());
  }

  /** True where a part ends here. */
  hasPart(leaf: number): boolean {
    const slots = (this.slots ??= tableOf(this.parts));
    const mask = slots.length - 1;
    let slot = Math.imul(leaf, SCATTER) & mask;
    while (slots[slot] !== leaf) {
      if (slots[slot] === EMPTY) return false;
      slot = (slot + 1) & mask;
    }
    return true;
  }
}

/** What is found where two sets of trie nodes are alive together. */
export function joinedLanding(one: Landing | null, other: Landing | null): Landing | null {
  if (one === null || other === null) return one ?? other;
  const arrivals = (): Int32Array => {
    const all = new Int32Array(one.arrivals.length + other.arrivals.length);
    all.set(one.arrivals);
    all.set(other.arrivals, one.arrivals.length);
    return all;
  };
  return new Landing(arrivals, both(one.parts, other.parts), both(one.matches, other.matches), both(one.cues, other.cues), both(one.guards, other.guards));
}

/** The landing of a set of trie nodes; null where none of them ends a leaf. */
export function landingOf(nodes: Int32Array, { trie, direct, waiting, guarding, isPart }: Machine): Landing | null {
  const arrivals = arrivalsOf(nodes, trie);
  if (arrivals.length === 0) return null;
  const parts: number[] = [];
  const matches: number[] = [];
  const cues: number[] = [];
  const guards: number[] = [];
  for (let i = 0; i < arrivals.length; i++) {
    const arrival = arrivals[i]!;
    const leaf = trie.leaf[arrival]!;
    if (isPart[leaf] === 1) parts.push(leaf);
    for (let at = direct.starts[leaf]!; at < direct.starts[leaf + 1]!; at++) matches.push(direct.values[at]!, trie.length[arrival]!);
    if (waiting.starts[leaf] !== waiting.starts[leaf + 1]) cues.push(leaf);
    if (guarding.starts[leaf] !== guarding.starts[leaf + 1]) guards.push(leaf);
  }
  return new Landing(() => Int32Array.from(arrivals), parts, matches, cues, guards);
}

function both(one: readonly number[], other: readonly number[]): readonly number[] {
  return other.length === 0 ? one : one.length === 0 ? other : [...one, ...other];
}

function arrivalsOf(nodes: Int32Array, { arrivals: { starts, values } }: TrieTables): readonly number[] {
  let found: number[] | null = null;
  for (let n = 0; n < nodes.length; n++) {
    const end = starts[nodes[n]! + 1]!;
    for (let i = starts[nodes[n]!]!; i < end; i++) (found ??= []).push(values[i]!);
  }
  return found ?? NONE;
}

/** Numbers as a table of hashes that is at most half full. */
function tableOf(numbers: readonly number[]): Int32Array {
  let size = 2;
  while (size < numbers.length * 2) size *= 2;
  const slots = new Int32Array(size).fill(EMPTY);
  for (const number of numbers) {
    let slot = Math.imul(number, SCATTER) & (size - 1);
    while (slots[slot] !== EMPTY && slots[slot] !== number) slot = (slot + 1) & (size - 1);
    slots[slot] = number;
  }
  return slots;
}
