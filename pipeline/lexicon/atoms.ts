import type { FormTable } from '../model.js';
import { FORM_ADDRESS, FORM_OVERLONG } from '../text/forms.js';
import { frequencyOf } from './word-frequency.js';

/** Which words a place in a pattern takes: certain forms, beginnings, endings or tests. An atom is such a set, which patterns treat alike. */
export interface WordSet {
  /** In small letters. */
  readonly literals: readonly string[];
  /** In exactly these letters. */
  readonly exact: readonly string[];
  /** Beginnings, in small letters (`caseload*`). */
  readonly prefixes: readonly string[];
  /** Endings (`*load`). */
  readonly suffixes: readonly string[];
  /** Tests on the word in small letters, run once for each distinct form. */
  readonly tests: readonly WordTest[];
  /** Whole sets that are part of this one, such as a list: they are looked up once, however many sets hold them. */
  readonly sets: readonly WordSet[];
}

export interface WordTest {
  /** The pattern's own writing, which tells two tests apart. */
  readonly source: string;
  readonly test: (word: string) => boolean;
}

export const NO_WORDS: WordSet = { literals: [], exact: [], prefixes: [], suffixes: [], tests: [], sets: [] };

/** Sets with more words are held whole rather than copied. */
const COPIED_AT_MOST = 6;

export function unionOf(all: readonly WordSet[]): WordSet {
  if (all.length === 1) return all[0]!;
  const isSmall = (set: WordSet): boolean => set.literals.length <= COPIED_AT_MOST && set.sets.length === 0;
  const small = all.filter(isSmall);
  return {
    literals: small.flatMap((set) => set.literals),
    exact: small.flatMap((set) => set.exact),
    prefixes: small.flatMap((set) => set.prefixes),
    suffixes: small.flatMap((set) => set.suffixes),
    tests: small.flatMap((set) => set.tests),
    sets: all.filter((set) => !isSmall(set)),
  };
}

/** Numbers word sets and finds the sets that a form belongs to. Equal sets are one atom. */
export class Atoms {
  private readonly byKey = new Map<string, number>();
  private readonly byObject = new Map<WordSet, number>();
  private readonly literals = new Map<string, number[]>();
  private readonly exact = new Map<string, number[]>();
  private readonly prefixes = new Map<string, number[]>();
  private readonly suffixes = new Map<string, number[]>();
  private readonly prefixLengths = new Set<number>();
  private readonly suffixLengths = new Set<number>();
  private readonly tests = new Map<string, { readonly test: WordTest; readonly atoms: number[] }>();
  private readonly frequencies: number[] = [];
  private readonly registered: WordSet[] = [];
  /** The atoms of the sets that hold an atom's set. */
  private readonly holders: number[][] = [];

  get count(): number {
    return this.frequencies.length;
  }

  /** A guess at how often a word of the set is met, to choose which part of a pattern to wait for. */
  frequency(atom: number): number {
    return this.frequencies[atom]!;
  }

  /** The words of an atom. */
  setOf(atom: number): WordSet {
    return this.registered[atom]!;
  }

  add(set: WordSet): number {
    // A list is used by many patterns and is the same object in all of them.
    const same = this.byObject.get(set);
    if (same !== undefined) return same;
    const parts = set.sets.map((part) => this.add(part));
    const key = `${keyOf(set)}\u0002${[...new Set(parts)].sort((a, b) => a - b).join(' ')}`;
    const known = this.byKey.get(key);
    const atom = known ?? this.register(set, parts);
    this.byKey.set(key, atom);
    this.byObject.set(set, atom);
    return atom;
  }

  private register(set: WordSet, parts: readonly number[]): number {
    const atom = this.frequencies.length;
    this.frequencies.push(frequencyOf(set) + parts.reduce((sum, part) => sum + this.frequencies[part]!, 0));
    this.holders.push([]);
    this.registered.push(set);
    for (const part of once(parts)) this.holders[part]!.push(atom);
    for (const word of once(set.literals)) push(this.literals, word, atom);
    for (const word of once(set.exact)) push(this.exact, word, atom);
    for (const start of once(set.prefixes)) {
      push(this.prefixes, start, atom);
      this.prefixLengths.add(start.length);
    }
    for (const end of once(set.suffixes)) {
      push(this.suffixes, end, atom);
      this.suffixLengths.add(end.length);
    }
    for (const test of set.tests) {
      const entry = this.tests.get(test.source) ?? { test, atoms: [] };
      entry.atoms.push(atom);
      this.tests.set(test.source, entry);
    }
    return atom;
  }

  /** The atoms that a form belongs to, in ascending order. Cost: the form's length times the number of distinct affix lengths, and the tests. */
  of(forms: FormTable, form: number): readonly number[] {
    if (form === FORM_OVERLONG || form === FORM_ADDRESS) return [];
    const surface = forms.surface(form);
    const lower = surface.toLowerCase();
    const found = new Set<number>();
    const take = (atoms: readonly number[] | undefined): void => atoms?.forEach((atom) => found.add(atom));
    take(this.literals.get(lower));
    take(this.exact.get(surface));
    for (const length of this.prefixLengths) if (length <= lower.length) take(this.prefixes.get(lower.slice(0, length)));
    for (const length of this.suffixLengths) if (length <= lower.length) take(this.suffixes.get(lower.slice(lower.length - length)));
    for (const { test, atoms } of this.tests.values()) if (test.test(lower)) take(atoms);
    // A set grows while it is walked, so holders of holders are reached too.
    for (const atom of found) take(this.holders[atom]);
    return [...found].sort((a, b) => a - b);
  }
}

function once<T>(words: readonly T[]): Iterable<T> {
  return words.length < 2 ? words : new Set(words);
}

function push(map: Map<string, number[]>, key: string, atom: number): void {
  const list = map.get(key);
  if (list) list.push(atom);
  else map.set(key, [atom]);
}

function keyOf(set: WordSet): string {
  const parts = [set.literals, set.exact, set.prefixes, set.suffixes, set.tests.map((test) => test.source)];
  return parts.map((part) => (part.length < 2 ? (part[0] ?? '') : [...new Set(part)].sort().join('\u0001'))).join('\u0002');
}
