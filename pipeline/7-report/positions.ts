import type { Span, Unit } from '../model.js';

/**
 * UTF-16 offsets of a batch's text turned into counts of Unicode code points.
 * Where a text has no surrogate pairs, and most have none, the two are the same and nothing is looked up.
 */
export class CodePoints {
  private last = 0;

  /** @param pairs where each surrogate pair begins, ascending. */
  constructor(private readonly pairs: Int32Array) {}

  /** True where no surrogate pair lies between two offsets: code points and UTF-16 units are the same there. */
  areOne(start: number, end: number): boolean {
    return this.pairs.length === 0 || this.before(end) === this.before(start);
  }

  /** How many code points lie between two offsets of the text. */
  between(start: number, end: number): number {
    if (this.pairs.length === 0) return end - start;
    return end - start - (this.before(end) - this.before(start));
  }

  /** An offset into the text as one into the unit's own text, its paragraphs joined by newlines. */
  inUnit(unit: Unit, offset: number): number {
    let before = 0;
    for (const paragraph of unit.paragraphs) {
      if (offset <= paragraph.end) return before + this.between(paragraph.start, Math.max(offset, paragraph.start));
      before += this.between(paragraph.start, paragraph.end) + 1;
    }
    return before - 1;
  }

  /** How many pairs begin before an offset. Offsets are mostly asked for in their order: the last answer is mostly the next one's too. */
  private before(offset: number): number {
    const { pairs, last } = this;
    if ((last === 0 || pairs[last - 1]! < offset) && (last === pairs.length || pairs[last]! >= offset)) return last;
    let low = 0;
    let high = pairs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    this.last = low;
    return low;
  }
}

/** Where each unit's source begins: 0 for a file of text, the start of its cell for a table. */
export function cellStarts(units: readonly Unit[], rows: readonly { readonly text: Span }[] | undefined): Int32Array {
  const starts = new Int32Array(units.length);
  if (!rows) return starts;
  let row = 0;
  for (let i = 0; i < units.length; i++) {
    const at = units[i]!.paragraphs[0]?.start ?? 0;
    while (row + 1 < rows.length && rows[row]!.text.end < at) row++;
    starts[i] = rows[row]?.text.start ?? 0;
  }
  return starts;
}
