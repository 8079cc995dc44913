import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import papaparse from 'papaparse';
import { describe, expect, test } from 'vitest';
import { loadDecisions } from '../../src/files/review/decisions.js';
import { readGrids, type Grid } from '../../src/files/review/grid.js';
import { codingOf, exported, imported, makeRun, type TestRun } from './run-folder.js';
import { formula, inline, letters, runs, savedAs, shared, type Manner } from './saved-by.js';

/** Decisions come back from whatever program saved the workbook. */

const PAY = 'They pay <less> & "less", _x0041_ said.\nThe second line.';
const UNITS = [
  { text: PAY, codings: [codingOf(PAY, 'pay', 'pay')], label: 'post' },
  { text: 'The union is quiet.', label: '1' },
  { text: 'A risk form, again.', label: '1.1' },
  { text: '=1+1 is what they pay', label: '3.10' },
];
const EXPECTED = [
  'post anna done yes', 'post anna stance:pay@5-8 mix', 'post anna theme:pay yes', '1 anna sentiment -1', '1 anna theme:union unsure',
  '1.1 anna memo a memo\nof two lines', '1.1 anna theme:risk no', '3.10 anna done yes',
];

/** The sheets of a filled workbook. */
async function filled(run: TestRun): Promise<readonly Grid[]> {
  const read = await readGrids(await exported(run));
  if ('problem' in read) throw new Error(read.problem.message);
  const grids = read.grids.map(({ sheet, rows }) => ({ sheet, rows: rows.map((row) => [...row]) }));
  const fill = (label: string, heading: string, value: string, sheet = 'units'): void => {
    const { rows } = grids.find((grid) => grid.sheet === sheet)!;
    const row = rows.find((cells) => cells[rows[0]!.indexOf('unit')] === label)!;
    const column = headingAt(rows[0]!, heading);
    while (row.length <= column) row.push('');
    row[column] = value;
  };
  fill('post', 'pay', 'yes');
  fill('post', 'done', 'yes');
  fill('post', 'stance', 'mix', 'pay');
  fill('1', 'union', 'unsure');
  fill('1', 'sentiment', '-1');
  fill('1.1', 'risk', 'no');
  fill('1.1', 'memo', 'a memo\nof two lines');
  fill('3.10', 'done', 'yes');
  return grids;
}

function headingAt(headings: readonly string[], heading: string): number {
  return headings.findIndex((text) => text === heading || text.endsWith(`[${heading}]`));
}

async function stored(run: TestRun): Promise<readonly string[]> {
  return (await loadDecisions(run.threads)).decisions.map(({ label, coder, item, value }) => `${label} ${coder} ${item} ${value}`);
}

/** The place of a cell on the sheet of units, by the row of its label and its column's heading. */
function placeOf(grids: readonly Grid[], label: string, heading: string): string {
  const { rows } = grids[0]!;
  const labels = rows[0]!.indexOf('unit');
  return `${letters(headingAt(rows[0]!, heading))}${rows.findIndex((row) => row[labels] === label) + 1}`;
}

const MANNERS: readonly (readonly [string, (grids: readonly Grid[]) => Manner])[] = [
  ['shared strings, as Excel and Google Sheets', () => ({ cell: shared })],
  ['runs, carriage returns and pronunciation, as Excel', () => ({ cell: runs })],
  ['inline strings, as programs that stream', () => ({ cell: inline })],
  ['results of formulas', () => ({ cell: formula })],
  ['a prefix before every element, as the Open XML SDK', () => ({ cell: shared, prefix: 'x', isAbsolute: true })],
  ['a thousand empty rows below, as Google Sheets', () => ({ cell: shared, blankRows: 1_000 })],
  ['sheets moved and renamed', () => ({ cell: shared, sheets: (grids) => [...grids].reverse().map((grid, i) => (grid.sheet === '_heddle' ? grid : { ...grid, sheet: `Blad & ${i}` })) })],
  [
    'numbers, booleans and dates where texts were',
    (grids) => ({
      cell: shared,
      instead: new Map([
        [`units!${placeOf(grids, 'post', 'pay')}`, '<c s="0" t="b"><v>1</v></c>'],
        [`units!${placeOf(grids, 'post', 'done')}`, '<c s="0"><v>1</v></c>'],
        [`units!${placeOf(grids, '1', 'sentiment')}`, '<c s="3"><v>-1.0000000000000000</v></c>'],
        [`units!${placeOf(grids, '1.1', 'risk')}`, '<c t="b" s="0"><v>0</v></c>'],
        // The labels 1.1 and 3.10 as a spreadsheet takes them.
        [`units!${placeOf(grids, '1.1', 'unit')}`, '<c s="2"><v>46023</v></c>'],
        [`units!${placeOf(grids, '1.1', 'unit_label')}`, '<c s="1"><v>46023</v></c>'],
        [`units!${placeOf(grids, '3.10', 'unit_label')}`, '<c><v>3.1</v></c>'],
        [`units!${placeOf(grids, '3.10', 'digest')}`, '<c t="str"><v>1.23457E+15</v></c>'],
        [`units!${placeOf(grids, '3.10', 'text')}`, '<c t="e"><f>1+1 is</f><v>#NAME?</v></c>'],
      ]),
    }),
  ],
];

describe('a workbook that was saved with', () => {
  test.each(MANNERS)('%s', async (_, manner) => {
    const run = makeRun(UNITS);
    const grids = await filled(run);
    const file = join(run.folder, 'back.xlsx');
    writeFileSync(file, savedAs(grids, manner(grids)));
    const { problems } = await imported(run, [file]);
    expect(problems).toEqual([]);
    expect([...(await stored(run))].sort()).toEqual([...EXPECTED].sort());
  });

  test('dates that mean nothing are shown as dates, and numbers as numbers', async () => {
    const run = makeRun(UNITS);
    const grids = await filled(run);
    const cells: readonly (readonly [string, string])[] = [['pay', '<c s="1"><v>46025</v></c>'], ['union', '<c s="2"><v>46025.75</v></c>'], ['risk', '<c s="3"><v>46025</v></c>']];
    const file = join(run.folder, 'back.xlsx');
    writeFileSync(file, savedAs(grids, { cell: shared, instead: new Map(cells.map(([heading, cell]) => [`units!${placeOf(grids, '1', heading)}`, cell])) }));
    const { problems } = await imported(run, [file]);
    expect(problems.map(({ message }) => /^"[^"]*"/.exec(message)![0])).toEqual(['"2026-01-03"', '"2026-01-03"', '"46025"']);
  });
});

const table = (rows: readonly (readonly string[])[], options: papaparse.UnparseConfig): string => papaparse.unparse(rows.map((row) => [...row]), options);

const CSVS: readonly (readonly [string, (rows: readonly (readonly string[])[]) => Uint8Array])[] = [
  ['Google Sheets', (rows) => Buffer.from(table(rows, { newline: '\r\n' }))],
  ['Excel, with semicolons in a code page', (rows) => Buffer.from(table(rows, { delimiter: ';', newline: '\r\n' }), 'latin1')],
  ['Excel, as Unicode text', (rows) => Buffer.from(`\ufeff${table(rows, { delimiter: '\t', newline: '\r\n' })}`, 'utf16le')],
  ['LibreOffice, with tabs and every cell quoted', (rows) => Buffer.from(table(rows, { delimiter: '\t', newline: '\n', quotes: true }))],
];
const LABELS: Readonly<Record<string, string>> = { '1.1': '01. Jan', '3.10': '3,1' };

describe('a CSV that was saved by', () => {
  test.each(CSVS)('%s', async (_, save) => {
    const run = makeRun(UNITS);
    const [units] = await filled(run);
    const file = join(run.folder, 'back.csv');
    writeFileSync(file, save(units!.rows));
    const { problems } = await imported(run, [file], 'anna');
    expect(problems).toEqual([]);
    expect([...(await stored(run))].sort()).toEqual(EXPECTED.filter((line) => !line.includes('stance')).sort());
  });

  test.each([['German', 'WAHR', 'FALSCH', '-1,0'], ['French', 'VRAI', 'FAUX', '−1'], ['Dutch', 'WAAR', 'ONWAAR', '-1']])('Excel in %s, which reads labels as dates and writes its own words', async (__, yes, no, sentiment) => {
    const run = makeRun(UNITS);
    const [units] = await filled(run);
    const words: Readonly<Record<string, string>> = { yes, no, '-1': sentiment, ...LABELS };
    const file = join(run.folder, 'back.csv');
    writeFileSync(file, Buffer.from(`\ufeff${table(units!.rows.map((row) => row.map((cell) => words[cell] ?? cell)), { delimiter: ';' })}`));
    const { problems } = await imported(run, [file], 'anna');
    expect(problems).toEqual([]);
    expect([...(await stored(run))].sort()).toEqual(EXPECTED.filter((line) => !line.includes('stance')).sort());
  });

  test('a spreadsheet, of the passages, whose places are no dates', async () => {
    const run = makeRun(UNITS);
    const file = (await exported(run)).replace('.xlsx', '-codings.csv');
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(',5..8,');
    writeFileSync(file, text.replace(',neg,,pay,', ',neg,positive,pay,'));
    expect((await imported(run, [file])).problems).toEqual([]);
    expect(await stored(run)).toEqual(['post anna stance:pay@5-8 pos']);
  });
});
