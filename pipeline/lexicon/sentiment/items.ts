import { PairTable, type StoredPairs } from './pair-table.js';
import { foldWord } from './spelling.js';

/** What an item does, as bits. It has a valence: the first bit, so that it can be counted. */
export const ROLE_VALUED = 1;
export const ROLE_NEGATOR = 2;
export const ROLE_REVERSER = 4;
export const ROLE_IRREALIS = 8;
export const ROLE_CONTRAST = 16;
export const ROLE_CONCESSION = 32;
export const ROLE_DEGREE = 64;
export const ROLE_PAIR_FIRST = 128;
export const ROLE_PAIR_SECOND = 256;
export const ROLE_AFTER_NOT = 512;
/** The bits that change other words. */
export const ROLES_ACTIVE = ROLE_NEGATOR | ROLE_REVERSER | ROLE_IRREALIS | ROLE_CONTRAST | ROLE_CONCESSION | ROLE_DEGREE;

/** In the learned table, before a word: the word anywhere in the scope of a negator. */
export const AFTER_NOT = 'not ..';

/**
 * One of 32 bits for an item. An item's `phraseSeconds` and `pairSeconds` are the bits of all that may follow it in a phrase or pair:
 * most neighbours are told apart by one look at the bits, without asking the table of phrases or of pairs.
 */
export function bitOf(item: number): number {
  return item === 0 ? 0 : 1 << (Math.imul(item, 0x9e3779b1) >>> 27);
}

/** Items as plain data, in columns by their number. */
export interface ItemColumns {
  readonly names: readonly string[];
  readonly valences: Float64Array;
  readonly factors: Float64Array;
  readonly roles: Int32Array;
  /** The items that are one word each. */
  readonly words: Int32Array;
  readonly phraseSeconds: Int32Array;
  readonly pairSeconds: Int32Array;
  readonly phrases: StoredPairs;
  readonly phraseEnds: Int32Array;
  readonly pairs: StoredPairs;
  readonly pairNames: readonly string[];
  readonly pairValences: Float64Array;
}

/** Words and phrases under numbers from 1 on; grows while the tables are read. */
export class ItemTable {
  readonly names: string[] = [''];
  readonly valences: number[] = [0];
  readonly factors: number[] = [1];
  readonly roles: number[] = [0];
  readonly phraseSeconds: number[] = [0];
  readonly pairSeconds: number[] = [0];
  readonly words = new Map<string, number>();
  readonly phrases = new PairTable();
  /** Node of the phrase tree to the item that ends there. */
  readonly phraseEnds: number[] = [0];
  readonly pairs = new PairTable();
  readonly pairNames: string[] = [''];
  readonly pairValences: number[] = [0];

  word(text: string): number {
    const known = this.words.get(text);
    if (known !== undefined) return known;
    const id = this.add(text);
    this.words.set(text, id);
    if (text.endsWith("n't")) this.roles[id]! |= ROLE_NEGATOR;
    return id;
  }

  /** The item of a word or of a row of words. */
  item(text: string): number {
    const words = splitWords(text);
    return words.length === 1 ? this.word(words[0]!) : this.phrase(words);
  }

  pair(first: number, second: number, name: string, valence: number): void {
    this.pairNames.push(name);
    this.pairValences.push(valence);
    this.pairs.set(first, second, this.pairNames.length - 1);
    if (first !== 0) this.pairSeconds[first]! |= bitOf(second);
  }

  columns(): ItemColumns {
    return {
      names: this.names,
      valences: Float64Array.from(this.valences),
      factors: Float64Array.from(this.factors),
      roles: Int32Array.from(this.roles, (role, item) => (this.valences[item] === 0 ? role : role | ROLE_VALUED)),
      words: Int32Array.from(this.words.values()),
      phraseSeconds: Int32Array.from(this.phraseSeconds),
      pairSeconds: Int32Array.from(this.pairSeconds),
      phrases: this.phrases.stored,
      phraseEnds: Int32Array.from(this.phraseEnds),
      pairs: this.pairs.stored,
      pairNames: this.pairNames,
      pairValences: Float64Array.from(this.pairValences),
    };
  }

  private phrase(words: readonly string[]): number {
    let node = 0;
    for (const word of words) {
      const id = this.word(word);
      let next = this.phrases.get(node, id);
      if (next === 0) {
        next = this.phraseEnds.length;
        this.phraseEnds.push(0);
        this.phrases.set(node, id, next);
      }
      node = next;
    }
    this.phraseSeconds[this.word(words[0]!)]! |= bitOf(this.word(words[1]!));
    const known = this.phraseEnds[node]!;
    if (known !== 0) return known;
    const id = this.add(words.join(' '));
    this.phraseEnds[node] = id;
    return id;
  }

  private add(name: string): number {
    this.names.push(name);
    this.valences.push(0);
    this.factors.push(1);
    this.roles.push(0);
    this.phraseSeconds.push(0);
    this.pairSeconds.push(0);
    return this.names.length - 1;
  }
}

/** Words of a row as the tokenizer cuts them: at spaces and hyphens. Emoticons and emoji stay whole. */
function splitWords(text: string): string[] {
  return foldWord(text.trim()).split(/\s+|(?<=[a-z])-(?=[a-z])/).filter((word) => word !== '');
}

const CHOICE = /\(([^()]*)\)|\[([^[\]]*)\]/;

/** `(fed|cheesed) up [with|of]` to every wording it stands for. */
export function expandChoices(pattern: string): string[] {
  const found = CHOICE.exec(pattern);
  if (!found) return [pattern.replace(/\s+/g, ' ').trim()];
  const options = found[1] !== undefined ? found[1].split('|') : ['', ...found[2]!.split('|')];
  const before = pattern.slice(0, found.index);
  const after = pattern.slice(found.index + found[0].length);
  return options.flatMap((option) => expandChoices(before + option + after));
}
