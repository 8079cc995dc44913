import type { Problem } from '../../model.js';
import { CUE_SECTIONS, SECTIONS, type Codebook, type Policy, type Section, type Theme } from '../codebook.js';
import { parsePattern } from '../language.js';

/** A pattern as a row of a spreadsheet. */
export interface PatternRow {
  readonly theme: string;
  readonly code: string;
  readonly section: Section;
  /** 0 for guards, which have none. */
  readonly strength: number;
  readonly pattern: string;
  /** The `unless` patterns that hold for a cue's rule, its theme's too, one a line; null for guards, and where the table has no such column. */
  readonly unless: string | null;
  /** The comment lines right above it, without their signs; null where the table has no such column. */
  readonly note: string | null;
  /** The pattern when the table was written, by which an edited one is found again; empty for a new one. */
  readonly exported: string;
}

export const TABLE_COLUMNS = ['theme', 'code', 'section', 'strength', 'pattern', 'unless', 'note', 'hits', 'reviewed', 'precision', 'exported_pattern'] as const;
/** A table with these is one of patterns. */
export const NEEDED_COLUMNS = ['theme', 'section', 'pattern'] as const;

/** The lines of a file with their ends. */
export function linesOf(source: string): string[] {
  return source.split(/(?<=\r\n|\r(?!\n)|\n)/);
}

/** The rows of one theme, in the order of its file. */
export function rowsOfTheme(theme: Theme, source: string): readonly PatternRow[] {
  const lines = linesOf(source);
  return theme.rules.flatMap(({ code, patterns }) =>
    patterns.map(({ section, strength, text, place }) => ({
      theme: theme.id, code, section, strength, pattern: text, unless: isCue(section) ? guardsOf(theme, code).join('\n') : null, note: noteAbove(lines, place.line), exported: text,
    })),
  );
}

/** The `unless` patterns that hold for the cues of a rule: its own and the theme's. */
export function guardsOf({ rules }: Theme, code: string): readonly string[] {
  const own = rules.filter((rule) => rule.code === code || rule.code === '').flatMap(({ patterns }) => patterns.filter(({ section }) => section === 'unless'));
  return [...new Set(own.map(({ text }) => text))];
}

function isCue(section: Section): boolean {
  return section !== 'unless' && section !== 'except';
}

/** The comment lines right above a line (one-based), joined by line ends. */
export function noteAbove(lines: readonly string[], line: number): string {
  return lines.slice(line - 1 - commentsAbove(lines, line), line - 1).map((one) => one.trim().slice(1).trim()).join('\n');
}

export function commentsAbove(lines: readonly string[], line: number): number {
  let count = 0;
  while (/^\s*#(\s|$)/.test(lines[line - 2 - count] ?? '')) count++;
  return count;
}

/** The strength of a pattern without one of its own. */
export function usualStrength(section: Section, policy: Policy): number {
  return section === 'unless' || section === 'except' ? 0 : policy.strengths[section];
}

/** A row of cells by column, with the name of each cell for problems. */
export interface TableCells {
  readonly cells: ReadonlyMap<string, string>;
  cell(column: string): string;
}

/** Reads the rows of a table of patterns that came back. Every faulty cell is a problem; rows without a pattern are left out. */
export function readRows(file: string, rows: readonly TableCells[], codebook: Codebook): { readonly rows: readonly PatternRow[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const themes = new Map(codebook.themes.map((theme) => [theme.id, theme]));
  const allowed = new Map<string, number>();
  for (const theme of codebook.themes) for (const { code, patterns } of theme.rules) for (const { section, text } of patterns) addOne(allowed, keyOf(theme.id, code, section, text));
  const met = new Map<string, number>();
  const found = rows.flatMap((row): readonly PatternRow[] => {
    const text = (column: string): string => (row.cells.get(column) ?? '').trim();
    const fault = (column: string, id: string, message: string, hint: string): readonly PatternRow[] => {
      problems.push({ severity: 'error', id, file, cell: row.cell(column), message, hint });
      return [];
    };
    if (text('pattern') === '') return [];
    const theme = themes.get(text('theme'));
    if (!theme) return fault('theme', 'unknown-theme', `The lexicon has no theme "${text('theme')}".`, 'A new theme is a new file; see lexicons/README.md.');
    const code = text('code');
    if (!theme.rules.some((rule) => rule.code === code)) return fault('code', 'unknown-code', `The theme "${theme.id}" has no code "${code}".`, 'Add it below "codes:" in the file of the theme.');
    const section = SECTIONS.find((name) => name === text('section').toLowerCase());
    if (!section) return fault('section', 'unknown-section', `"${text('section')}" is no section.`, `It is one of ${SECTIONS.join(', ')}.`);
    const pattern = text('pattern');
    const parsed = parsePattern(pattern);
    for (const { id, message, hint } of parsed.faults) fault('pattern', id, message, hint ?? 'See lexicons/README.md.');
    if (parsed.faults.length > 0) return [];
    if (/[\r\n]/.test(pattern) || parsed.strength !== null || /^#(\s|$)/.test(pattern)) return fault('pattern', 'no-pattern', 'This is more than a pattern.', 'One pattern a row; its strength stands in a cell of its own, its comment in note.');
    const strength = strengthOf(text('strength'), section, codebook.policy);
    if (strength === null) return fault('strength', 'bad-strength', `"${text('strength')}" is no strength.`, 'Write a number from 0 to 10, such as 0.5, or leave the cell empty.');
    const key = keyOf(theme.id, code, section, pattern);
    if (addOne(met, key) > (allowed.get(key) ?? 1)) return fault('pattern', 'repeated-pattern', `"${pattern}" stands in another row of ${theme.id} already.`, 'Delete one of the two rows.');
    const note = row.cells.has('note') ? text('note').split(/\s*[\r\n]+\s*/).join('\n') : null;
    const unless = row.cells.has('unless') && isCue(section) ? linesIn(text('unless')) : null;
    for (const guard of unless ?? []) for (const { id, message, hint } of parsePattern(guard).faults) fault('unless', id, message, hint ?? 'See lexicons/README.md.');
    return [{ theme: theme.id, code, section, strength, pattern, unless: unless?.join('\n') ?? null, note, exported: text('exported_pattern') }];
  });
  return { rows: withGuards(found, themes), problems };
}

/** What was written into the cells `unless`, or taken out of them, as rows of guards: a guard holds for its whole rule. */
function withGuards(rows: readonly PatternRow[], themes: ReadonlyMap<string, Theme>): readonly PatternRow[] {
  const added = new Map<string, PatternRow>();
  const gone = new Set<string>();
  for (const row of rows) {
    if (row.unless === null) continue;
    const theme = themes.get(row.theme)!;
    const known = guardsOf(theme, row.code);
    const written = linesIn(row.unless);
    for (const pattern of written) {
      if (known.includes(pattern)) continue;
      added.set(keyOf(row.theme, row.code, pattern), { theme: row.theme, code: row.code, section: 'unless', strength: 0, pattern, unless: null, note: null, exported: '' });
    }
    // A row that is new, or was moved here, never had the guards of this rule.
    const isOfRule = theme.rules.some(({ code, patterns }) => code === row.code && patterns.some(({ text, section }) => text === row.exported && isCue(section)));
    if (isOfRule) for (const pattern of known) if (!written.includes(pattern)) gone.add(keyOf(row.theme, pattern));
  }
  const kept = rows.filter(({ theme, section, pattern }) => section !== 'unless' || !gone.has(keyOf(theme, pattern)));
  const there = new Set(kept.filter(({ section }) => section === 'unless').flatMap(({ theme, code, pattern }) => [keyOf(theme, code, pattern)]));
  const isThere = ({ theme, code, pattern }: PatternRow): boolean => there.has(keyOf(theme, code, pattern)) || there.has(keyOf(theme, '', pattern));
  return [...kept, ...[...added.values()].filter((row) => !isThere(row))];
}

function linesIn(cell: string): readonly string[] {
  return cell.split(/[\r\n]+/).map((line) => line.trim()).filter((line) => line !== '');
}

function keyOf(...parts: readonly string[]): string {
  return parts.join('\0');
}

function addOne(counts: Map<string, number>, key: string): number {
  const now = (counts.get(key) ?? 0) + 1;
  counts.set(key, now);
  return now;
}

function strengthOf(cell: string, section: Section, policy: Policy): number | null {
  if (!(CUE_SECTIONS as readonly string[]).includes(section) || cell === '') return usualStrength(section, policy);
  // Excel in half of Europe writes a comma.
  const number = /^-?\d+([.,]\d+)?$/.test(cell) ? Number(cell.replace(',', '.')) : NaN;
  return Math.abs(number) <= 10 ? number : null;
}
