import { strFromU8, unzipSync } from 'fflate';
import { checksums, isWhole } from './crc.js';
import type { Grid } from './grid.js';
import { FileRefused, MOST_ROWS, tooManyRows } from './refusal.js';
import { dateStyles, rowsOfSheet, sharedStrings, sheetsOf, type WorkbookParts } from './sheet-xml.js';

const MOST_UNPACKED = 600 * 1024 * 1024;
/** No XML shrinks more than this; what does is made to fill memory. */
const MOST_RATIO = 250;
/** Spreadsheets have no rows below. */
const LAST_ROW = 1_048_576;
const SMALL = 20 * 1024 * 1024;

/** Unpacks a workbook under limits and gives its sheets as rows of texts. */
export function workbookGrids(bytes: Uint8Array): readonly Grid[] {
  const names = checked(bytes);
  if (names.some((name) => /vbaProject\.bin$/i.test(name))) throw new FileRefused('macros', 'The workbook holds macros, which no review has; nothing of it was read.', 'Save it as a plain workbook (XLSX) and import that.');
  if (names.includes('content.xml')) throw new FileRefused('open-document', 'The file is an OpenDocument spreadsheet (ODS).', 'Save it as XLSX or as CSV and import that.');
  if (names.includes('xl/workbook.bin')) throw new FileRefused('binary-workbook', 'The file is a binary workbook (XLSB).', 'Save it as XLSX or as CSV and import that.');
  if (!names.includes('xl/workbook.xml')) throw new FileRefused('no-workbook', 'The file is no workbook.', 'Import the file that heddle review export wrote, saved as XLSX or CSV.');
  const sums = checksums(bytes);
  const part = (name: string): string => (names.includes(name) ? partOf(bytes, name, sums) : '');
  const strings = names.find((name) => /^xl\/sharedStrings\.xml$/i.test(name));
  const parts: WorkbookParts = { shared: strings === undefined ? [] : sharedStrings(part(strings)), dates: dateStyles(part('xl/styles.xml')) };
  const own = new OwnTexts();
  // One sheet after the other, so that only one is held as it was packed.
  return sheetsOf(part('xl/workbook.xml'), part('xl/_rels/workbook.xml.rels')).filter(({ file }) => names.includes(file)).map(({ name, file }) => ({ sheet: name, rows: rowsOf(name, part(file), parts, own) }));
}

function rowsOf(sheet: string, xml: string, parts: WorkbookParts, own: OwnTexts): readonly (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  const blank: readonly string[] = [];
  let count = 0;
  for (const { number, cells } of rowsOfSheet(xml, parts)) {
    if (++count > MOST_ROWS || number > LAST_ROW) throw tooManyRows(sheet);
    while (rows.length < number - 1) rows.push(blank);
    rows[number - 1] = cells.map((cell) => own.of(cell));
  }
  return rows;
}

/** Texts of their own, each once: a part of a longer text would keep all of it in memory, and most hidden cells of a review repeat. */
class OwnTexts {
  private readonly known = new Map<string, string>();

  of(text: string): string {
    if (text === '') return '';
    const found = this.known.get(text);
    if (found !== undefined) return found;
    const copy = Buffer.from(text, 'utf16le').toString('utf16le');
    this.known.set(copy, copy);
    return copy;
  }
}

function partOf(bytes: Uint8Array, name: string, sums: ReadonlyMap<string, number>): string {
  let content: Uint8Array | undefined;
  try {
    // What is unpacked never grows beyond the sizes that were checked.
    content = unzipSync(bytes, { filter: (file) => file.name === name })[name];
  } catch {
    throw damaged('');
  }
  if (!content || !isWhole(content, sums.get(name))) throw damaged(` (in ${name})`);
  return strFromU8(content);
}

function damaged(where: string): FileRefused {
  return new FileRefused('truncated', `The workbook is cut off or damaged${where}.`, 'It was probably not copied or downloaded whole: fetch it again.');
}

/** The names of the files inside, when what they unpack to is within the limits. */
function checked(bytes: Uint8Array): readonly string[] {
  try {
    return check(bytes);
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    throw damaged('');
  }
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
