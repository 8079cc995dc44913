import fc from 'fast-check';
import papaparse from 'papaparse';
import { describe, expect, it } from 'vitest';
import { ByteWriter } from '../../pipeline/7-report/bytes.js';
import { cellBound, endRow, integerCell, putParagraphs, putPassage, scoreCell, textCell, unguarded } from '../../pipeline/7-report/csv.js';
import { SPILL } from '../../pipeline/7-report/cells.js';
import { EncodedText } from '../../pipeline/7-report/encoded-text.js';
import type { Unit } from '../../pipeline/model.js';
import { codesOf } from '../../pipeline/text/codes.js';

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

/** A unit whose paragraphs are given, in a batch with other texts around it; the encoded text is used for two batches, as in a run. */
function encoded(before: string, paragraphs: readonly string[], after: string): { readonly text: EncodedText; readonly unit: Unit; readonly batch: string } {
  const text = new EncodedText();
  let batch = before;
  const spans = paragraphs.map((paragraph) => {
    batch += '\n';
    const start = batch.length;
    batch += paragraph;
    return { start, end: batch.length };
  });
  batch += `\n${after}`;
  const unit = { paragraphs: spans, text: paragraphs.join('\n') } as unknown as Unit;
  for (const each of [`"é😡\0${after}`, batch]) text.begin({ text: each, codes: codesOf(each) });
  text.enter(unit);
  return { text, unit, batch };
}

function putWith(length: number, put: (buffer: Uint8Array, view: DataView) => number): string {
  const buffer = new Uint8Array(cellBound(length) + SPILL);
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(buffer.subarray(0, put(buffer, new DataView(buffer.buffer))));
}

describe('cells copied from a batch', () => {
  const words = fc.string({ minLength: 1, maxLength: 150, unit: fc.constantFrom('a', 'b', 'long words ', ' ') });
  const paragraph = fc.oneof(words, anyText.filter((text) => text !== ''), fc.tuple(words, anyText).map(([a, b]) => a + b));

  it('are those of their text, wherever they are cut', () => {
    fc.assert(
      fc.property(anyText, paragraph, anyText, fc.nat(), fc.nat(), (before, within, after, a, b) => {
        const { text, unit, batch } = encoded(before, [within], after);
        const { start: from } = unit.paragraphs[0]!;
        const start = from + (a % within.length);
        const end = start + 1 + (b % (from + within.length - start));
        const cell = putWith(end - start, (buffer, view) => putPassage(buffer, view, 0, text, start, end));
        expect(`${cell}\r\n`).toBe(written([[batch.slice(start, end), '']]));
      }),
      { numRuns: 1000 },
    );
  });

  it('are those of a unit of several paragraphs', () => {
    fc.assert(
      fc.property(anyText, fc.array(paragraph, { minLength: 1, maxLength: 4 }), anyText, (before, paragraphs, after) => {
        const { text, unit } = encoded(before, paragraphs, after);
        const cell = putWith(unit.text.length, (buffer, view) => putParagraphs(buffer, view, 0, text, unit));
        expect(`${cell}\r\n`).toBe(written([[unit.text, '']]));
      }),
      { numRuns: 500 },
    );
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
