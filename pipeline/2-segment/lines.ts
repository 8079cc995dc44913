import { doubled } from '../text/columns.js';

/**
 * The lines of a text that are not blank, as columns, so that a file of millions of lines costs little.
 * Line `i` shows `text.slice(starts[i], ends[i])`: without its indent and without the blanks at its end.
 */
export interface Lines {
  readonly text: string;
  readonly count: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Columns before the line begins; a tab reaches to the next multiple of four. */
  readonly indents: Int32Array;
  /** One-based numbers in the file, blank lines counted. */
  readonly numbers: Int32Array;
}

const LF = 0x0a;
const CR = 0x0d;
const TAB = 0x09;
const BYTE_ORDER_MARK = 0xfeff;

/** Says whether a UTF-16 unit is blank space, the invisible kinds included that browsers leave behind. */
export function isBlank(unit: number): boolean {
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  if (unit < 0x1680) return unit === 0xa0;
  if (unit < 0x2000) return unit === 0x1680;
  if (unit <= 0x200b) return true;
  return unit === 0x2028 || unit === 0x2029 || unit === 0x202f || unit === 0x205f || unit === 0x2060 || unit === 0x3000 || unit === BYTE_ORDER_MARK;
}

/** Cuts a text into lines, which end with LF, CR LF or a lone CR; looks at every character once. */
export function readLines(text: string): Lines {
  const columns = new Columns();
  let number = 1;
  let start = -1;
  let end = 0;
  let indent = 0;
  for (let at = 0; at <= text.length; at++) {
    const unit = at === text.length ? LF : text.charCodeAt(at);
    if (unit > 0x20 && unit < 0xa0) {
      if (start < 0) start = at;
      end = at + 1;
    } else if (unit === LF || unit === CR) {
      if (start >= 0) columns.add(start, end, indent, number);
      if (unit === CR && text.charCodeAt(at + 1) === LF) at++;
      number++;
      start = -1;
      indent = 0;
    } else if (!isBlank(unit)) {
      if (start < 0) start = at;
      end = at + 1;
    } else if (start < 0) {
      if (unit === TAB) indent += 4 - (indent % 4);
      else if (unit !== BYTE_ORDER_MARK) indent++;
    }
  }
  const { count, starts, ends, indents, numbers } = columns;
  return { text, count, starts, ends, indents, numbers };
}

/** Columns that double as they fill. */
class Columns {
  count = 0;
  starts = new Int32Array(256);
  ends = new Int32Array(256);
  indents = new Int32Array(256);
  numbers = new Int32Array(256);

  add(start: number, end: number, indent: number, number: number): void {
    const at = this.count++;
    if (at === this.starts.length) {
      this.starts = doubled(this.starts);
      this.ends = doubled(this.ends);
      this.indents = doubled(this.indents);
      this.numbers = doubled(this.numbers);
    }
    this.starts[at] = start;
    this.ends[at] = end;
    this.indents[at] = indent;
    this.numbers[at] = number;
  }
}


/** The line's words; only for lines known to be short. */
export function lineText(lines: Lines, index: number): string {
  return lines.text.slice(lines.starts[index], lines.ends[index]);
}

/** How long the line is, without indent and blanks at its end. */
export function lineLength(lines: Lines, index: number): number {
  return lines.ends[index] - lines.starts[index];
}

/** The first offset from `start` that is not blank, or `end`. */
export function skipBlank(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}
