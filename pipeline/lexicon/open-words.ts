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
    this.prefixes = affixesOf(prefixes, firstOf);
    this.suffixes = affixesOf(suffixes, lastOf);
    tests.keys.forEach((source, i) => this.addTest(source, { passes: testOf(source), list: tests.lists[i]! }));
  }

  /** The lists of atoms that hold for a word in small letters, each once. Cost: the lengths of the beginnings and endings that begin and end alike, and the tests. */
  listsOf(word: string): number[] {
    const lists: number[] = [];
    takeAffixes(lists, word, this.prefixes);
    takeAffixes(lists, word, this.suffixes);
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

/** Of a longer beginning so many characters tell most words off, and of an ending. */
const TELLING = 3;

/** The beginning of a word that is so many characters long, or the ending. */
type PartOf = (word: string, length: number) => string;

interface Affixes {
  readonly partOf: PartOf;
  readonly lists: ReadonlyMap<string, number>;
  /** Lengths of those that are shorter than `TELLING`, and of the others by the telling characters. */
  readonly short: readonly number[];
  readonly long: ReadonlyMap<string, readonly number[]>;
}

function affixesOf(entries: Entries, partOf: PartOf): Affixes {
  const short = new Set<number>();
  const long = new Map<string, number[]>();
  for (const affix of entries.keys) {
    if (affix.length < TELLING) short.add(affix.length);
    else {
      const telling = partOf(affix, TELLING);
      const known = long.get(telling);
      if (!known) long.set(telling, [affix.length]);
      else if (!known.includes(affix.length)) known.push(affix.length);
    }
  }
  return { partOf, lists: listsByKey(entries), short: [...short], long };
}

function firstOf(word: string, length: number): string {
  return word.slice(0, length);
}

function lastOf(word: string, length: number): string {
  return word.slice(word.length - length);
}

function takeAffixes(lists: number[], word: string, { partOf, lists: known, short, long }: Affixes): void {
  for (const length of short) if (length <= word.length) take(lists, known.get(partOf(word, length)));
  if (word.length < TELLING || long.size === 0) return;
  const lengths = long.get(partOf(word, TELLING));
  if (lengths) for (const length of lengths) if (length <= word.length) take(lists, known.get(partOf(word, length)));
}

/** The list of each word of a table. */
export function listsByKey({ keys, lists }: Entries): ReadonlyMap<string, number> {
  const map = new Map<string, number>();
  for (let i = 0; i < keys.length; i++) map.set(keys[i]!, lists[i]!);
  return map;
}
