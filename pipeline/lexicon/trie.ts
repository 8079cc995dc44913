import type { Leaves } from './leaves.js';
import { rowsOf, type Rows } from './rows.js';

/** Keeps a node and an atom apart in one number. */
const MOST_ATOMS = 1 << 22;
const NOWHERE = -1;

/** All rows of words of a lexicon as a trie over atoms, in columns. Node 0 is the root. Plain data. */
export interface TrieTables {
  /** For each atom the node it leads to from the root, or -1. */
  readonly fromRoot: Int32Array;
  /** For each other node the atoms on its edges, and where they lead; the root's are in `fromRoot`. */
  readonly edges: Rows;
  readonly targets: Int32Array;
  /** For each node the arrivals there. */
  readonly arrivals: Rows;
  /** For each arrival the leaf found, ascending, how many words it is long, and a number of `parts`, or -1. */
  readonly leaf: Int32Array;
  readonly length: Int32Array;
  readonly part: Int32Array;
  /** Parts of speech that a row asks for, a word each, empty for any. */
  readonly parts: readonly (readonly string[])[];
}

/** Builds the trie of a lexicon's leaves, whose rows are made of `atomCount` atoms. */
export function trieOf({ rows: leaves }: Pick<Leaves, 'rows'>, atomCount: number): TrieTables {
  const fromRoot = new Int32Array(atomCount).fill(NOWHERE);
  const edges: number[][] = [[]];
  const targets: number[][] = [[]];
  const arrivals: number[][] = [[]];
  const leafOf: number[] = [];
  const lengths: number[] = [];
  const part: number[] = [];
  const parts: (readonly string[])[] = [];
  const known = new Map<number, number>();
  leaves.forEach((rows, leaf) => {
    for (const row of rows) {
      let at = 0;
      for (const { atom } of row) {
        const edge = at * MOST_ATOMS + atom;
        let child = known.get(edge);
        if (child === undefined) {
          child = arrivals.push([]) - 1;
          edges.push([]);
          targets.push([]);
          known.set(edge, child);
          if (at === 0) fromRoot[atom] = child;
          else {
            edges[at]!.push(atom);
            targets[at]!.push(child);
          }
        }
        at = child;
      }
      const hasPart = row.some(({ pos }) => pos !== '');
      if (!hasPart && arrivals[at]!.some((arrival) => leafOf[arrival] === leaf && part[arrival] === NOWHERE)) continue;
      arrivals[at]!.push(leafOf.push(leaf) - 1);
      lengths.push(row.length);
      part.push(hasPart ? parts.push(row.map(({ pos }) => pos)) - 1 : NOWHERE);
    }
  });
  return {
    fromRoot, edges: rowsOf(edges), targets: rowsOf(targets).values, arrivals: rowsOf(arrivals),
    leaf: Int32Array.from(leafOf), length: Int32Array.from(lengths), part: Int32Array.from(part), parts,
  };
}
