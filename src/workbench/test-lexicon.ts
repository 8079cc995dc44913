import { problemOf, runExamples, unexercisedIn, type ExampleResult } from '../../pipeline/lexicon/examples.js';
import { isGuard, type Theme } from '../../pipeline/lexicon/codebook.js';
import { isRoleBook } from '../../pipeline/lexicon/role-book.js';
import { nearest } from '../../pipeline/lexicon/yaml-reader.js';
import type { Problem } from '../../pipeline/model.js';
import { runRoleExamples } from '../../pipeline/run-role-examples.js';
import { themesOf } from '../../pipeline/run-text.js';
import type { EditingTools } from '../files/coding-tools.js';
import { checkSentiment } from '../evaluation/check-sentiment.js';
import { loadCodingTools } from '../files/coding-tools.js';
import { isSentimentFolder } from './lexicon-kind.js';

export interface ThemeTest {
  readonly theme: string;
  readonly examples: number;
  readonly failures: readonly Problem[];
  readonly patterns: number;
  /** Patterns that no example fires. */
  readonly unexercised: readonly { readonly pattern: string; readonly file: string; readonly line: number; readonly column: number }[];
}

export interface LexiconTest {
  readonly examples: number;
  readonly failures: readonly Problem[];
  /** None for a sentiment lexicon, which has words and no patterns. */
  readonly themes: readonly ThemeTest[];
}

/** Runs the examples of a lexicon of themes, roles or sentiment. Null where it cannot be read; `problems` then says why. */
export async function testLexicon(folder: string): Promise<{ readonly test: LexiconTest | null; readonly problems: readonly Problem[] }> {
  if (await isSentimentFolder(folder)) {
    const { examples, problems } = await checkSentiment(folder);
    const failures = problems.filter(({ id }) => id === 'example-fails');
    const others = problems.filter((problem) => !failures.includes(problem));
    return { test: others.some(({ severity }) => severity === 'error') ? null : { examples, failures, themes: [] }, problems: others };
  }
  const { tools, problems } = await loadCodingTools(folder);
  return { test: tools && testOf(tools), problems };
}

/** The part of one theme; a problem where there is no such theme. */
export function ofTheme(test: LexiconTest, folder: string, theme: string): LexiconTest | { readonly problem: Problem } {
  const own = test.themes.find((one) => one.theme === theme);
  if (own) return { examples: own.examples, failures: own.failures, themes: [own] };
  const ids = test.themes.map((one) => one.theme);
  const near = nearest(theme, ids);
  return { problem: { severity: 'error', id: 'unknown-theme', file: folder, message: `The lexicon has no theme "${theme}".`, hint: near === null ? `It has ${ids.join(', ')}.` : `Did you mean "${near}"?` } };
}

function testOf(tools: EditingTools): LexiconTest {
  const { codebook } = tools.lexicon;
  const results = isRoleBook(codebook) ? runRoleExamples(tools.lexicon) : runExamples(codebook, themesOf(tools));
  return {
    examples: results.length,
    failures: failuresOf(results),
    themes: codebook.themes.map((theme) => {
      const own = results.filter((result) => result.theme === theme);
      const fired = new Set(own.flatMap(({ rules }) => rules));
      return { theme: theme.id, examples: own.length, failures: failuresOf(own), patterns: cuesOf(theme), unexercised: unexercisedIn(theme, fired).map(({ text, place }) => ({ pattern: text, ...place })) };
    }),
  };
}

function failuresOf(results: readonly ExampleResult[]): readonly Problem[] {
  return results.flatMap((result) => problemOf(result) ?? []);
}

function cuesOf({ rules }: Theme): number {
  return rules.reduce((sum, { patterns }) => sum + patterns.filter((pattern) => !isGuard(pattern)).length, 0);
}
