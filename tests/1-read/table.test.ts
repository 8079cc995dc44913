import fc from 'fast-check';
import papaparse from 'papaparse';
import { describe, expect, it } from 'vitest';
import { readTable, type ReadRows } from '../../pipeline/1-read/table.js';
import { chooseColumns, delimiterOf, type TableShape } from '../../pipeline/1-read/table-shape.js';

const USED = { text: 'text', id: 'id', parent: '', author: '', time: '' };

function shape(changes: Partial<TableShape> = {}): TableShape {
  return { format: 'csv', delimiter: ',', encoding: 'utf-8', columns: ['id', 'text', 'place'], used: USED, attributes: ['place'], ...changes };
}

function read(text: string, changes: Partial<TableShape> = {}): ReadRows {
  return readTable(new TextEncoder().encode(text), { id: 't', file: 't.csv', firstRow: 1, firstLine: 2, shape: shape(changes) });
}

/** The rows as plain cells. */
function cells({ source }: ReadRows): string[][] {
  return source.rows!.map((row) => [row.id, source.text.slice(row.text.start, row.text.end), ...row.attributes]);
}

const cell = fc.string({ unit: fc.constantFrom('a', 'é', '😡', '"', ',', '\n', '\r\n', ' ', ';') });
const inked = cell.map((text) => `x${text}`);

describe('rows of CSV', () => {
  it('are those that papaparse wrote', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(inked, inked, cell), { minLength: 1 }), fc.constantFrom('\n', '\r\n'), fc.boolean(), (rows, newline, quotes) => {
        const result = read(papaparse.unparse(rows, { newline, quotes }) + newline);
        expect(cells(result)).toEqual(rows);
        expect(result.source.warnings).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('come without the last line end too, and blank lines are none', () => {
    expect(cells(read('\n1,one,here\n\n\r\n2,two,there'))).toEqual([['1', 'one', 'here'], ['2', 'two', 'there']]);
  });

  it('are numbered over the batch, and have their line', () => {
    const result = read('1,"one\ntwo",x\n2,three\n3\n');
    expect(result.source.rows!.map(({ number }) => number)).toEqual([1, 2]);
    expect(result.broken).toBe(1);
    expect(result.source.warnings).toMatchObject([{ id: 'short-row', line: 5, file: 't.csv' }]);
  });

  it('are left out where they have no text, and counted', () => {
    expect(read('1,,x\n2,  ,x\n3,three,x\n').empty).toBe(2);
  });

  it('go on after a row whose quotation mark is not closed', () => {
    const result = read('1,one,x\n2,"two is open,x\n3,"three, closed",x\n4,four,x\n');
    expect(cells(result).map(([id]) => id)).toEqual(['1', '2', '3', '4']);
    expect(cells(result)[2]).toEqual(['3', 'three, closed', 'x']);
    expect(result.source.warnings).toMatchObject([{ id: 'open-quote', line: 3 }]);
  });

  it('go on after an open quotation mark that nothing closes', () => {
    const result = read('1,"one is open,x\n2,two,x\n3,three,x\n');
    expect(cells(result).map(([id]) => id)).toEqual(['1', '2', '3']);
    expect(result.source.warnings).toMatchObject([{ id: 'open-quote', line: 2 }]);
  });

  it('keep stray quotation marks within a cell', () => {
    expect(cells(read('1,a "word" here,x\n2,"he said "no" to it",x\n'))).toEqual([['1', 'a "word" here', 'x'], ['2', 'he said no" to it"', 'x']]);
  });

  it('are named a few and counted when many are broken', () => {
    const result = read('1\n'.repeat(500));
    expect(result.broken).toBe(500);
    expect(result.source.warnings.length).toBeLessThan(10);
    expect(result.source.warnings.at(-1)!.message).toContain('495');
  });

  it('say where a byte is no UTF-8', () => {
    const bytes = Uint8Array.from([...'1,one,x\n2,caf'].map((char) => char.charCodeAt(0)).concat([0xe9, 0x2c, 0x78, 0x0a]));
    const { source } = readTable(bytes, { id: 't', file: 't.csv', firstRow: 1, firstLine: 2, shape: shape() });
    expect(source.warnings).toMatchObject([{ id: 'not-utf8', line: 3, column: 6 }]);
    expect(cells({ source, empty: 0, broken: 0 })[1]).toEqual(['2', 'caf\uFFFD', 'x']);
    const latin = readTable(bytes, { id: 't', file: 't.csv', firstRow: 1, firstLine: 2, shape: shape({ encoding: 'windows-1252' }) });
    expect(cells(latin)[1]).toEqual(['2', 'café', 'x']);
  });
});

describe('rows of JSON Lines', () => {
  const json = { format: 'jsonl' as const };

  it('are those that JSON gives, however each line is written', () => {
    const value = fc.string({ unit: fc.constantFrom('a', 'é', '😡', '"', '\\', '\n', '\t', ' ', '{', ':', ',', '\uFFFD') });
    const line = fc.tuple(value, value.map((text) => `x${text}`), value, fc.constantFrom('plain', 'spaced', 'escaped', 'turned', 'further'));
    const written: Readonly<Record<string, (id: string, text: string, place: string) => string>> = {
      plain: (id, text, place) => JSON.stringify({ id, text, place }),
      spaced: (id, text, place) => ` {"id": ${JSON.stringify(id)} , "text":${JSON.stringify(text)},  "place": ${JSON.stringify(place)}}\r`,
      escaped: (id, text, place) => JSON.stringify({ id, text, place }).replaceAll('a', '\\u0061'),
      turned: (id, text, place) => JSON.stringify({ place, text, id }),
      further: (id, text, place) => JSON.stringify({ id, score: 3, text, place, list: [id] }),
    };
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), (lines) => {
        const result = read(lines.map(([id, text, place, way]) => `${written[way]!(id, text, place)}\n`).join(''), json);
        expect(cells(result)).toEqual(lines.map(([id, text, place]) => [id, text, place]));
        expect(result.source.warnings).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });


  it('are the objects, whatever the texts', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ id: fc.string(), text: fc.string().map((text) => `x${text}`), place: fc.string() })), (rows) => {
        const result = read(rows.map((row) => `${JSON.stringify(row)}\n`).join(''), json);
        expect(cells(result)).toEqual(rows.map(({ id, text, place }) => [id, text, place]));
      }),
    );
  });

  it('go on after a broken line, with its place', () => {
    const result = read('{"id":"1","text":"one"}\n{"id":"2","text":"two}\n[3]\n\n{"id":4,"text":"four","place":null}\n', json);
    expect(cells(result)).toEqual([['1', 'one', ''], ['4', 'four', '']]);
    expect(result.broken).toBe(2);
    expect(result.source.warnings).toMatchObject([{ id: 'broken-line', line: 3 }, { id: 'broken-line', line: 4 }]);
    expect(result.source.rows!.map(({ number }) => number)).toEqual([2, 6]);
  });

  it('hold no half characters', () => {
    expect(cells(read('{"id":"1","text":"a\\ud83d b \\ud83d\\ude21"}\n', json))[0]![1]).toBe('a\uFFFD b 😡');
  });

  it('show other values as JSON', () => {
    expect(cells(read('{"id":7,"text":"t","place":{"town":"Hull"}}\n', json))).toEqual([['7', 't', '{"town":"Hull"}']]);
  });
});

describe('columns', () => {
  it('are recognised by usual names, once each', () => {
    expect(chooseColumns(['Comment ID', 'Forum', 'Created_At', 'Comment Text', 'reply-to'], {}).used).toEqual({
      text: 'Comment Text', id: 'Comment ID', parent: 'reply-to', author: '', time: 'Created_At',
    });
  });

  it('are those that are wanted, or missing', () => {
    expect(chooseColumns(['id', 'text', 'answer'], { text: 'answer', id: 'nr' })).toEqual({
      used: { text: 'answer', id: '', parent: '', author: '', time: '' }, missing: ['nr'],
    });
  });

  it('are parted by what the first line has most of', () => {
    expect(delimiterOf('id;"a,b,c";text')).toBe(';');
    expect(delimiterOf('id\ttext')).toBe('\t');
    expect(delimiterOf('text')).toBe(',');
  });
});
