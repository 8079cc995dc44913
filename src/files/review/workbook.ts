import ExcelJS from 'exceljs';
import { unzipSync, zipSync, type Zippable } from 'fflate';
import { BOOK_FORM, CODEBOOK_SHEET, FACTS_SHEET, INSTRUCTIONS_SHEET, type ReviewBook } from './book.js';
import { FONT, HEADER_GREY, PRINTED, solid } from './cells.js';
import { themeColours, type ThemeColours } from './colours.js';
import { instructionLines } from './instructions.js';
import { HIGHEST_ROW, workbookPieces } from './long-sheet.js';
import { cellText } from './text.js';
import { addThemeSheets } from './theme-sheets.js';
import { addUnits } from './units-sheet.js';
import { NO_TIME } from './zip.js';

const NO_DATE = new Date(Date.UTC(2000, 0, 1));

/** Writes a review as an XLSX workbook, in pieces. */
export function reviewPieces(book: ReviewBook): AsyncGenerator<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'Heddle';
  workbook.created = NO_DATE;
  workbook.modified = NO_DATE;
  const colours = new Map(book.themes.map(({ id }, i) => [id, themeColours(i)]));
  const long = [addUnits(workbook, book, colours), ...addThemeSheets(workbook, book, colours)];
  addCodebook(workbook, book, colours);
  addInstructions(workbook, book);
  addFacts(workbook, book);
  return workbookPieces(workbook, long);
}

function addCodebook(workbook: ExcelJS.Workbook, book: ReviewBook, colours: ReadonlyMap<string, ThemeColours>): void {
  const sheet = workbook.addWorksheet(CODEBOOK_SHEET, { views: [{ state: 'frozen', ySplit: 1 }], pageSetup: PRINTED });
  sheet.columns = [['theme', 16], ['name', 26], ['definition', 60], ['include', 60], ['exclude', 60], ['codes', 36]].map(([name, width]) => ({
    header: name as string, width: width as number, style: { alignment: { vertical: 'top', wrapText: true }, numFmt: '@' },
  }));
  for (const { id, name, definition, include, exclude, codes } of book.themes) {
    const row = sheet.addRow([id, name, definition, include, exclude, codes.map((code) => code.name).join('; ')].map(cellText));
    row.height = Math.min(HIGHEST_ROW, Math.max(...[definition, include, exclude].map((text) => linesOf(text, 56))) * 15 + 4);
    row.getCell(1).fill = solid(colours.get(id)!.light);
    row.getCell(1).font = { ...FONT, bold: true, color: { argb: colours.get(id)!.strong } };
  }
  const header = sheet.getRow(1);
  header.font = { ...FONT, bold: true };
  header.eachCell((cell) => (cell.fill = solid(HEADER_GREY)));
}

function addInstructions(workbook: ExcelJS.Workbook, book: ReviewBook): void {
  const sheet = workbook.addWorksheet(INSTRUCTIONS_SHEET, { pageSetup: { orientation: 'landscape', paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0 } });
  sheet.columns = [{ width: 22, style: { alignment: { vertical: 'top', wrapText: true } } }, { width: 100, style: { alignment: { vertical: 'top', wrapText: true }, numFmt: '@' } }];
  for (const [about, text] of instructionLines(book)) {
    const row = sheet.addRow([about, cellText(text)]);
    row.getCell(1).font = { ...FONT, bold: true };
    row.height = linesOf(text, 95) * 15 + 4;
    if (about === 'coder') row.getCell(2).fill = solid('FFFFF2CC');
  }
}

/** How many lines a text takes in a cell of so many characters. */
function linesOf(text: string, width: number): number {
  return Math.max(1, Math.ceil(text.length / width));
}

/** What the workbook is, for reading it back; the rows themselves carry what is needed to place them. */
function addFacts(workbook: ExcelJS.Workbook, book: ReviewBook): void {
  const sheet = workbook.addWorksheet(FACTS_SHEET, { state: 'hidden' });
  const facts: readonly (readonly [string, string])[] = [
    ['form', BOOK_FORM], ['codebook', book.codebook.id], ['version', book.codebook.version], ['run', book.run], ['coder', book.coder],
    ['blind', book.blind ? 'yes' : 'no'], ['test', book.test ? 'yes' : 'no'], ['adjudicates', book.adjudicates ? 'yes' : 'no'],
    ['units', String(book.rows.length)], ['themes', book.themes.map(({ id }) => id).join(' ')],
  ];
  for (const [name, value] of facts) sheet.addRow([name, cellText(value)]);
  sheet.getColumn(2).numFmt = '@';
}

/** A workbook zipped anew, so that it has the same bytes whenever it is written. */
export function withFixedTimes(bytes: Uint8Array): Uint8Array {
  const files = unzipSync(bytes);
  const entries: Zippable = {};
  // The list of contents comes first, by which programs tell what kind of file it is.
  const names = Object.keys(files).sort((a, b) => Number(b === '[Content_Types].xml') - Number(a === '[Content_Types].xml') || (a < b ? -1 : 1));
  for (const name of names) entries[name] = [files[name]!, { mtime: NO_TIME, level: 6 }];
  return zipSync(entries);
}
