import type { FormTable } from '../model.js';
import { FORM_ADDRESS, FORM_OVERLONG } from '../text/forms.js';
import { rowAt } from './rows.js';
import type { Entries, WordTables } from './word-tables.js';

/** Makes the test that a table names by its source. */
export type TestOf = (source: string) => (word: string) => boolean;

const NO_ATOMS = new Int32Array(0);

/**
 * Gives every word form a symbol: a number for the atoms it belongs to. Words that no pattern tells apart share one; symbol 0 has no atoms.
 * Each form is looked up once for as long as the form table holds it.
 */
export class WordIndex {
  /** The atoms of each symbol, ascending. */
  readonly atoms: Int32Array[] = [NO_ATOMS];
  /** For each form its symbol, -1 where it was not looked up yet. */
  symbols = new Int32Array(1 << 12).fill(-1);
  private readonly literals: ReadonlyMap<string, number>;
  private readonly exact: ReadonlyMap<string, number>;
  private readonly prefixes: Affixes;
  private readonly suffixes: Affixes;
  private readonly tests: readonly { readonly test: (word: string) => boolean; readonly list: number }[];
  /** False for a word that passes none of the tests: nearly all. */
  private readonly mayPass: (word: string) => boolean;
  private readonly byList: Int32Array;
  private readonly byLists = new Map<string, number>();
  private forms: FormTable | null = null;
  private generation = -1;

  constructor(
    private readonly tables: WordTables,
    testOf: TestOf,
  ) {
    this.literals = mapOf(tables.literals);
    this.exact = mapOf(tables.exact);
    this.prefixes = affixesOf(tables.prefixes);
    this.suffixes = affixesOf(tables.suffixes);
    this.tests = tables.tests.keys.map((source, i) => ({ test: testOf(source), list: tables.tests.lists[i]! }));
    this.mayPass = anyOf(tables.tests.keys, testOf);
    this.byList = new Int32Array(tables.lists.starts.length).fill(-1);
  }

  /** Makes `symbols` long enough for every form of the table. Call it once a batch. */
  cover(forms: FormTable): void {
    if (this.forms !== forms || this.generation !== forms.generation) {
      this.forms = forms;
      this.generation = forms.generation;
      this.symbols.fill(-1);
    }
    if (forms.size <= this.symbols.length) return;
    const larger = new Int32Array(forms.size * 2).fill(-1);
    larger.set(this.symbols);
    this.symbols = larger;
  }

  /** Looks a form up. Cost: the number of distinct lengths of beginnings and endings, and the tests. */
  symbolOf(form: number): number {
    const symbol = form === FORM_OVERLONG || form === FORM_ADDRESS ? 0 : this.find(this.forms!.surface(form));
    this.symbols[form] = symbol;
    return symbol;
  }

  private find(surface: string): number {
    const lower = surface.toLowerCase();
    const lists: number[] = [];
    const take = (list: number | undefined): void => {
      if (list !== undefined && !lists.includes(list)) lists.push(list);
    };
    take(this.literals.get(lower));
    if (this.exact.size > 0) take(this.exact.get(surface));
    for (const length of this.prefixes.lengths) if (length <= lower.length) take(this.prefixes.lists.get(lower.slice(0, length)));
    for (const length of this.suffixes.lengths) if (length <= lower.length) take(this.suffixes.lists.get(lower.slice(lower.length - length)));
    if (this.mayPass(lower)) for (const { test, list } of this.tests) if (test(lower)) take(list);
    if (lists.length === 0) return 0;
    return lists.length === 1 ? this.ofList(lists[0]!) : this.ofLists(lists);
  }

  private ofList(list: number): number {
    const known = this.byList[list]!;
    if (known >= 0) return known;
    return (this.byList[list] = this.atoms.push(rowAt(this.tables.lists, list)) - 1);
  }

  private ofLists(lists: number[]): number {
    const key = lists.sort((a, b) => a - b).join(' ');
    const known = this.byLists.get(key);
    if (known !== undefined) return known;
    const all = new Set(lists.flatMap((list) => [...rowAt(this.tables.lists, list)]));
    const symbol = this.atoms.push(Int32Array.from(all).sort()) - 1;
    this.byLists.set(key, symbol);
    return symbol;
  }
}

interface Affixes {
  readonly lists: ReadonlyMap<string, number>;
  readonly lengths: readonly number[];
}

function affixesOf(entries: Entries): Affixes {
  return { lists: mapOf(entries), lengths: [...new Set(entries.keys.map(({ length }) => length))] };
}

/** One test in place of many: the regular expressions as alternatives of one. */
function anyOf(sources: readonly string[], testOf: TestOf): (word: string) => boolean {
  const isRegex = (source: string): boolean => source.startsWith('/');
  const regexes = sources.filter(isRegex).map((source) => `(?:${source.slice(1, -1)})`);
  const others = sources.filter((source) => !isRegex(source)).map(testOf);
  const anyRegex = regexes.length === 0 ? null : testOf(`/${regexes.join('|')}/`);
  return (word) => (anyRegex?.(word) ?? false) || others.some((test) => test(word));
}

function mapOf({ keys, lists }: Entries): ReadonlyMap<string, number> {
  const map = new Map<string, number>();
  for (let i = 0; i < keys.length; i++) map.set(keys[i]!, lists[i]!);
  return map;
}
