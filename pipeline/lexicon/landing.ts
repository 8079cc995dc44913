import type { Machine } from './machine.js';
import type { TrieTables } from './trie.js';

const NONE: readonly number[] = [];
const EMPTY = -1;
/** Keeps leaves apart that were numbered one after the other (Knuth's multiplicative hashing). */
const SCATTER = 0x9e3779b1;

/** What is found when the automaton comes to a state, laid out so that reading a token asks nothing further. */
export class Landing {
  private sorted: Int32Array | null = null;
  private slots: Int32Array | null = null;

  constructor(
    private readonly machine: Machine,
    private readonly nodes: Int32Array,
    /** The leaves that end here and are noted. */
    readonly noted: readonly number[],
    /** Patterns that match here by themselves, by turns with how many words they are long. */
    readonly matches: readonly number[],
    /** The leaves that end here and that cues, or guards, wait for. */
    readonly cues: readonly number[],
    readonly guards: readonly number[],
  ) {}

  /** All arrivals of the trie here, in ascending order of their leaves. Seldom asked for, so put together when it is. */
  get arrivals(): Int32Array {
    // Arrivals are numbered in order of their leaves.
    return (this.sorted ??= Int32Array.from(arrivalsOf(this.nodes, this.machine.trie)).sort());
  }

  /** True where a leaf ends here that is a part of some skeleton. */
  hasPart(leaf: number): boolean {
    const slots = (this.slots ??= partsAmong(this.nodes, this.machine));
    const mask = slots.length - 1;
    let slot = Math.imul(leaf, SCATTER) & mask;
    while (slots[slot] !== leaf) {
      if (slots[slot] === EMPTY) return false;
      slot = (slot + 1) & mask;
    }
    return true;
  }
}

/** The landing of a set of trie nodes; null where none of them ends a leaf. */
export function landingOf(nodes: Int32Array, machine: Machine): Landing | null {
  const { trie, direct, waiting, guarding, isNoted } = machine;
  const arrivals = arrivalsOf(nodes, trie);
  if (arrivals.length === 0) return null;
  const noted: number[] = [];
  const matches: number[] = [];
  const cues: number[] = [];
  const guards: number[] = [];
  for (let i = 0; i < arrivals.length; i++) {
    const arrival = arrivals[i]!;
    const leaf = trie.leaf[arrival]!;
    if (isNoted[leaf] === 1) noted.push(leaf);
    for (let at = direct.starts[leaf]!; at < direct.starts[leaf + 1]!; at++) matches.push(direct.values[at]!, trie.length[arrival]!);
    if (waiting.starts[leaf] !== waiting.starts[leaf + 1]) cues.push(leaf);
    if (guarding.starts[leaf] !== guarding.starts[leaf + 1]) guards.push(leaf);
  }
  return new Landing(machine, nodes, noted, matches, cues, guards);
}

function arrivalsOf(nodes: Int32Array, { arrivals: { starts, values } }: TrieTables): readonly number[] {
  let found: number[] | null = null;
  for (let n = 0; n < nodes.length; n++) {
    const end = starts[nodes[n]! + 1]!;
    for (let i = starts[nodes[n]!]!; i < end; i++) (found ??= []).push(values[i]!);
  }
  return found ?? NONE;
}

/** The parts of skeletons that end at a set of nodes, as a table of hashes that is at most half full. */
function partsAmong(nodes: Int32Array, { trie, isPart }: Machine): Int32Array {
  const parts = new Set<number>();
  for (const arrival of arrivalsOf(nodes, trie)) if (isPart[trie.leaf[arrival]!] === 1) parts.add(trie.leaf[arrival]!);
  let size = 2;
  while (size < parts.size * 2) size *= 2;
  const slots = new Int32Array(size).fill(EMPTY);
  for (const leaf of parts) {
    let slot = Math.imul(leaf, SCATTER) & (size - 1);
    while (slots[slot] !== EMPTY) slot = (slot + 1) & (size - 1);
    slots[slot] = leaf;
  }
  return slots;
}
