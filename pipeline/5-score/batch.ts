import type { Source, Span, Tagged, TaggingTable, Unit, UnitAnnotation } from '../model.js';
import { codesOf } from '../text/codes.js';
import { Forms } from '../text/forms.js';
import { cutSentences, SentenceWriter } from '../text/sentences.js';
import { Tokenizer } from '../text/tokens.js';

const EMPTY: Omit<Source, 'text'> = { id: 'text', file: 'text', digest: '', encoding: 'utf-8', attributes: [], warnings: [] };

const NOTHING = new Int32Array(0);
const NO_TAGGINGS: TaggingTable = {
  count: 0, rules: [], units: NOTHING, themes: NOTHING, patterns: NOTHING, firsts: NOTHING, ends: NOTHING, sentences: NOTHING, flags: new Uint8Array(0),
};

/**
 * Texts by themselves as a batch, each a unit without themes: what `explain`, the evaluation and the fitting score.
 * Every line that is not blank is a paragraph. `forms` may be given to be used for many batches.
 */
export function batchOf(texts: readonly string[], forms = new Forms()): Tagged {
  const text = texts.join('\n');
  const codes = codesOf(text);
  const tokenizer = new Tokenizer(forms);
  const paragraphsOf = linesOf(texts);
  for (const paragraphs of paragraphsOf) for (const paragraph of paragraphs) tokenizer.add(codes, paragraph);
  const tokens = tokenizer.take();
  const writer = new SentenceWriter();
  const annotations: UnitAnnotation[] = [];
  let token = 0;
  for (const paragraphs of paragraphsOf) {
    const firstSentence = writer.count;
    cutSentences(codes, paragraphs, tokens, token, writer);
    const end = paragraphs.at(-1)?.end ?? 0;
    while (token < tokens.count && tokens.starts[token]! < end) token++;
    annotations.push({ firstSentence, endSentence: writer.count, quoted: 'none', quotations: [], role: '', mentions: [] });
  }
  return {
    ...EMPTY, text, layout: 'table', title: '', postedOn: '', declaredComments: null,
    units: texts.map((unitText, i) => unitOf(unitText, i, paragraphsOf[i]!)),
    codes, forms, tokens, sentences: writer.take(tokens.count), annotations, taggings: NO_TAGGINGS, belowThreshold: NO_TAGGINGS,
  };
}

function unitOf(text: string, index: number, paragraphs: readonly Span[]): Unit {
  return { id: `text#${index}`, label: String(index + 1), parent: '', kind: 'comment', author: '', postedAt: '', paragraphs, text, attributes: [] };
}

function linesOf(texts: readonly string[]): Span[][] {
  let offset = 0;
  return texts.map((text) => {
    const spans: Span[] = [];
    let start = offset;
    for (const line of text.split('\n')) {
      if (line.trim() !== '') spans.push({ start, end: start + line.length });
      start += line.length + 1;
    }
    offset += text.length + 1;
    return spans;
  });
}
