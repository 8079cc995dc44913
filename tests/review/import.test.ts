import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadDecisions } from '../../src/files/review/decisions.js';
import { fresh, PAY, places, stored, UNITS, withRows } from './four-units.js';
import { cellOf, columnOf, edited, exported, imported, writeRun } from './run-folder.js';

describe('importing', () => {
  test('a workbook nobody touched brings nothing', async () => {
    const run = fresh();
    const { files, problems } = await imported(run, [await exported(run)]);
    expect(problems).toEqual([]);
    expect(files).toMatchObject([{ coder: 'anna', units: 4, added: 0 }]);
    expect(await stored(run)).toEqual([]);
  });

  test('takes every kind of decision', async () => {
    const run = fresh();
    const back = await edited(await exported(run), (_, fill) => {
      fill('1', 'pay', 'yes');
      fill('1', 'done', 'yes');
      fill('2', 'union', 'unsure');
      fill('2', 'sentiment', '-1');
      fill('3', 'memo', '=not a formula\nsecond line');
      fill('3', 'new code', 'Form filling');
      fill('1', 'stance', 'pos', 'pay');
    });
    await imported(run, [back]);
    expect(await stored(run)).toEqual([
      '1 anna done yes', '1 anna stance:pay@4-7 pos', '1 anna theme:pay yes', '2 anna sentiment -1', '2 anna theme:union unsure',
      '3 anna memo =not a formula\nsecond line', '3 anna new-code Form filling',
    ]);
    expect(readFileSync(join(run.threads, 'reviews', 'drafts', 'form-filling.yml'), 'utf8')).toContain('name: "Form filling"');
  });

  test('the same file again changes nothing, nor does the same saved by another program', async () => {
    const run = fresh();
    const back = await edited(await exported(run), (_, fill) => fill('1', 'pay', 'no'));
    await imported(run, [back]);
    const before = readFileSync(join(run.threads, 'reviews', 'decisions.csv'));
    const again = await edited(back, () => undefined, join(run.folder, 'resaved.xlsx'));
    for (const file of [back, again]) {
      const { files } = await imported(run, [file]);
      expect(files).toMatchObject([{ again: true, added: 0, changed: 0 }]);
      expect(readFileSync(join(run.threads, 'reviews', 'decisions.csv')).equals(before)).toBe(true);
    }
  });

  test('finds its rows when they were sorted, deleted and moved to a sheet of another name', async () => {
    const run = fresh();
    const back = await edited(await exported(run), (workbook, fill) => {
      fill('1', 'pay', 'yes');
      fill('3', 'risk', 'yes');
      const sheet = workbook.getWorksheet('units')!;
      const rows = [2, 3, 4, 5].map((row) => sheet.getRow(row).values as never[]);
      [rows[2], rows[0]].forEach((values, i) => (sheet.getRow(i + 2).values = values!));
      for (const row of [4, 5]) sheet.getRow(row).values = [];
      sheet.spliceRows(1, 0, ['My copy'], []);
      sheet.name = 'mine';
    });
    const { problems, files } = await imported(run, [back]);
    expect(problems).toEqual([]);
    expect(files).toMatchObject([{ units: 2, added: 2 }]);
    expect(await stored(run)).toEqual(['1 anna theme:pay yes', '3 anna theme:risk yes']);
  });

  test('a deleted column says nothing, not even of a done unit', async () => {
    const run = fresh();
    const back = await edited(await exported(run), (workbook, fill) => {
      fill('1', 'done', 'yes');
      const sheet = workbook.getWorksheet('units')!;
      sheet.spliceColumns(columnOf(sheet, 'union'), 1);
    });
    await imported(run, [back]);
    const { decisions } = await loadDecisions(run.threads);
    expect(decisions[0]!.among).toEqual(['pay', 'risk']);
  });

  test('places rows by their text when the hidden columns were deleted, and lists what it cannot place', async () => {
    const run = fresh();
    const back = await edited(await exported(run), (workbook, fill) => {
      fill('1', 'pay', 'yes');
      fill('2', 'union', 'no');
      cellOf(workbook.getWorksheet('units')!, '2', 'text').value = 'Some other text altogether.';
      const sheet = workbook.getWorksheet('units')!;
      sheet.spliceColumns(columnOf(sheet, 'unit_id'), 11);
    });
    const { problems } = await imported(run, [back]);
    expect(await stored(run)).toEqual(['1 anna theme:pay yes']);
    expect(places(problems)).toEqual(['unplaced-row anna-back.xlsx!units:H3']);
  });

  test('names cells it does not understand, unknown themes and edited texts, and takes the rest', async () => {
    const run = fresh();
    const back = await edited(await exported(run), (workbook, fill) => {
      fill('1', 'pay', 'perhaps');
      fill('2', 'pay', new Date(Date.UTC(2026, 0, 3)));
      fill('2', 'union', true);
      fill('3', 'sentiment', 7);
      fill('3', 'text', 'Nothing but tick boxes all day.');
      fill('3', 'risk', 'YES ');
      const sheet = workbook.getWorksheet('units')!;
      const column = sheet.columnCount + 1;
      sheet.getRow(1).getCell(column).value = 'Weather [weather]';
      sheet.getRow(3).getCell(column).value = 'yes';
    });
    const { problems } = await imported(run, [back]);
    expect(places(problems)).toEqual([
      'unknown-theme anna-back.xlsx!units:Y3',
      'unreadable-cell anna-back.xlsx!units:G2',
      'unreadable-cell anna-back.xlsx!units:G3',
      'edited-text anna-back.xlsx!units:E4',
      'unreadable-cell anna-back.xlsx!units:J4',
    ]);
    expect(await stored(run)).toEqual(['2 anna theme:union yes', '3 anna theme:risk yes']);
  });

  test('quotation marks and blanks that a program changed are no edit', async () => {
    const run = fresh();
    const first = await edited(await exported(run), (_, fill) => fill('1', 'memo', "it's \"so\" - he says"));
    await imported(run, [first]);
    const second = await edited(await exported(run), (_, fill) => {
      fill('1', 'text', PAY.replace("'", '’'));
      fill('1', 'memo', 'it’s “so” – he  says');
    });
    const { problems, files } = await imported(run, [second]);
    expect(problems).toEqual([]);
    expect(files).toMatchObject([{ changed: 0, added: 0 }]);
  });

  test.each([
    ['semicolons', (text: string) => text.replaceAll('","', '";"').split('\r\n').map((line) => line.replaceAll(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/g, ';')).join('\r\n')],
    ['no byte-order mark and other line ends', (text: string) => text.replace('\ufeff', '').replaceAll('\r\n', '\n')],
    ['a first line that names the delimiter', (text: string) => `\ufeffsep=,\r\n${text.slice(1)}`],
  ])('reads a CSV with %s', async (_, change) => {
    const run = fresh();
    const csv = (await exported(run)).replace('.xlsx', '.csv');
    const text = readFileSync(csv, 'utf8');
    const [header, first] = text.split('\r\n') as [string, string];
    const at = header.split(',').indexOf('theme_pay');
    const cells = first.split(',');
    cells[at] = 'Yes';
    writeFileSync(csv, change(text.replace(first, cells.join(','))));
    await imported(run, [csv]);
    expect(await stored(run)).toEqual(['1 anna theme:pay yes']);
  });

  test('reads a CSV in UTF-16, as Excel saves Unicode text', async () => {
    const run = fresh();
    const csv = (await exported(run)).replace('.xlsx', '.csv');
    const text = readFileSync(csv, 'utf8').replaceAll(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/gm, '\t');
    writeFileSync(csv, Buffer.from(text, 'utf16le'));
    expect((await imported(run, [csv])).files).toMatchObject([{ units: 4 }]);
  });

  test('merges what two coders decided, and keeps a coder’s own contradiction for settling', async () => {
    const run = fresh();
    const mine = await exported(run);
    const one = await edited(mine, (_, fill) => fill('1', 'pay', 'yes'), join(run.folder, 'one.xlsx'));
    const two = await edited(mine, (_, fill) => fill('1', 'pay', 'no'), join(run.folder, 'two.xlsx'));
    const other = await edited(await exported(run, { coder: 'ben' }), (_, fill) => fill('1', 'pay', 'no'));
    await imported(run, [one, other]);
    const { problems } = await imported(run, [two]);
    expect(places(problems)).toEqual(['conflict two.xlsx!units:G2']);
    expect(await stored(run)).toEqual(['1 anna theme:pay no | yes', '1 ben theme:pay no']);
    const settled = await edited(await exported(run), (workbook, fill) => {
      expect(cellOf(workbook.getWorksheet('units')!, '1', 'pay').value).toBe('no | yes');
      fill('1', 'pay', 'yes');
    });
    await imported(run, [settled]);
    expect(await stored(run)).toEqual(['1 anna theme:pay yes', '1 ben theme:pay no']);
  });

  test('clearing a cell clears the decision', async () => {
    const run = fresh();
    await imported(run, [await edited(await exported(run), (_, fill) => fill('1', 'pay', 'yes'))]);
    await imported(run, [await edited(await exported(run), (_, fill) => fill('1', 'pay', null))]);
    expect(await stored(run)).toEqual([]);
  });

  test('shows decisions under the new name of a theme, and stores them under it when they come back', async () => {
    const run = fresh();
    await imported(run, [await edited(await exported(run), (_, fill) => fill('1', 'pay', 'yes'))]);
    writeRun(run.run, run.threads, UNITS.map((unit) => ({ ...unit, codings: [] })), [['reward', 'Reward', 'pay'], ['union', 'Unions'], ['risk', 'Risk']]);
    const back = await edited(await exported(run), (workbook, fill) => {
      expect(cellOf(workbook.getWorksheet('units')!, '1', 'reward').value).toBe('yes');
      fill('1', 'reward', 'no');
    });
    expect((await imported(run, [back])).problems).toEqual([]);
    expect(await stored(run)).toEqual(['1 anna theme:reward no']);
  });
});

describe('a hundred thousand rows', () => {
  test.each(['xlsx', 'csv'])('that hold nothing of a review hinder nobody: %s', async (kind) => {
    const run = fresh();
    const back = await edited(await exported(run), (_, fill) => fill('1', 'pay', 'yes'));
    if (kind === 'xlsx') withRows(back, 100_000);
    const csv = (await exported(run)).replace('.xlsx', '.csv');
    if (kind === 'csv') writeFileSync(csv, `${filledCsv(csv, 'theme_pay', 'yes')}${'a,b,c\r\n'.repeat(100_000)}`);
    expect((await imported(run, [kind === 'xlsx' ? back : csv])).problems).toEqual([]);
    expect(await stored(run)).toEqual(['1 anna theme:pay yes']);
  });
});

/** A CSV with one cell of its first row filled. */
function filledCsv(file: string, column: string, value: string): string {
  const text = readFileSync(file, 'utf8');
  const [header, first] = text.split('\r\n') as [string, string];
  const cells = first.split(',');
  cells[header.split(',').indexOf(column)] = value;
  return text.replace(first, cells.join(','));
}
