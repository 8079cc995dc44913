import type { Policy, Section, Theme } from '../codebook.js';
import { parsePattern } from '../language.js';
import { readThemeFile } from '../theme-file.js';
import type { Problem } from '../../model.js';
import { commentsAbove, linesOf, noteAbove, usualStrength, type PatternRow } from './pattern-table.js';

/** A change of one line, for showing. */
export interface LineChange {
  readonly kind: 'added' | 'removed' | 'changed' | 'note';
  readonly code: string;
  readonly section: Section;
  readonly before: string;
  readonly after: string;
}

export type EditedPatterns = { readonly source: string; readonly changes: readonly LineChange[] } | { readonly problem: Problem };

interface Line {
  readonly code: string;
  readonly section: Section;
  readonly text: string;
  readonly strength: number;
  /** One-based. */
  readonly line: number;
}

class Unwritable extends Error {
  constructor(readonly line: number, message: string) {
    super(message);
  }
}

/**
 * Makes a theme's file say what the rows of a table say; every line that they do not change stays byte for byte, comments and order too.
 * New patterns stand behind the row before them. The result is read again and refused where it says anything else.
 * @param rows all patterns that the theme should have.
 */
export function editPatterns(file: string, source: string, theme: Theme, rows: readonly PatternRow[], policy: Policy): EditedPatterns {
  try {
    const edit = new Edit(source, theme, policy);
    edit.apply(rows);
    const edited = edit.result();
    if (edit.changes.length > 0 && !saysWhatItShould(theme, readThemeFile(file, edited, policy).theme, rows)) throw new Unwritable(1, 'The file would not say what the table says.');
    return { source: edited, changes: edit.changes };
  } catch (error) {
    if (!(error instanceof Unwritable)) throw error;
    return { problem: { severity: 'error', id: 'not-written', file, line: error.line, message: error.message, hint: 'Patterns stand one a line below a key such as "strong: |"; make this change in the file itself.' } };
  }
}

class Edit {
  readonly changes: LineChange[] = [];
  private readonly lines: string[];
  private readonly known: readonly Line[];
  /** What stands in place of a line, by its one-based number; null takes it away. */
  private readonly replaced = new Map<number, string | null>();
  private readonly behind = new Map<number, string[]>();
  private readonly above = new Map<number, readonly string[]>();
  private readonly end: string;
  private readonly opened = new Set<string>();

  constructor(source: string, theme: Theme, private readonly policy: Policy) {
    this.lines = linesOf(source);
    this.end = /\r\n|\r|\n/.exec(source)?.[0] ?? '\n';
    this.known = theme.rules.flatMap(({ code, patterns }) => patterns.map(({ section, text, strength, place }) => ({ code, section, text, strength, line: place.line })));
  }

  apply(rows: readonly PatternRow[]): void {
    const matched = this.match(rows);
    const last = new Map<string, number>();
    const groups = [...new Set(rows.map((row) => keyOf(row, '')))];
    // A table may come back sorted otherwise: the rows of a section go together.
    for (const group of groups) {
      rows.forEach((row, index) => {
        if (keyOf(row, '') !== group) return;
        const line = matched[index];
        if (line) this.change(line, row);
        else this.add(row, last.get(group) ?? null);
        if (line) last.set(group, line.line);
      });
    }
    const kept = new Set(matched);
    for (const line of this.known) if (!kept.has(line)) this.remove(line);
  }

  result(): string {
    const out: string[] = [];
    this.lines.forEach((line, index) => {
      const number = index + 1;
      out.push(...(this.above.get(number) ?? []));
      const now = this.replaced.has(number) ? this.replaced.get(number)! : line;
      if (now !== null) out.push(now);
      const more = this.behind.get(number) ?? [];
      // The last line of a file may have no end.
      if (more.length > 0 && now !== null && !/[\r\n]$/.test(now)) out.push(this.end);
      out.push(...more);
    });
    return out.join('');
  }

  /** Rows find their lines by what they say, then by what they said when the table was written. */
  private match(rows: readonly PatternRow[]): readonly (Line | undefined)[] {
    const free = new Map<string, Line[]>();
    for (const line of this.known) {
      const key = keyOf(line, line.text);
      free.set(key, [...(free.get(key) ?? []), line]);
    }
    const matched = rows.map((row) => free.get(keyOf(row, row.pattern))?.shift());
    return matched.map((line, index) => line ?? (rows[index]!.exported === '' ? undefined : free.get(keyOf(rows[index]!, rows[index]!.exported))?.shift()));
  }

  private change(line: Line, row: PatternRow): void {
    if (line.text !== row.pattern || line.strength !== row.strength) {
      const { indent, end } = this.parts(line);
      const after = this.written(row);
      this.changes.push({ kind: 'changed', code: row.code, section: row.section, before: this.lines[line.line - 1]!.trim(), after });
      this.replaced.set(line.line, `${indent}${after}${end}`);
    }
    const note = noteAbove(this.lines, line.line);
    if (row.note === null || row.note === note) return;
    const { indent } = this.parts(line);
    for (let i = commentsAbove(this.lines, line.line); i > 0; i--) this.replaced.set(line.line - i, null);
    this.above.set(line.line, this.comments(row.note, indent));
    this.changes.push({ kind: 'note', code: row.code, section: row.section, before: note, after: row.note });
  }

  private add(row: PatternRow, after: number | null): void {
    const at = after ?? this.known.filter((line) => line.code === row.code && line.section === row.section).at(-1)?.line;
    const written = this.written(row);
    this.changes.push({ kind: 'added', code: row.code, section: row.section, before: '', after: written });
    const place = at === undefined ? this.openSection(row) : { line: at, indent: this.parts(this.known.find(({ line }) => line === at)!).indent };
    this.put(place.line, [...this.comments(row.note ?? '', place.indent), `${place.indent}${written}${this.end}`]);
  }

  /** The place for the first pattern of a section; its key is written where there is none. */
  private openSection({ code, section }: PatternRow): { line: number; indent: string } {
    const ofCode = this.known.filter((line) => line.code === code);
    if (code === '') {
      const key = this.lines.findIndex((line) => line.trimEnd() === `${section}: |`);
      if (key >= 0) return { line: key + 1, indent: '  ' };
      const next = this.lines.findIndex((line) => /^(codes|examples):/.test(line));
      const line = next < 0 ? this.lines.length - (this.lines.at(-1) === '' ? 1 : 0) : next;
      if (!this.opened.has(section)) this.put(line, [`${section}: |${this.end}`]);
      this.opened.add(section);
      return { line, indent: '  ' };
    }
    const lowest = ofCode.at(-1);
    if (!lowest) throw new Unwritable(1, `The code "${code}" has no pattern yet, so its place is not known.`);
    const { indent } = this.parts(lowest);
    const key = `${code}\0${section}`;
    if (!this.opened.has(key)) this.put(lowest.line, [`${indent.slice(0, -2)}${section}: |${this.end}`]);
    this.opened.add(key);
    return { line: lowest.line, indent };
  }

  private remove(line: Line): void {
    this.parts(line);
    this.changes.push({ kind: 'removed', code: line.code, section: line.section, before: this.lines[line.line - 1]!.trim(), after: '' });
    this.replaced.set(line.line, null);
  }

  private put(line: number, lines: readonly string[]): void {
    this.behind.set(line, [...(this.behind.get(line) ?? []), ...lines]);
  }

  private comments(note: string, indent: string): readonly string[] {
    return note === '' ? [] : note.split('\n').map((line) => `${indent}# ${line}${this.end}`);
  }

  private written({ pattern, strength, section }: PatternRow): string {
    return strength === usualStrength(section, this.policy) ? pattern : `${pattern} ^${strength}`;
  }

  private parts({ line, text }: Line): { indent: string; end: string } {
    const [, indent, body, end] = /^(\s*)(.*?)(\s*)$/s.exec(this.lines[line - 1] ?? '')!;
    if (parsePattern(body!).text !== text) throw new Unwritable(line, `"${text}" does not stand on a line of its own.`);
    return { indent: indent!, end: end! };
  }
}

function keyOf({ code, section }: { readonly code: string; readonly section: Section }, text: string): string {
  return `${code}\0${section}\0${text}`;
}

function saysWhatItShould(before: Theme, now: Theme | null, rows: readonly PatternRow[]): boolean {
  if (!now) return false;
  const wanted = rows.map(({ code, section, pattern, strength }) => JSON.stringify([code, section, pattern, strength])).sort();
  const said = now.rules.flatMap(({ code, patterns }) => patterns.map(({ section, text, strength }) => JSON.stringify([code, section, text, strength]))).sort();
  return JSON.stringify(wanted) === JSON.stringify(said) && restOf(before) === restOf(now);
}

/** All that a table does not speak of. */
function restOf({ id, name, definition, include, exclude, was, threshold, codes, examples }: Theme): string {
  return JSON.stringify([id, name, definition, include, exclude, was, threshold, codes, examples.map(({ kind, text, marks }) => [kind, text, marks])]);
}
