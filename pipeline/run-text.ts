import { Coder, type CodingTools } from './run.js';
import type { ThemesFound } from './lexicon/examples.js';
import { taggingsOf } from './lexicon/taggings.js';

/**
 * Codes a text as a comment that stands alone: for the examples of lexicons and for trying patterns out.
 * Gives the themes with the stretches (UTF-16 offsets into the text) and patterns that gave them.
 */
export function themesOf(tools: CodingTools): (text: string) => ThemesFound {
  const coder = new Coder(tools);
  return (text) => {
    const scored = coder.code({
      id: 'text',
      file: 'text',
      digest: '',
      encoding: 'utf-8',
      text,
      rows: [{ number: 1, id: '1', parent: '', author: '', postedAt: '', text: { start: 0, end: text.length }, attributes: [] }],
      attributes: [],
      warnings: [],
    });
    const themes = new Map<string, { start: number; end: number; rule: string }[]>();
    for (const { theme, span, rule } of taggingsOf(scored)) {
      const id = tools.lexicon.codebook.themes[theme]!.id;
      const found = themes.get(id) ?? [];
      found.push({ ...span, rule });
      themes.set(id, found);
    }
    return { themes };
  };
}
