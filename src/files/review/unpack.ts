import ExcelJS from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { checksums, isWhole } from './crc.js';
import type { Grid } from './grid.js';
import { FileRefused, MOST_ROWS, tooManyRows } from './refusal.js';

const MOST_UNPACKED = 600 * 1024 * 1024;
/** No XML shrinks more than this; what does is made to fill memory. */
const MOST_RATIO = 250;
const SMALL = 20 * 1024 * 1024;
const MOST_COLUMNS = 400;

/** Unpacks a workbook under limits and gives its sheets as rows of texts. */
export async function workbookGrids(bytes: Uint8Array): Promise<readonly Grid[]> {
  const files = unpack(bytes);
  const workbook = new ExcelJS.Workbook();
  const packed = zipSync(files, { level: 0 });
  await workbook.xlsx.load(packed.buffer.slice(packed.byteOffset, packed.byteOffset + packed.byteLength) as ArrayBuffer);
  return workbook.worksheets.map((sheet) => ({ sheet: sheet.name, rows: rowsOf(sheet) }));
}

function unpack(bytes: Uint8Array): Zippable {
  let names: readonly string[];
  try {
    names = check(bytes);
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    throw new FileRefused('truncated', 'The workbook is cut off or damaged.', 'It was probably not copied or downloaded whole: fetch it again.');
  }
  if (names.some((name) => /vbaProject\.bin$/i.test(name))) throw new FileRefused('macros', 'The workbook holds macros, which no review has; nothing of it was read.', 'Save it as a plain workbook (XLSX) and import that.');
  if (names.includes('content.xml')) throw new FileRefused('open-document', 'The file is an OpenDocument spreadsheet (ODS).', 'Save it as XLSX or as CSV and import that.');
  if (!names.includes('xl/workbook.xml')) throw new FileRefused('no-workbook', 'The file is no workbook.', 'Import the file that heddle review export wrote, saved as XLSX or CSV.');
  const wanted = (name: string): boolean => /\.(xml|rels)$/i.test(name) && !/\/(drawings|comments|threadedComments|printerSettings|media)\//.test(name);
  const files: Zippable = {};
  const sums = checksums(bytes);
  try {
    // What is unpacked never grows beyond the sizes that were checked.
    for (const [name, content] of Object.entries(unzipSync(bytes, { filter: ({ name: one }) => wanted(one) }))) {
      if (!isWhole(content, sums.get(name))) throw new FileRefused('truncated', `The workbook is damaged (in ${name}).`, 'It was probably not copied or downloaded whole: fetch it again.');
      files[name] = /^xl\/worksheets\/[^/]*\.xml$/.test(name) ? withoutBlankRows(name, content) : content;
    }
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    throw new FileRefused('truncated', 'The workbook is cut off or damaged.', 'It was probably not copied or downloaded whole: fetch it again.');
  }
  return files;
}

function check(bytes: Uint8Array): readonly string[] {
  const names: string[] = [];
  let whole = 0;
  unzipSync(bytes, {
    filter: ({ name, size, originalSize }) => {
      names.push(name);
      whole += originalSize;
      if (whole > MOST_UNPACKED || (originalSize > SMALL && originalSize > MOST_RATIO * size)) {
        throw new FileRefused('zip-bomb', 'The workbook would unpack to far more than a review holds; nothing of it was read.', 'Import the workbook that heddle review export wrote.');
      }
      return false;
    },
  });
  return names;
}

/** Rows that only carry a format, of which some programs write a million, are dropped; too many others are refused. */
function withoutBlankRows(name: string, content: Uint8Array): Uint8Array {
  const xml = strFromU8(content);
  let rows = 0;
  const kept = xml.replace(/<row\b[^>]*?(?:\/>|>[\s\S]*?<\/row>)/g, (row) => {
    if (!/<(v|is|f)[\s>]/.test(row)) return '';
    rows++;
    return row;
  });
  if (rows > MOST_ROWS) throw tooManyRows(name.replace(/^xl\/worksheets\/|\.xml$/g, ''), rows);
  return kept.length === xml.length ? content : strToU8(kept);
}

function rowsOf(sheet: ExcelJS.Worksheet): readonly (readonly string[])[] {
  const rows: string[][] = [];
  sheet.eachRow({ includeEmpty: false }, (row, number) => {
    while (rows.length < number) rows.push([]);
    const cells = rows[number - 1]!;
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      if (column > MOST_COLUMNS) return;
      while (cells.length < column) cells.push('');
      cells[column - 1] = textOf(cell.value);
    });
  });
  return rows;
}

/** What a cell shows, as a text. */
function textOf(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('hyperlink' in value) return typeof value.text === 'string' ? value.text : textOf(value.text as ExcelJS.CellValue);
  if ('error' in value) return value.error;
  return 'result' in value ? textOf(value.result as ExcelJS.CellValue) : '';
}
