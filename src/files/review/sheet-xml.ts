/**
 * Reads the parts of a workbook as the programs of the world write them: texts shared, inline or in runs, numbers, dates by their style,
 * booleans, results of formulas; with a prefix before every element's name or without. Cells are taken one by one, so that a sheet of many
 * thousand rows needs little more memory than its texts.
 */

export interface WorkbookParts {
  readonly shared: readonly string[];
  /** For each style of cells, whether it shows a date. */
  readonly dates: readonly boolean[];
}

/** No review has a column beyond this. */
const MOST_COLUMNS = 400;
const ELEMENT = { si: whole('si'), is: whole('is'), t: whole('t'), v: whole('v'), rPh: whole('rPh'), row: whole('row'), c: whole('c') };
/** Formats of dates and times that have a number and no text (ECMA-376 part 1, 18.8.30). */
const DATE_FORMATS: ReadonlySet<number> = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]);
const MILLISECONDS_A_DAY = 86_400_000;
/** Day 0 of spreadsheets; their year 1900 is a leap year, so that it is two days before the first of January. */
const DAY_ZERO = Date.UTC(1899, 11, 30);

/** The sheets of a workbook in their order: names, and the files they are in. */
export function sheetsOf(workbook: string, relations: string): readonly { readonly name: string; readonly file: string }[] {
  const targets = new Map([...relations.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)].map(([tag]) => [attribute(tag, 'Id'), attribute(tag, 'Target')]));
  return [...workbook.matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)].flatMap(([tag]) => {
    const target = targets.get(/\br?:?id="([^"]*)"/.exec(tag.replace(/sheetId="[^"]*"/, ''))?.[1] ?? '') ?? '';
    const file = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    return target === '' ? [] : [{ name: plain(attribute(tag, 'name')), file }];
  });
}

export function sharedStrings(xml: string): readonly string[] {
  return [...xml.matchAll(ELEMENT.si)].map(([, , content = '']) => textsIn(content));
}

export function dateStyles(xml: string): readonly boolean[] {
  const own = new Map([...xml.matchAll(/<(?:\w+:)?numFmt\b[^>]*>/g)].map(([tag]) => [Number(attribute(tag, 'numFmtId')), plain(attribute(tag, 'formatCode'))]));
  const styles = /<(?:\w+:)?cellXfs\b[^>]*>([\s\S]*?)<\/(?:\w+:)?cellXfs>/.exec(xml)?.[1] ?? '';
  return [...styles.matchAll(/<(?:\w+:)?xf\b[^>]*>/g)].map(([tag]) => {
    const format = Number(attribute(tag, 'numFmtId'));
    // What stands between quotation marks or square brackets, or behind a backslash, is text or a colour.
    return DATE_FORMATS.has(format) || /[dmyh]/i.test((own.get(format) ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\.|General/gi, ''));
  });
}

/** The rows of a sheet that hold anything, with their numbers as the spreadsheet shows them. */
export function* rowsOfSheet(xml: string, parts: WorkbookParts): Generator<{ readonly number: number; readonly cells: readonly string[] }> {
  let number = 0;
  for (const [, attributes = '', content = ''] of xml.matchAll(ELEMENT.row)) {
    number = Number(attribute(attributes, 'r')) || number + 1;
    const cells: string[] = [];
    let column = -1;
    for (const [, about = '', inner = ''] of content.matchAll(ELEMENT.c)) {
      column = columnOf(attribute(about, 'r')) ?? column + 1;
      if (column >= MOST_COLUMNS) break;
      const text = inner === '' ? '' : cellText(attribute(about, 't'), Number(attribute(about, 's')), inner, parts);
      if (text === '') continue;
      while (cells.length < column) cells.push('');
      cells[column] = text;
    }
    if (cells.length > 0) yield { number, cells };
  }
}

/** What a cell shows, as a text. */
function cellText(type: string, style: number, inner: string, { shared, dates }: WorkbookParts): string {
  if (type === 'inlineStr') return textsIn(inner);
  const value = valueIn(inner);
  if (type === 's') return shared[Number(value)] ?? '';
  if (type === 'b') return value === '1' || value === 'true' ? 'TRUE' : 'FALSE';
  if (type === 'd') return value.slice(0, 10);
  if (type === 'str' || type === 'e') return plain(value);
  const number = Number(value);
  if (value === '' || Number.isNaN(number)) return plain(value);
  if (!dates[style]) return String(number);
  const day = new Date(DAY_ZERO + Math.floor(number) * MILLISECONDS_A_DAY);
  return Number.isNaN(day.getTime()) ? String(number) : day.toISOString().slice(0, 10);
}

/** The texts of a cell put together: one, or one a run; how it is pronounced is no part of it. */
function textsIn(xml: string): string {
  const content = xml.includes('rPh') ? xml.replace(ELEMENT.rPh, '') : xml;
  let text = '';
  for (const [, , piece = ''] of content.matchAll(ELEMENT.t)) text += plain(piece);
  return text;
}

function valueIn(xml: string): string {
  ELEMENT.v.lastIndex = 0;
  return ELEMENT.v.exec(xml)?.[2] ?? '';
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text without the escapes of XML and those of spreadsheets (`_x000D_` is a carriage return), with plain line ends. */
function plain(xml: string): string {
  let text = xml;
  if (text.includes('<![CDATA[')) text = text.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, raw: string) => raw.replaceAll('&', '&amp;'));
  if (text.includes('&')) text = text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex?: string, decimal?: string, name?: string) => character(all, hex, decimal, name));
  if (text.includes('_x')) text = text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

function character(all: string, hex?: string, decimal?: string, name?: string): string {
  if (name !== undefined) return NAMED[name] ?? all;
  const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : all;
}

function attribute(tag: string, name: string): string {
  const at = tag.indexOf(`${name}="`);
  // Not the end of a longer name.
  if (at < 0 || (at > 0 && !/\s/.test(tag[at - 1]!))) return new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1] ?? '';
  const start = at + name.length + 2;
  return tag.slice(start, tag.indexOf('"', start));
}

/** The column of a cell's name, from 0; null where it has none. */
function columnOf(place: string): number | null {
  let column = 0;
  for (let i = 0; i < place.length; i++) {
    const letter = place.charCodeAt(i) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column === 0 ? null : column - 1;
}

/** Matches an element with its attributes (1) and content (2). */
function whole(name: string): RegExp {
  return new RegExp(`<(?:\\w+:)?${name}(?=[\\s/>])([^>]*?)(?:/>|>([\\s\\S]*?)</(?:\\w+:)?${name}\\s*>)`, 'g');
}
