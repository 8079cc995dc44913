import type { FormTable } from '../../model.js';
import { bitOf, type ItemColumns } from './items.js';
import type { PairTable } from './pair-table.js';
import { foldWord, isShouted, isStretched, spellings, unmask } from './spelling.js';
import type { Weights } from './weights.js';

/** How many numbers are kept of a form. They stand side by side, so that the first look at one brings the others near. */
export const FACTS = 8;
/** Where each stands. Its item, or 0: what it counts as. */
export const FACT_ITEM = 0;
/** The roles of its item, how it is written, and `LISTED`, as bits. */
export const FACT_ROLES = 1;
/** The word of `leaning.csv` that it is, or 0. */
export const FACT_WORD = 2;
/** The bit of its item, and those of the items that may come next in a phrase, and in a learned pair; see `bitOf`. */
export const FACT_BIT = 3;
export const FACT_PHRASE_SECONDS = 4;
export const FACT_PAIR_SECONDS = 5;
/** The node of the phrase tree that it leads to, or 0. */
export const FACT_PHRASE_NODE = 6;
/** How a form is written, and that its item has roles: one without is only part of phrases. Bits above those of the roles. */
export const STYLE_SHOUTED = 1 << 16;
export const STYLE_STRETCHED = 1 << 17;
export const STYLES = STYLE_SHOUTED | STYLE_STRETCHED;
export const LISTED_SHIFT = 18;
const LISTED = 1 << LISTED_SHIFT;

/** What a lexicon knows of each form, by form id. Grows with the form table and is thrown away when that is emptied. */
export class FormFacts {
  facts = new Int32Array(FACTS << 12);
  private known = 0;
  private table: FormTable | undefined;
  private generation = -1;
  private readonly words: ReadonlyMap<string, number>;

  constructor(
    private readonly items: ItemColumns,
    private readonly phrases: PairTable,
    private readonly profane: readonly string[],
    private readonly leaning: Weights,
  ) {
    this.words = wordsOf(items);
  }

  /** Makes the facts cover every form of the table. Call it once a batch. */
  cover(forms: FormTable): void {
    if (this.table !== forms || this.generation !== forms.generation) {
      this.table = forms;
      this.generation = forms.generation;
      this.known = 0;
    }
    if (forms.size * FACTS > this.facts.length) {
      const larger = new Int32Array(forms.size * FACTS * 2);
      larger.set(this.facts);
      this.facts = larger;
    }
    for (let form = this.known; form < forms.size; form++) this.learn(form * FACTS, forms.surface(form));
    this.known = forms.size;
  }

  private learn(at: number, surface: string): void {
    const { facts } = this;
    const word = foldWord(surface);
    const item = this.itemOf(surface, word);
    facts[at + FACT_ITEM] = item;
    const role = this.items.roles[item]!;
    const styles = (isShouted(surface) ? STYLE_SHOUTED : 0) | (isStretched(word) ? STYLE_STRETCHED : 0);
    facts[at + FACT_ROLES] = role | styles | (role === 0 ? 0 : LISTED);
    facts[at + FACT_WORD] = this.leaning.wordOf(word);
    facts[at + FACT_BIT] = bitOf(item);
    facts[at + FACT_PHRASE_SECONDS] = this.items.phraseSeconds[item]!;
    facts[at + FACT_PHRASE_NODE] = item === 0 ? 0 : this.phrases.get(0, item);
    facts[at + FACT_PAIR_SECONDS] = this.items.pairSeconds[item]!;
  }

  /** The item of the first spelling that the lexicon has. */
  private itemOf(surface: string, word: string): number {
    const asWritten = this.words.get(word);
    if (asWritten !== undefined) return asWritten;
    for (const candidate of spellings(surface)) {
      const item = this.words.get(candidate);
      if (item !== undefined) return item;
    }
    const unmasked = unmask(surface, this.profane);
    if (unmasked !== undefined) return this.words.get(unmasked) ?? 0;
    return word.endsWith("n't") ? (this.words.get('not') ?? 0) : 0;
  }
}

/** The items of single words by their spelling. */
function wordsOf({ names, words }: ItemColumns): ReadonlyMap<string, number> {
  const items = new Map<string, number>();
  for (let i = 0; i < words.length; i++) items.set(names[words[i]!]!, words[i]!);
  return items;
}
