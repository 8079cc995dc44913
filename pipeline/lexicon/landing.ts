import type { Machine } from './machine.js';
import type { TrieTables } from './trie.js';

const NONE: readonly number[] = [];

/** What is found when the automaton comes to a state, laid out so that reading a token asks nothing further. */
export class Landing {
  private sorted: Int32Array | null = null;

  constructor(
    /** Arrivals of the trie in any order. */
    private readonly unsorted: () => Int32Array,
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
    return (this.sorted ??= this.unsorted().sort());
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
  return new Landing(arrivals, both(one.noted, other.noted), both(one.matches, other.matches), both(one.cues, other.cues), both(one.guards, other.guards));
}

/** The landing of a set of trie nodes; null where none of them ends a leaf. */
export function landingOf(nodes: Int32Array, { trie, direct, waiting, guarding, isNoted }: Machine): Landing | null {
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
  return new Landing(() => Int32Array.from(arrivals), noted, matches, cues, guards);
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
