import type ExcelJS from 'exceljs';
import { DONE, MEMO, NEW_CODE, SENTIMENT, themeItem } from '../../../pipeline/review/decision.js';
import { COLUMNS_BEFORE, COLUMNS_BEHIND, HIDDEN_COLUMNS, hiddenCells, themeHeading, UNITS_SHEET, type ReviewBook, type ReviewRow } from './book.js';
import { cellName } from '../table.js';
import { addChoice, fillRule, FONT, HEADER_GREY, PRINTED, solid } from './cells.js';
import type { ThemeColours } from './colours.js';
import { cellXml, LongSheet, markedCellXml, rowXml } from './long-sheet.js';
import { cellText } from './text.js';

const TEXT_WIDTH = 72;
const LINE_POINTS = 14.5;
const DEEPEST = 6;

const WIDTHS: Readonly<Record<string, number>> = { thread: 24, unit: 6, answers: 8, author: 14, text: TEXT_WIDTH, heddle: 26, sentiment: 10, memo: 30, new_code: 18, done: 7 };
const HEADINGS: Readonly<Record<string, string>> = { heddle: 'Heddle suggests', new_code: 'new code' };

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

/** Adds the sheet of units: a row a unit, a column a theme. */
export function addUnits(workbook: ExcelJS.Workbook, book: ReviewBook, colours: ReadonlyMap<string, ThemeColours>): LongSheet {
  const names = unitColumnNames(book);
  const sheet = workbook.addWorksheet(UNITS_SHEET, {
    views: [{ state: 'frozen', xSplit: names.indexOf('text') + 1, ySplit: 1, zoomScale: 90, activeCell: 'A2' }],
    pageSetup: PRINTED,
  });
  sheet.columns = names.map(columnOf);
  addHeader(sheet, book, names, colours);
  const last = Math.max(2, book.rows.length + 1);
  // The hidden columns too: what is sorted by a filter is sorted as far as the filter reaches, and a row is nothing without them.
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: last, column: names.length } };
  addChoices(sheet, book, names, last, colours);
  return new LongSheet(sheet, stylesOf(book, names, colours), (styleOf) => unitRows(book, names, colours, styleOf));
}

function columnOf(name: string): Partial<ExcelJS.Column> {
  const width = name.startsWith('theme_') ? 7.5 : (WIDTHS[name] ?? 12);
  // Empty cells take the style of their column, so that most of a large sheet need not be written.
  return { key: name, width, hidden: isHidden(name), style: styleOf(name, PLAIN) };
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

function* unitRows(book: ReviewBook, names: readonly string[], colours: ReadonlyMap<string, ThemeColours>, styleOf: (key: string) => number): Generator<string> {
  for (const [index, row] of book.rows.entries()) {
    const number = index + 2;
    const cells = unitCells(book, row);
    const written = names.flatMap((name, column): readonly string[] => {
      const text = cells.get(name) ?? '';
      const look = lookOf(name, row, colours);
      // Empty cells that look like their column need not be written.
      if (text === '' && look === PLAIN) return [];
      const [place, style] = [cellName(column, number), styleOf(`${name} ${look.key}`)];
      return [name === 'text' && row.codings.length > 0 ? markedCellXml(place, style, text, row.codings, colours) : cellXml(place, style, cellText(text))];
    });
    yield rowXml(number, heightOf(row), written);
  }
}

/** How a cell differs from its column: a fill and an indent. */
interface Look {
  readonly key: string;
  readonly fill: ExcelJS.Fill | null;
  readonly indent: number;
}

const PLAIN: Look = { key: '', fill: null, indent: 0 };
const NOT_ASKED: Look = { key: 'not asked', fill: { type: 'pattern', pattern: 'lightUp', fgColor: { argb: 'FFBFBFBF' } }, indent: 0 };
const OF_POST: Look = { key: 'post', fill: solid('FFF2F2F2'), indent: 0 };

function lookOf(name: string, row: ReviewRow, colours: ReadonlyMap<string, ThemeColours>): Look {
  if (name.startsWith('theme_')) {
    const theme = name.slice('theme_'.length);
    if (row.asked.length > 0 && !row.asked.includes(theme)) return NOT_ASKED;
    return row.shaded.has(theme) ? shaded(theme, colours) : PLAIN;
  }
  if (row.unit.kind === 'post' && isBefore(name)) return OF_POST;
  return name === 'text' && row.depth > 0 ? indented(row.depth) : PLAIN;
}

function shaded(theme: string, colours: ReadonlyMap<string, ThemeColours>): Look {
  return { key: 'shaded', fill: solid(colours.get(theme)!.light), indent: 0 };
}

function indented(depth: number): Look {
  const indent = Math.min(depth, DEEPEST) * 2;
  return { key: String(indent), fill: null, indent };
}

function isBefore(name: string): boolean {
  return (COLUMNS_BEFORE as readonly string[]).includes(name);
}

/** A style for every column and look that rows may have. */
function stylesOf(book: ReviewBook, names: readonly string[], colours: ReadonlyMap<string, ThemeColours>): ReadonlyMap<string, Partial<ExcelJS.Style>> {
  const shades = new Map(book.themes.map(({ id }) => [`theme_${id}`, shaded(id, colours)]));
  return new Map(
    names.flatMap((name) => {
      const shade = shades.get(name);
      const indents = name === 'text' ? Array.from({ length: DEEPEST }, (_, depth) => indented(depth + 1)) : [];
      const looks = [PLAIN, ...(shade ? [shade, NOT_ASKED] : []), ...(isBefore(name) ? [OF_POST] : []), ...indents];
      return looks.map((look): [string, Partial<ExcelJS.Style>] => [`${name} ${look.key}`, styleOf(name, look)]);
    }),
  );
}

function styleOf(name: string, { fill, indent }: Look): Partial<ExcelJS.Style> {
  const isTheme = name.startsWith('theme_');
  const bottom: Partial<ExcelJS.Border> = { style: 'hair', color: { argb: 'FFBFBFBF' } };
  const border = isHidden(name) ? {} : { border: isTheme ? { bottom, right: { style: 'hair' as const, color: { argb: 'FFD9D9D9' } } } : { bottom } };
  const font = name === 'heddle' ? { ...FONT, italic: true, color: { argb: 'FF595959' }, size: 9 } : isTheme ? { ...FONT, bold: true } : FONT;
  const isCentred = isTheme || name === 'done' || name === 'sentiment';
  const alignment: Partial<ExcelJS.Alignment> = isCentred
    ? { horizontal: 'center', vertical: 'top' }
    : { horizontal: 'left', vertical: 'top', wrapText: !isHidden(name), ...(indent > 0 ? { indent } : {}) };
  return { numFmt: '@', font, alignment, ...border, ...(fill ? { fill } : {}) };
}

function isHidden(name: string): boolean {
  return (HIDDEN_COLUMNS as readonly string[]).includes(name);
}

/** Points for so many wrapped lines; a spreadsheet that does not fit rows itself then shows the text. */
function heightOf({ unit, summary, depth }: ReviewRow): number {
  const width = 1.15 * TEXT_WIDTH - 4 * Math.min(depth, DEEPEST);
  const lines = unit.text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);
  const beside = Math.ceil(summary.length / 26);
  return Math.max(2, lines, beside) * LINE_POINTS + 4;
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
