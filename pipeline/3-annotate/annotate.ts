import type { Annotated, Segmented, Span, TokenTable, Unit, UnitAnnotation } from '../model.js';
import { codesOf } from '../text/codes.js';
import type { Forms } from '../text/forms.js';
import { GAP_QUOTE } from '../text/gap.js';
import { cutSentences, SentenceWriter } from '../text/sentences.js';
import { Tokenizer, type HyphenPolicy } from '../text/tokens.js';
import { findMentions } from './mentions.js';
import { findQuotations, quotedShare } from './quotations.js';
import { RepeatedWords } from './repeated-words.js';
import type { RoleReader } from './roles.js';

export interface AnnotateOptions {
  readonly hyphens: HyphenPolicy;
  /** Tells the role an author claims; null where the codebook knows no roles. */
  readonly roles: RoleReader | null;
}

/** Adds tokens, sentences, quotations, roles and mentions. `forms` grows by the words of the batch. */
export function annotate(batch: Segmented, forms: Forms, options: AnnotateOptions): Annotated {
  const codes = codesOf(batch.text);
  const tokenizer = new Tokenizer(forms, options.hyphens);
  const firstTokens = new Int32Array(batch.units.length);
  batch.units.forEach((unit, index) => {
    firstTokens[index] = tokenizer.count;
    for (const paragraph of unit.paragraphs) tokenizer.add(codes, paragraph);
  });
  const tokens = tokenizer.take();
  const writer = new SentenceWriter();
  const firstSentences = new Int32Array(batch.units.length + 1);
  batch.units.forEach((unit, index) => {
    firstSentences[index] = writer.count;
    cutSentences(codes, unit.paragraphs, tokens, firstTokens[index]!, writer);
  });
  firstSentences[batch.units.length] = writer.count;
  const sentences = writer.take(tokens.count);
  const words = { text: batch.text, forms, tokens, sentences };
  // Rows of a table answer nobody, so nothing of an earlier one is looked for in them.
  const repeated = batch.rows ? null : new RepeatedWords(tokens, forms);
  options.roles?.begin(words);
  const annotations = batch.units.map((unit, index): UnitAnnotation => {
    const firstSentence = firstSentences[index]!;
    const endSentence = firstSentences[index + 1]!;
    const range = { firstToken: sentences.firstToken[firstSentence]!, endToken: sentences.firstToken[endSentence]! };
    const quotations = findQuotations(unit, batch.text, repeated?.of(unit, range.firstToken, range.endToken) ?? [], hasMarks(tokens, range));
    return {
      firstSentence,
      endSentence,
      quotations,
      quoted: quotedShare(unit, batch.text, quotations),
      role: options.roles ? options.roles.roleOf(words, { firstSentence, endSentence, quotations, isMostlyQuoted: isMostly(unit, quotations) }) : '',
      mentions: batch.rows ? [] : findMentions(batch.text, unit),
    };
  });
  return { ...batch, codes, forms, tokens, sentences, annotations };
}

/** Whether a quotation mark stands before one of the tokens: no quotation opens otherwise. */
function hasMarks({ before }: TokenTable, { firstToken, endToken }: { readonly firstToken: number; readonly endToken: number }): boolean {
  let gaps = 0;
  for (let token = firstToken; token < endToken; token++) gaps |= before[token]!;
  return (gaps & GAP_QUOTE) !== 0;
}

function isMostly(unit: Unit, quotations: readonly Span[]): boolean {
  return quotations.reduce((sum, { start, end }) => sum + end - start, 0) * 2 > unit.text.length;
}
