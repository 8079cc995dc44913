import { LineFrame } from './line-frame.js';
import type { RowText } from './row-text.js';
import type { RowCollector } from './table-rows.js';
import type { TableRange } from './table-shape.js';

/** A table whose lines go on being framed differently is parsed line by line. */
const MOST_FRAMES = 8;

/** Reads the lines of a JSON Lines batch into rows: an object a line, its row number the line's. */
export function readJsonRows(text: RowText, range: TableRange, out: RowCollector): void {
  const { used, attributes } = range.shape;
  const names = [used.text, used.id, used.parent, used.author, used.time, ...attributes];
  const lines = new LineReader(text, names, out);
  const { raw } = text;
  let line = range.firstLine;
  for (let at = 0; at < raw.length; line++) {
    const found = raw.indexOf('\n', at);
    const end = found < 0 ? raw.length : found;
    const cells = isBlankLine(raw, at, end) ? null : lines.read(at, end, line);
    if (cells !== null) {
      out.add({ number: line, id: cells[1]!, parent: cells[2]!, author: cells[3]!, postedAt: cells[4]!, attributes: cells.slice(5) }, cells[0]!);
    }
    at = end + 1;
  }
}

/** Reads the cells of lines: those framed like one before by looking for quotation marks, any other by parsing it. */
class LineReader {
  private frame: LineFrame | null = null;
  private framesLeft = MOST_FRAMES;
  /** For each name the place of its value in the frame, or -1. */
  private places: readonly number[] = [];
  private readonly values: string[] = [];

  constructor(
    private readonly text: RowText,
    private readonly names: readonly string[],
    private readonly out: RowCollector,
  ) {}

  /** The cells of one line, a name each, empty where the line has none; null where it is no object. */
  read(start: number, end: number, number: number): string[] | null {
    const { text, values } = this;
    const isUnescaped = text.isUnescaped(start, end);
    if (isUnescaped && this.frame !== null && this.frame.read(text, start, end, values)) {
      return this.places.map((place) => (place < 0 ? '' : values[place]!));
    }
    const line = text.slice(start, end);
    const record = parse(line, number, this.out);
    if (record === null) return null;
    if (isUnescaped) this.learn(line, record);
    const isWellFormed = isUnescaped || (!line.includes('\\u') && !line.includes('\\U'));
    return this.names.map((name) => (name === '' ? '' : asText(record[name], isWellFormed)));
  }

  private learn(line: string, record: Readonly<Record<string, unknown>>): void {
    if (this.framesLeft === 0) return;
    this.framesLeft--;
    this.frame = LineFrame.of(line, record);
    // Of columns of one name the last counts.
    this.places = this.names.map((name) => (name === '' ? -1 : (this.frame?.columns.lastIndexOf(name) ?? -1)));
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
