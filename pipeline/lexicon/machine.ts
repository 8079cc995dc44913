import type { Atoms } from './atoms.js';
import { isGuard, type Section } from './codebook.js';
import { keysOf } from './keys.js';
import type { Leaves } from './leaves.js';
import { partsOf, type Plan } from './plan.js';
import { rowsOf, type Rows } from './rows.js';
import type { Skeleton } from './skeleton.js';
import { trieOf, type TrieTables } from './trie.js';
import { wordTablesOf, type WordTables } from './word-tables.js';

/** What a matcher reads, made once from a compiled lexicon: columns of numbers that are stored and loaded as they are. */
export interface Machine {
  readonly words: WordTables;
  readonly trie: TrieTables;
  /** For each atom the bits that keys.ts describes. */
  readonly keys: Int32Array;
  /** For each leaf the patterns that are that leaf and nothing else: a find is a match. */
  readonly direct: Rows;
  /** For each leaf the other cues that wait for it. */
  readonly waiting: Rows;
  /** For each leaf the guards (`unless` and `except`) that wait for it. */
  readonly guarding: Rows;
  /** 1 for a leaf of a pattern that is put together, or of its skeleton. */
  readonly isPart: Uint8Array;
  /** For each pattern the leaves of its skeleton, and for each of these how far off the next may be, or `ANYWHERE`. */
  readonly skeletons: Rows;
  readonly reaches: Int32Array;
}

export interface MachinePattern {
  readonly pattern: { readonly section: Section };
  readonly plan: Plan;
  readonly trigger: readonly number[];
  readonly skeleton: Skeleton;
}

/** Lays a lexicon out for matching. */
export function machineOf(patterns: readonly MachinePattern[], atoms: Atoms, leaves: Leaves): Machine {
  const trie = trieOf(leaves, atoms.count);
  const asksForParts = new Set(Array.from(trie.leaf).filter((_, arrival) => trie.part[arrival]! >= 0));
  const direct: number[][] = leaves.rows.map(() => []);
  const waiting: number[][] = leaves.rows.map(() => []);
  const guarding: number[][] = leaves.rows.map(() => []);
  const isPart = new Uint8Array(leaves.rows.length);
  patterns.forEach(({ pattern: written, plan, trigger, skeleton }, pattern) => {
    const isDirect = !isGuard(written) && plan.kind === 'leaf' && !asksForParts.has(plan.leaf);
    if (!isDirect) {
      for (const leaf of leavesOf(plan)) isPart[leaf] = 1;
      for (const leaf of skeleton.leaves) isPart[leaf] = 1;
    }
    const target = isGuard(written) ? guarding : isDirect ? direct : waiting;
    for (const leaf of trigger) target[leaf]!.push(pattern);
  });
  return {
    words: wordTablesOf(atoms), trie, keys: keysOf(patterns, atoms, leaves),
    direct: rowsOf(direct), waiting: rowsOf(waiting), guarding: rowsOf(guarding), isPart,
    skeletons: rowsOf(patterns.map(({ skeleton }) => skeleton.leaves)),
    reaches: Int32Array.from(patterns.flatMap(({ skeleton }) => skeleton.reaches)),
  };
}

function leavesOf(plan: Plan): readonly number[] {
  return plan.kind === 'leaf' ? [plan.leaf] : partsOf(plan).flatMap(leavesOf);
}
