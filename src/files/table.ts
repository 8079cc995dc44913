import papaparse from 'papaparse';
import type { Problem } from '../../pipeline/model.js';

/** A record of a table, its cells by column name. */
export interface TableRecord {
  readonly cells: ReadonlyMap<string, string>;
  /** One-based line of the file on which the record begins. */
  readonly line: number;
  /** One-based row as a spreadsheet numbers it: the header is row 1. */
  readonly row: number;
}

export interface Table {
  readonly file: string;
  readonly columns: readonly string[];
  readonly records: readonly TableRecord[];
  readonly problems: readonly Problem[];
}

/** What a table's columns may be. Names are compared without case, and blanks count as underscores. */
export interface Columns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Columns that are known and not read. */
  readonly ignored?: readonly string[];
}

/**
 * Reads a table with a header from CSV, as Excel, LibreOffice or a run writes it: with or without a byte-order mark, with
 * commas, semicolons or tabs, with any line ends.
 *
 * @param file the name to use in problems.
 * @returns no records where a required column is missing; unknown columns are reported and left aside.
 */
export function readTable(text: string, file: string, columns: Columns): Table {
  const rows = parse(text.startsWith('\ufeff') ? text.slice(1) : text);
  const [header, ...body] = rows;
  if (!header) {
    return { file, columns: [], records: [], problems: [{ severity: 'error', id: 'empty-table', file, message: 'The table is empty.', hint: `It needs a header with ${columns.required.join(', ')}.` }] };
  }
  const names = header.cells.map((name) => name.trim().toLowerCase().replaceAll(' ', '_'));
  const problems = headerProblems(names, header.line, file, columns);
  if (problems.some((problem) => problem.severity === 'error')) return { file, columns: names, records: [], problems };

  const records: TableRecord[] = [];
  for (const { cells, line, row } of body) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (cells.length > names.length && cells.slice(names.length).some((cell) => cell.trim() !== '')) {
      problems.push({
        severity: 'warning',
        id: 'too-many-cells',
        file,
        line,
        cell: cellName(names.length, row),
        message: `The row has ${cells.length} cells, the header ${names.length}.`,
        hint: 'A text with a comma in it must stand between quotation marks.',
      });
    }
    records.push({ line, row, cells: new Map(names.map((name, index) => [name, cells[index] ?? ''])) });
  }
  return { file, columns: names, records, problems };
}

/** The name of a cell as a spreadsheet has it: column 0 of row 1 is `A1`. */
export function cellName(column: number, row: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return `${letters}${row}`;
}

/** Takes away the apostrophe that a written table puts before a text which a spreadsheet would run as a formula. */
export function unguarded(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

interface ParsedRow {
  readonly cells: readonly string[];
  readonly line: number;
  readonly row: number;
}

function parse(text: string): readonly ParsedRow[] {
  const rows: ParsedRow[] = [];
  let line = 1;
  let from = 0;
  papaparse.parse<string[]>(text, {
    delimiter: delimiterOf(text),
    step: ({ data, meta }) => {
      rows.push({ cells: data, line, row: rows.length + 1 });
      // Cells may hold line ends, so that lines and rows do not go together.
      line += text.slice(from, meta.cursor).match(/\r\n|\r|\n/g)?.length ?? 0;
      from = meta.cursor;
    },
  });
  const isBlank = ({ cells }: ParsedRow): boolean => cells.every((cell) => cell.trim() === '');
  return rows.length === 1 && isBlank(rows[0]) ? [] : rows;
}

/** The delimiter that stands most often in the first line: the header says it, where texts with commas and semicolons mislead. */
export function delimiterOf(text: string): ',' | ';' | '\t' {
  const end = text.search(/[\r\n]/);
  const header = (end < 0 ? text : text.slice(0, end)).replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => header.split(delimiter).length;
  const best = count(';') > count(',') ? ';' : ',';
  return count('\t') > count(best) ? '\t' : best;
}

function headerProblems(names: readonly string[], line: number, file: string, columns: Columns): Problem[] {
  const problems: Problem[] = [];
  const missing = columns.required.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    problems.push({
      severity: 'error',
      id: 'missing-column',
      file,
      line,
      message: `The table has no column ${missing.map((name) => `"${name}"`).join(', ')}.`,
      hint: `Its columns are ${names.join(', ')}.`,
    });
  }
  const known = new Set([...columns.required, ...columns.optional, ...(columns.ignored ?? [])]);
  names.forEach((name, column) => {
    const cell = cellName(column, 1);
    if (name !== '' && !known.has(name)) {
      const hint = `Columns read are ${[...columns.required, ...columns.optional].join(', ')}.`;
      problems.push({ severity: 'warning', id: 'unknown-column', file, line, cell, message: `The column "${name}" is not known and left aside.`, hint });
    }
    if (name !== '' && names.indexOf(name) !== column) {
      problems.push({ severity: 'error', id: 'column-twice', file, line, cell, message: `There are two columns "${name}".`, hint: 'Rename or delete one of them.' });
    }
  });
  return problems;
}
