import type ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { fresh, PAY, places, stored } from './four-units.js';
import { codingOf, columnOf, edited, exported, imported, makeRun } from './run-folder.js';

describe('visible columns that were sorted without the hidden ones', () => {
  const VISIBLE = 13;
  test('decisions follow the text they stand beside', async () => {
    const run = fresh();
    const back = await edited(await exported(run), (workbook, fill) => {
      const sheet = workbook.getWorksheet('units')!;
      expect(columnOf(sheet, 'done')).toBe(VISIBLE);
      fill('1', 'pay', 'yes');
      fill('2', 'union', 'unsure');
      fill('4', 'memo', 'mine');
      rotate(sheet, VISIBLE);
    });
    const { problems } = await imported(run, [back]);
    expect(places(problems)).toEqual(['sorted-apart anna-back.xlsx!units:E2']);
    expect(await stored(run)).toEqual(['1 anna theme:pay yes', '2 anna theme:union unsure', '4 anna memo mine']);
  });

  test('texts that several units have are placed by thread and unit, or listed', async () => {
    const run = makeRun([{ text: 'Same.' }, { text: 'Same.' }, { text: PAY }]);
    const sort = async (spoil: boolean): Promise<readonly string[]> => {
      const back = await edited(await exported(run, { coder: spoil ? 'ben' : 'anna' }), (workbook, fill) => {
        const sheet = workbook.getWorksheet('units')!;
        fill('1', 'pay', 'yes');
        fill('3', 'pay', 'no');
        if (spoil) for (const row of [2, 3, 4]) sheet.getRow(row).getCell(2).value = 'x';
        rotate(sheet, VISIBLE);
      });
      return places((await imported(run, [back])).problems);
    };
    expect(await sort(false)).toEqual(['sorted-apart anna-back.xlsx!units:E2']);
    expect(await stored(run)).toEqual(['1 anna theme:pay yes', '3 anna theme:pay no']);
    expect(await sort(true)).toEqual(['sorted-apart ben-back.xlsx!units:E2', 'unplaced-row ben-back.xlsx!units:G3']);
    expect(await stored(run)).toEqual(['1 anna theme:pay yes', '3 anna theme:pay no', '3 ben theme:pay no']);
  });

  test('stances are not taken', async () => {
    const texts = ['The pay is poor.', 'My pay award came.'];
    const run = makeRun(texts.map((text, i) => ({ text, codings: [codingOf(text, 'pay', i === 0 ? 'pay' : 'pay award')] })));
    const back = await edited(await exported(run), (workbook, fill) => {
      fill('1', 'stance', 'pos', 'pay');
      rotate(workbook.getWorksheet('pay')!, 11);
    });
    expect(places((await imported(run, [back])).problems)).toEqual(['sorted-apart anna-back.xlsx!pay:E2']);
    expect(await stored(run)).toEqual([]);
  });
});

/** Moves the first columns of every row one row down, and of the last to the top. */
function rotate(sheet: ExcelJS.Worksheet, columns: number): void {
  const rows = Array.from({ length: sheet.rowCount - 1 }, (_, i) => Array.from({ length: columns }, (_, column) => sheet.getRow(i + 2).getCell(column + 1).value));
  rows.forEach((_, i) => rows.at(i - 1)!.forEach((value, column) => (sheet.getRow(i + 2).getCell(column + 1).value = value)));
}
