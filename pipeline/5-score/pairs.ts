import type { TokenTable } from '../model.js';
import { FACT_BIT, FACT_PAIR_SECONDS, FACTS } from '../lexicon/sentiment/form-facts.js';
import { ROLE_AFTER_NOT, ROLE_NEGATOR, ROLE_PAIR_FIRST, ROLE_PAIR_SECOND } from '../lexicon/sentiment/items.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { NOT_JOINED } from './collect.js';
import { BY_NEGATION, type SentenceItems } from './sentence-items.js';

/** Notes the learned pairs that hold, in order of their last word: two words side by side, or a word that is negated. The rules must have been applied. */
export function findPairs(into: SentenceItems, { forms, before }: TokenTable, { facts, pairs }: SentimentLexicon): void {
  if ((into.allRoles & (ROLE_NEGATOR | ROLE_PAIR_SECOND)) === 0) return;
  const { count, items, positions, widths, roles, reasons } = into;
  for (let k = 0; k < count; k++) {
    const role = roles[k]!;
    if ((role & ROLE_PAIR_SECOND) !== 0 && k > 0 && (roles[k - 1]! & ROLE_PAIR_FIRST) !== 0) {
      const at = positions[k]!;
      const previous = positions[k - 1]!;
      const mayBePair = (facts[forms[previous]! * FACTS + FACT_PAIR_SECONDS]! & facts[forms[at]! * FACTS + FACT_BIT]!) !== 0;
      if (mayBePair && previous + widths[k - 1]! === at && (before[at]! & NOT_JOINED) === 0) add(into, pairs.get(items[k - 1]!, items[k]!), k);
    }
    if ((role & ROLE_AFTER_NOT) !== 0 && (reasons[k]! & BY_NEGATION) !== 0) add(into, pairs.get(0, items[k]!), k);
  }
}

function add(into: SentenceItems, pair: number, end: number): void {
  if (pair !== 0) into.addPair(pair, end);
}
