import type { TokenTable } from '../model.js';
import { FACT_ROLES, FACTS, STYLE_SHOUTED, STYLE_STRETCHED, STYLES } from '../lexicon/sentiment/form-facts.js';
import {
  ROLE_CONCESSION, ROLE_CONTRAST, ROLE_DEGREE, ROLE_IRREALIS, ROLE_NEGATOR, ROLE_REVERSER, ROLE_VALUED, ROLES_ACTIVE,
} from '../lexicon/sentiment/items.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { GAP_BRACKET, GAP_CLAUSE, GAP_COMMA } from '../text/gap.js';
import {
  AFTER_CONTRAST, BEFORE_CONTRAST, BY_CAPITALS, BY_CONCESSION, BY_DEGREE, BY_EXCLAMATION, BY_IRREALIS, BY_NEGATION, BY_QUESTION, BY_REVERSER,
  BY_STRETCHING, type SentenceItems,
} from './sentence-items.js';
import { ENDS_ASKING, ENDS_EXCLAIMING } from './marks.js';

// A module's own constants are known where its loops are compiled; imported ones are looked up each time they are asked for.
const NEGATOR = ROLE_NEGATOR;
const REVERSER = ROLE_REVERSER;
const IRREALIS = ROLE_IRREALIS;
const CONTRAST = ROLE_CONTRAST;
const CONCESSION = ROLE_CONCESSION;
const DEGREE = ROLE_DEGREE;
const VALUED = ROLE_VALUED;
const ACTIVE = ROLES_ACTIVE;
const WRITING = STYLES;
const CLAUSE = GAP_CLAUSE | GAP_BRACKET;
const CLAUSE_OR_COMMA = CLAUSE | GAP_COMMA;
/** A degree word reaches over one word between: "very much better". */
const DEGREE_REACH = 2;

/** The rules of `rules.yml`: how the words of a sentence change one another's valences. Each rule only multiplies. */
export class WordRules {
  private negated = new Uint8Array(64);
  private inPhrase = new Uint8Array(64);

  constructor(private readonly lexicon: SentimentLexicon) {}

  /** Applies every rule to the items of the tokens `first` up to `end`; `signs` says whether the sentence asks or exclaims. */
  apply(items: SentenceItems, tokens: TokenTable, first: number, end: number, signs: number): void {
    const { allRoles } = items;
    if ((allRoles & ACTIVE) !== 0) {
      if ((allRoles & NEGATOR) !== 0) this.applyNegation(items, tokens, first, end);
      if ((allRoles & DEGREE) !== 0) this.applyDegrees(items, tokens);
      if ((allRoles & REVERSER) !== 0) this.applyReversers(items, tokens);
      if ((allRoles & IRREALIS) !== 0) this.applyIrrealis(items, tokens);
      if ((allRoles & CONTRAST) !== 0) this.applyContrast(items);
      if ((allRoles & CONCESSION) !== 0) this.applyConcession(items, tokens);
    }
    if ((allRoles & WRITING) !== 0) this.applyStyles(items, tokens, first, end);
    if (signs !== 0) this.applySigns(items, signs);
  }

  private applyNegation(items: SentenceItems, tokens: TokenTable, first: number, end: number): void {
    const { positive, negative } = this.lexicon.rules.negated;
    if (end - first > this.negated.length) {
      this.negated = new Uint8Array((end - first) * 2);
      this.inPhrase = new Uint8Array((end - first) * 2);
    }
    const { negated, inPhrase } = this;
    const { count, positions, widths, phraseCount } = items;
    for (let i = 0; i < end - first; i++) negated[i] = 0;
    // A negator that is part of a phrase has had its say there.
    for (let i = 0; phraseCount > 0 && i < end - first; i++) inPhrase[i] = 0;
    for (let k = 0; phraseCount > 0 && k < count; k++) {
      for (let i = 0; widths[k]! > 1 && i < widths[k]!; i++) inPhrase[positions[k]! - first + i] = 1;
    }
    this.lexicon.negation.mark(tokens, first, end, negated, 0, phraseCount > 0 ? inPhrase : undefined);
    for (let k = 0; k < count; k++) {
      if (negated[positions[k]! - first] === 1) items.change(k, positive, negative, BY_NEGATION);
    }
  }

  private applyDegrees(items: SentenceItems, tokens: TokenTable): void {
    const { factors } = this.lexicon;
    for (let k = 0; k < items.count - 1; k++) {
      if ((items.roles[k]! & DEGREE) === 0) continue;
      const factor = factors[items.items[k]!]!;
      changeNext(items, tokens, k, DEGREE_REACH, factor, factor, BY_DEGREE);
    }
  }

  private applyReversers(items: SentenceItems, tokens: TokenTable): void {
    const { positive, negative, reach } = this.lexicon.rules.reversers;
    for (let k = 0; k < items.count - 1; k++) {
      if ((items.roles[k]! & REVERSER) !== 0) changeNext(items, tokens, k, reach, positive, negative, BY_REVERSER);
    }
  }

  private applyIrrealis(items: SentenceItems, { before }: TokenTable): void {
    const { positive, negative } = this.lexicon.rules.irrealis;
    const { count, positions, roles } = items;
    let isOpen = false;
    for (let k = 0; k < count; k++) {
      const role = roles[k]!;
      if (isOpen && ((before[positions[k]!]! & CLAUSE) !== 0 || (role & CONTRAST) !== 0)) isOpen = false;
      if (isOpen) items.change(k, positive, negative, BY_IRREALIS);
      if ((role & IRREALIS) !== 0) isOpen = true;
    }
  }

  private applyContrast(items: SentenceItems): void {
    const { before, after } = this.lexicon.rules.contrast;
    let last = items.count - 1;
    while ((items.roles[last]! & CONTRAST) === 0) last--;
    // A contrast that begins the sentence answers the one before.
    if (last === 0) return;
    for (let k = 0; k < last; k++) items.change(k, before, before, BEFORE_CONTRAST);
    for (let k = last + 1; k < items.count; k++) items.change(k, after, after, AFTER_CONTRAST);
  }

  private applyConcession(items: SentenceItems, { before }: TokenTable): void {
    const { factor } = this.lexicon.rules.concession;
    const { count, positions, roles } = items;
    let isOpen = false;
    for (let k = 0; k < count; k++) {
      if (isOpen && (before[positions[k]!]! & CLAUSE_OR_COMMA) !== 0) isOpen = false;
      if (isOpen) items.change(k, factor, factor, BY_CONCESSION);
      if ((roles[k]! & CONCESSION) !== 0) isOpen = true;
    }
  }

  private applyStyles(items: SentenceItems, { forms }: TokenTable, first: number, end: number): void {
    const { facts } = this.lexicon;
    const { capitals, stretched } = this.lexicon.rules.emphasis;
    let shouted = 0;
    for (let i = first; i < end; i++) if ((facts[forms[i]! * FACTS + FACT_ROLES]! & STYLE_SHOUTED) !== 0) shouted++;
    // Capitals stand out only among small letters.
    const standsOut = shouted * 2 <= end - first;
    for (let k = 0; k < items.count; k++) {
      const style = items.roles[k]!;
      if (standsOut && (style & STYLE_SHOUTED) !== 0) items.change(k, capitals, capitals, BY_CAPITALS);
      if ((style & STYLE_STRETCHED) !== 0) items.change(k, stretched, stretched, BY_STRETCHING);
    }
  }

  private applySigns(items: SentenceItems, signs: number): void {
    const { question, emphasis } = this.lexicon.rules;
    if ((signs & ENDS_ASKING) !== 0) items.changeAll(question.positive, question.negative, BY_QUESTION);
    if ((signs & ENDS_EXCLAIMING) !== 0) items.changeAll(emphasis.exclamation, emphasis.exclamation, BY_EXCLAMATION);
  }
}

/** Changes the first item with a valence after item `k`, within so many words and the clause. */
function changeNext(items: SentenceItems, { before }: TokenTable, k: number, reach: number, ifGood: number, ifBad: number, reason: number): void {
  const { count, positions, widths, roles } = items;
  const from = positions[k]! + widths[k]!;
  for (let next = k + 1; next < count; next++) {
    const at = positions[next]!;
    if (at - from >= reach || (before[at]! & CLAUSE_OR_COMMA) !== 0) return;
    if ((roles[next]! & VALUED) === 0) continue;
    items.change(next, ifGood, ifBad, reason);
    return;
  }
}
