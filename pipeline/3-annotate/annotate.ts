import type { Annotated, Segmented, Span, TokenTable, Unit, UnitAnnotation } from '../model.js';
import { codesOf } from '../text/codes.js';
import type { Forms } from '../text/forms.js';
import { GAP_QUOTE } from '../text/gap.js';
import { cutSentences, SentenceWriter } from '../text/sentences.js';
import { Tokenizer, type HyphenPolicy } from '../text/tokens.js';
import { findMentions } from './mentions.js';
import { QuotationFinder, quotedShare } from './quotations.js';
import { RepeatedWords } from './repeated-words.js';
import type { RoleReader } from './roles.js';

export interface AnnotateOptions {
  readonly hyphens: HyphenPolicy;
  /** Tells the role an author claims; null where the codebook knows no roles. */
  readonly roles: RoleReader | null;
}

const NONE: readonly Span[] = [];

/**
 * Adds tokens, sentences, quotations, roles and mentions to batches. `forms` grows by the words of each.
 * One is kept a worker, so that its columns need not grow anew every time.
 */
export class Annotator {
  private readonly tokenizer: Tokenizer;
  private readonly writer = new SentenceWriter();

  constructor(
    private readonly forms: Forms,
    private readonly options: AnnotateOptions,
  ) {
    this.tokenizer = new Tokenizer(forms, options.hyphens);
  }

  annotate(batch: Segmented): Annotated {
    const { text, units, rows } = batch;
    const { forms } = this;
    const codes = codesOf(text);
    const gaps = this.tokenize(codes, units);
    const tokens = this.tokenizer.take();
    const firstSentences = this.cut(codes, units, tokens);
    const sentences = this.writer.take(tokens.count);
    const words = { text, forms, tokens, sentences };
    // Rows of a table answer nobody, so nothing of an earlier one is looked for in them.
    const repeated = rows ? null : new RepeatedWords(tokens, forms);
    const finder = new QuotationFinder(text);
    const { roles } = this.options;
    roles?.begin(words);
    const annotations = new Array<UnitAnnotation>(units.length);
    for (let index = 0; index < units.length; index++) {
      const unit = units[index]!;
      const firstSentence = firstSentences[index]!;
      const endSentence = firstSentences[index + 1]!;
      const again = repeated ? repeated.of(unit, sentences.firstToken[firstSentence]!, sentences.firstToken[endSentence]!) : NONE;
      const quotations = finder.of(unit, again, (gaps[index]! & GAP_QUOTE) !== 0);
      annotations[index] = {
        firstSentence,
        endSentence,
        quotations,
        quoted: quotedShare(unit, text, quotations),
        role: roles ? roles.roleOf(words, { firstSentence, endSentence, quotations, isMostlyQuoted: isMostly(unit, quotations) }) : '',
        mentions: rows ? NONE : findMentions(text, unit),
      };
    }
    return { ...batch, codes, forms, tokens, sentences, annotations };
  }

  /** Adds the tokens of all units, and gives for each unit the bits of what stands between its tokens. */
  private tokenize(codes: Uint16Array, units: readonly Unit[]): Uint16Array {
    const gaps = new Uint16Array(units.length);
    for (let index = 0; index < units.length; index++) {
      for (const paragraph of units[index]!.paragraphs) gaps[index]! |= this.tokenizer.add(codes, paragraph);
    }
    return gaps;
  }

  /** Cuts all units, and gives the first sentence of each, and at the end how many there are. */
  private cut(codes: Uint16Array, units: readonly Unit[], tokens: TokenTable): Int32Array {
    const firstSentences = new Int32Array(units.length + 1);
    let token = 0;
    for (let index = 0; index < units.length; index++) {
      firstSentences[index] = this.writer.count;
      token = cutSentences(codes, units[index]!.paragraphs, tokens, token, this.writer);
    }
    firstSentences[units.length] = this.writer.count;
    return firstSentences;
  }
}

/** Annotates one batch. */
export function annotate(batch: Segmented, forms: Forms, options: AnnotateOptions): Annotated {
  return new Annotator(forms, options).annotate(batch);
}

function isMostly(unit: Unit, quotations: readonly Span[]): boolean {
  let quoted = 0;
  for (const { start, end } of quotations) quoted += end - start;
  return quoted * 2 > unit.text.length;
}
