import ExcelJS from 'exceljs';
import { unzipSync, zipSync, type Zippable } from 'fflate';
import { DONE, MEMO, NEW_CODE, SENTIMENT, themeItem } from '../../pipeline/review/decision.js';
import {
  BOOK_FORM, CODEBOOK_SHEET, COLUMNS_BEFORE, COLUMNS_BEHIND, FACTS_SHEET, HIDDEN_COLUMNS, hiddenCells, INSTRUCTIONS_SHEET, themeHeading, UNITS_SHEET,
  type ReviewBook, type ReviewRow,
} from './review-book.js';
import { addChoice, fillRule, FONT, PRINTED, richText, solid } from './review-cells.js';
import { themeColours, type ThemeColours } from './review-colours.js';
import { instructionLines } from './review-instructions.js';
import { cellText } from './review-text.js';
import { addThemeSheets } from './review-theme-sheets.js';

/** The oldest time a zip can name: a workbook does not know when it was written, so that the same review gives the same bytes. */
const NO_TIME = new Date(1980, 0, 1);
const NO_DATE = new Date(Date.UTC(2000, 0, 1));
const GREY = 'FFF2F2F2';
const HEADER_GREY = 'FFE7E6E6';
const TEXT_WIDTH = 72;
const LINE_POINTS = 14.5;
const HIGHEST_ROW = 400;

const WIDTHS: Readonly<Record<string, number>> = { thread: 18, unit: 6, answers: 8, author: 14, text: TEXT_WIDTH, heddle: 26, sentiment: 10, memo: 30, new_code: 18, done: 7 };
const HEADINGS: Readonly<Record<string, string>> = { heddle: 'Heddle suggests', new_code: 'new code' };

/** Writes a review as the bytes of an XLSX workbook. */
export async function workbookBytes(book: ReviewBook): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'Heddle';
  workbook.created = NO_DATE;
  workbook.modified = NO_DATE;
  const colours = new Map(book.themes.map(({ id }, i) => [id, themeColours(i)]));
  addUnits(workbook, book, colours);
  addThemeSheets(workbook, book, colours);
  addCodebook(workbook, book, colours);
  addInstructions(workbook, book);
  addFacts(workbook, book);
  return withFixedTimes(new Uint8Array(await workbook.xlsx.writeBuffer()));
}

/** The names of the columns of the units' sheet in order, as CSV writes them. */
export function unitColumnNames(book: ReviewBook): readonly string[] {
  const before = COLUMNS_BEFORE.filter((name) => name !== 'heddle' || !book.blind);
  return [...before, ...book.themes.map(({ id }) => `theme_${id}`), ...COLUMNS_BEHIND, ...HIDDEN_COLUMNS];
}

/** The texts of a row's cells, by the names of their columns. */
export function unitCells(book: ReviewBook, row: ReviewRow): ReadonlyMap<string, string> {
  const { unit, own } = row;
  return new Map<string, string>([
    ['thread', unit.file], ['unit', unit.label], ['answers', unit.parent], ['author', unit.author], ['text', unit.text], ['heddle', row.summary],
    ...book.themes.map(({ id }): [string, string] => [`theme_${id}`, own.get(themeItem(id)) ?? '']),
    ['sentiment', own.get(SENTIMENT) ?? ''], ['memo', own.get(MEMO) ?? ''], ['new_code', own.get(NEW_CODE) ?? ''], ['done', own.get(DONE) ?? ''],
    ...Object.entries(hiddenCells(book, row)),
  ]);
}

function addUnits(workbook: ExcelJS.Workbook, book: ReviewBook, colours: ReadonlyMap<string, ThemeColours>): void {
  const names = unitColumnNames(book);
  const sheet = workbook.addWorksheet(UNITS_SHEET, {
    views: [{ state: 'frozen', xSplit: names.indexOf('text') + 1, ySplit: 1, zoomScale: 90, activeCell: 'A2' }],
    pageSetup: PRINTED,
  });
  sheet.columns = names.map((name) => columnOf(name));
  addHeader(sheet, book, names, colours);
  for (const row of book.rows) addUnit(sheet, book, row, names, colours);
  const last = Math.max(2, book.rows.length + 1);
  const visible = names.length - HIDDEN_COLUMNS.length;
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: last, column: visible } };
  addChoices(sheet, book, names, last, colours);
}

function columnOf(name: string): Partial<ExcelJS.Column> {
  const isTheme = name.startsWith('theme_');
  const hidden = (HIDDEN_COLUMNS as readonly string[]).includes(name);
  const alignment: Partial<ExcelJS.Alignment> = isTheme || name === 'done' || name === 'sentiment' ? { horizontal: 'center', vertical: 'top' } : { vertical: 'top', wrapText: !hidden };
  return { key: name, width: isTheme ? 7.5 : (WIDTHS[name] ?? 12), hidden, style: { alignment, numFmt: '@' } };
}

function addHeader(sheet: ExcelJS.Worksheet, book: ReviewBook, names: readonly string[], colours: ReadonlyMap<string, ThemeColours>): void {
  const header = sheet.getRow(1);
  const byColumn = new Map(book.themes.map((theme) => [`theme_${theme.id}`, theme]));
  names.forEach((name, i) => {
    const cell = header.getCell(i + 1);
    const theme = byColumn.get(name);
    const heading = name === 'heddle' && book.adjudicates ? 'what coders said' : (HEADINGS[name] ?? name);
    cell.value = cellText(theme ? themeHeading(theme) : heading);
    cell.font = { ...FONT, bold: true, color: { argb: theme ? 'FFFFFFFF' : 'FF000000' } };
    cell.fill = solid(theme ? colours.get(theme.id)!.strong : HEADER_GREY);
    cell.alignment = theme ? { textRotation: 90, horizontal: 'center', vertical: 'bottom', wrapText: true } : { vertical: 'bottom', wrapText: true };
    cell.border = { bottom: { style: 'medium', color: { argb: 'FF7F7F7F' } } };
  });
  header.height = 150;
}

function addUnit(sheet: ExcelJS.Worksheet, book: ReviewBook, row: ReviewRow, names: readonly string[], colours: ReadonlyMap<string, ThemeColours>): void {
  const cells = unitCells(book, row);
  const added = sheet.addRow(names.map((name) => cellValue(name, cells.get(name) ?? '', row, colours)));
  added.height = heightOf(row);
  names.forEach((name, i) => {
    const cell = added.getCell(i + 1);
    cell.border = { bottom: { style: 'hair', color: { argb: 'FFBFBFBF' } } };
    if (name === 'text') cell.alignment = { horizontal: 'left', vertical: 'top', wrapText: true, indent: Math.min(row.depth, 6) * 2 };
    if (name === 'heddle') cell.font = { ...FONT, italic: true, color: { argb: 'FF595959' }, size: 9 };
    if (name === 'unit' || name === 'answers') cell.alignment = { vertical: 'top', horizontal: 'left' };
    if (!name.startsWith('theme_')) return;
    cell.border = { ...cell.border, right: { style: 'hair', color: { argb: 'FFD9D9D9' } } };
    const theme = name.slice('theme_'.length);
    if (row.asked.length > 0 && !row.asked.includes(theme)) cell.fill = { type: 'pattern', pattern: 'lightUp', fgColor: { argb: 'FFBFBFBF' } };
    else if (row.shaded.has(theme)) cell.fill = solid(colours.get(theme)!.light);
    cell.font = { ...FONT, bold: true };
  });
  if (row.unit.kind === 'post') for (const name of COLUMNS_BEFORE) if (names.includes(name)) added.getCell(names.indexOf(name) + 1).fill = solid(GREY);
}

function cellValue(name: string, text: string, row: ReviewRow, colours: ReadonlyMap<string, ThemeColours>): ExcelJS.CellValue {
  if (text === '') return null;
  if (name !== 'text' || row.codings.length === 0) return cellText(text);
  return richText(text, row.codings, colours);
}

/** Points for so many wrapped lines; a spreadsheet that does not fit rows itself then shows the text. */
function heightOf({ unit, summary, depth }: ReviewRow): number {
  const width = 1.15 * TEXT_WIDTH - 4 * Math.min(depth, 6);
  const lines = unit.text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);
  const beside = Math.ceil(summary.length / 26);
  return Math.min(HIGHEST_ROW, Math.max(2, lines, beside) * LINE_POINTS + 4);
}

function addChoices(sheet: ExcelJS.Worksheet, book: ReviewBook, names: readonly string[], last: number, colours: ReadonlyMap<string, ThemeColours>): void {
  const range = (name: string): string => {
    const letter = sheet.getColumn(names.indexOf(name) + 1).letter;
    return `${letter}2:${letter}${last}`;
  };
  book.themes.forEach(({ id, name }) => {
    addChoice(sheet, range(`theme_${id}`), 'yes,no,unsure', name, 'yes, no or unsure');
    sheet.addConditionalFormatting({
      ref: range(`theme_${id}`),
      rules: [
        fillRule('yes', colours.get(id)!.strong, 'FFFFFFFF', 1),
        fillRule('no', 'FFD9D9D9', 'FF404040', 2),
        fillRule('unsure', 'FFFFE699', 'FF7F6000', 3),
      ],
    });
  });
  addChoice(sheet, range(SENTIMENT), '-2,-1,0,1,2', 'Sentiment', 'from -2 (very negative) over 0 to 2 (very positive); empty where Heddle is right or you do not judge it');
  addChoice(sheet, range(DONE), 'yes', 'Done', 'yes when you have been through the whole row: then the themes left blank mean no');
  sheet.addConditionalFormatting({ ref: range(DONE), rules: [fillRule('yes', 'FFC6E0B4', 'FF375623', 4)] });
}

function addCodebook(workbook: ExcelJS.Workbook, book: ReviewBook, colours: ReadonlyMap<string, ThemeColours>): void {
  const sheet = workbook.addWorksheet(CODEBOOK_SHEET, { views: [{ state: 'frozen', ySplit: 1 }], pageSetup: PRINTED });
  sheet.columns = [['theme', 16], ['name', 26], ['definition', 60], ['include', 60], ['exclude', 60], ['codes', 36]].map(([name, width]) => ({
    header: name as string, width: width as number, style: { alignment: { vertical: 'top', wrapText: true }, numFmt: '@' },
  }));
  for (const { id, name, definition, include, exclude, codes } of book.themes) {
    const row = sheet.addRow([id, name, definition, include, exclude, codes.map((code) => code.name).join('; ')].map(cellText));
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
    row.height = Math.max(1, Math.ceil(text.length / 100)) * 15 + 4;
    if (about === 'coder') row.getCell(2).fill = solid('FFFFF2CC');
  }
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

function withFixedTimes(bytes: Uint8Array): Uint8Array {
  const files = unzipSync(bytes);
  const entries: Zippable = {};
  // The list of contents comes first, by which programs tell what kind of file it is.
  const names = Object.keys(files).sort((a, b) => Number(b === '[Content_Types].xml') - Number(a === '[Content_Types].xml') || (a < b ? -1 : 1));
  for (const name of names) entries[name] = [files[name]!, { mtime: NO_TIME, level: 6 }];
  return zipSync(entries);
}
