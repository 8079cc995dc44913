import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { readGrids } from '../../src/files/review/grid.js';
import { cellText, markedRuns } from '../../src/files/review/text.js';
import { cellOf, codingOf, columnOf, exported, makeRun } from './run-folder.js';

const PAY = 'The pay is an insult, and the union 🙂 says so.';
const FORMULA = '=SUM(A1:A9) is what they call a pay award';
const run = makeRun([
  { text: PAY, codings: [codingOf(PAY, 'pay', 'pay'), codingOf(PAY, 'union', 'union')], kind: 'post', label: 'post' },
  { text: FORMULA, codings: [], label: '1' },
  { text: 'literal _x0041_ and a\u0001bell', codings: [], label: '1.1', parent: '1' },
  { text: `long ${'word '.repeat(8_000)}end`, codings: [], label: '2' },
]);

async function opened(file: string): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  return workbook;
}

describe('the workbook', async () => {
  const file = await exported(run);
  const workbook = await opened(file);
  const units = workbook.getWorksheet('units')!;

  test('has a sheet of units, one a theme with codings, the codebook and the instructions', () => {
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['units', 'pay', 'union', 'codebook', 'instructions', '_heddle']);
    expect(workbook.getWorksheet('_heddle')!.state).toBe('hidden');
  });

  test('freezes its header and the text, filters, and hides ids and digests', () => {
    expect(units.views[0]).toMatchObject({ state: 'frozen', ySplit: 1, xSplit: columnOf(units, 'text') });
    // A sort must take the hidden columns along, or decisions would come back beside other texts.
    const last = units.getColumn(units.columnCount).letter;
    expect(units.autoFilter).toBe(`A1:${last}5`);
    expect(units.getColumn(units.columnCount).hidden).toBe(true);
    expect(workbook.getWorksheet('pay')!.autoFilter).toBe(`A1:${workbook.getWorksheet('pay')!.getColumn(workbook.getWorksheet('pay')!.columnCount).letter}2`);
    for (const name of ['unit_id', 'digest', 'exported']) expect(units.getColumn(columnOf(units, name)).hidden).toBe(true);
    expect(units.getColumn(columnOf(units, 'pay')).hidden).toBeFalsy();
  });

  test('has a drop-down on every cell to fill', () => {
    for (const label of ['post', '2']) {
      expect(cellOf(units, label, 'pay').dataValidation).toMatchObject({ type: 'list', formulae: ['"yes,no,unsure"'] });
      expect(cellOf(units, label, 'sentiment').dataValidation.formulae).toEqual(['"-2,-1,0,1,2"']);
      expect(cellOf(units, label, 'done').dataValidation.formulae).toEqual(['"yes"']);
    }
    expect(cellOf(workbook.getWorksheet('pay')!, 'post', 'stance').dataValidation.formulae).toEqual(['"neg,neu,pos,mix"']);
  });

  test('shades what Heddle suggests and says it in words, and leaves the cells to people', () => {
    expect(cellOf(units, 'post', 'pay').fill).toMatchObject({ pattern: 'solid' });
    expect(cellOf(units, '1', 'pay').fill).not.toMatchObject({ pattern: 'solid' });
    expect(cellOf(units, 'post', 'pay').value).toBeNull();
    expect(cellOf(units, 'post', 'Heddle suggests').value).toContain('pay, union');
  });

  test('marks the coded words inside the text', () => {
    const { richText } = cellOf(units, 'post', 'text').value as ExcelJS.CellRichTextValue;
    expect(richText.map(({ text }) => text).join('')).toBe(PAY);
    expect(richText.filter(({ font }) => font?.bold).map(({ text }) => text)).toEqual(['pay', 'union']);
    expect(new Set(richText.filter(({ font }) => font?.bold).map(({ font }) => font!.color!.argb)).size).toBe(2);
  });

  test('shows replies deeper than what they answer', () => {
    expect(cellOf(units, '1.1', 'text').alignment.indent).toBeGreaterThan(cellOf(units, '1', 'text').alignment.indent ?? 0);
    expect(cellOf(units, '1.1', 'answers').value).toBe('1');
  });

  test('a comment that begins like a formula is text', () => {
    expect(cellOf(units, '1', 'text').value).toBe(FORMULA);
    expect(cellOf(units, '1', 'text').type).toBe(ExcelJS.ValueType.String);
  });

  test('keeps what looks like an escape, strips what XML cannot hold, cuts what no cell can hold', async () => {
    const read = await readGrids(file);
    if ('problem' in read) throw new Error(read.problem.message);
    expect(read.grids[0]!.rows[3]).toContain('literal _x0041_ and abell');
    const cut = cellOf(units, '2', 'text').value as string;
    expect(cut).toHaveLength(32_767);
    expect(cut.endsWith(' […]')).toBe(true);
  });

  test('has the same bytes whenever it is written', async () => {
    const again = await exported(run, { out: `${run.folder}/again.xlsx` });
    expect(readFileSync(again).equals(readFileSync(file))).toBe(true);
  });

  test('the CSV holds the same cells', async () => {
    const table = await readGrids(file.replace('.xlsx', '.csv'));
    const sheet = await readGrids(file);
    if ('problem' in table || 'problem' in sheet) throw new Error('not read');
    const rows = table.grids[0]!.rows;
    const texts = rows[0]!.indexOf('text');
    expect(rows.slice(1, 3).map((row) => row[texts])).toEqual([PAY, FORMULA]);
    expect(rows[0]).toContain('theme_pay');
    expect(sheet.grids[0]!.rows).toHaveLength(5);
    expect(readFileSync(file.replace('.xlsx', '.csv'), 'utf8')).toContain("'=SUM");
  });
});

test('a blind workbook shows nothing that Heddle found', async () => {
  const workbook = await opened(await exported(run, { coder: 'ben', blind: true }));
  const units = workbook.getWorksheet('units')!;
  expect(workbook.worksheets.map(({ name }) => name)).toEqual(['units', 'codebook', 'instructions', '_heddle']);
  expect(() => columnOf(units, 'Heddle suggests')).toThrow();
  expect(cellOf(units, 'post', 'text').value).toBe(PAY);
  expect(cellOf(units, 'post', 'pay').fill).not.toMatchObject({ pattern: 'solid' });
});

test('text for cells', () => {
  expect(cellText('_x0041_x0042_')).toBe('_x005F_x0041_x005F_x0042_');
  expect(cellText('a\ud800b')).toBe('ab');
  expect(markedRuns('a🙂bc', [{ theme: 'x', start: 1, end: 3 }, { theme: 'y', start: 2, end: 4 }])).toEqual([
    { text: 'a', theme: '', several: false }, { text: '🙂', theme: 'x', several: false }, { text: 'b', theme: 'x', several: true }, { text: 'c', theme: 'y', several: false },
  ]);
});
