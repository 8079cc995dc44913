import type { TokenTable } from '../model.js';
import {
  FACT_BIT, FACT_ITEM, FACT_PHRASE_SECONDS, FACT_ROLES, FACT_STYLES, FACTS,
} from '../lexicon/sentiment/form-facts.js';
import { ROLES_LISTED } from '../lexicon/sentiment/items.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { GAP_HYPHEN, GAP_SPACE } from '../text/gap.js';
import type { SentenceItems } from './sentence-items.js';

/** Gaps that may not stand between the words of a pair or phrase: all but space and hyphen. */
export const NOT_JOINED = ~(GAP_SPACE | GAP_HYPHEN);

/** Finds the words and the longest phrases that a lexicon knows. */
export class Collector {
  /** The item of the phrase found last. */
  private phraseItem = 0;

  constructor(private readonly lexicon: SentimentLexicon) {}

  /** Lists what stands in the tokens `first` up to `end`, which lie in one sentence. */
  collect(tokens: TokenTable, first: number, end: number, into: SentenceItems): void {
    into.begin(end - first);
    const { facts, roles: rolesOf } = this.lexicon;
    const { forms } = tokens;
    const { items, positions, widths, roles, ifGood, ifBad, reasons } = into;
    let count = 0;
    let allRoles = 0;
    let allStyles = 0;
    for (let i = first; i < end; i++) {
      const at = forms[i]! * FACTS;
      let item = facts[at + FACT_ITEM]!;
      if (item === 0) continue;
      let role = facts[at + FACT_ROLES]!;
      let width = 1;
      const seconds = facts[at + FACT_PHRASE_SECONDS]!;
      if (seconds !== 0 && i + 1 < end && (seconds & facts[forms[i + 1]! * FACTS + FACT_BIT]!) !== 0) {
        const phraseEnd = this.phraseEnd(tokens, i, end);
        if (phraseEnd > i) {
          width = phraseEnd - i;
          item = this.phraseItem;
          role = rolesOf[item]!;
        }
      }
      if (width === 1 && (role & ROLES_LISTED) === 0) continue;
      items[count] = item;
      positions[count] = i;
      widths[count] = width;
      roles[count] = role;
      ifGood[count] = 1;
      ifBad[count] = 1;
      reasons[count] = 0;
      count++;
      allRoles |= role;
      allStyles |= facts[at + FACT_STYLES]!;
      i += width - 1;
    }
    into.count = count;
    into.allRoles = allRoles;
    into.allStyles = allStyles;
  }

  /** Where the longest phrase that begins at `at` ends, with its item in `phraseItem`; `at` when there is none. */
  private phraseEnd(tokens: TokenTable, at: number, end: number): number {
    const { phrases, phraseEnds, facts } = this.lexicon;
    const { forms, before } = tokens;
    let node = 0;
    let found = at;
    for (let i = at; i < end; i++) {
      if (i > at && (before[i]! & NOT_JOINED) !== 0) break;
      node = phrases.get(node, facts[forms[i]! * FACTS + FACT_ITEM]!);
      if (node === 0) break;
      const item = phraseEnds[node]!;
      if (item === 0) continue;
      this.phraseItem = item;
      found = i + 1;
    }
    return found;
  }
}
