import fc from 'fast-check';
import papaparse from 'papaparse';
import { describe, expect, it } from 'vitest';
import { ByteWriter } from '../../pipeline/7-report/bytes.js';
import { endRow, integerCell, scoreCell, textCell, unguarded } from '../../pipeline/7-report/csv.js';

/** Writes rows of text cells and gives the CSV. */
function written(rows: readonly (readonly string[])[]): string {
  const out = new ByteWriter();
  for (const row of rows) {
    for (const cell of row) textCell(out, cell);
    endRow(out);
  }
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(out.bytes());
}

/** What a text becomes that a UTF-8 table cannot hold. */
function storable(text: string): string {
  return text
    .replaceAll('\0', '\uFFFD')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\uFFFD');
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ minLength: 40, maxLength: 80, unit: fc.constantFrom('"', 'long ', ',', '=', "'", '\0', '😡', '\ud83d', '\r') }),
  fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', "'", '=', '+', '-', '@', '\t', ' ', 'a', 'é', '’', '😡', '\ud83d', '\0', '\u{feff}') }),
);

describe('CSV cells', () => {
  it('are read back by papaparse as they were, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyText, anyText, anyText), { minLength: 1 }), (rows) => {
        const { data, errors } = papaparse.parse<string[]>(`\ufeffa,b,c\r\n${written(rows)}`, { delimiter: ',', newline: '\r\n' });
        expect(errors).toEqual([]);
        // The last line end makes papaparse see one more, empty row.
        const read = data.slice(1, -1).map((row) => row.map(unguarded));
        expect(read).toEqual(rows.map((row) => row.map(storable)));
      }),
      { numRuns: 500 },
    );
  });

  it('are no live formula', () => {
    fc.assert(
      fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r'), fc.string({ unit: fc.constant("'") , maxLength: 3 }), anyText, (sign, apostrophes, rest) => {
        const cell = papaparse.parse<string[]>(written([[`${apostrophes}${sign}${rest}`, 'x']]), { delimiter: ',', newline: '\r\n' }).data[0]![0]!;
        expect(cell.startsWith("'")).toBe(true);
      }),
    );
  });

  it('keep an apostrophe that guards nothing', () => {
    expect(written([["'Getafix", "'", "''", "it's -", 'a=b']])).toBe("'Getafix,',\'\',it's -,a=b\r\n");
  });

  it('are quoted only where they must be', () => {
    expect(written([['plain', 'a,b', 'say "no"', 'two\nlines', '', ' ']])).toBe('plain,"a,b","say ""no""","two\nlines",, \r\n');
  });

  it('take part of a text', () => {
    const out = new ByteWriter();
    textCell(out, 'one, two', 5, 8);
    endRow(out);
    expect(new TextDecoder().decode(out.bytes())).toBe('two\r\n');
  });
});

describe('numbers in CSV', () => {
  it('are written as JavaScript writes them', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e15, max: 1e15 }), fc.integer({ min: -100_000, max: 100_000 }), (integer, score) => {
        const out = new ByteWriter();
        integerCell(out, integer);
        scoreCell(out, score);
        endRow(out);
        const [a, b] = new TextDecoder().decode(out.bytes()).trim().split(',');
        expect(a).toBe(String(integer));
        expect(b).toBe(String(score / 10_000));
      }),
    );
  });
});
