import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { readCells, RecordScanner } from '../../pipeline/1-read/csv-records.js';
import { chooseColumns, delimiterOf, furtherColumns, type TableShape, type WantedColumns } from '../../pipeline/1-read/table-shape.js';
import { linesIn } from '../../pipeline/1-read/table-csv.js';
import { firstInvalid } from '../../pipeline/1-read/utf8.js';
import type { Problem } from '../../pipeline/model.js';
import type { TableFormat } from './inputs.js';

const SAMPLE_BYTES = 1 << 20;
const SAMPLE_LINES = 1000;

export interface SniffedTable {
  readonly shape: TableShape;
  readonly start: number;
  readonly firstLine: number;
  readonly problems: readonly Problem[];
}

/** Looks at the first megabyte of a table: encoding, delimiter, header, and which column is what. */
export function sniffTable(path: string, file: string, format: TableFormat, wanted: WantedColumns): SniffedTable | { readonly problem: Problem } {
  const { sample, isWhole } = readSample(path);
  const mark = sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf ? 3 : 0;
  const bytes = sample.subarray(mark);
  const refused = refusal(bytes, file);
  if (refused) return { problem: refused };
  const { encoding, problems } = encodingOf(bytes, isWhole, file);
  // As Latin-1 every byte is one character, so that places in the text are places in the file.
  const latin1 = bytes.toString('latin1');
  const decode = (text: string): string => new TextDecoder(encoding).decode(Buffer.from(text, 'latin1'));
  const delimiter = format === 'jsonl' ? ',' : format === 'tsv' ? '\t' : delimiterOf(latin1.slice(0, firstLineEnd(latin1)));
  const header = format === 'jsonl' ? { columns: jsonColumns(latin1, isWhole, decode), length: 0 } : csvHeader(latin1, delimiter, decode);
  const { used, missing } = chooseColumns(header.columns, wanted);
  if (missing.length > 0) return { problem: noColumn(file, `no column ${missing.map((name) => `“${name}”`).join(', ')}`, header.columns) };
  if (used.text === '') return { problem: noColumn(file, 'no column that looks like its text', header.columns) };
  const shape: TableShape = {
    format: format === 'jsonl' ? 'jsonl' : 'csv', delimiter, encoding, columns: header.columns, used, attributes: furtherColumns(header.columns, used),
  };
  return { shape, start: mark + header.length, firstLine: 1 + linesIn(latin1, 0, header.length), problems };
}

function readSample(path: string): { sample: Buffer; isWhole: boolean } {
  const file = openSync(path, 'r');
  try {
    const size = fstatSync(file).size;
    const sample = Buffer.alloc(Math.min(size, SAMPLE_BYTES));
    const count = readSync(file, sample, 0, sample.length, 0);
    return { sample: sample.subarray(0, count), isWhole: size <= SAMPLE_BYTES };
  } finally {
    closeSync(file);
  }
}

function refusal(bytes: Buffer, file: string): Problem | null {
  if (bytes.every((byte) => byte === 0x0a || byte === 0x0d || byte === 0x20)) {
    if (bytes.length === SAMPLE_BYTES) return null;
    return { severity: 'error', id: 'empty-file', file, line: 1, message: 'The table is empty.', hint: 'Save it again, or take it out of the folder.' };
  }
  if (!bytes.subarray(0, 8192).includes(0)) return null;
  return { severity: 'error', id: 'not-text', file, message: 'The file is no text: it holds NUL bytes; it was left out.', hint: 'Save the table as CSV UTF-8 or JSON Lines.' };
}

function encodingOf(bytes: Buffer, isWhole: boolean, file: string): { encoding: TableShape['encoding']; problems: Problem[] } {
  const at = firstInvalid(bytes);
  const isValid = at.offset === bytes.length || (!isWhole && at.cutOff);
  // A file that does hold UTF-8 and one bad byte is damaged UTF-8; its rows will say so.
  if (isValid || at.multibyte > 0) return { encoding: 'utf-8', problems: [] };
  const message = 'The table is not UTF-8; it was read as windows-1252.';
  const hint = 'If accents or quotation marks look wrong, save it again as UTF-8 (in Excel: CSV UTF-8).';
  return { encoding: 'windows-1252', problems: [{ severity: 'warning', id: 'not-utf8', file, line: at.line, column: at.column, message, hint }] };
}

function csvHeader(text: string, delimiter: string, decode: (text: string) => string): { columns: string[]; length: number } {
  const code = delimiter.charCodeAt(0);
  let start = 0;
  while (text[start] === '\n' || text[start] === '\r') start++;
  const { end } = new RecordScanner(text, code).recordEnd(start);
  const cells: string[] = [];
  readCells(text, start, end, code, cells);
  return { columns: cells.map((cell) => decode(cell).trim()), length: end };
}

/** The names in the objects of the first lines, in the order in which they are met. */
function jsonColumns(text: string, isWhole: boolean, decode: (text: string) => string): string[] {
  const names = new Set<string>();
  const lines = text.split('\n', SAMPLE_LINES + 1);
  // The last line of a sample may be cut off.
  if (!isWhole || lines.length > SAMPLE_LINES) lines.pop();
  for (const line of lines) {
    try {
      const value: unknown = JSON.parse(decode(line));
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) for (const name of Object.keys(value)) names.add(name);
    } catch {
      // The rows will say so.
    }
  }
  return [...names];
}

function firstLineEnd(text: string): number {
  const end = text.trimStart().indexOf('\n');
  return end < 0 ? text.length : end + text.length - text.trimStart().length;
}

function noColumn(file: string, lacks: string, columns: readonly string[]): Problem {
  const message = `The table has ${lacks}; it was left out. Its columns are ${columns.length === 0 ? 'none' : columns.slice(0, 30).join(', ')}.`;
  return { severity: 'error', id: 'no-text-column', file, line: 1, message, hint: 'Name the column that holds the text with --text-column.' };
}
