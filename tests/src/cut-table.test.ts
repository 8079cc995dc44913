import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BATCH_BYTES, cutTable, type CutProblem, type TableCut } from '../../src/files/cut-table.js';
import type { TableShape } from '../../pipeline/1-read/table-shape.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'heddle-cut-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function cut(format: 'csv' | 'jsonl', content: string | Buffer, start = 0): { path: string; cuts: TableCut[]; problems: CutProblem[] } {
  const path = join(folder, 'table');
  writeFileSync(path, content);
  const shape = { format, delimiter: ',' } as TableShape;
  const all = [...cutTable(path, shape, start, 1)];
  const whole = readFileSync(path);
  for (const each of all) if ('end' in each) expect(whole.subarray(each.start, each.end).equals(each.bytes)).toBe(true);
  return { path, cuts: all.filter((each) => 'end' in each), problems: all.filter((each) => 'message' in each) };
}

const FILLER = 'the words of a comment, '.repeat(20).replaceAll(',', '');

describe('cutting a table', () => {
  it('gives every line of JSON Lines to one batch, in order', () => {
    const lines = Array.from({ length: 9000 }, (_, i) => `{"n":${i},"text":"${FILLER}"}\n`);
    const { path, cuts } = cut('jsonl', lines.join(''));
    const bytes = readFileSync(path);
    expect(cuts.length).toBeGreaterThan(3);
    expect(cuts.map(({ start, end }) => bytes.subarray(start, end).toString()).join('')).toBe(lines.join(''));
    for (const { start, end, firstLine } of cuts) {
      expect(end - start).toBeLessThanOrEqual(BATCH_BYTES);
      expect(bytes.subarray(start, end).toString()).toMatch(/^\{.*\}\n$/s);
      expect(bytes.subarray(start).toString('utf8', 0, 20)).toContain(`{"n":${firstLine - 1},`);
    }
  });

  it('never cuts within a quoted cell, and counts rows and lines apart', () => {
    const rows = Array.from({ length: 5000 }, (_, i) => `${i},"first, ""${FILLER}""\nsecond"\r\n`);
    const { path, cuts } = cut('csv', rows.join(''));
    const bytes = readFileSync(path);
    expect(cuts.length).toBeGreaterThan(2);
    expect(cuts.map(({ start, end }) => bytes.subarray(start, end).toString()).join('')).toBe(rows.join(''));
    for (const { start, firstRow, firstLine } of cuts) {
      expect(bytes.subarray(start).toString('utf8', 0, 12).split(',')[0]).toBe(String(firstRow - 1));
      expect(firstLine).toBe(2 * (firstRow - 1) + 1);
    }
  });

  it('refuses one row that is too long, with its line, and goes on', () => {
    const long = 'x'.repeat(20 * 1024 * 1024);
    const json = cut('jsonl', `{"text":"one"}\n{"text":"${long}"}\n{"text":"three"}\n`);
    expect(json.problems).toMatchObject([{ id: 'row-too-long', line: 2 }]);
    expect(json.cuts.map(({ firstLine }) => firstLine)).toEqual([1, 3]);
    const csv = cut('csv', `1,one\n2,"${long.replaceAll('xxxxxxxx', 'xxxxxx\n')}"\n3,three\n`);
    expect(csv.problems).toMatchObject([{ id: 'row-too-long', line: 2 }]);
    expect(readFileSync(csv.path).subarray(csv.cuts[1]!.start, csv.cuts[1]!.end).toString()).toBe('3,three\n');
    expect(csv.cuts[1]!.firstRow).toBe(3);
  });

  it('takes a quotation mark that nothing closes for one broken row', () => {
    const rest = Array.from({ length: 60_000 }, (_, i) => `${i + 2},${FILLER}\n`).join('');
    const { path, cuts, problems } = cut('csv', `0,zero\n1,"open\n${rest}`);
    expect(problems).toEqual([]);
    const bytes = readFileSync(path);
    expect(bytes.subarray(cuts[1]!.start, cuts[1]!.end).toString()).toBe('1,"open\n');
    expect(cuts.at(-1)!.end).toBe(bytes.length);
    expect(cuts[2]).toMatchObject({ firstRow: 3, firstLine: 3 });
  });

  it('passes over millions of blank lines', () => {
    const { cuts } = cut('csv', Buffer.concat([Buffer.alloc(3_000_000, '\n'), Buffer.from('1,one\n')]));
    expect(cuts.at(-1)).toMatchObject({ firstRow: 1 });
    const { cuts: lines } = cut('jsonl', Buffer.concat([Buffer.alloc(3_000_000, '\n'), Buffer.from('{}\n')]));
    expect(lines.at(-1)!.end).toBe(3_000_003);
  });

  it('gives nothing for nothing', () => {
    expect(cut('csv', '').cuts).toEqual([]);
    expect(cut('jsonl', 'x', 1).cuts).toEqual([]);
  });
});
