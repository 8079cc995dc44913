import type { Atoms } from './atoms.js';
import type { LeafRow, Leaves } from './leaves.js';

/** How often a row of words is met, roughly, in ten thousand words: by its rarest word, long rows less. */
export function frequencyOfRow(row: LeafRow, atoms: Atoms): number {
  return Math.min(...row.map(({ atom }) => atoms.frequency(atom))) / row.length;
}

/** How often a leaf is met, roughly, in ten thousand words. */
export function frequencyOfLeaf(leaf: number, { rows }: Pick<Leaves, 'rows'>, atoms: Atoms): number {
  return rows[leaf]!.reduce((sum, row) => sum + frequencyOfRow(row, atoms), 0);
}
