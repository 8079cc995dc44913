import type { Problem } from '../model.js';

/** The forms of each base form, from a table that a person has checked. */
export interface Inflections {
  readonly table: ReadonlyMap<string, readonly string[]>;
  readonly problems: readonly Problem[];
}

/** Reads the table: a line a base form, `leave,leave leaves leaving left`; lines that begin with `#` are comments. */
export function readInflections(file: string, source: string): Inflections {
  const table = new Map<string, readonly string[]>();
  const problems: Problem[] = [];
  source.replace(/^\ufeff/, '').split(/\r\n|\r|\n/).forEach((line, index) => {
    const text = line.trim();
    if (text === '' || text.startsWith('#') || text === 'lemma,forms') return;
    const comma = text.indexOf(',');
    const lemma = text.slice(0, comma < 0 ? text.length : comma).trim().toLowerCase();
    const forms = comma < 0 ? [] : text.slice(comma + 1).replaceAll('"', '').trim().toLowerCase().split(/[\s;]+/).filter((form) => form !== '');
    if (lemma === '' || forms.length === 0) {
      problems.push({ severity: 'error', id: 'bad-inflection', file, line: index + 1, column: 1, message: 'A line of this table is a base form, a comma and its forms.', hint: 'Such as: leave,leave leaves leaving left' });
    } else table.set(lemma, [...new Set([lemma, ...forms])]);
  });
  return { table, problems };
}
