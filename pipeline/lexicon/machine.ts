import type { Atoms } from './atoms.js';
import type { Section } from './codebook.js';
import type { Leaves, Plan } from './plan.js';
import { rowsOf, type Rows } from './rows.js';
import { trieOf, type TrieTables } from './trie.js';
import { wordTablesOf, type WordTables } from './word-tables.js';

/** What a matcher reads, made once from a compiled lexicon: columns of numbers that are stored and loaded as they are. */
export interface Machine {
  readonly words: WordTables;
  readonly trie: TrieTables;
  /** True (1) for an atom of which every match of some pattern has a word. */
  readonly isKey: Uint8Array;
  /** For each leaf the patterns that are that leaf and nothing else: a find is a match. */
  readonly direct: Rows;
  /** For each leaf the other cues that wait for it. */
  readonly waiting: Rows;
  /** For each leaf the guards (`unless` and `except`) that wait for it. */
  readonly guarding: Rows;
  /** For each pattern its rows in `needs`: of the leaves of each row at least one must be in the sentence. */
  readonly needRows: Rows;
  readonly needs: Rows;
}

export interface MachinePattern {
  readonly pattern: { readonly section: Section };
  readonly plan: Plan;
  readonly needs: readonly (readonly number[])[];
}

/** Lays a lexicon out for matching. */
export function machineOf(patterns: readonly MachinePattern[], atoms: Atoms, leaves: Leaves): Machine {
  const trie = trieOf(leaves, atoms.count);
  const asksForParts = new Set(Array.from(trie.leaf).filter((_, arrival) => trie.part[arrival]! >= 0));
  const direct: number[][] = leaves.rows.map(() => []);
  const waiting: number[][] = leaves.rows.map(() => []);
  const guarding: number[][] = leaves.rows.map(() => []);
  const needs: (readonly number[])[] = [];
  const needRows: number[][] = [];
  patterns.forEach(({ pattern: { section }, plan, needs: lists }, pattern) => {
    needRows.push(lists.map((list) => needs.push(list) - 1));
    const isGuard = section === 'unless' || section === 'except';
    const isDirect = !isGuard && plan.kind === 'leaf' && !asksForParts.has(plan.leaf);
    const target = isGuard ? guarding : isDirect ? direct : waiting;
    for (const leaf of lists[0] ?? []) target[leaf]!.push(pattern);
  });
  return {
    words: wordTablesOf(atoms), trie, isKey: keysOf(patterns, atoms, leaves),
    direct: rowsOf(direct), waiting: rowsOf(waiting), guarding: rowsOf(guarding), needRows: rowsOf(needRows), needs: rowsOf(needs),
  };
}

/** Of every row of words that a pattern waits for, the rarest. */
function keysOf(patterns: readonly MachinePattern[], atoms: Atoms, leaves: Leaves): Uint8Array {
  const keys = new Uint8Array(atoms.count);
  for (const leaf of new Set(patterns.flatMap(({ needs }) => needs[0] ?? []))) {
    for (const row of leaves.rows[leaf]!) {
      keys[row.map(({ atom }) => atom).reduce((rarest, atom) => (atoms.frequency(atom) < atoms.frequency(rarest) ? atom : rarest))] = 1;
    }
  }
  return keys;
}
