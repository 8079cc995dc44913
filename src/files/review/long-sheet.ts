import type ExcelJS from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import type { ThemeColours } from './colours.js';
import { FONT } from './cells.js';
import type { RunCoding } from './run.js';
import { markedRuns } from './text.js';
import { zipped, type ZipPart } from './zip.js';

/** Points; spreadsheets allow nothing above 409. */
export const HIGHEST_ROW = 400;

/**
 * Sheets of many thousand rows. The library that writes workbooks needs several kilobytes a row, so it is given everything but the rows:
 * headers, columns, drop-downs and, in a second row, a cell of every style. Its sheet is then written with the true rows in place of that one.
 */
export class LongSheet {
  private readonly keys = new Map<string, number>();

  /** @param rows gives the sheet's rows from the second on, as XML; `styleOf` turns the key of a style into its number. */
  constructor(
    readonly sheet: ExcelJS.Worksheet,
    private readonly styles: ReadonlyMap<string, Partial<ExcelJS.Style>>,
    private readonly rows: (styleOf: (key: string) => number) => Iterable<string>,
  ) {
    const samples = sheet.getRow(2);
    for (const [key, style] of styles) {
      const column = this.keys.size + 1;
      samples.getCell(column).style = style;
      this.keys.set(key, column);
    }
  }

  /** The sheet with its rows, from what the library wrote. */
  *written(xml: string): Generator<string> {
    const samples = /<row r="2"[^>]*>([\s\S]*?)<\/row>/.exec(xml);
    if (!samples) throw new Error(`the sheet "${this.sheet.name}" has no styles`);
    const numbers = [...samples[1]!.matchAll(/<c r="[A-Z]+2" s="(\d+)"\/>/g)].map(([, number]) => Number(number));
    if (numbers.length !== this.styles.size) throw new Error(`the sheet "${this.sheet.name}" has ${numbers.length} styles of ${this.styles.size}`);
    const styleOf = (key: string): number => numbers[this.keys.get(key)! - 1]!;
    yield xml.slice(0, samples.index).replace(/<dimension [^>]*\/>/, '');
    yield* this.rows(styleOf);
    yield xml.slice(samples.index + samples[0].length);
  }
}

/** The bytes of a workbook, in pieces, with the true rows of its long sheets. */
export async function* workbookPieces(workbook: ExcelJS.Workbook, long: readonly LongSheet[]): AsyncGenerator<Uint8Array> {
  const files = unzipSync(new Uint8Array(await workbook.xlsx.writeBuffer()));
  const byFile = new Map(long.map((one) => [`xl/worksheets/sheet${one.sheet.id}.xml`, one]));
  const names = Object.keys(files).sort((a, b) => Number(b === '[Content_Types].xml') - Number(a === '[Content_Types].xml') || (a < b ? -1 : 1));
  const parts = names.map((name): ZipPart => {
    const xml = strFromU8(files[name]!);
    return { name, pieces: byFile.get(name)?.written(xml) ?? [xml] };
  });
  yield* zipped(parts);
}

/** A row as XML, from the cells that are not empty, in order. */
export function rowXml(number: number, height: number, cells: readonly string[]): string {
  return `<row r="${number}" ht="${Math.min(HIGHEST_ROW, Math.round(height * 100) / 100)}" customHeight="1">${cells.join('')}</row>`;
}

/** A cell that holds a text for cells (see `cellText`), or only a style. */
export function cellXml(place: string, style: number, text: string): string {
  return text === '' ? `<c r="${place}" s="${style}"/>` : `<c r="${place}" s="${style}" t="inlineStr"><is>${textXml(text)}</is></c>`;
}

/** A cell that holds a text with its coded words in the colours of their themes. */
export function markedCellXml(place: string, style: number, text: string, codings: readonly Pick<RunCoding, 'theme' | 'start' | 'end'>[], colours: ReadonlyMap<string, ThemeColours>): string {
  const runs = markedRuns(text, codings).map(({ text: piece, theme, several }) => {
    // A run without a look of its own has that of its cell.
    if (theme === '') return `<r>${textXml(piece)}</r>`;
    return `<r><rPr><b/>${several ? '<u/>' : ''}<sz val="${FONT.size}"/><color rgb="${colours.get(theme)?.strong ?? 'FF000000'}"/><rFont val="${FONT.name}"/><family val="${FONT.family}"/></rPr>${textXml(piece)}</r>`;
  });
  return `<c r="${place}" s="${style}" t="inlineStr"><is>${runs.join('')}</is></c>`;
}

function textXml(text: string): string {
  return `<t xml:space="preserve">${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</t>`;
}
