import type { Problem } from '../../../pipeline/model.js';
import { readItem } from '../../../pipeline/review/decision.js';
import { exportOf, FACTS_SHEET, HIDDEN_COLUMNS, INSTRUCTIONS_SHEET, PLACE_COLUMN, type HiddenColumn } from './book.js';
import type { Grid } from './grid.js';
import { cellName } from '../table.js';
import { rejoin } from './rejoin.js';

/** A row that came back, wherever it stood. */
export interface ReturnedRow {
  /** The number of the row as the spreadsheet shows it. */
  readonly number: number;
  readonly hidden: Readonly<Record<HiddenColumn, string>>;
  /** The cell of a column by its name, such as `done` or `theme_pay`; null where the column was deleted. */
  cell(column: string): string | null;
  /** `anna.xlsx!units:F12`. */
  place(column: string): string;
}

export interface ReturnedSheet {
  readonly kind: 'units' | 'codings';
  readonly columns: readonly string[];
  readonly rows: readonly ReturnedRow[];
}

/** A workbook or CSV that came back. */
export interface ReturnedFile {
  readonly file: string;
  readonly sheets: readonly ReturnedSheet[];
  /** As the instructions say; empty where they do not. */
  readonly coder: string;
  readonly codebook: string;
  readonly run: string;
  readonly form: string;
  readonly exportedTo: string;
  readonly adjudicates: boolean;
  readonly problems: readonly Problem[];
}

const HEADER_WITHIN = 25;
const ALIASES: Readonly<Record<string, string>> = { heddle_suggests: 'heddle', what_coders_said: 'heddle', 'heddle’s_stance': 'heddle', "heddle's_stance": 'heddle', newcode: 'new_code' };

/** Finds the sheets of a review among those of a file, by their headers: sheets may have been renamed, moved or copied. */
export function returnedFile(file: string, grids: readonly Grid[], themeNames: ReadonlyMap<string, string>): ReturnedFile | { readonly problem: Problem } {
  const joined = grids.flatMap((grid) => sheetOf(file, grid, themeNames) ?? []).map((sheet) => rejoin(sheet, file));
  const sheets = joined.map(({ sheet }) => sheet);
  if (sheets.length === 0) {
    const message = 'The file holds no sheet of a review: none has the columns that heddle review export writes.';
    return { problem: { severity: 'error', id: 'no-review', file, message, hint: 'A sheet of units needs its header row, with unit_id (hidden) or text, and done.' } };
  }
  const facts = factsOf(grids);
  const first = sheets.flatMap(({ rows }) => rows).find(({ hidden }) => hidden.export !== '');
  const origin = exportOf(first?.hidden.export ?? '');
  return {
    file,
    sheets,
    coder: coderOf(grids),
    codebook: facts.get('codebook') ?? origin.codebook,
    run: facts.get('run') ?? origin.run,
    form: facts.get('form') ?? origin.form,
    exportedTo: facts.get('coder') || origin.coder,
    adjudicates: facts.get('adjudicates') === 'yes' || origin.coder === 'consensus',
    problems: [...joined.flatMap(({ problems }) => problems), ...unknownSheets(file, grids, sheets.length), ...withoutUnits(file, sheets, facts)],
  };
}

function sheetOf(file: string, grid: Grid, themeNames: ReadonlyMap<string, string>): ReturnedSheet | null {
  for (let at = 0; at < Math.min(HEADER_WITHIN, grid.rows.length); at++) {
    const columns = grid.rows[at]!.map((heading) => columnName(heading, themeNames));
    const kind = kindOf(columns);
    if (kind) return { kind, columns, rows: rowsOf(file, grid, at, columns) };
  }
  return null;
}

function kindOf(columns: readonly string[]): ReturnedSheet['kind'] | null {
  const has = (...names: readonly string[]): boolean => names.every((name) => columns.includes(name));
  if (has('stance', PLACE_COLUMN) || has('stance', 'pattern', 'words')) return 'codings';
  const isUnits = has('done') || columns.some((name) => name.startsWith('theme_'));
  return isUnits && (has('unit_id') || has('text')) ? 'units' : null;
}

/** People see `Pay and reward [pay]`, CSV has `theme_pay`, and somebody may have shortened it to `pay`. */
function columnName(heading: string, themeNames: ReadonlyMap<string, string>): string {
  const text = heading.replace(/\s+/g, ' ').trim();
  const id = /\[([a-z][a-z0-9_-]*)\]$/i.exec(text)?.[1]?.toLowerCase();
  if (id !== undefined) return `theme_${id}`;
  const name = text.toLowerCase().replaceAll(' ', '_');
  const theme = themeNames.get(text.toLowerCase());
  return theme !== undefined ? `theme_${theme}` : (ALIASES[name] ?? name);
}

function rowsOf(file: string, grid: Grid, header: number, columns: readonly string[]): readonly ReturnedRow[] {
  const rows: ReturnedRow[] = [];
  const index = new Map<string, number>();
  columns.forEach((name, i) => {
    if (!index.has(name)) index.set(name, i);
  });
  for (let at = header + 1; at < grid.rows.length; at++) {
    const cells = grid.rows[at]!;
    if (cells.every((cell) => cell.trim() === '')) continue;
    const cell = (column: string): string | null => {
      const i = index.get(column);
      return i === undefined ? null : (cells[i] ?? '').trim();
    };
    const sheet = grid.sheet === '' ? '' : `!${grid.sheet}`;
    rows.push({
      number: at + 1,
      hidden: Object.fromEntries(HIDDEN_COLUMNS.map((name) => [name, cell(name) ?? ''])) as Record<HiddenColumn, string>,
      cell,
      place: (column) => `${file}${sheet}:${cellName(index.get(column) ?? 0, at + 1)}`,
    });
  }
  return rows;
}

function factsOf(grids: readonly Grid[]): ReadonlyMap<string, string> {
  const grid = grids.find(({ sheet }) => sheet === FACTS_SHEET);
  return new Map((grid?.rows ?? []).map(([name = '', value = '']) => [name, value]));
}

function coderOf(grids: readonly Grid[]): string {
  for (const { sheet, rows } of grids) {
    if (sheet === FACTS_SHEET) continue;
    const row = rows.find(([name = '']) => name.trim().toLowerCase() === 'coder');
    if (row && (sheet === INSTRUCTIONS_SHEET || row.length <= 3)) return (row[1] ?? '').trim();
  }
  return '';
}

function withoutUnits(file: string, sheets: readonly ReturnedSheet[], facts: ReadonlyMap<string, string>): readonly Problem[] {
  if (facts.size === 0 || sheets.some(({ kind }) => kind === 'units')) return [];
  return [{ severity: 'warning', id: 'no-units-sheet', file, message: 'The sheet of units is not in the workbook; only the stances on the sheets of the themes were taken.' }];
}

function unknownSheets(file: string, grids: readonly Grid[], known: number): readonly Problem[] {
  const others = grids.length - known;
  // A workbook has three sheets that hold no decisions, and what people add is theirs.
  if (others <= 3 || grids.length === 1) return [];
  return [{ severity: 'note', id: 'other-sheets', file, message: `${others - 3} sheets that are not Heddle's were left aside.` }];
}

/** What the cells of a row held when it went out, by item; null where the column was deleted. */
export function exportedValues({ hidden, cell }: ReturnedRow): ReadonlyMap<string, string> | null {
  if (cell('exported') === null) return null;
  if (hidden.exported === '') return new Map();
  try {
    const parsed: unknown = JSON.parse(hidden.exported);
    if (typeof parsed !== 'object' || parsed === null) return null;
    return new Map(Object.entries(parsed).filter((entry): entry is [string, string] => readItem(entry[0]) !== null && typeof entry[1] === 'string'));
  } catch {
    return null;
  }
}

