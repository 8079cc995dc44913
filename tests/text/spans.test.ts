import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Span, Unit } from '../../pipeline/model.js';
import { overlaps, toUnitOffset } from '../../pipeline/text/spans.js';

/** A unit whose paragraphs stand in a thread with other text between them. */
function unitOf(paragraphs: readonly string[], between: string): { readonly unit: Unit; readonly text: string } {
  let text = between;
  const spans: Span[] = paragraphs.map((paragraph) => {
    const start = text.length;
    text += paragraph + between;
    return { start, end: start + paragraph.length };
  });
  const unit: Unit = { id: 'u', label: '1', parent: '', kind: 'comment', author: '', postedAt: '', paragraphs: spans, text: paragraphs.join('\n'), attributes: [] };
  return { unit, text };
}

const someUnit = fc
  .record({ paragraphs: fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).map((text) => text.replace(/\n/g, ' ')), { minLength: 1, maxLength: 6 }), between: fc.constantFrom('\n', '\n\n', '\r\n    Delete\r\n', '###') })
  .map(({ paragraphs, between }) => unitOf(paragraphs, between));

describe('offsets', () => {
  it('of a thread lead to the same character of the unit, each to another', () => {
    fc.assert(
      fc.property(someUnit, ({ unit, text }) => {
        let last = -1;
        for (const paragraph of unit.paragraphs) {
          for (let offset = paragraph.start; offset < paragraph.end; offset++) {
            const inUnit = toUnitOffset(unit, offset);
            expect(unit.text[inUnit]).toBe(text[offset]);
            expect(inUnit).toBeGreaterThan(last);
            last = inUnit;
          }
          expect(toUnitOffset(unit, paragraph.end)).toBe(++last);
        }
      }),
    );
  });

  it('of a span keep its words', () => {
    const { unit, text } = unitOf(['One two.', 'Three 😂 four.'], '\n  ');
    const start = text.indexOf('Three');
    const end = text.indexOf(' four');
    expect(unit.text.slice(toUnitOffset(unit, start), toUnitOffset(unit, end))).toBe('Three 😂');
  });
});

describe('overlap', () => {
  it('needs a shared character', () => {
    expect(overlaps({ start: 0, end: 3 }, { start: 2, end: 4 })).toBe(true);
    expect(overlaps({ start: 2, end: 4 }, { start: 0, end: 3 })).toBe(true);
    expect(overlaps({ start: 0, end: 3 }, { start: 3, end: 4 })).toBe(false);
    expect(overlaps({ start: 1, end: 2 }, { start: 0, end: 9 })).toBe(true);
  });
});
