import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import iconv from 'iconv-lite';
import papaparse from 'papaparse';
import type { Problem } from '../../../pipeline/model.js';
import { codeOf } from '../inputs.js';
import { delimiterOf, unguarded } from '../table.js';
import { FileRefused, MOST_ROWS, tooManyRows } from './refusal.js';
import { workbookGrids } from './unpack.js';

/** A sheet as rows of texts; `rows[0]` is row 1. */
export interface Grid {
  /** Empty for a CSV, which has no sheets. */
  readonly sheet: string;
  readonly rows: readonly (readonly string[])[];
}

const MOST_BYTES = 200 * 1024 * 1024;
const MOST_LINES_ABOVE = 25;
const SHORT_LOCK = /^(~\$|\.~lock\.)/;

/** Reads a workbook or a CSV as it came back. What cannot be a review is refused with the reason. */
export async function readGrids(path: string): Promise<{ readonly grids: readonly Grid[] } | { readonly problem: Problem }> {
  const refuse = (id: string, message: string, hint: string): { problem: Problem } => ({ problem: { severity: 'error', id, file: path, message, hint } });
  if (SHORT_LOCK.test(basename(path))) return refuse('lock-file', 'This is the lock that a spreadsheet program leaves beside a file that is open in it.', 'Close the program, then import the workbook itself.');
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return refuse('no-such-file', 'There is no such file.', 'Check the path; a path with spaces in it must stand between quotation marks.');
    const open = code === 'EBUSY' || code === 'EPERM' || code === 'EACCES';
    return refuse('unreadable', open ? `The file is open in another program, or may not be read (${code}).` : `The file cannot be read (${code}).`, 'Close it in the spreadsheet program and import it again.');
  }
  if (bytes.length > MOST_BYTES) return refuse('too-large', 'The file is larger than 200 MB, which no review is.', 'Import the workbook that heddle review export wrote.');
  try {
    if (bytes[0] === 0x50 && bytes[1] === 0x4b) return { grids: workbookGrids(bytes) };
    return { grids: [csvGrid(bytes)] };
  } catch (error) {
    if (error instanceof FileRefused) return refuse(error.id, error.message, error.hint);
    const why = error instanceof Error ? error.message : String(error);
    return refuse('broken-workbook', `The workbook cannot be read: ${why}.`, 'Open it in a spreadsheet program, save it as XLSX and import it again.');
  }
}

/** The name of the file that a spreadsheet program leaves beside one that is open in it; null where there is none. */
export async function lockBeside(file: string): Promise<string | null> {
  for (const lock of [`~$${basename(file)}`, `.~lock.${basename(file)}#`]) if (await stat(join(dirname(file), lock)).catch(() => null)) return lock;
  return null;
}

function csvGrid(bytes: Uint8Array): Grid {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) throw new FileRefused('old-workbook', 'The file is an old workbook (XLS), or one with a password.', 'Save it as XLSX without a password.');
  if (bytes.subarray(0, 4096).includes(0) && !isUtf16(bytes)) throw new FileRefused('no-review', 'The file is neither a workbook nor a CSV.', 'Import the file that heddle review export wrote, saved as XLSX or CSV.');
  const text = decode(bytes);
  // Excel writes, and wants, a first line that names the delimiter.
  const named = /^sep=(.)\r?\n/i.exec(text);
  const body = named ? text.slice(named[0].length) : text;
  const { data } = papaparse.parse<string[]>(body, { delimiter: named?.[1] ?? delimiterOf(headerLine(body)) });
  if (data.length > MOST_ROWS) throw tooManyRows('');
  return { sheet: '', rows: data.map((row) => row.map((cell) => unguarded(cell))) };
}

/** The line of the header, above which people may have written something. */
function headerLine(text: string): string {
  const lines = text.split(/\r?\n/, MOST_LINES_ABOVE);
  return lines.find((line) => /\b(unit_id|done|stance)\b/.test(line)) ?? lines[0]!;
}

function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

function decode(bytes: Uint8Array): string {
  if (isUtf16(bytes)) return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // What Excel calls plain CSV.
    return iconv.decode(bytes, 'win1252');
  }
}
