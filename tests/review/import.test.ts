import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type ExcelJS from 'exceljs';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { loadDecisions } from '../../src/files/review/decisions.js';
import { cellOf, codingOf, columnOf, edited, exported, imported, makeRun, writeRun, type TestRun, type TestUnit } from './run-folder.js';

const PAY = "The pay isn't enough to keep anybody here.";
const UNITS: readonly TestUnit[] = [
  { text: PAY, codings: [codingOf(PAY, 'pay', 'pay')] },
  { text: 'The union has gone quiet since the ballot.' },
  { text: 'Nothing but risk forms all day, and nobody reads them.' },
  { text: 'Same again.' },
];
const fresh = (): TestRun => makeRun(UNITS);

/** `label coder item value`, a line a decision. */
async function stored({ threads }: TestRun): Promise<readonly string[]> {
  return (await loadDecisions(threads)).decisions.map(({ label, coder, item, value }) => `${label} ${coder} ${item} ${value}`);
}

const places = (problems: readonly { readonly file: string; readonly id: string }[]): readonly string[] => problems.map(({ file, id }) => `${id} ${file}`);

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

/** Adds rows of a single cell to the sheet of units. */
function withRows(file: string, count: number, from = 10): string {
  const parts = unzipSync(readFileSync(file));
  const sheet = new TextDecoder().decode(parts['xl/worksheets/sheet1.xml']);
  const rows = Array.from({ length: count }, (_, i) => `<row r="${i + from}"><c r="A${i + from}"><v>1</v></c></row>`).join('');
  parts['xl/worksheets/sheet1.xml'] = strToU8(sheet.replace('</sheetData>', `${rows}</sheetData>`));
  writeFileSync(file, zipSync(parts));
  return file;
}

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

describe('files that are refused', () => {
  const refusal = async (run: TestRun, file: string): Promise<string> => {
    const good = await edited(await exported(run, { coder: 'good' }), (_, fill) => fill('1', 'pay', 'yes'));
    const { problems, files } = await imported(run, [good, file]);
    expect(files).toEqual([]);
    expect(existsSync(join(run.threads, 'reviews', 'decisions.csv'))).toBe(false);
    return problems.filter(({ severity }) => severity === 'error').map(({ id }) => id).join(' ');
  };

  test('a workbook of another codebook', async () => {
    const other = makeRun(UNITS, undefined, 'elsewhere');
    expect(await refusal(fresh(), await exported(other))).toBe('other-codebook');
  });

  test('a workbook of other threads', async () => {
    const other = makeRun([{ id: 'x#aaaaaaaaaaaaaa', text: 'Another place.' }]);
    expect(await refusal(fresh(), await exported(other))).toBe('other-run');
  });

  test('a file that was cut off', async () => {
    const run = fresh();
    const file = await exported(run);
    writeFileSync(file, readFileSync(file).subarray(0, 9_000));
    expect(await refusal(run, file)).toBe('truncated');
  });

  test('a zip bomb', async () => {
    const run = fresh();
    const file = join(run.folder, 'bomb.xlsx');
    writeFileSync(file, zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/workbook.xml': new Uint8Array(100 * 1024 * 1024) }));
    expect(await refusal(run, file)).toBe('zip-bomb');
  });

  test('a workbook with macros', async () => {
    const run = fresh();
    const file = await exported(run);
    writeFileSync(file, zipSync({ ...unzipSync(readFileSync(file)), 'xl/vbaProject.bin': strToU8('x') }));
    expect(await refusal(run, file)).toBe('macros');
  });

  test('more rows than a review has', async () => {
    const run = fresh();
    const csv = (await exported(run)).replace('.xlsx', '.csv');
    writeFileSync(csv, readFileSync(csv, 'utf8') + 'a,b,c\r\n'.repeat(300_000));
    expect(await refusal(run, csv)).toBe('too-many-rows');
    const named = (name: string): Promise<string> => exported(run, { out: join(run.folder, `${name}.xlsx`) });
    expect(await refusal(run, withRows(await named('long'), 300_000))).toBe('too-many-rows');
    // A single cell at the foot of a sheet is no such thing, and one below the foot cannot be.
    expect(await refusal(run, withRows(await named('deep'), 1, 1_048_577))).toBe('too-many-rows');
  });

  test('two coders of one name who contradict each other', async () => {
    const run = fresh();
    const mine = await exported(run);
    const one = await edited(mine, (_, fill) => fill('1', 'pay', 'yes'), join(run.folder, 'one.xlsx'));
    const two = await edited(mine, (_, fill) => fill('1', 'pay', 'no'), join(run.folder, 'two.xlsx'));
    const { problems, files } = await imported(run, [one, two]);
    expect(places(problems)).toEqual(['same-coder two.xlsx']);
    expect(problems[0]!.message).toContain('two.xlsx!units:G2');
    expect(files).toEqual([]);
    expect(await stored(run)).toEqual([]);
  });

  test('a lock, a missing file, an unnamed coder, and what is no review at all', async () => {
    const run = fresh();
    const text = join(run.folder, 'notes.csv');
    writeFileSync(text, 'a,b\n1,2\n');
    const lock = join(run.folder, '~$anna.xlsx');
    writeFileSync(lock, 'anna');
    expect(await refusal(run, lock)).toBe('lock-file');
    expect(await refusal(run, join(run.folder, 'none.xlsx'))).toBe('no-such-file');
    expect(await refusal(run, text)).toBe('no-review');
    expect(await refusal(run, await exported(run, { coder: '', out: join(run.folder, 'nobody.xlsx') }))).toBe('no-coder');
  });

  test('a damaged workbook is refused or read, and never half imported', async () => {
    const run = fresh();
    const back = await edited(await exported(run), (_, fill) => {
      fill('1', 'pay', 'yes');
      fill('2', 'union', 'no');
    });
    const whole = readFileSync(back);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), async (at, change, isCut) => {
        rmSync(join(run.threads, 'reviews'), { recursive: true, force: true });
        const damaged = Buffer.from(isCut ? whole.subarray(0, at) : whole);
        if (!isCut) damaged[at]! ^= change;
        writeFileSync(back, damaged);
        const { files, problems } = await imported(run, [back]);
        const count = (await stored(run)).length;
        expect([0, 2]).toContain(count);
        // Nothing is lost without a word.
        if (count === 0) expect(problems.length).toBeGreaterThan(0);
        if (files.length === 0) expect(count).toBe(0);
      }),
      { numRuns: 80 },
    );
  });

  test('a workbook that is still open is imported as it was saved, with a word', async () => {
    const run = fresh();
    const back = await edited(await exported(run), (_, fill) => fill('1', 'pay', 'yes'));
    writeFileSync(join(run.folder, `~$${basename(back)}`), '');
    expect((await imported(run, [back])).problems.map(({ id }) => id)).toEqual(['still-open']);
    expect(await stored(run)).toEqual(['1 anna theme:pay yes']);
  });

  test('a workbook that is open is not written over', async () => {
    const run = fresh();
    const file = await exported(run);
    const before = readFileSync(file);
    writeFileSync(join(run.folder, `.~lock.${basename(file)}#`), '');
    await expect(exported(run)).rejects.toThrow(/open in another program/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});
