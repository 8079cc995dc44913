import { strToU8, zipSync, type Zippable } from 'fflate';
import type { Grid } from '../../src/files/review/grid.js';

/** Workbooks as spreadsheet programs write them, from the texts of their cells. Written from the standard (ECMA-376) and from files they saved. */

/** A cell as XML, without its place. */
export type CellWriter = (text: string, share: (item: string) => number) => { readonly type: string; readonly inner: string };

export interface Manner {
  readonly cell: CellWriter;
  /** Sheets in another order, or under other names. */
  readonly sheets?: (grids: readonly Grid[]) => readonly Grid[];
  /** Further cells' XML by `sheet!A1`, such as a number where there was a text. */
  readonly instead?: ReadonlyMap<string, string>;
  readonly prefix?: string;
  /** Rows with a format and no value behind the last. */
  readonly blankRows?: number;
  readonly isAbsolute?: boolean;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
/** Style 1 is a date, 2 a date of the user's own, 3 a number with a colour and words in its format. */
const STYLES = '<numFmts count="2"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy;@"/><numFmt numFmtId="165" formatCode="[Red]0&quot; days&quot;"/></numFmts>'
  + '<cellXfs count="4"><xf numFmtId="49" fontId="0"/><xf numFmtId="14" fontId="0"/><xf numFmtId="164" fontId="0"/><xf numFmtId="165" fontId="0"/></cellXfs>';

export const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_');

/** Texts in the table of shared ones, as Excel and Google Sheets write them. */
export const shared: CellWriter = (text, share) => ({ type: 's', inner: `<v>${share(`<t xml:space="preserve">${escaped(text)}</t>`)}</v>` });
/** Shared, in runs as after a word was made bold, with a carriage return before every line end and a guide to pronunciation. */
export const runs: CellWriter = (text, share) => {
  const half = Math.floor(text.length / 2);
  const piece = (part: string): string => `<t xml:space="preserve">${escaped(part).replaceAll('\n', '_x000D_\n')}</t>`;
  return { type: 's', inner: `<v>${share(`<r>${piece(text.slice(0, half))}</r><r><rPr><b/><sz val="11"/></rPr>${piece(text.slice(half))}</r><rPh sb="0" eb="1"><t>said so</t></rPh><phoneticPr fontId="1"/>`)}</v>` };
};
export const inline: CellWriter = (text) => ({ type: 'inlineStr', inner: `<is><t>${escaped(text)}</t></is>` });
/** The result of a formula, as where a column was filled by one. */
export const formula: CellWriter = (text) => ({ type: 'str', inner: `<f>T(&quot;x&quot;)</f><v>${escaped(text)}</v>` });

export function savedAs(grids: readonly Grid[], manner: Manner): Uint8Array {
  const { prefix = '', blankRows = 0, isAbsolute = false } = manner;
  const table: string[] = [];
  const share = (item: string): number => table.push(item) - 1;
  const sheets = manner.sheets?.(grids) ?? grids;
  const files: Zippable = {};
  sheets.forEach((grid, i) => (files[`xl/worksheets/sheet${i + 1}.xml`] = part('worksheet', `<sheetData>${rowsXml(grid, manner, share)}${blank(grid.rows.length, blankRows)}</sheetData>`, prefix)));
  const relations = sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="${isAbsolute ? '/xl/' : ''}worksheets/sheet${i + 1}.xml"/>`);
  const names = sheets.map(({ sheet }, i) => `<sheet name="${escaped(sheet)}" sheetId="${i + 7}" r:id="rId${i + 1}"/>`);
  files['xl/workbook.xml'] = part('workbook', `<sheets>${names.join('')}</sheets>`, prefix);
  files['xl/_rels/workbook.xml.rels'] = strToU8(`${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`);
  files['xl/styles.xml'] = part('styleSheet', STYLES, prefix);
  if (table.length > 0) files['xl/sharedStrings.xml'] = part('sst', table.map((item) => `<si>${item}</si>`).join(''), prefix);
  files['[Content_Types].xml'] = strToU8(`${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`);
  return zipSync(files);
}

function part(root: string, content: string, prefix: string): Uint8Array {
  const space = `xmlns${prefix === '' ? '' : `:${prefix}`}="${MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`;
  const xml = `<${root} ${space}>${content}</${root}>`;
  return strToU8(HEAD + (prefix === '' ? xml : xml.replace(/<(\/?)(?=[a-zA-Z])/g, `<$1${prefix}:`)));
}

function rowsXml({ sheet, rows }: Grid, { cell, instead }: Manner, share: (item: string) => number): string {
  return rows.map((cells, i) => {
    const written = cells.map((text, column) => {
      const place = `${letters(column)}${i + 1}`;
      const other = instead?.get(`${sheet}!${place}`);
      if (other !== undefined) return other.replace('<c ', `<c r="${place}" `);
      if (text === '') return `<c r="${place}" s="0"/>`;
      const { type, inner } = cell(text, share);
      return `<c r="${place}" s="0" t="${type}">${inner}</c>`;
    });
    return `<row r="${i + 1}" spans="1:${cells.length}" ht="15.75" customHeight="1">${written.join('')}</row>`;
  }).join('');
}

function blank(from: number, count: number): string {
  return Array.from({ length: count }, (_, i) => `<row r="${from + i + 1}" ht="15.75"><c r="A${from + i + 1}" s="0"/><c r="B${from + i + 1}" s="0"/></row>`).join('');
}

export function letters(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : letters(Math.floor(column / 26) - 1) + letters(column % 26);
}
