import type ExcelJS from 'exceljs';
import { stanceItem } from '../../../pipeline/review/decision.js';
import { CODING_SHEET_COLUMNS, hiddenCells, MOST_PASSAGES, placeCell, PLACE_COLUMN, THEME_COLUMN, type ReviewBook, type ReviewRow } from './book.js';
import { cellName } from '../table.js';
import { addChoice, fillRule, FONT, PRINTED, solid } from './cells.js';
import type { ThemeColours } from './colours.js';
import { cellXml, LongSheet, markedCellXml, rowXml } from './long-sheet.js';
import type { RunCoding } from './run.js';
import { cellText } from './text.js';

const WIDTHS: Readonly<Record<string, number>> = { thread: 24, unit: 6, author: 14, context: 80, words: 24, code: 18, pattern: 30, negated: 9, quoted: 9, heddle: 9, stance: 9 };
const NOT_WRAPPED: ReadonlySet<string> = new Set(['thread', 'code']);
const HEADINGS: Readonly<Record<string, string>> = { heddle: 'Heddle’s stance', stance: 'stance' };
const LONGEST_SHEET_NAME = 31;
/** What else is known of the unit stands on the sheet of units. */
const HIDDEN = [THEME_COLUMN, PLACE_COLUMN, 'unit_id', 'exported', 'formerly', 'sample', 'export'] as const;

/** The names of the columns of a theme's sheet, as CSV writes them. */
export const CODING_NAMES: readonly string[] = [...CODING_SHEET_COLUMNS, ...HIDDEN];

interface FoundCoding {
  readonly row: ReviewRow;
  readonly coding: RunCoding;
}

/** The passages of a review in order of unit and place, as many as a workbook holds: those whose stance is asked about. */
export function* codingsOf(book: Pick<ReviewBook, 'rows'>): Generator<FoundCoding> {
  let left = MOST_PASSAGES;
  for (const found of allCodings(book)) {
    if (left-- === 0) return;
    yield found;
  }
}

/** How many passages a review has beyond those that a workbook holds. */
export function passagesLeftOut(book: Pick<ReviewBook, 'rows'>): number {
  let count = 0;
  for (const _ of allCodings(book)) count++;
  return Math.max(0, count - MOST_PASSAGES);
}

function* allCodings(book: Pick<ReviewBook, 'rows'>): Generator<FoundCoding> {
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
    ['heddle', coding.stance], ['stance', own], [THEME_COLUMN, coding.theme], [PLACE_COLUMN, placeCell(coding)],
    ...Object.entries(hiddenCells(book, row, exported)),
  ]);
}

/** Adds a sheet for each theme that has codings, with the passages in their sentences. A blind review has none. */
export function addThemeSheets(workbook: ExcelJS.Workbook, book: ReviewBook, colours: ReadonlyMap<string, ThemeColours>): readonly LongSheet[] {
  const byTheme = new Map<string, FoundCoding[]>();
  for (const found of codingsOf(book)) {
    const known = byTheme.get(found.coding.theme);
    if (known) known.push(found);
    else byTheme.set(found.coding.theme, [found]);
  }
  return book.themes.flatMap(({ id }) => {
    const codings = byTheme.get(id);
    return codings ? [addSheet(workbook, book, id, codings, colours)] : [];
  });
}

function addSheet(workbook: ExcelJS.Workbook, book: ReviewBook, theme: string, codings: readonly FoundCoding[], colours: ReadonlyMap<string, ThemeColours>): LongSheet {
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
  const last = codings.length + 1;
  // The hidden columns too, which a sort must take along.
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: last, column: CODING_NAMES.length } };
  const letter = sheet.getColumn(CODING_NAMES.indexOf('stance') + 1).letter;
  const range = `${letter}2:${letter}${last}`;
  addChoice(sheet, range, 'neg,neu,pos,mix', 'Stance', 'neg, neu, pos or mix; empty where Heddle is right');
  sheet.addConditionalFormatting({ ref: range, rules: [fillRule('neg', 'FFF8CBAD', 'FF833C0B', 1), fillRule('pos', 'FFC6E0B4', 'FF375623', 2), fillRule('mix', 'FFFFE699', 'FF7F6000', 3)] });
  const styles = new Map(CODING_NAMES.map((name) => [name, name === 'heddle' ? { ...styleOf(name), fill: solid(light) } : styleOf(name)]));
  return new LongSheet(sheet, styles, (numberOf) => codingRows(book, codings, colours, numberOf));
}

function* codingRows(book: ReviewBook, codings: readonly FoundCoding[], colours: ReadonlyMap<string, ThemeColours>, styleNumber: (key: string) => number): Generator<string> {
  for (const [index, { row, coding }] of codings.entries()) {
    const number = index + 2;
    const cells = codingCells(book, row, coding);
    const written = CODING_NAMES.flatMap((name, column): readonly string[] => {
      const place = cellName(column, number);
      if (name === 'context') return [markedCellXml(place, styleNumber(name), coding.sentence, placedInSentence(coding), colours)];
      const text = cellText(cells.get(name) ?? '');
      return text === '' ? [] : [cellXml(place, styleNumber(name), text)];
    });
    yield rowXml(number, Math.max(1, Math.ceil(coding.sentence.length / 78)) * 14.5 + 3, written);
  }
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
