import { csvCell } from '../../../pipeline/review/decisions-csv.js';
import type { ReviewBook } from './book.js';
import { codingCells, CODING_NAMES, codingsOf } from './theme-sheets.js';
import { unitCells, unitColumnNames } from './units-sheet.js';

/** The sheet of units as CSV: the same columns, with those that a workbook hides at the end. A line at a time. */
export function unitsCsv(book: ReviewBook): Iterable<string> {
  return table(unitColumnNames(book), map(book.rows, (row) => unitCells(book, row)));
}

/** The sheets of the themes as one CSV; null where there is no coding to show. */
export function codingsCsv(book: ReviewBook): Iterable<string> | null {
  if (codingsOf(book).next().done === true) return null;
  return table(CODING_NAMES, map(codingsOf(book), ({ row, coding }) => codingCells(book, row, coding)));
}

function* table(names: readonly string[], rows: Iterable<ReadonlyMap<string, string>>): Generator<string> {
  yield `\ufeff${names.join(',')}\r\n`;
  for (const cells of rows) yield `${names.map((name) => csvCell(cells.get(name) ?? '')).join(',')}\r\n`;
}

function* map<T, R>(items: Iterable<T>, change: (item: T) => R): Generator<R> {
  for (const item of items) yield change(item);
}
