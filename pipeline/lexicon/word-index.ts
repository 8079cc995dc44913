import type { FormTable } from '../model.js';
import { FORM_ADDRESS, FORM_OVERLONG } from '../text/forms.js';
import { listsByKey, OpenWords, type TestOf } from './open-words.js';
import { rowAt } from './rows.js';
import type { WordTables } from './word-tables.js';

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
  private readonly open: OpenWords;
  private readonly byList: Int32Array;
  private readonly byLists = new Map<string, number>();
  private forms: FormTable | null = null;
  private generation = -1;

  constructor(
    private readonly tables: WordTables,
    testOf: TestOf,
  ) {
    this.literals = listsByKey(tables.literals);
    this.exact = listsByKey(tables.exact);
    this.open = new OpenWords(tables, testOf);
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

  /** Looks a form up. */
  symbolOf(form: number): number {
    const symbol = form === FORM_OVERLONG || form === FORM_ADDRESS ? 0 : this.find(this.forms!.surface(form));
    this.symbols[form] = symbol;
    return symbol;
  }

  private find(surface: string): number {
    const lower = surface.toLowerCase();
    const exact = this.exact.size > 0 ? this.exact.get(surface) : undefined;
    const literal = this.literals.get(lower);
    // Of a word that is named the table says all.
    if (literal !== undefined) return exact === undefined ? this.ofList(literal) : this.ofLists([literal, exact]);
    const lists = this.open.listsOf(lower);
    if (exact !== undefined && !lists.includes(exact)) lists.push(exact);
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
