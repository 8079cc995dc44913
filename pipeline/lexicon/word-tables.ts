import type { Atoms, WordSet } from './atoms.js';
import { OpenWords } from './open-words.js';
import { rowsOf, type Rows } from './rows.js';

/** Words, beginnings, endings or tests, each with its list of atoms. */
export interface Entries {
  readonly keys: readonly string[];
  /** For each key a number of `WordTables.lists`. */
  readonly lists: Int32Array;
}

/** What tells a word's atoms: all that lexicons say of single words, with sets of sets followed to their ends. Plain data. */
export interface WordTables {
  /** Distinct lists of atoms, each ascending. */
  readonly lists: Rows;
  /** In small letters. The list of a word that is named here holds what beginnings, endings and tests say of it as well. */
  readonly literals: Entries;
  /** In exactly these letters. */
  readonly exact: Entries;
  readonly prefixes: Entries;
  readonly suffixes: Entries;
  /** Sources of tests on the word in small letters: a glob, or a regular expression between slashes. */
  readonly tests: Entries;
}

/** Makes the tables of numbered word sets. */
export function wordTablesOf(atoms: Atoms): WordTables {
  const sets = Array.from({ length: atoms.count }, (_, atom) => atoms.setOf(atom));
  const closures = closuresOf(atoms, sets);
  const lists = new Lists();
  const entries = (wordsOf: (set: WordSet) => readonly string[]): Entries => {
    const byKey = new Map<string, Set<number>>();
    sets.forEach((set, atom) => {
      for (const key of wordsOf(set)) {
        const found = byKey.get(key) ?? new Set<number>();
        for (const holder of closures[atom]!) found.add(holder);
        byKey.set(key, found);
      }
    });
    return { keys: [...byKey.keys()], lists: Int32Array.from(byKey.values(), (found) => lists.add([...found].sort((a, b) => a - b))) };
  };
  const open = {
    prefixes: entries(({ prefixes }) => prefixes),
    suffixes: entries(({ suffixes }) => suffixes),
    tests: entries(({ tests }) => tests.map(({ source }) => source)),
  };
  const exact = entries(({ exact }) => exact);
  const literals = completed(entries(({ literals }) => literals), lists, new OpenWords(open, testsOf(sets)));
  return { lists: rowsOf(lists.all), literals, exact, ...open };
}

/** Words with all that is said of them, so that a word that is named needs no looking into. */
function completed({ keys, lists: named }: Entries, lists: Lists, open: OpenWords): Entries {
  const whole = keys.map((word, i) => {
    const more = open.listsOf(word).filter((list) => list !== named[i]);
    if (more.length === 0) return named[i]!;
    return lists.add([...new Set([named[i]!, ...more].flatMap((list) => lists.all[list]!))].sort((a, b) => a - b));
  });
  return { keys, lists: Int32Array.from(whole) };
}

function testsOf(sets: readonly WordSet[]): (source: string) => (word: string) => boolean {
  const tests = new Map(sets.flatMap((set) => set.tests.map(({ source, test }) => [source, test])));
  return (source) => tests.get(source)!;
}

/** For each atom itself and every atom whose set holds its set, however far up. */
function closuresOf(atoms: Atoms, sets: readonly WordSet[]): readonly ReadonlySet<number>[] {
  const holders: number[][] = sets.map(() => []);
  sets.forEach((set, atom) => {
    for (const part of new Set(set.sets)) holders[atoms.add(part)]!.push(atom);
  });
  return sets.map((_, atom) => {
    const closure = new Set([atom]);
    // A set grows while it is walked, so holders of holders are reached too.
    for (const held of closure) for (const holder of holders[held]!) closure.add(holder);
    return closure;
  });
}

class Lists {
  readonly all: (readonly number[])[] = [];
  private readonly byKey = new Map<string, number>();

  add(list: readonly number[]): number {
    const key = list.join(' ');
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    this.byKey.set(key, this.all.length);
    return this.all.push(list) - 1;
  }
}
