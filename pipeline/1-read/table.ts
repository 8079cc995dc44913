import iconv from 'iconv-lite';
import type { Source } from '../model.js';
import { ByteText, DecodedText } from './row-text.js';
import { readCsvRows } from './table-csv.js';
import { readJsonRows } from './table-json.js';
import { RowCollector } from './table-rows.js';
import type { TableRange } from './table-shape.js';
import { firstInvalid } from './utf8.js';

export type { TableRange, TableShape } from './table-shape.js';

export interface ReadRows {
  readonly source: Source;
  /** Rows without text. */
  readonly empty: number;
  /** Rows that could not be read. */
  readonly broken: number;
}

/**
 * Reads consecutive rows of a table.
 * Takes their bytes, which begin and end with a record. Gives a source whose text is the cells' texts joined by newlines;
 * a row that cannot be read is a warning with its line, and the rest is read.
 */
export function readTable(bytes: Uint8Array, range: TableRange): ReadRows {
  const rows = readRows(bytes, range);
  return {
    source: {
      id: range.id,
      file: range.file,
      // The rows' own digest is nobody's file: fragments are named by their bytes, and tables have none here.
      digest: '',
      encoding: range.shape.encoding,
      text: rows.text(),
      rows: rows.rows,
      attributes: range.shape.attributes,
      warnings: rows.problems(),
    },
    empty: rows.empty,
    broken: rows.broken,
  };
}

/** Nearly all tables are UTF-8 without fault: they are read from their bytes, and anew only where a fault shows. */
function readRows(bytes: Uint8Array, range: TableRange): RowCollector {
  const read = range.shape.format === 'jsonl' ? readJsonRows : readCsvRows;
  if (range.shape.encoding === 'utf-8' && !hasMark(bytes)) {
    const rows = new RowCollector(range.file);
    const text = new ByteText(bytes);
    read(text, range, rows);
    if (!text.mayBeBroken) return rows;
  }
  const rows = new RowCollector(range.file);
  read(new DecodedText(decodeRows(bytes, range, rows)), range, rows);
  return rows;
}

/** True for bytes that begin with the mark that some programs set before UTF-8. */
function hasMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function decodeRows(bytes: Uint8Array, range: TableRange, rows: RowCollector): string {
  if (range.shape.encoding === 'windows-1252') return iconv.decode(bytes, 'windows-1252');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const at = firstInvalid(bytes);
    rows.warn({
      id: 'not-utf8',
      line: range.firstLine + at.line - 1,
      column: at.column,
      message: 'A byte here is not UTF-8; it is shown as \uFFFD.',
      hint: 'Save the table again as UTF-8 (in Excel: CSV UTF-8).',
    });
    return new TextDecoder('utf-8').decode(bytes);
  }
}
