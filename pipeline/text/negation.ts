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

export const NEGATOR = 1;
const ENDER = 2;
const CANCELLER = 4;
const CARRIER = 8;
const SUBJECT = 16;
const AND = 32;
const KNOWN = 128;

/** These end a clause, and with it a negation; a comma does unless `or` follows. */
const CLAUSE_END = GAP_CLAUSE | GAP_BRACKET | GAP_TERMINAL | GAP_PARAGRAPH;

/** Negation in a clause: which words are in the scope of a negator. What it knows of a form is kept until the form table is emptied. */
export class Negation {
  private readonly classes = new Map<string, number>();
  private readonly reach: number;
  private forms: FormTable | undefined;
  private generation = -1;
  private byForm = new Uint8Array(1 << 12);

  constructor(words: NegationWords = ENGLISH_NEGATION) {
    this.reach = words.reach;
    const note = (list: readonly string[], bit: number): void => {
      for (const word of list) this.classes.set(word, (this.classes.get(word) ?? 0) | bit);
    };
    note(words.negators, NEGATOR);
    note(words.enders, ENDER);
    note(words.cancellers, CANCELLER);
    note(words.carriers, CARRIER);
    note(words.subjects, SUBJECT);
    note(['and'], AND);
  }

  /** True for a word that negates what follows: `not`, `never`, `didn't`. */
  isNegator(forms: FormTable, form: number): boolean {
    return (this.classOf(forms, form) & NEGATOR) !== 0;
  }

  /**
   * Marks the tokens of one clause-bound scope after another.
   * Takes the tokens `first` up to `end`, which lie in one sentence, and sets `out[i - first]` to 1 for each that is negated; the negator itself is not.
   * Tokens with a 1 in `ignored` negate nothing: they are parts of a phrase such as "no wonder".
   */
  mark(tokens: TokenTable, forms: FormTable, first: number, end: number, out: Uint8Array, ignored?: Uint8Array): void {
    out.fill(0, 0, end - first);
    let left = 0;
    for (let i = first; i < end; i++) {
      const kind = this.classOf(forms, tokens.forms[i]!);
      if (left > 0 && this.isOver(tokens, forms, i, first, end, kind)) left = 0;
      if (left > 0) {
        out[i - first] = 1;
        left--;
      }
      if ((kind & NEGATOR) !== 0 && (ignored === undefined || ignored[i - first] === 0)) {
        const next = i + 1 < end ? this.classOf(forms, tokens.forms[i + 1]!) : 0;
        // "No, it was" answers; "not only" adds.
        const closed = i + 1 < end && (tokens.before[i + 1]! & (CLAUSE_END | GAP_COMMA)) !== 0;
        left = closed || (next & CANCELLER) !== 0 ? 0 : this.reach;
      }
    }
  }

  private isOver(tokens: TokenTable, forms: FormTable, i: number, first: number, end: number, kind: number): boolean {
    const gap = tokens.before[i]!;
    if (i > first && (gap & CLAUSE_END) !== 0 && (gap & GAP_ELLIPSIS) === 0) return true;
    if ((kind & ENDER) !== 0) return true;
    if (i > first && (gap & GAP_COMMA) !== 0 && (gap & GAP_QUOTE) === 0 && (kind & CARRIER) === 0) return true;
    if ((kind & AND) === 0 || i + 1 >= end) return false;
    return (this.classOf(forms, tokens.forms[i + 1]!) & SUBJECT) !== 0;
  }

  private classOf(forms: FormTable, form: number): number {
    if (this.forms !== forms || this.generation !== forms.generation) {
      this.forms = forms;
      this.generation = forms.generation;
      this.byForm.fill(0);
    }
    if (form >= this.byForm.length) {
      const larger = new Uint8Array(Math.max(forms.size, form + 1) * 2);
      larger.set(this.byForm);
      this.byForm = larger;
    }
    const known = this.byForm[form]!;
    if (known !== 0) return known;
    const word = forms.surface(form).toLowerCase();
    const found = KNOWN | (this.classes.get(word) ?? 0) | (word.endsWith("n't") ? NEGATOR : 0);
    this.byForm[form] = found;
    return found;
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
    this.marks = new Uint8Array(batch.tokens.count);
    this.done = new Uint8Array(batch.sentences.count);
  }

  /** True when the first token of the range, which lies in `sentence`, is in the scope of a negator before it. */
  isNegated(sentence: number, firstToken: number): boolean {
    if (this.done[sentence] === 0) {
      const first = this.batch.sentences.firstToken[sentence]!;
      const end = this.batch.sentences.firstToken[sentence + 1]!;
      this.negation.mark(this.batch.tokens, this.batch.forms, first, end, this.marks.subarray(first, end));
      this.done[sentence] = 1;
    }
    return this.marks[firstToken] === 1;
  }
}
