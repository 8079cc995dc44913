import type { FormTable, TokenTable } from '../model.js';
import {
  ROLE_AFTER_NOT, ROLE_CONCESSION, ROLE_CONTRAST, ROLE_DEGREE, ROLE_IRREALIS, ROLE_NEGATOR, ROLE_PAIR_FIRST, ROLE_PAIR_SECOND, ROLE_PHRASE,
  ROLE_PHRASE_SECOND, ROLE_REVERSER, ROLE_VALUED, ROLES_ACTIVE, ROLES_LISTED,
} from '../lexicon/sentiment/items.js';
import { STYLE_SHOUTED, STYLE_STRETCHED, type SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { GAP_BRACKET, GAP_CLAUSE, GAP_COMMA, GAP_HYPHEN, GAP_SPACE } from '../text/gap.js';

/** Why a word's valence was changed, as bits of `Reading.reasons`. */
export const BY_NEGATION = 1;
export const BY_REVERSER = 2;
export const BY_IRREALIS = 4;
export const BEFORE_CONTRAST = 8;
export const AFTER_CONTRAST = 16;
export const BY_CONCESSION = 32;
export const BY_DEGREE = 64;
export const BY_CAPITALS = 128;
export const BY_STRETCHING = 256;
export const BY_QUESTION = 512;
export const BY_EXCLAMATION = 1024;

/** A degree word reaches over one word between: "very much better". */
const DEGREE_REACH = 2;
const CLAUSE = GAP_CLAUSE | GAP_BRACKET;
/** Between the words of a pair or phrase there is only space or a hyphen. */
const JOINED = GAP_SPACE | GAP_HYPHEN;
const NO_SIGNS = 0;
const NOTHING: readonly number[] = [];
export const ENDS_ASKING = 1;
export const ENDS_EXCLAIMING = 2;

/** The columns that a sentence is read from. */
export interface Batch {
  readonly tokens: TokenTable;
  readonly forms: FormTable;
}

/**
 * One sentence read with a lexicon: its items in order, what each adds to the good and to the bad, and why.
 * One reading is used again and again; what it holds is of the last sentence read.
 */
export class Reading {
  count = 0;
  /** The sum of the items from `read`; good and bad apart, in valences. */
  good = 0;
  bad = 0;
  items = new Int32Array(64);
  positions = new Int32Array(64);
  widths = new Int32Array(64);
  reasons = new Uint16Array(64);
  /** What an item's valence is multiplied by where it is good, and where it is bad. */
  ifGood = new Float64Array(64);
  ifBad = new Float64Array(64);
  /** Learned pairs that hold: number of the pair, and the item it ends with. */
  pairCount = 0;
  pairs = new Int32Array(128);
  pairItems = new Int32Array(128);
  /** What all pairs of the sentence are multiplied by. */
  pairGood = 1;
  pairBad = 1;
  private negated = new Uint8Array(64);
  private phraseNegators = new Uint8Array(64);
  private roles = 0;
  private styles = 0;

  constructor(private readonly lexicon: SentimentLexicon) {}

  /**
   * Reads the tokens `first` up to `end`, which lie in one sentence; `signs` says whether it asks or exclaims.
   * Call `lexicon.forms.cover` for the batch's forms before.
   */
  read(batch: Batch, first: number, end: number, signs: number): void {
    this.collect(batch.tokens, first, end);
    this.pairCount = 0;
    this.good = 0;
    this.bad = 0;
    if (this.count === 0) return;
    if ((this.roles & ROLES_ACTIVE) !== 0) this.applyRoles(batch, first, end);
    if (this.styles !== 0) this.applyStyles(batch.tokens, first, end);
    this.pairGood = 1;
    this.pairBad = 1;
    if (signs !== NO_SIGNS) this.applySigns(signs);
    if ((this.roles & ROLE_NEGATOR) !== 0 || (this.roles & ROLE_PAIR_SECOND) !== 0) this.findPairs(batch.tokens, first);
    if ((this.roles & ROLE_VALUED) !== 0 || this.pairCount > 0) this.sum();
  }

  /** Lists the words and the longest phrases that the lexicon knows. */
  private collect(tokens: TokenTable, first: number, end: number): void {
    if (end - first > this.items.length) this.grow(end - first);
    const { forms, roles: itemRoles } = this.lexicon;
    const itemOf = forms.items;
    const styleOf = forms.styles;
    const ids = tokens.forms;
    const { items, positions, widths, reasons, ifGood, ifBad } = this;
    let count = 0;
    let roles = 0;
    let styles = 0;
    let nextItem = itemOf[ids[first]!]!;
    for (let i = first; i < end; i++) {
      let item = nextItem;
      nextItem = i + 1 < end ? itemOf[ids[i + 1]!]! : 0;
      if (item === 0) continue;
      let role = itemRoles[item]!;
      let width = 1;
      if ((role & ROLE_PHRASE) !== 0 && (itemRoles[nextItem]! & ROLE_PHRASE_SECOND) !== 0) {
        const phraseEnd = this.phraseEnd(tokens, i, end);
        if (phraseEnd > i) {
          width = phraseEnd - i;
          item = this.phraseItem;
          role = itemRoles[item]!;
        }
      }
      if (width > 1 || (role & ROLES_LISTED) !== 0) {
        items[count] = item;
        positions[count] = i;
        widths[count] = width;
        ifGood[count] = 1;
        ifBad[count] = 1;
        reasons[count] = 0;
        count++;
        roles |= role;
        styles |= styleOf[ids[i]!]!;
      }
      if (width > 1) {
        i += width - 1;
        nextItem = i + 1 < end ? itemOf[ids[i + 1]!]! : 0;
      }
    }
    this.count = count;
    this.roles = roles;
    this.styles = styles;
  }

  private phraseItem = 0;

  /** Where the longest phrase that begins at `at` ends, with its item in `phraseItem`; `at` when there is none. */
  private phraseEnd(tokens: TokenTable, at: number, end: number): number {
    const { phrases, phraseEnds, forms } = this.lexicon;
    let node = 0;
    let found = at;
    for (let i = at; i < end; i++) {
      if (i > at && (tokens.before[i]! & ~JOINED) !== 0) break;
      node = phrases.get(node, forms.items[tokens.forms[i]!]!);
      if (node === 0) break;
      const item = phraseEnds[node]!;
      if (item === 0) continue;
      this.phraseItem = item;
      found = i + 1;
    }
    return found;
  }

  private applyRoles(batch: Batch, first: number, end: number): void {
    if ((this.roles & ROLE_NEGATOR) !== 0) this.applyNegation(batch, first, end);
    if ((this.roles & ROLE_DEGREE) !== 0) this.applyDegrees(batch.tokens);
    if ((this.roles & ROLE_REVERSER) !== 0) this.applyReversers(batch.tokens);
    if ((this.roles & ROLE_IRREALIS) !== 0) this.applyIrrealis(batch.tokens);
    if ((this.roles & ROLE_CONTRAST) !== 0) this.applyContrast();
    if ((this.roles & ROLE_CONCESSION) !== 0) this.applyConcession(batch.tokens);
  }

  private applyNegation(batch: Batch, first: number, end: number): void {
    const { positive, negative } = this.lexicon.rules.negated;
    // A negator that is part of a phrase has had its say there.
    this.phraseNegators.fill(0, 0, end - first);
    for (let k = 0; k < this.count; k++) {
      if (this.widths[k]! > 1) this.phraseNegators.fill(1, this.positions[k]! - first, this.positions[k]! - first + this.widths[k]!);
    }
    this.lexicon.negation.mark(batch.tokens, batch.forms, first, end, this.negated, this.phraseNegators);
    for (let k = 0; k < this.count; k++) {
      if (this.negated[this.positions[k]! - first] === 1) this.change(k, positive, negative, BY_NEGATION);
    }
  }

  private applyDegrees(tokens: TokenTable): void {
    const { roles, factors, valences } = this.lexicon;
    for (let k = 0; k < this.count - 1; k++) {
      if ((roles[this.items[k]!]! & ROLE_DEGREE) === 0) continue;
      const from = this.positions[k]! + this.widths[k]!;
      for (let next = k + 1; next < this.count; next++) {
        const at = this.positions[next]!;
        if (at - from >= DEGREE_REACH || (tokens.before[at]! & (CLAUSE | GAP_COMMA)) !== 0) break;
        if (valences[this.items[next]!] === 0) continue;
        const factor = factors[this.items[k]!]!;
        this.change(next, factor, factor, BY_DEGREE);
        break;
      }
    }
  }

  private applyReversers(tokens: TokenTable): void {
    const { roles, rules, valences } = this.lexicon;
    const { positive, negative, reach } = rules.reversers;
    for (let k = 0; k < this.count - 1; k++) {
      if ((roles[this.items[k]!]! & ROLE_REVERSER) === 0) continue;
      const from = this.positions[k]! + this.widths[k]!;
      for (let next = k + 1; next < this.count; next++) {
        const at = this.positions[next]!;
        if (at - from >= reach || (tokens.before[at]! & (CLAUSE | GAP_COMMA)) !== 0) break;
        if (valences[this.items[next]!] === 0) continue;
        this.change(next, positive, negative, BY_REVERSER);
        break;
      }
    }
  }

  private applyIrrealis(tokens: TokenTable): void {
    const { roles, rules } = this.lexicon;
    let isOpen = false;
    for (let k = 0; k < this.count; k++) {
      if (isOpen && (tokens.before[this.positions[k]!]! & CLAUSE) !== 0) isOpen = false;
      const role = roles[this.items[k]!]!;
      if (isOpen && (role & ROLE_CONTRAST) !== 0) isOpen = false;
      if (isOpen) this.change(k, rules.irrealis.positive, rules.irrealis.negative, BY_IRREALIS);
      if ((role & ROLE_IRREALIS) !== 0) isOpen = true;
    }
  }

  private applyContrast(): void {
    const { roles, rules } = this.lexicon;
    let last = -1;
    for (let k = 0; k < this.count; k++) if ((roles[this.items[k]!]! & ROLE_CONTRAST) !== 0) last = k;
    const { before, after } = rules.contrast;
    // A contrast that begins the sentence answers the one before.
    if (last <= 0) return;
    for (let k = 0; k < last; k++) this.change(k, before, before, BEFORE_CONTRAST);
    for (let k = last + 1; k < this.count; k++) this.change(k, after, after, AFTER_CONTRAST);
  }

  private applyConcession(tokens: TokenTable): void {
    const { roles, rules } = this.lexicon;
    const { factor } = rules.concession;
    let isOpen = false;
    for (let k = 0; k < this.count; k++) {
      if (isOpen && (tokens.before[this.positions[k]!]! & (CLAUSE | GAP_COMMA)) !== 0) isOpen = false;
      if (isOpen) this.change(k, factor, factor, BY_CONCESSION);
      if ((roles[this.items[k]!]! & ROLE_CONCESSION) !== 0) isOpen = true;
    }
  }

  private applyStyles(tokens: TokenTable, first: number, end: number): void {
    const styles = this.lexicon.forms.styles;
    const { capitals, stretched } = this.lexicon.rules.emphasis;
    let shouted = 0;
    for (let i = first; i < end; i++) shouted += styles[tokens.forms[i]!]! & STYLE_SHOUTED;
    // Capitals stand out only among small letters.
    const standsOut = shouted * 2 <= end - first;
    for (let k = 0; k < this.count; k++) {
      const style = styles[tokens.forms[this.positions[k]!]!]!;
      if (standsOut && (style & STYLE_SHOUTED) !== 0) this.change(k, capitals, capitals, BY_CAPITALS);
      if ((style & STYLE_STRETCHED) !== 0) this.change(k, stretched, stretched, BY_STRETCHING);
    }
  }

  private applySigns(signs: number): void {
    const { question, emphasis } = this.lexicon.rules;
    if ((signs & ENDS_ASKING) !== 0) this.changeAll(question.positive, question.negative, BY_QUESTION);
    if ((signs & ENDS_EXCLAIMING) !== 0) this.changeAll(emphasis.exclamation, emphasis.exclamation, BY_EXCLAMATION);
  }

  private changeAll(ifGood: number, ifBad: number, reason: number): void {
    for (let k = 0; k < this.count; k++) this.change(k, ifGood, ifBad, reason);
    this.pairGood *= ifGood;
    this.pairBad *= ifBad;
  }

  private change(k: number, ifGood: number, ifBad: number, reason: number): void {
    this.ifGood[k]! *= ifGood;
    this.ifBad[k]! *= ifBad;
    this.reasons[k]! |= reason;
  }

  private findPairs(tokens: TokenTable, first: number): void {
    const { roles, pairs } = this.lexicon;
    const anyNegation = (this.roles & ROLE_NEGATOR) !== 0;
    for (let k = 0; k < this.count; k++) {
      const item = this.items[k]!;
      const role = roles[item]!;
      const at = this.positions[k]!;
      if ((role & ROLE_PAIR_SECOND) !== 0 && k > 0 && this.positions[k - 1]! + this.widths[k - 1]! === at && (tokens.before[at]! & ~JOINED) === 0) {
        const previous = this.items[k - 1]!;
        if ((roles[previous]! & ROLE_PAIR_FIRST) !== 0) this.notePair(pairs.get(previous, item), k);
      }
      if (anyNegation && (role & ROLE_AFTER_NOT) !== 0 && this.negated[at - first] === 1) this.notePair(pairs.get(0, item), k);
    }
  }

  private notePair(pair: number, k: number): void {
    if (pair === 0) return;
    this.pairs[this.pairCount] = pair;
    this.pairItems[this.pairCount++] = k;
  }

  /**
   * Sums again only what lies in the tokens `from` up to `to`, into `good` and `bad`.
   * Words in the ranges of `without`, pairs of first and last token, are left out.
   */
  sum(from = 0, to = Number.MAX_SAFE_INTEGER, without: readonly number[] = NOTHING): void {
    const { valences, pairValences } = this.lexicon;
    const isPart = from > 0 || to !== Number.MAX_SAFE_INTEGER || without.length > 0;
    let good = 0;
    let bad = 0;
    for (let k = 0; k < this.count; k++) {
      const valence = valences[this.items[k]!]!;
      if (valence === 0 || (isPart && !this.lies(k, from, to, without))) continue;
      const value = valence * (valence > 0 ? this.ifGood[k]! : this.ifBad[k]!);
      if (value > 0) good += value;
      else bad += value;
    }
    for (let p = 0; p < this.pairCount; p++) {
      const valence = pairValences[this.pairs[p]!]!;
      if (isPart && !this.lies(this.pairItems[p]!, from, to, without)) continue;
      if (valence > 0) good += valence * this.pairGood;
      else bad += valence * this.pairBad;
    }
    this.good = good;
    this.bad = bad;
  }

  private lies(k: number, from: number, to: number, without: readonly number[]): boolean {
    const at = this.positions[k]!;
    if (at < from || at >= to) return false;
    for (let i = 0; i < without.length; i += 2) if (at >= without[i]! && at < without[i + 1]!) return false;
    return true;
  }

  private grow(length: number): void {
    const size = length * 2;
    this.items = new Int32Array(size);
    this.positions = new Int32Array(size);
    this.widths = new Int32Array(size);
    this.reasons = new Uint16Array(size);
    this.ifGood = new Float64Array(size);
    this.ifBad = new Float64Array(size);
    this.pairs = new Int32Array(size * 2);
    this.pairItems = new Int32Array(size * 2);
    this.negated = new Uint8Array(size);
    this.phraseNegators = new Uint8Array(size);
  }
}
