import type { SentenceTable, Span, TokenTable } from '../../pipeline/model.js';
import { codesOf } from '../../pipeline/text/codes.js';
import { Forms } from '../../pipeline/text/forms.js';
import { cutSentences, SentenceWriter } from '../../pipeline/text/sentences.js';
import { Tokenizer, type HyphenPolicy } from '../../pipeline/text/tokens.js';

/** One paragraph a line. */
export function paragraphsOf(text: string): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    if (line.trim() !== '') spans.push({ start, end: start + line.length });
    start += line.length + 1;
  }
  return spans;
}

export function tokenize(text: string, hyphens: HyphenPolicy = 'split'): { readonly tokens: TokenTable; readonly forms: Forms } {
  const forms = new Forms();
  const tokenizer = new Tokenizer(forms, hyphens);
  for (const paragraph of paragraphsOf(text)) tokenizer.add(codesOf(text), paragraph);
  return { tokens: tokenizer.take(), forms };
}

/** The tokens of a text as they are written. */
export function surfaces(text: string, hyphens: HyphenPolicy = 'split'): readonly string[] {
  const { tokens } = tokenize(text, hyphens);
  return Array.from({ length: tokens.count }, (_, i) => text.slice(tokens.starts[i], tokens.ends[i]));
}

export function sentenceTable(text: string): SentenceTable {
  const { tokens } = tokenize(text);
  const writer = new SentenceWriter();
  cutSentences(codesOf(text), paragraphsOf(text), tokens, 0, writer);
  return writer.take(tokens.count);
}

/** The sentences of a text as they are written. */
export function sentences(text: string): readonly string[] {
  const table = sentenceTable(text);
  return Array.from({ length: table.count }, (_, i) => text.slice(table.starts[i], table.ends[i]));
}
