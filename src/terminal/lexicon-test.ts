import type { LexiconTest } from '../workbench/test-lexicon.js';
import { textTable } from './figures.js';

export interface TestTextOptions {
  /** Name the patterns that no example fires. */
  readonly lists: boolean;
}

/** The outcome of a lexicon's examples: how many are right, and a line a theme with the patterns that none of them fires. */
export function testText({ examples, failures, themes }: LexiconTest, { lists }: TestTextOptions): string {
  const right = `${examples - failures.length} of ${examples} examples are right`;
  const patterns = themes.reduce((sum, theme) => sum + theme.patterns, 0);
  const unseen = themes.reduce((sum, theme) => sum + theme.unexercised.length, 0);
  if (unseen === 0) return `${right}${patterns > 0 ? `, and every one of ${patterns} patterns is fired by one` : ''}.\n`;
  if (lists) return [...themes.flatMap(({ unexercised }) => unexercised.map(({ file, line, column, pattern }) => `${file}:${line}:${column}  ${pattern}`)), `${right}; no example fires ${unseen} of ${patterns} patterns.`, ''].join('\n');
  const rows = [...themes]
    .sort((a, b) => b.unexercised.length - a.unexercised.length)
    .map(({ theme, examples: own, failures: failed, patterns: all, unexercised }) => [theme, String(own), String(failed.length), String(all), String(unexercised.length)]);
  return [
    `${right}; no example fires ${unseen} of ${patterns} patterns (--unexercised lists them, --theme those of one theme).`,
    '',
    textTable(['theme', 'examples', 'failed', 'patterns', 'unexercised'], rows),
    '',
  ].join('\n');
}
