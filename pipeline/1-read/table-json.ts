import type { TableRange } from './table-shape.js';
import type { RowCollector } from './table-rows.js';

/** Reads the lines of a JSON Lines batch into rows: an object a line, its row number the line's. */
export function readJsonRows(text: string, range: TableRange, out: RowCollector): void {
  const { used, attributes } = range.shape;
  const isWellFormed = !text.includes('\\u') && !text.includes('\\U');
  let line = range.firstLine;
  for (let at = 0; at < text.length; line++) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    if (!isBlankLine(text, at, end)) {
      const record = parse(text.slice(at, end), line, out);
      if (record !== null) {
        const of = (name: string): string => (name === '' ? '' : asText(record[name], isWellFormed));
        const row = { number: line, id: of(used.id), parent: of(used.parent), author: of(used.author), postedAt: of(used.time), attributes: attributes.map(of) };
        out.add(row, of(used.text));
      }
    }
    at = end + 1;
  }
}

function isBlankLine(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0d && code !== 0x09) return false;
  }
  return true;
}

function parse(line: string, number: number, out: RowCollector): Readonly<Record<string, unknown>> | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    const column = Number(/position (\d+)/.exec(why)?.[1] ?? 0) + 1;
    broken(out, { line: number, column, message: 'The line is not JSON; it was left out.', hint: 'Each line must hold one whole object.' });
    return null;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  broken(out, { line: number, column: 1, message: 'The line holds no object with columns; it was left out.', hint: 'Each line must hold one object, such as {"id": "1", "text": "…"}.' });
  return null;
}

function broken(out: RowCollector, warning: { line: number; column: number; message: string; hint: string }): void {
  out.broken++;
  out.warn({ id: 'broken-line', ...warning });
}

/** A value as a cell: objects and lists as JSON, null as nothing. */
function asText(value: unknown, isWellFormed: boolean): string {
  if (typeof value === 'string') return isWellFormed ? value : wellFormed(value);
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Escapes can spell half a character, which no file can hold. */
function wellFormed(text: string): string {
  return text.replace(LONE_SURROGATE, '\uFFFD');
}
