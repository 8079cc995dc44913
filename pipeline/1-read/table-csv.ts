import { isBlankRecord, readCells, RecordScanner } from './csv-records.js';
import type { RowText } from './row-text.js';
import type { RowCollector } from './table-rows.js';
import type { TableRange } from './table-shape.js';

/** Reads the records of a CSV or TSV batch into rows. */
export function readCsvRows(text: RowText, range: TableRange, out: RowCollector): void {
  const { raw } = text;
  const { columns, used, attributes, delimiter } = range.shape;
  const place = (name: string): number => (name === '' ? -1 : columns.indexOf(name));
  const [textAt, idAt, parentAt, authorAt, timeAt] = [used.text, used.id, used.parent, used.author, used.time].map(place) as [number, number, number, number, number];
  const carried = attributes.map(place);
  const code = delimiter.charCodeAt(0);
  const scanner = new RecordScanner(raw, code);
  const cells: string[] = [];
  const cell = (at: number): string => (at < 0 ? '' : (cells[at] ?? ''));
  let line = range.firstLine;
  let number = range.firstRow;
  for (let at = 0; at < raw.length; ) {
    const { end, broken } = scanner.recordEnd(at);
    if (broken) {
      out.warn({ id: 'open-quote', line, column: 1, message: 'A quotation mark in this row is not closed; the row was taken to end with the line.', hint: 'Close the cell with a quotation mark; one within a cell must be doubled.' });
    }
    if (!isBlankRecord(raw, at, end)) {
      const record = text.slice(at, end);
      readCells(record, 0, record.length, code, cells);
      if (cells.length <= textAt) {
        out.broken++;
        out.warn({ id: 'short-row', line, column: 1, message: `The row has ${cells.length} of ${columns.length} cells and no text; it was left out.`, hint: 'A text with a delimiter or line break in it must stand between quotation marks.' });
      } else {
        if (cells.length > columns.length) {
          out.warn({ id: 'long-row', line, column: 1, message: `The row has ${cells.length} cells, but the table ${columns.length} columns; the last were not read.`, hint: 'A text with a delimiter in it must stand between quotation marks.' });
        }
        const row = { number, id: cell(idAt), parent: cell(parentAt), author: cell(authorAt), postedAt: cell(timeAt), attributes: carried.map(cell) };
        out.add(row, cell(textAt));
      }
      number++;
    }
    line += linesIn(raw, at, end);
    at = end;
  }
}

/** How many line ends lie in a stretch of text. */
export function linesIn(text: string, start: number, end: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
