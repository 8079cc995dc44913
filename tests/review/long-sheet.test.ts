import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { MOST_PASSAGES } from '../../src/files/review/book.js';
import { cellXml, rowXml } from '../../src/files/review/long-sheet.js';
import { codingsOf, passagesLeftOut } from '../../src/files/review/theme-sheets.js';
import { zipped } from '../../src/files/review/zip.js';
import { codingOf } from './run-folder.js';

/** Workbooks of many thousand rows. */

describe('a zip of long files', () => {
  test('is written while its files are made, and holds them whole', () => {
    let asked = 0;
    const pieces = function* (): Generator<string> {
      for (let i = 0; i < 2_000; i++) {
        asked++;
        yield `row ${i} ${'🙂 ä '.repeat(50)}${Math.sin(i)}\n`;
      }
    };
    const whole = [...pieces()].join('');
    asked = 0;
    const zip = zipped([{ name: 'long.xml', pieces: pieces() }, { name: 'empty.xml', pieces: [] }, { name: 'short.xml', pieces: ['x'] }]);
    const parts: Uint8Array[] = [];
    let early = 0;
    for (const part of zip) {
      parts.push(part);
      if (asked < 2_000) early += part.length;
    }
    expect(early).toBeGreaterThan(1_000);
    const files = unzipSync(Buffer.concat(parts));
    expect(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]))).toEqual({ 'long.xml': whole, 'empty.xml': '', 'short.xml': 'x' });
  });
});

test('rows are no higher than a spreadsheet allows, and texts stay texts', () => {
  expect(rowXml(2, 5_000, [cellXml('A2', 3, '<b> & "c"')])).toBe('<row r="2" ht="400" customHeight="1"><c r="A2" s="3" t="inlineStr"><is><t xml:space="preserve">&lt;b&gt; &amp; "c"</t></is></c></row>');
  expect(cellXml('B2', 3, '')).toBe('<c r="B2" s="3"/>');
});

test('a workbook holds so many passages and no more, and says how many are left out', () => {
  const coding = codingOf('They pay.', 'pay', 'pay');
  const codings = Array.from({ length: MOST_PASSAGES + 7 }, (_, i) => ({ ...coding, start: i, end: i + 3 }));
  const rows = [{ codings }] as unknown as Parameters<typeof codingsOf>[0]['rows'];
  expect(passagesLeftOut({ rows })).toBe(7);
  expect([...codingsOf({ rows })]).toHaveLength(MOST_PASSAGES);
  expect(passagesLeftOut({ rows: [{ codings: codings.slice(0, 9) }] as unknown as typeof rows })).toBe(0);
});
