import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Unit } from '../../pipeline/model.js';
import { CodePoints } from '../../pipeline/7-report/positions.js';

/** Where the code points above U+FFFF begin. */
function pairsOf(text: string): Int32Array {
  const pairs: number[] = [];
  let at = 0;
  for (const point of text) {
    if (point.length === 2) pairs.push(at);
    at += point.length;
  }
  return Int32Array.from(pairs);
}

const someText = fc.array(fc.constantFrom('a', 'é', '😂', '\ud83d', '\ude00', '\n', '𝒳'), { maxLength: 30 }).map((parts) => parts.join(''));

describe('code points', () => {
  it('slice as Python and R do, whatever is asked for first', () => {
    fc.assert(
      fc.property(someText, fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 8 }), (text, asked) => {
        const points = [...text];
        const count = new CodePoints(pairsOf(text));
        for (const [a, b] of asked) {
          const [from, to] = [a % (points.length + 1), b % (points.length + 1)].sort((x, y) => x - y) as [number, number];
          const start = points.slice(0, from).join('').length;
          const end = points.slice(0, to).join('').length;
          expect(count.between(start, end)).toBe(to - from);
          expect(count.areOne(start, end)).toBe(end - start === to - from);
        }
      }),
    );
  });

  it('are counted in the text of a unit, whatever stands between its paragraphs', () => {
    fc.assert(
      fc.property(fc.array(someText.map((text) => text.replaceAll('\n', '')).filter((text) => text !== ''), { minLength: 1, maxLength: 4 }), (paragraphs) => {
        const gap = '\n 😂 \n';
        let text = gap;
        const spans = paragraphs.map((paragraph) => {
          const start = text.length;
          text += paragraph + gap;
          return { start, end: start + paragraph.length };
        });
        const unit: Unit = { id: 'u', label: '1', parent: '', kind: 'comment', author: '', postedAt: '', paragraphs: spans, text: paragraphs.join('\n'), attributes: [] };
        const count = new CodePoints(pairsOf(text));
        const points = [...unit.text];
        let before = 0;
        for (const [i, { start }] of spans.entries()) {
          let offset = start;
          for (const point of paragraphs[i]!) {
            const place = count.inUnit(unit, offset);
            expect(place).toBe(before++);
            expect(points[place]).toBe(point);
            offset += point.length;
          }
          before++;
        }
      }),
    );
  });
});
