import type { Policy, Theme } from '../lexicon/codebook.js';
import { readThemeFile } from '../lexicon/theme-file.js';
import type { Problem } from '../model.js';

/** What a theme's file should say from now on; what is not named stays. */
export interface ThemeEdit {
  /** New strengths by the one-based line of their pattern. */
  readonly strengths: ReadonlyMap<number, number>;
  /** The new factor of the codebook's thresholds; null leaves it as it is. */
  readonly threshold: number | null;
}

export type EditedTheme = { readonly source: string } | { readonly problem: Problem };

/**
 * Writes strengths and the threshold factor into a theme's file, each in its own line; every other character stays, line ends and comments too.
 * The result is read again, and refused when it says anything else than it should.
 * @param theme what the file says now: a file that was changed since it was read is refused too.
 */
export function editTheme(file: string, source: string, theme: Theme, edit: ThemeEdit, policy: Policy): EditedTheme {
  const lines = source.split(/(?<=\r\n|\r(?!\n)|\n)/);
  for (const pattern of theme.rules.flatMap((rule) => rule.patterns)) {
    const { line } = pattern.place;
    const strength = edit.strengths.get(line);
    if (strength === undefined) continue;
    const written = withStrength(lines[line - 1] ?? '', pattern.text, strength, pattern.section in policy.strengths ? policy.strengths[pattern.section as keyof Policy['strengths']] : null);
    if (written === null) {
      return refusal(file, line, `The strength of "${pattern.text}" cannot be written here.`, 'Patterns stand one a line below a key such as "strong: |".');
    }
    lines[line - 1] = written;
  }
  if (edit.threshold !== null) writeThreshold(lines, edit.threshold, theme.place.line);
  const edited = lines.join('');
  const fault = differenceFrom(expected(theme, edit), readThemeFile(file, edited, policy).theme);
  return fault === null ? { source: edited } : refusal(file, fault, 'The file would not say what was learned.', 'Was it changed meanwhile? Fit again; nothing was written.');
}

function refusal(file: string, line: number, message: string, hint: string): EditedTheme {
  return { problem: { severity: 'error', id: 'not-written', file, line, message, hint } };
}

/** A line with its strength put in, changed, or taken out where it is what its section gives anyway; null when it is not the pattern's line. */
function withStrength(line: string, text: string, strength: number, usual: number | null): string | null {
  const [, indent, body, end] = /^(\s*)(.*?)(\s*)$/s.exec(line)!;
  const caret = body.lastIndexOf(' ^');
  const pattern = caret < 0 ? body : body.slice(0, caret).trimEnd();
  if (pattern !== text) return null;
  return `${indent}${pattern}${strength === usual ? '' : ` ^${decimal(strength)}`}${end}`;
}

/** Changes the line `threshold: ...`, or puts one below the theme's id. */
function writeThreshold(lines: string[], threshold: number, idLine: number): void {
  const at = lines.findIndex((line) => /^threshold[ \t]*:/.test(line));
  if (at >= 0) {
    lines[at] = lines[at].replace(/^(threshold[ \t]*:[ \t]*)[^\s#]*/, `$1${decimal(threshold)}`).replace(/^threshold:(?=\S)/, 'threshold: ');
    return;
  }
  const id = lines[idLine - 1] ?? '';
  const end = /(\r\n|\r|\n)$/.exec(id)?.[1];
  if (end === undefined) lines[idLine - 1] = `${id}\n`;
  lines.splice(idLine, 0, `threshold: ${decimal(threshold)}${end ?? ''}`);
}

/** At most two decimals, without zeros at the end. */
function decimal(value: number): string {
  return String(Number(value.toFixed(2)));
}

type Said = readonly (readonly [line: number, said: string])[];

function expected(theme: Theme, { strengths, threshold }: ThemeEdit): { readonly patterns: Said; readonly threshold: number } {
  return { patterns: patternsOf(theme, strengths), threshold: threshold === null ? theme.threshold : Number(decimal(threshold)) };
}

function patternsOf(theme: Theme, strengths: ReadonlyMap<number, number>): Said {
  return theme.rules.flatMap(({ code, patterns }) =>
    patterns.map((pattern) => {
      const strength = strengths.get(pattern.place.line);
      return [pattern.place.line, JSON.stringify([code, pattern.section, pattern.text, strength === undefined ? pattern.strength : Number(decimal(strength))])] as const;
    }),
  );
}

/** The line at which a theme says something else than expected; null where it does not. */
function differenceFrom({ patterns, threshold }: ReturnType<typeof expected>, theme: Theme | null): number | null {
  if (theme === null || theme.threshold !== threshold) return 1;
  const said = patternsOf(theme, new Map());
  const at = patterns.findIndex(([, what], index) => said[index]?.[1] !== what);
  if (at >= 0) return patterns[at][0];
  return said.length === patterns.length ? null : 1;
}
