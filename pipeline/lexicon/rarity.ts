import type { Atoms } from './atoms.js';
import type { Leaves } from './plan.js';

/** A part met more often than this in ten thousand words is in most sentences, so that its being there tells nothing. */
const COMMON = 60;

/** How often a leaf is met, roughly, in ten thousand words: by the rarest word of each of its rows, long rows less. */
export function frequencyOfLeaf(leaf: number, { rows }: Pick<Leaves, 'rows'>, atoms: Atoms): number {
  return rows[leaf]!.reduce((sum, row) => sum + Math.min(...row.map(({ atom }) => atoms.frequency(atom))) / row.length, 0);
}

/** True for a leaf so rare that a sentence with it is a better candidate than one without. */
export function isTelling(leaf: number, leaves: Pick<Leaves, 'rows'>, atoms: Atoms): boolean {
  return frequencyOfLeaf(leaf, leaves, atoms) <= COMMON;
}
