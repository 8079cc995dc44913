import { segment } from './2-segment/segment.js';
import { runExamples, type ExampleResult, type ThemesFound } from './lexicon/examples.js';
import type { CompiledLexicon } from './lexicon/compile.js';
import type { SentenceTagger } from './lexicon/matcher.js';
import type { SeenUnit } from './lexicon/workbench/impact.js';
import type { Row } from './model.js';
import { Corpus } from './run-corpus.js';

/** Runs every example of a lexicon in one batch, each as a comment that stands alone: what `runExamples` gives, sooner. */
export function runAllExamples(lexicon: CompiledLexicon, tagger: SentenceTagger | null): readonly ExampleResult[] {
  const texts = [...new Set(lexicon.codebook.themes.flatMap(({ examples }) => examples.map(({ text }) => text)))];
  const rows: Row[] = [];
  let at = 0;
  for (const text of texts) {
    rows.push({ number: rows.length + 1, id: String(rows.length + 1), parent: '', author: '', postedAt: '', text: { start: at, end: at + text.length }, attributes: [] });
    at += text.length + 1;
  }
  const thread = segment({ id: 'examples', file: 'examples', digest: '', encoding: 'utf-8', text: texts.join('\n'), rows, attributes: [], warnings: [] });
  const seen = new Corpus([thread]).see(lexicon, tagger);
  const found = new Map<string, ThemesFound>();
  let row = 0;
  thread.units.forEach(({ paragraphs }, index) => {
    const start = paragraphs[0]?.start ?? 0;
    while (row < rows.length - 1 && rows[row]!.text.end <= start) row++;
    found.set(texts[row]!, themesOf(seen[index]!, rows[row]!.text.start));
  });
  return runExamples(lexicon.codebook, (text) => found.get(text) ?? { themes: new Map() });
}

function themesOf({ cues }: SeenUnit, from: number): ThemesFound {
  const themes = new Map<string, { start: number; end: number; rule: string }[]>();
  for (const { theme, start, end, rule, isGiven } of cues) {
    if (!isGiven) continue;
    const found = themes.get(theme) ?? [];
    found.push({ start: start - from, end: end - from, rule });
    themes.set(theme, found);
  }
  return { themes };
}
