import type { FormTable, SentenceTable, TokenTable } from '../model.js';
import { GAP_BRACKET, GAP_CLAUSE, GAP_COMMA, GAP_ELLIPSIS, GAP_PARAGRAPH, GAP_QUOTE, GAP_TERMINAL } from './gap.js';

/** The words that make and end a negation, small letters, straight apostrophes. Words that end in `n't` are negators by themselves. */
export interface NegationWords {
  /** `not`, `never`, `nobody`: what follows in the clause is negated. */
  readonly negators: readonly string[];
  /** `but`, `because`: the clause, and with it the negation, is over. */
  readonly enders: readonly string[];
  /** `only`, `just`: right after a negator they take the negation away, as in "not only". */
  readonly cancellers: readonly string[];
  /** Words after which a comma or `and` carries a negation on: `or`, `nor`. */
  readonly carriers: readonly string[];
  /** Words that begin a clause of their own after `and`: `I`, `they`. */
  readonly subjects: readonly string[];
  /** How many words a negation reaches at most. */
  readonly reach: number;
}

/** The closed class of English; `lexicons/sentiment/negation.yml` may be read in its place. */
export const ENGLISH_NEGATION: NegationWords = {
  negators: [
    'not', 'no', 'never', 'none', 'nobody', 'nothing', 'nowhere', 'neither', 'nor', 'without', 'cannot', 'cant', 'dont', 'doesnt', 'didnt',
    'wont', 'isnt', 'arent', 'wasnt', 'werent', 'hasnt', 'havent', 'hadnt', 'wouldnt', 'couldnt', 'shouldnt', 'aint', 'hardly', 'barely',
    'scarcely', 'rarely', 'seldom',
  ],
  enders: [
    'but', 'although', 'though', 'however', 'because', 'whereas', 'while', 'whilst', 'yet', 'unless', 'if', 'when', 'which', 'who', 'except',
    'so', 'then',
  ],
  cancellers: ['only', 'just', 'merely', 'simply', 'doubt', 'wonder'],
  carriers: ['or', 'nor', 'and'],
  subjects: ['i', 'we', 'he', 'she', 'they', 'you', 'it', 'there', 'this', "i'm", "it's", "they're", "we're", "i've", "that's"],
  reach: 7,
};

const NEGATOR = 1;
const ENDER = 2;
const CANCELLER = 4;
const CARRIER = 8;
const SUBJECT = 16;
const AND = 32;

// A module's own constants are known where its loops are compiled; imported ones are looked up each time they are asked for.
const COMMA = GAP_COMMA;
const ELLIPSIS = GAP_ELLIPSIS;
const QUOTE = GAP_QUOTE;
/** These end a clause, and with it a negation; a comma does unless `or` follows. */
const CLAUSE_END = GAP_CLAUSE | GAP_BRACKET | GAP_TERMINAL | GAP_PARAGRAPH;

/** Negation in a clause: which words are in the scope of a negator. What it knows of a form is kept until the form table is emptied. */
export class Negation {
  private readonly kinds = new Map<string, number>();
  private readonly reach: number;
  private table: FormTable | undefined;
  private generation = -1;
  private known = 0;
  /** The kind of each form, as bits. */
  private kindOf = new Int32Array(1 << 12);

  constructor(words: NegationWords = ENGLISH_NEGATION) {
    this.reach = words.reach;
    const note = (list: readonly string[], bit: number): void => {
      for (const word of list) this.kinds.set(word, (this.kinds.get(word) ?? 0) | bit);
    };
    note(words.negators, NEGATOR);
    note(words.enders, ENDER);
    note(words.cancellers, CANCELLER);
    note(words.carriers, CARRIER);
    note(words.subjects, SUBJECT);
    note(['and'], AND);
  }

  /** Learns every form of the table. Call it once a batch. */
  cover(forms: FormTable): void {
    if (this.table !== forms || this.generation !== forms.generation) {
      this.table = forms;
      this.generation = forms.generation;
      this.known = 0;
    }
    if (forms.size > this.kindOf.length) {
      const larger = new Int32Array(forms.size * 2);
      larger.set(this.kindOf);
      this.kindOf = larger;
    }
    for (let form = this.known; form < forms.size; form++) {
      const word = forms.surface(form).toLowerCase();
      this.kindOf[form] = (this.kinds.get(word) ?? 0) | (word.endsWith("n't") ? NEGATOR : 0);
    }
    this.known = forms.size;
  }

  /**
   * Marks the tokens of one clause-bound scope after another.
   * Takes the tokens `first` up to `end`, which lie in one sentence, and sets the mark of each that is negated to 1; the negator itself is not.
   * The mark of the token `first` is `marks[at]`, and all are 0 before. Tokens with a 1 in `ignored`, which begins with `first`, negate nothing:
   * they are parts of a phrase such as "no wonder". Call `cover` for the batch's forms before.
   */
  mark(tokens: TokenTable, first: number, end: number, marks: Uint8Array, at: number, ignored?: Uint8Array): void {
    const { kindOf } = this;
    const { forms } = tokens;
    for (let i = first; i < end; i++) {
      if ((kindOf[forms[i]!]! & NEGATOR) === 0 || (ignored !== undefined && ignored[i - first] !== 0)) continue;
      const scopeEnd = this.scopeEnd(tokens, i, first, end, ignored);
      for (let j = i + 1; j < scopeEnd; j++) marks[at + j - first] = 1;
    }
  }

  /** Where the scope of the negator `negator` ends: with its clause, at its reach, or behind the next negator, which opens one of its own or none. */
  private scopeEnd(tokens: TokenTable, negator: number, first: number, end: number, ignored?: Uint8Array): number {
    const { kindOf } = this;
    const { forms, before } = tokens;
    const next = negator + 1;
    // "No, it was" answers; "not only" adds.
    if (next < end && ((before[next]! & (CLAUSE_END | COMMA)) !== 0 || (kindOf[forms[next]!]! & CANCELLER) !== 0)) return next;
    const farthest = Math.min(end, next + this.reach);
    for (let i = next; i < farthest; i++) {
      const kind = kindOf[forms[i]!]!;
      if (this.isOver(tokens, i, end, kind)) return i;
      if ((kind & NEGATOR) !== 0 && (ignored === undefined || ignored[i - first] === 0)) return i + 1;
    }
    return farthest;
  }

  /** Whether a negation that was open before token `i` ends there. */
  private isOver({ forms, before }: TokenTable, i: number, end: number, kind: number): boolean {
    const gap = before[i]!;
    if ((gap & CLAUSE_END) !== 0 && (gap & ELLIPSIS) === 0) return true;
    if ((kind & ENDER) !== 0) return true;
    if ((gap & COMMA) !== 0 && (gap & QUOTE) === 0 && (kind & CARRIER) === 0) return true;
    return (kind & AND) !== 0 && i + 1 < end && (this.kindOf[forms[i + 1]!]! & SUBJECT) !== 0;
  }
}

/**
 * Says of ranges of tokens whether they are negated, sentence by sentence as asked.
 * A negator inside the range does not count: the phrase "no support" is not negated by its own "no".
 */
export class NegationScopes {
  private readonly marks: Uint8Array;
  private readonly done: Uint8Array;

  constructor(
    private readonly batch: { readonly tokens: TokenTable; readonly sentences: SentenceTable; readonly forms: FormTable },
    private readonly negation: Negation,
  ) {
    negation.cover(batch.forms);
    this.marks = new Uint8Array(batch.tokens.count);
    this.done = new Uint8Array(batch.sentences.count);
  }

  /** True when the first token of the range, which lies in `sentence`, is in the scope of a negator before it. */
  isNegated(sentence: number, firstToken: number): boolean {
    if (this.done[sentence] === 0) {
      const { firstToken: firsts } = this.batch.sentences;
      const first = firsts[sentence]!;
      this.negation.mark(this.batch.tokens, first, firsts[sentence + 1]!, this.marks, first);
      this.done[sentence] = 1;
    }
    return this.marks[firstToken] === 1;
  }
}
