import type { TokenTable } from '../model.js';
import { ROLE_AFTER_NOT, ROLE_NEGATOR } from '../lexicon/sentiment/items.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { GAP_HYPHEN, GAP_SPACE } from '../text/gap.js';
import { BY_NEGATION, type SentenceItems } from './sentence-items.js';

// A module's own constants are known where its loops are compiled; imported ones are looked up each time they are asked for.
const NEGATED = BY_NEGATION;
const AFTER_NOT = ROLE_AFTER_NOT;
/** Between the words of a pair there is only space or a hyphen. */
const NOT_JOINED = ~(GAP_SPACE | GAP_HYPHEN);

/** Notes the learned pairs that hold, in order of their last word: two words side by side, or a word that is negated. The rules must have been applied. */
export function findPairs(into: SentenceItems, { before }: TokenTable, { pairs }: SentimentLexicon): void {
  if (into.allPairBits === 0 && (into.allRoles & ROLE_NEGATOR) === 0) return;
  const { count, items, positions, roles, pairBits, reasons } = into;
  for (let k = 0; k < count; k++) {
    if (pairBits[k] !== 0 && k > 0) {
      const at = positions[k]!;
      if (positions[k - 1]! === at - 1 && (before[at]! & NOT_JOINED) === 0) add(into, pairs.get(items[k - 1]!, items[k]!), k);
    }
    if ((reasons[k]! & NEGATED) !== 0 && (roles[k]! & AFTER_NOT) !== 0) add(into, pairs.get(0, items[k]!), k);
  }
}

function add(into: SentenceItems, pair: number, end: number): void {
  if (pair !== 0) into.addPair(pair, end);
}
