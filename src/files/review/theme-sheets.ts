import type ExcelJS from 'exceljs';
import { stanceItem } from '../../../pipeline/review/decision.js';
import { CODING_SHEET_COLUMNS, hiddenCells, PLACE_COLUMN, THEME_COLUMN, type ReviewBook, type ReviewRow } from './book.js';
import { addChoice, fillRule, FONT, PRINTED, richText, solid } from './cells.js';
import type { ThemeColours } from './colours.js';
import type { RunCoding } from './run.js';
import { cellText } from './text.js';

const WIDTHS: Readonly<Record<string, number>> = { thread: 24, unit: 6, author: 14, context: 80, words: 24, code: 18, pattern: 30, negated: 9, quoted: 9, heddle: 9, stance: 9 };
/** Patterns are long, and nobody reads a row for them. */
const NOT_WRAPPED: ReadonlySet<string> = new Set(['thread', 'code', 'pattern']);
const HEADINGS: Readonly<Record<string, string>> = { heddle: 'Heddle’s stance', stance: 'stance' };
const LONGEST_SHEET_NAME = 31;
/** What else is known of the unit stands on the sheet of units. */
const HIDDEN = [THEME_COLUMN, PLACE_COLUMN, 'unit_id', 'exported', 'formerly', 'sample', 'export'] as const;

/** The names of the columns of a theme's sheet, as CSV writes them. */
export const CODING_NAMES: readonly string[] = [...CODING_SHEET_COLUMNS, ...HIDDEN];

/** The codings of a review in order of unit and place; only those with an own stance asked about. */
export function* codingsOf(book: ReviewBook): Generator<{ readonly row: ReviewRow; readonly coding: RunCoding }> {
  for (const row of book.rows) {
    const met = new Set<string>();
    for (const coding of row.codings) {
      // Two patterns on the same words are one passage to judge.
      const place = `${coding.theme}@${coding.start}-${coding.end}`;
      if (!met.has(place)) yield { row, coding };
      met.add(place);
    }
  }
}

/** The texts of a coding's cells, by the names of their columns. */
export function codingCells(book: ReviewBook, row: ReviewRow, coding: RunCoding): ReadonlyMap<string, string> {
  const place = `${coding.start}-${coding.end}`;
  const item = stanceItem(coding.theme, place);
  const own = row.own.get(item) ?? '';
  const exported = new Map(own === '' ? [] : [[item, own]]);
  return new Map<string, string>([
    ['thread', row.unit.file], ['unit', row.unit.label], ['author', row.unit.author], ['context', coding.sentence], ['words', coding.matched],
    ['code', coding.code], ['pattern', coding.rule], ['negated', coding.negated ? 'negated' : ''], ['quoted', coding.quoted ? 'quoted' : ''],
    ['heddle', coding.stance], ['stance', own], [THEME_COLUMN, coding.theme], [PLACE_COLUMN, place],
    ...Object.entries(hiddenCells(book, row, exported)),
  ]);
}

/** Adds a sheet for each theme that has codings, with the passages in their sentences. A blind review has none. */
export function addThemeSheets(workbook: ExcelJS.Workbook, book: ReviewBook, colours: ReadonlyMap<string, ThemeColours>): void {
  const byTheme = new Map<string, { readonly row: ReviewRow; readonly coding: RunCoding }[]>();
  for (const found of codingsOf(book)) {
    const known = byTheme.get(found.coding.theme);
    if (known) known.push(found);
    else byTheme.set(found.coding.theme, [found]);
  }
  for (const { id } of book.themes) {
    const codings = byTheme.get(id);
    if (codings) addSheet(workbook, book, id, codings, colours);
  }
}

function addSheet(workbook: ExcelJS.Workbook, book: ReviewBook, theme: string, codings: readonly { readonly row: ReviewRow; readonly coding: RunCoding }[], colours: ReadonlyMap<string, ThemeColours>): void {
  const { light, strong } = colours.get(theme)!;
  const sheet = workbook.addWorksheet(theme.slice(0, LONGEST_SHEET_NAME), {
    views: [{ state: 'frozen', xSplit: 2, ySplit: 1, zoomScale: 90 }],
    properties: { tabColor: { argb: strong } },
    pageSetup: PRINTED,
  });
  sheet.columns = CODING_NAMES.map((name) => ({
    key: name,
    header: HEADINGS[name] ?? name,
    width: WIDTHS[name] ?? 12,
    hidden: (HIDDEN as readonly string[]).includes(name),
    style: styleOf(name),
  }));
  const header = sheet.getRow(1);
  header.height = 32;
  header.eachCell((cell) => {
    cell.font = { ...FONT, bold: true, color: { argb: 'FFFFFFFF' } };
    cell.fill = solid(strong);
    cell.alignment = { vertical: 'bottom', wrapText: true };
  });
  const shaded: Partial<ExcelJS.Style> = { ...styleOf('heddle'), fill: solid(light) };
  for (const { row, coding } of codings) {
    const cells = codingCells(book, row, coding);
    const added = sheet.addRow(CODING_NAMES.map((name) => (name === 'context' ? richText(coding.sentence, placedInSentence(coding), colours) : cellText(cells.get(name) ?? '') || undefined)));
    added.height = Math.max(1, Math.ceil(coding.sentence.length / 78)) * 14.5 + 3;
    added.getCell(CODING_NAMES.indexOf('heddle') + 1).style = shaded;
  }
  const last = codings.length + 1;
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: last, column: CODING_SHEET_COLUMNS.length } };
  const letter = sheet.getColumn(CODING_NAMES.indexOf('stance') + 1).letter;
  const range = `${letter}2:${letter}${last}`;
  addChoice(sheet, range, 'neg,neu,pos,mix', 'Stance', 'neg, neu, pos or mix; empty where Heddle is right');
  sheet.addConditionalFormatting({ ref: range, rules: [fillRule('neg', 'FFF8CBAD', 'FF833C0B', 1), fillRule('pos', 'FFC6E0B4', 'FF375623', 2), fillRule('mix', 'FFFFE699', 'FF7F6000', 3)] });
}

function styleOf(name: string): Partial<ExcelJS.Style> {
  const isHidden = (HIDDEN as readonly string[]).includes(name);
  const border = { bottom: { style: 'hair' as const, color: { argb: 'FFBFBFBF' } } };
  return { numFmt: '@', font: FONT, alignment: { vertical: 'top', wrapText: !isHidden && !NOT_WRAPPED.has(name) }, ...(isHidden ? {} : { border }) };
}

/** Where the words stand in their sentence, in code points: the first place they occur in. */
function placedInSentence({ theme, sentence, matched }: RunCoding): readonly Pick<RunCoding, 'theme' | 'start' | 'end'>[] {
  const at = sentence.indexOf(matched);
  if (at < 0) return [];
  const start = Array.from(sentence.slice(0, at)).length;
  return [{ theme, start, end: start + Array.from(matched).length }];
}
