import type { Machine } from './machine.js';

/** What is found when the automaton comes to a state, laid out so that reading a token asks nothing further. */
export interface Landing {
  /** The leaves that end here, ascending, with how many words each is long, and a number of the trie's `parts`, or -1. */
  readonly leaves: Int32Array;
  readonly lengths: Int32Array;
  readonly parts: Int32Array;
  /** The leaves among them that are noted. */
  readonly noted: Int32Array;
  /** Patterns that match here by themselves, by turns with how many words they are long. */
  readonly matches: Int32Array;
  /** Of the leaves those that cues, and those that guards wait for. */
  readonly cues: Int32Array;
  readonly guards: Int32Array;
}

/** The landing of a set of trie nodes; null where none of them ends a leaf. */
export function landingOf(nodes: Int32Array, { trie, direct, waiting, guarding, isNoted }: Machine): Landing | null {
  const arrivals: number[] = [];
  for (const node of nodes) {
    const end = trie.arrivals.starts[node + 1]!;
    for (let i = trie.arrivals.starts[node]!; i < end; i++) arrivals.push(trie.arrivals.values[i]!);
  }
  if (arrivals.length === 0) return null;
  arrivals.sort((a, b) => trie.leaf[a]! - trie.leaf[b]!);
  const leaves = Int32Array.from(arrivals, (arrival) => trie.leaf[arrival]!);
  const matches: number[] = [];
  arrivals.forEach((arrival, i) => {
    const leaf = leaves[i]!;
    for (let at = direct.starts[leaf]!; at < direct.starts[leaf + 1]!; at++) matches.push(direct.values[at]!, trie.length[arrival]!);
  });
  return {
    leaves,
    lengths: Int32Array.from(arrivals, (arrival) => trie.length[arrival]!),
    parts: Int32Array.from(arrivals, (arrival) => trie.part[arrival]!),
    noted: leaves.filter((leaf) => isNoted[leaf] === 1),
    matches: Int32Array.from(matches),
    cues: leaves.filter((leaf) => waiting.starts[leaf] !== waiting.starts[leaf + 1]),
    guards: leaves.filter((leaf) => guarding.starts[leaf] !== guarding.starts[leaf + 1]),
  };
}
