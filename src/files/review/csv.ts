import { csvCell } from '../../../pipeline/review/decisions-csv.js';
import type { ReviewBook } from './book.js';
import { codingCells, CODING_NAMES, codingsOf } from './theme-sheets.js';
import { unitCells, unitColumnNames } from './units-sheet.js';

/** The sheet of units as CSV: the same columns, with those that a workbook hides at the end. */
export function unitsCsv(book: ReviewBook): string {
  const names = unitColumnNames(book);
  return table(names, book.rows.map((row) => unitCells(book, row)));
}

/** The sheets of the themes as one CSV; null where there is no coding to show. */
export function codingsCsv(book: ReviewBook): string | null {
  const cells = [...codingsOf(book)].map(({ row, coding }) => codingCells(book, row, coding));
  return cells.length === 0 ? null : table(CODING_NAMES, cells);
}

function table(names: readonly string[], rows: readonly ReadonlyMap<string, string>[]): string {
  const lines = rows.map((cells) => names.map((name) => csvCell(cells.get(name) ?? '')).join(','));
  return `\ufeff${[names.join(','), ...lines].join('\r\n')}\r\n`;
}
