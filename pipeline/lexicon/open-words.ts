import { firstCharactersOf } from './first-characters.js';
import type { Entries, WordTables } from './word-tables.js';

/** Makes the test that a table names by its source. */
export type TestOf = (source: string) => (word: string) => boolean;

interface Test {
  readonly passes: (word: string) => boolean;
  readonly list: number;
}

/** Finds what is said of words without naming them: by their beginnings, their endings and tests. */
export class OpenWords {
  private readonly prefixes: Affixes;
  private readonly suffixes: Affixes;
  /** The tests that words with this first character may pass, besides those that any word may. */
  private readonly tests = new Map<string, Test[]>();
  private readonly anyTests: Test[] = [];

  constructor({ prefixes, suffixes, tests }: Pick<WordTables, 'prefixes' | 'suffixes' | 'tests'>, testOf: TestOf) {
    this.prefixes = affixesOf(prefixes);
    this.suffixes = affixesOf(suffixes);
    tests.keys.forEach((source, i) => this.addTest(source, { passes: testOf(source), list: tests.lists[i]! }));
  }

  /** The lists of atoms that hold for a word in small letters, each once. Cost: the number of distinct lengths of beginnings and endings, and the tests. */
  listsOf(word: string): number[] {
    const { prefixes, suffixes } = this;
    const lists: number[] = [];
    for (let i = 0; i < prefixes.lengths.length; i++) if (prefixes.lengths[i]! <= word.length) take(lists, prefixes.lists.get(word.slice(0, prefixes.lengths[i])));
    for (let i = 0; i < suffixes.lengths.length; i++) if (suffixes.lengths[i]! <= word.length) take(lists, suffixes.lists.get(word.slice(-suffixes.lengths[i]!)));
    const tests = this.tests.get(word.charAt(0));
    if (tests) for (const { passes, list } of tests) if (passes(word)) take(lists, list);
    for (const { passes, list } of this.anyTests) if (passes(word)) take(lists, list);
    return lists;
  }

  private addTest(source: string, test: Test): void {
    const characters = firstCharactersOf(source);
    if (characters === null) this.anyTests.push(test);
    else {
      for (const character of characters) {
        const known = this.tests.get(character);
        if (known) known.push(test);
        else this.tests.set(character, [test]);
      }
    }
  }
}

function take(lists: number[], list: number | undefined): void {
  if (list !== undefined && !lists.includes(list)) lists.push(list);
}

interface Affixes {
  readonly lists: ReadonlyMap<string, number>;
  readonly lengths: readonly number[];
}

function affixesOf(entries: Entries): Affixes {
  return { lists: listsByKey(entries), lengths: [...new Set(entries.keys.map(({ length }) => length))] };
}

/** The list of each word of a table. */
export function listsByKey({ keys, lists }: Entries): ReadonlyMap<string, number> {
  const map = new Map<string, number>();
  for (let i = 0; i < keys.length; i++) map.set(keys[i]!, lists[i]!);
  return map;
}
