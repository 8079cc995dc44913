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
