import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText } from '../../pipeline/1-read/text.js';
import { segment } from '../../pipeline/2-segment/segment.js';
import type { Segmented } from '../../pipeline/model.js';
import { rebuild } from '../2-segment/rebuild.js';
import { expected, madeThread, saving, writeGlued, writeNumbered } from './segment-writer.js';
import type { MadeThread, Saving } from './segment-writer.js';

const PLAIN: Saving = { newline: '\n', indent: '  ', blankLines: true, byteOrderMark: false, frame: false };

function read(bytes: Uint8Array): Segmented | null {
  const result = readText(bytes, { id: 't', file: 't.txt' });
  if ('source' in result) return segment(result.source);
  expect(result.problem.message.length).toBeGreaterThan(10);
  return null;
}

function cutOf(text: string): Segmented {
  const bytes = new TextEncoder().encode(text);
  const cut = read(bytes);
  if (cut === null) throw new Error('was not read');
  expect(Buffer.from(rebuild(cut), 'utf8').equals(bytes)).toBe(true);
  return cut;
}

function found(cut: Segmented): readonly (readonly string[])[] {
  return cut.units.map((unit) => [unit.label, unit.parent, unit.kind, ...unit.paragraphs.map((span) => cut.text.slice(span.start, span.end))]);
}

/** What all paragraphs leave over. */
function furniture(cut: Segmented): string {
  let left = '';
  let at = 0;
  for (const span of cut.units.flatMap((unit) => unit.paragraphs)) {
    left += `${cut.text.slice(at, span.start)}\u0001`;
    at = span.end;
  }
  return left + cut.text.slice(at);
}

describe('a thread written by another hand', () => {
  it('is read back from the numbered layout', () => {
    fc.assert(
      fc.property(madeThread(true, 40), saving, (thread, how) => {
        const cut = cutOf(writeNumbered(thread, how));
        expect(cut.layout).toBe('numbered');
        expect(found(cut)).toEqual(expected(thread));
        expect(cut.declaredComments).toBe(cut.units.length - 1);
      }),
      { numRuns: 300 },
    );
  });

  it('is read back from the glued layout', () => {
    fc.assert(
      fc.property(madeThread(false, 40), saving, (thread, how) => {
        const cut = cutOf(writeGlued(thread, how));
        expect(cut.layout).toBe('glued');
        expect(found(cut)).toEqual(expected(thread));
      }),
      { numRuns: 300 },
    );
  });

  it('is read back with 150 comments in both', () => {
    fc.assert(
      fc.property(madeThread(false, 6), saving, (thread, how) => {
        const long: MadeThread = { ...thread, comments: Array.from({ length: 150 }, (_, index) => thread.comments[index % thread.comments.length]) };
        expect(found(cutOf(writeNumbered(long, how)))).toEqual(expected(long));
        expect(found(cutOf(writeGlued(long, how)))).toEqual(expected(long));
      }),
      { numRuns: 20 },
    );
  });

  it('keeps the ids of its units when comments are added, indents change or the layout is another', () => {
    fc.assert(
      fc.property(madeThread(false, 12), fc.array(madeThread(false, 3), { maxLength: 2 }), saving, (thread, later, how) => {
        const before = cutOf(writeNumbered(thread, PLAIN)).units.map((unit) => unit.id);
        const grown: MadeThread = { ...thread, comments: [...thread.comments, ...later.flatMap((more) => more.comments)] };
        const after = cutOf(writeNumbered(grown, how)).units.map((unit) => unit.id);
        expect(after.slice(0, before.length)).toEqual(before);
        expect(cutOf(writeGlued(thread, how)).units.map((unit) => unit.id)).toEqual(before);
        expect(new Set(after).size).toBe(after.length);
      }),
      { numRuns: 100 },
    );
  });
});

describe('anything', () => {
  const line = fc
    .tuple(
      fc.constantFrom('', '  ', '    ', '      ', '\t', ' '),
      fc.constantFrom('', 'Tea.', '1. one', '2. two', '3. three', '10. ten', '1.', 'ReplyDelete', 'Delete', 'Reply', 'Replies', 'ReplyDeleteTea', 'DeleteTea', 'Delete tea', 'Deleted', '2 comments:', 'No comments:', 'Load more...', 'Home', 'Newer Post Older Post Home', 'Monday 3 March 2025'),
      fc.constantFrom('', '', ' ', '\u00a0'),
      fc.constantFrom('\n', '\n', '\n\n', '\r\n', '\r'),
    )
    .map((parts) => parts.join(''));

  it('is cut without loss: what the paragraphs leave over is page furniture', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 40 }), (lines) => {
        const bytes = new TextEncoder().encode(lines.join(''));
        const cut = read(bytes);
        if (cut === null) return;
        expect(rebuild(cut)).toBe(lines.join(''));
        const left = furniture(cut)
          .replace(/Newer Post Older Post Home|Load more\.\.\.|Home|Replies|ReplyDelete|Reply|Delete|\b(?:2|No) comments:/g, '')
          .replace(/[\s\u0001]+/g, ' ')
          .split(' ')
          .filter((word) => word !== '' && !/^(?:\d+\.)+$/.test(word));
        expect(left).toEqual([]);
        const labels = cut.units.map((unit) => unit.label);
        expect(new Set(labels).size).toBe(labels.length);
        expect(new Set(cut.units.map((unit) => unit.id)).size).toBe(labels.length);
        cut.units.forEach((unit, index) => {
          if (unit.parent !== '') expect(labels.slice(0, index)).toContain(unit.parent);
        });
        for (const warning of cut.warnings) if (warning.line !== undefined) expect(warning.line).toBeLessThanOrEqual(cut.text.split(/\r\n|\r|\n/).length);
      }),
      { numRuns: 3000 },
    );
  });

  it('is either refused with a problem or cut so that it can be rebuilt', () => {
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ min: 1, maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 200 }).map((text) => new TextEncoder().encode(text)));
    fc.assert(
      fc.property(bytes, (given) => {
        const cut = read(given);
        if (cut === null) return;
        expect(rebuild(cut)).toBe(cut.text);
        const shown = cut.text.split(/\r\n|\r|\n/).filter((text) => /[^\s\u200b\u2060]/u.test(text)).length;
        if (!/Delete|comment/i.test(cut.text)) expect(cut.units.flatMap((unit) => unit.paragraphs).length).toBe(shown);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a file of unusual size', () => {
  it('is cut whatever its shape', () => {
    const shapes: readonly (readonly [string, number])[] = [
      ['x'.repeat(50_000_000), 1],
      [`${'\n'.repeat(5_000_000)}x`, 1],
      [`${' '.repeat(10_000_000)}x`, 1],
      [`Post.\n2 comments:\n  1.${' '.repeat(5_000_000)}x\n    ReplyDelete\n`, 2],
      [`${'1'.repeat(10_000_000)}. x`, 1],
      ['Delete x\n'.repeat(200_000), 1],
      ['ReplyDelete\n'.repeat(200_000), 200_000],
      [`Post.\n1 comment:\n  1. x\n${'    Delete\n'.repeat(200_000)}`, 2],
      [`Post.\n1 comment:\n1. x\n${'Delete\n1. x\n'.repeat(100_000)}`, 3],
    ];
    for (const [text, units] of shapes) {
      const cut = segment({ id: 't', file: 't.txt', digest: '', encoding: 'utf-8', text, attributes: [], warnings: [] });
      expect([cut.units.length, rebuild(cut) === text]).toEqual([units, true]);
      expect(cut.warnings.length).toBeLessThan(200);
    }
  });
});
