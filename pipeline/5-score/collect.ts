import type { TokenTable } from '../model.js';
import {
  FACT_BIT, FACT_ITEM, FACT_PAIR_SECONDS, FACT_PHRASE_NODE, FACT_PHRASE_SECONDS, FACT_ROLES, FACT_WORD, FACTS, LISTED_SHIFT, STYLES,
} from '../lexicon/sentiment/form-facts.js';
import { ROLE_VALUED } from '../lexicon/sentiment/items.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { GAP_HYPHEN, GAP_SPACE } from '../text/gap.js';
import type { SentenceItems } from './sentence-items.js';

// A module's own constants are known where its loops are compiled; imported ones are looked up each time they are asked for.
const WIDTH = FACTS;
const ITEM = FACT_ITEM;
const ROLES = FACT_ROLES;
const LISTED = LISTED_SHIFT;
const WRITING = STYLES;
const BIT = FACT_BIT;
const PHRASE_SECONDS = FACT_PHRASE_SECONDS;
const PHRASE_NODE = FACT_PHRASE_NODE;
const PAIR_SECONDS = FACT_PAIR_SECONDS;
const WORD = FACT_WORD;
const VALUED = ROLE_VALUED;
/** Between the words of a phrase there is only space or a hyphen. */
const NOT_JOINED = ~(GAP_SPACE | GAP_HYPHEN);
/** Where the facts of the first form of all begin, which no word has: it is never part of a phrase. */
const NO_FORM = 0;

/** Finds the words and the longest phrases that a lexicon knows, and the words of `leaning.csv`. */
export class Collector {
  /** The item of the phrase found last. */
  private phraseItem = 0;
  /** For each word of `leaning.csv` the sentence that had it last, of all that were ever read. */
  private readonly seen: Int32Array;
  private sentence = 0;

  constructor(private readonly lexicon: SentimentLexicon) {
    this.seen = new Int32Array(lexicon.leaning.wordCount);
  }

  /**
   * Lists what stands in the tokens `first` up to `end`, which lie in one sentence.
   * Every token is written where the next item and the next word belong, and the counts move on only when it is one: which of the tokens
   * are listed no processor can guess, so the loop does not branch on it.
   */
  collect(tokens: TokenTable, first: number, end: number, into: SentenceItems): void {
    into.makeRoom(end - first);
    const { facts, roles: rolesOf } = this.lexicon;
    const { forms, before } = tokens;
    const { items, positions, widths, roles, pairBits, valued, words } = into;
    const { seen } = this;
    const sentence = ++this.sentence;
    // Word 0, which is every other word, is never new.
    seen[0] = sentence;
    let wordCount = 0;
    let wordRoles = 0;
    let gaps = 0;
    let count = 0;
    let valuedCount = 0;
    let phraseCount = 0;
    let allRoles = 0;
    let allPairBits = 0;
    let pairSeconds = 0;
    let at = first < end ? forms[first]! * WIDTH : NO_FORM;
    let bit = facts[at + BIT]!;
    for (let i = first; i < end; i++) {
      const next = i + 1 < end ? forms[i + 1]! * WIDTH : NO_FORM;
      let role = facts[at + ROLES]!;
      items[count] = facts[at + ITEM]!;
      positions[count] = i;
      widths[count] = 1;
      pairBits[count] = pairSeconds & bit;
      pairSeconds = facts[at + PAIR_SECONDS]!;
      let listed = (role >>> LISTED) & 1;
      const word = facts[at + WORD]!;
      words[wordCount] = word;
      wordCount += differs(seen[word]!, sentence);
      seen[word] = sentence;
      wordRoles |= role;
      gaps |= before[i]!;
      bit = facts[next + BIT]!;
      const mayBePhrase = (facts[at + PHRASE_SECONDS]! & bit) !== 0;
      at = next;
      if (mayBePhrase) {
        const phraseEnd = this.phraseEnd(tokens, i, end);
        if (phraseEnd > i) {
          role = rolesOf[this.phraseItem]! | (role & WRITING);
          items[count] = this.phraseItem;
          widths[count] = phraseEnd - i;
          pairBits[count] = 0;
          pairSeconds = 0;
          listed = 1;
          phraseCount++;
          while (++i < phraseEnd) {
            const inner = forms[i]! * WIDTH;
            const innerWord = facts[inner + WORD]!;
            words[wordCount] = innerWord;
            wordCount += differs(seen[innerWord]!, sentence);
            seen[innerWord] = sentence;
            wordRoles |= facts[inner + ROLES]!;
          }
          i--;
          at = phraseEnd < end ? forms[phraseEnd]! * WIDTH : NO_FORM;
          bit = facts[at + BIT]!;
        }
      }
      roles[count] = role;
      valued[valuedCount] = count;
      valuedCount += role & VALUED;
      allRoles |= role;
      allPairBits |= pairBits[count]!;
      count += listed;
    }
    into.wordCount = wordCount;
    into.wordRoles = wordRoles;
    into.gaps = gaps;
    into.count = count;
    into.valuedCount = valuedCount;
    into.phraseCount = phraseCount;
    into.allRoles = allRoles;
    into.allPairBits = allPairBits;
  }

  /** Where the longest phrase that begins at `at` ends, with its item in `phraseItem`; `at` when there is none. */
  private phraseEnd({ forms, before }: TokenTable, at: number, end: number): number {
    const { phrases, phraseEnds, facts } = this.lexicon;
    let node = facts[forms[at]! * WIDTH + PHRASE_NODE]!;
    let found = at;
    for (let i = at + 1; i < end && (before[i]! & NOT_JOINED) === 0; i++) {
      node = phrases.get(node, facts[forms[i]! * WIDTH + ITEM]!);
      if (node === 0) break;
      const item = phraseEnds[node]!;
      if (item === 0) continue;
      this.phraseItem = item;
      found = i + 1;
    }
    return found;
  }
}

/** 1 where the numbers differ, 0 where they are the same, without a branch. */
function differs(one: number, other: number): number {
  const bits = one ^ other;
  return (bits | -bits) >>> 31;
}
