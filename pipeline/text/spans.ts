import type { Span, Unit } from '../model.js';

/** True when two half-open spans share a character. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** True when the span shares a character with one of the spans, which are in order and do not overlap one another. */
export function isInAny(spans: readonly Span[], span: Span): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.end <= span.start) low = middle + 1;
    else high = middle;
  }
  return low < spans.length && spans[low]!.start < span.end;
}

/**
 * Turns an offset into the thread's text into one into the unit's text (its paragraphs joined by newlines).
 * The offset must lie in a paragraph of the unit, or at the end of one.
 */
export function toUnitOffset(unit: Unit, offset: number): number {
  let before = 0;
  for (const paragraph of unit.paragraphs) {
    if (offset <= paragraph.end) return before + Math.max(0, offset - paragraph.start);
    before += paragraph.end - paragraph.start + 1;
  }
  return unit.text.length;
}

/** Turns an offset into the unit's text into one into the thread's text. */
export function toThreadOffset(unit: Unit, offset: number): number {
  let before = 0;
  for (const paragraph of unit.paragraphs) {
    const length = paragraph.end - paragraph.start;
    if (offset <= before + length) return paragraph.start + (offset - before);
    before += length + 1;
  }
  const last = unit.paragraphs[unit.paragraphs.length - 1];
  return last ? last.end : 0;
}

const SURROGATE = /[\ud800-\udfff]/;

/** A counter of code points for one text: R, Python and REFI-QDA slice by code points, JavaScript by UTF-16. */
export function codePointOffsets(text: string): (offset: number) => number {
  if (!SURROGATE.test(text)) return (offset) => offset;
  return (offset) => {
    let pairs = 0;
    for (let i = 0; i < offset; i++) {
      const code = text.charCodeAt(i);
      if (code >= 0xd800 && code <= 0xdbff && i + 1 < offset) {
        const next = text.charCodeAt(i + 1);
        if (next >= 0xdc00 && next <= 0xdfff) pairs++;
      }
    }
    return offset - pairs;
  };
}
