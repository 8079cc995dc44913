import type { Problem } from '../model.js';
import { isGuard, type Codebook, type Example, type Pattern, type Theme } from './codebook.js';

/** What a text got: each theme with the stretches (UTF-16 offsets into the text) that gave it. */
export interface ThemesFound {
  readonly themes: ReadonlyMap<string, readonly { readonly start: number; readonly end: number; readonly rule: string }[]>;
}

/**
 * What an example showed. Missing: the theme was not given. Misplaced: given, but by words outside the marks.
 * Noisy: an ignored example got the theme.
 */
export type ExampleOutcome = 'right' | 'missing' | 'misplaced' | 'noisy';

export interface ExampleResult {
  readonly theme: Theme;
  readonly example: Example;
  readonly outcome: ExampleOutcome;
  /** The patterns that fired for the theme. */
  readonly rules: readonly string[];
}

/** Runs every example of a codebook. `code` gives the themes of a text that stands alone. */
export function runExamples(codebook: Codebook, code: (text: string) => ThemesFound): readonly ExampleResult[] {
  return codebook.themes.flatMap((theme) => theme.examples.map((example) => resultOf(theme, example, code(example.text))));
}

function resultOf(theme: Theme, example: Example, { themes }: ThemesFound): ExampleResult {
  const found = themes.get(theme.id) ?? [];
  const rules = [...new Set(found.map(({ rule }) => rule))];
  return { theme, example, outcome: outcomeOf(example, found), rules };
}

function outcomeOf(example: Example, found: readonly { readonly start: number; readonly end: number }[]): ExampleOutcome {
  if (example.kind === 'ignored') return found.length > 0 ? 'noisy' : 'right';
  if (found.length === 0) return 'missing';
  const isMarked = example.marks.some((mark) => found.some(({ start, end }) => start < mark.end && mark.start < end));
  return isMarked ? 'right' : 'misplaced';
}

const SAYS: Readonly<Record<Exclude<ExampleOutcome, 'right'>, (theme: string, rules: string) => readonly [string, string]>> = {
  missing: (theme) => [`Missing: this example does not get ${theme}.`, 'Add or strengthen a pattern for the marked words, or take the example out.'],
  misplaced: (theme, rules) => [`Misplaced: this example gets ${theme}, but from other words than the marked ones (${rules}).`, 'Move the marks, or write a pattern for the marked words.'],
  noisy: (theme, rules) => [`Noisy: this example gets ${theme} by ${rules}.`, 'Weaken that pattern, or guard it with "unless" or "except".'],
};

/** An example that failed, as a problem at its line. */
export function problemOf({ theme, example, outcome, rules }: ExampleResult): Problem | null {
  if (outcome === 'right') return null;
  const [message, hint] = SAYS[outcome](theme.id, rules.map((rule) => `"${rule}"`).join(', '));
  return { severity: 'error', id: `example-${outcome}`, ...example.place, message, hint };
}

/** Patterns of a theme that no example fires, so that nobody has seen them work. `fired` holds the patterns that its examples fire. */
export function unexercisedIn({ rules }: Theme, fired: ReadonlySet<string>): readonly Pattern[] {
  return rules.flatMap(({ patterns }) => patterns.filter((pattern) => !isGuard(pattern) && !fired.has(pattern.text)));
}
