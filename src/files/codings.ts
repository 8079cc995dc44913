import type { CodingRow, UnitRow } from '../../pipeline/agreement/study.js';
import { ROLES, type Problem, type Quoted, type Role, type Stance } from '../../pipeline/model.js';
import { cellName, readTable, unguarded, type Columns, type Table, type TableRecord } from './table.js';

/** A coding with where it comes from, when the table says so (a run's does): lexicon, person or consensus. */
export type SourcedCoding = CodingRow & { readonly source: string };

/** A row with the place it was read from, so that whatever is wrong with it can be shown. */
export type Located<T> = T & {
  readonly place: Place;
  /** Where the table says it: the unit's id, which stays when its label changes. */
  readonly unitId?: string;
};

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly row: number;
  readonly columns: readonly string[];
}

/** Rows of a table, what is wrong with it, and whether it says who coded. */
export interface Rows<T> {
  readonly rows: readonly Located<T>[];
  /** False where the coder must come from elsewhere, such as the file's name; `coder` is then empty. */
  readonly hasCoder: boolean;
  readonly problems: readonly Problem[];
}

const CODING_COLUMNS: Columns = {
  required: ['file', 'label', 'theme'],
  optional: ['coder', 'stance', 'evidence', 'source'],
  // What a run writes besides.
  ignored: [
    'coding_id', 'unit_id', 'thread', 'code', 'rule', 'matched', 'start', 'end', 'source_start', 'source_end', 'sentence',
    'quoted', 'negated', 'stance_score', 'weight', 'memo', 'holds',
  ],
};

const UNIT_COLUMNS: Columns = {
  required: ['file', 'label'],
  optional: ['coder', 'sentiment', 'role', 'quoted', 'unit_id'],
  ignored: [
    'thread', 'parent_label', 'kind', 'author', 'posted_at', 'words', 'sentences', 'sentiment_label', 'themes',
    'duplicate_of', 'text', 'memo', 'contested', 'reviewed_by',
  ],
};

/**
 * Reads a table of codings: people's (`file,label,coder,theme,stance,evidence`) or the one that a run writes.
 *
 * @param text the table; `file` its name for problems.
 * @param themes the ids that a theme may have; any, when absent. Rows of other themes are reported and left out.
 */
export function readCodings(text: string, file: string, themes?: ReadonlySet<string>): Rows<SourcedCoding> {
  const table = readTable(text, file, CODING_COLUMNS);
  const problems = [...table.problems];
  const rows: Located<SourcedCoding>[] = [];
  for (const record of table.records) {
    const place = placeOf(table, record);
    const theme = cell(record, 'theme');
    if (themes && theme !== '' && !themes.has(theme)) {
      problems.push(problemAt(place, 'theme', 'unknown-theme', `There is no theme "${theme}" in the codebook.`, `Its themes are ${[...themes].join(', ')}.`));
      continue;
    }
    const stance = oneOf(record, place, 'stance', STANCES, problems);
    const where = unitOf(record, place, problems);
    const evidence = unguarded(record.cells.get('evidence') ?? '').trim();
    if (where) rows.push({ ...where, theme, stance, evidence, source: cell(record, 'source'), place });
  }
  return { rows, hasCoder: table.columns.includes('coder'), problems };
}

/** Reads a table of what coders said of whole units: `file,label,coder,sentiment,role,quoted`, or the units that a run writes. */
export function readUnits(text: string, file: string): Rows<UnitRow> {
  const table = readTable(text, file, UNIT_COLUMNS);
  const hasCoder = table.columns.includes('coder');
  const problems = table.problems.filter(({ id, cell: at }) => id !== 'unknown-column' || !isCarriedColumn(table, at));
  const rows: Located<UnitRow>[] = [];
  const seen = new Map<string, number>();
  for (const record of table.records) {
    const place = placeOf(table, record);
    const where = unitOf(record, place, problems);
    if (!where) continue;
    const key = JSON.stringify([where.file, where.label, where.coder]);
    const before = seen.get(key);
    if (before !== undefined) {
      problems.push(problemAt(place, 'label', 'unit-twice', `${where.coder || 'The coder'} coded unit ${where.label} of ${where.file} in row ${before} already.`, 'The first of the two rows is used.'));
      continue;
    }
    seen.set(key, record.row);
    const quoted = oneOf(record, place, 'quoted', QUOTED, problems);
    // An empty role says that the author claims none, where there is such a column at all.
    const role = table.columns.includes('role') && cell(record, 'role') === '' ? '' : oneOf(record, place, 'role', ROLES_BY_CELL, problems);
    // A run's own sentiment is a share from -1 to 1, no person's judgement.
    const sentiment = hasCoder ? sentimentOf(record, place, problems) : null;
    rows.push({ ...where, sentiment, role, quoted, place, unitId: unguarded(cell(record, 'unit_id')) });
  }
  return { rows, hasCoder, problems };
}

/** A problem with a row that was read before, at one of its columns. */
export function problemAt(place: Place, column: string, id: string, message: string, hint: string): Problem {
  const index = place.columns.indexOf(column);
  const at = index < 0 ? {} : { cell: cellName(index, place.row) };
  return { severity: 'error', id, file: place.file, line: place.line, ...at, message, hint };
}

const STANCES: ReadonlyMap<string, Stance> = new Map([
  ['neg', 'neg'], ['neu', 'neu'], ['pos', 'pos'], ['mix', 'mix'],
  ['negative', 'neg'], ['neutral', 'neu'], ['positive', 'pos'], ['mixed', 'mix'],
]);
const QUOTED: ReadonlyMap<string, Quoted> = new Map([['none', 'none'], ['part', 'part'], ['all', 'all']]);
const ROLES_BY_CELL: ReadonlyMap<string, Role> = new Map(
  ROLES.map((role): [string, Role] => [role.toLowerCase(), role]).concat([['null', ''], ['none', '']]),
);

function placeOf(table: Table, record: TableRecord): Place {
  return { file: table.file, line: record.line, row: record.row, columns: table.columns };
}

function cell(record: TableRecord, column: string): string {
  return (record.cells.get(column) ?? '').trim();
}

function unitOf(record: TableRecord, place: Place, problems: Problem[]): { file: string; label: string; coder: string } | null {
  const file = cell(record, 'file').replaceAll('\\', '/');
  const label = cell(record, 'label');
  for (const [column, value] of [['file', file], ['label', label]] as const) {
    if (value !== '') continue;
    problems.push(problemAt(place, column, 'empty-cell', `The row does not say which ${column === 'file' ? 'file' : 'unit'} it is about.`, 'Fill the cell, or delete the row.'));
    return null;
  }
  return { file, label, coder: cell(record, 'coder') };
}

function oneOf<T>(record: TableRecord, place: Place, column: string, values: ReadonlyMap<string, T>, problems: Problem[]): T | null {
  const written = cell(record, column);
  if (written === '') return null;
  const value = values.get(written.toLowerCase());
  if (value !== undefined) return value;
  problems.push(problemAt(place, column, `unknown-${column}`, `"${written}" is no ${column}.`, `It is one of ${[...values.keys()].join(', ')}; the cell counts as empty.`));
  return null;
}

function sentimentOf(record: TableRecord, place: Place, problems: Problem[]): number | null {
  const written = cell(record, 'sentiment').replace('−', '-');
  if (written === '') return null;
  const value = Number(unguarded(written));
  if (Number.isFinite(value) && Math.abs(value) <= 2) return value;
  problems.push(problemAt(place, 'sentiment', 'unknown-sentiment', `"${written}" is no sentiment.`, 'It is a number from -2 to 2; the cell counts as empty.'));
  return null;
}

/** A run's units have a column a theme and a column for each that was carried through from the input. */
function isCarriedColumn(table: Table, at: string | undefined): boolean {
  return table.columns.some((name, index) => /^(theme|attr)_/.test(name) && cellName(index, 1) === at);
}
