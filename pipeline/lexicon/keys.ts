import type { Atoms } from './atoms.js';
import { isGuard } from './codebook.js';
import type { Leaves } from './leaves.js';
import type { MachinePattern } from './machine.js';
import { frequencyOfLeaf } from './rarity.js';

/** Cues are dealt into so many groups, a bit for each. */
const GROUPS = 31;
/** Numbers a key has: the groups of whose cues it is the rarest word, and those of which it is another word that they have as well. */
export const KEY_WIDTH = 2;

/**
 * For each atom two numbers, side by side: bits of the groups of cues of which it is the rarest word, and of those of which it is another
 * word that every match has (the same, where there is no other). A sentence in which no group has both needs no reading; where a lexicon's
 * words are rare, most sentences are left out so.
 */
export function keysOf(patterns: readonly MachinePattern[], atoms: Atoms, leaves: Leaves): Int32Array {
  const pairs = new Map<number, Set<number>>();
  // A guard without a cue has nothing to guard.
  for (const { trigger, skeleton } of patterns.filter(({ pattern }) => !isGuard(pattern))) {
    for (const leaf of trigger) {
      const others = skeleton.leaves.includes(leaf) ? rarestWordsOf(skeleton.leaves.filter((other) => other !== leaf), atoms, leaves) : [];
      for (const row of leaves.rows[leaf]!) {
        const [first, second] = row.map(({ atom }) => atom).sort((a, b) => atoms.frequency(a) - atoms.frequency(b));
        const seconds = pairs.get(first!) ?? pairs.set(first!, new Set()).get(first!)!;
        for (const atom of second !== undefined ? [second] : others.length > 0 ? others : [first!]) seconds.add(atom);
      }
    }
  }
  return dealt(pairs, atoms);
}

/** Of the leaf that is met least, the rarest word of each row. */
function rarestWordsOf(among: readonly number[], atoms: Atoms, leaves: Leaves): readonly number[] {
  if (among.length === 0) return [];
  const leaf = among.reduce((rarest, one) => (frequencyOfLeaf(one, leaves, atoms) < frequencyOfLeaf(rarest, leaves, atoms) ? one : rarest));
  return leaves.rows[leaf]!.map((row) => row.map(({ atom }) => atom).reduce((rarest, atom) => (atoms.frequency(atom) < atoms.frequency(rarest) ? atom : rarest)));
}

/** Deals the words into groups, those together whose company is about as frequent: one that is met everywhere would be so for the whole group. */
function dealt(pairs: ReadonlyMap<number, ReadonlySet<number>>, atoms: Atoms): Int32Array {
  const keys = new Int32Array(atoms.count * KEY_WIDTH);
  const company = [...pairs].map(([first, seconds]) => ({ first, seconds, frequency: [...seconds].reduce((sum, atom) => sum + atoms.frequency(atom), 0) }));
  company.sort((a, b) => b.frequency - a.frequency || a.first - b.first);
  company.forEach(({ first, seconds }, place) => {
    const bit = 1 << Math.floor((place * GROUPS) / company.length);
    keys[first * KEY_WIDTH]! |= bit;
    for (const second of seconds) keys[second * KEY_WIDTH + 1]! |= bit;
  });
  return keys;
}
