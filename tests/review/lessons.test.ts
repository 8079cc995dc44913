import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { heddle } from '../cli/heddle.js';
import { codingOf, columnOf, edited, makeRun } from './run-folder.js';

/** What a review teaches, from a sample through the workbook to what a researcher reads. */

const TEXT = 'They pay what they pay.';
const at = makeRun(Array.from({ length: 12 }, (_, i) => ({ text: `${TEXT} ${i}`, label: String(i), codings: i < 4 ? [codingOf(TEXT, 'pay', i % 2 === 0 ? 'pay' : 'what they pay')] : [] })));
const own = ['--run', at.run, '--threads', at.threads] as const;

/** Marks rows as done, and fills what `decide` gives for the row with or without the theme from the lexicon. */
async function review(out: string, decide: (label: number, fill: (theme: string, value: string) => void) => void): Promise<string> {
  return edited(out, (workbook) => {
    const sheet: ExcelJS.Worksheet = workbook.getWorksheet('units')!;
    for (let row = 2; row <= sheet.rowCount; row++) {
      const cell = (name: string): ExcelJS.Cell => sheet.getRow(row).getCell(columnOf(sheet, name));
      decide(Number(cell('unit_label').value), (theme, value) => (cell(theme).value = value));
      cell('done').value = 'yes';
    }
  });
}

describe('heddle review status --teach', () => {
  test('says what the example worked by hand has: 3 of 4 units with the theme drawn, 3 of 8 without', async () => {
    const out = join(at.folder, 'sample.xlsx');
    expect(heddle('review', 'export', ...own, '--coder', 'anna', '--blind', '--sample', '6', '--stratify', 'theme', '--out', out).stdout).toContain('6 of 12 units');
    const drawn: number[] = [];
    const back = await review(out, (label, fill) => {
      const nth = drawn.filter((other) => other < 4 === label < 4).length;
      drawn.push(label);
      // Of those with the theme the last is about the union instead; of those without, the first has it.
      if (label < 4 ? nth < 2 : nth === 0) fill('pay', 'yes');
      if (label < 4 && nth === 2) fill('union', 'yes');
    });
    expect(drawn.filter((label) => label < 4)).toHaveLength(3);
    expect(heddle('review', 'import', back, ...own)).toMatchObject({ status: 0 });
    const lessons = join(at.folder, 'lessons.csv');
    const { stdout, status } = heddle('review', 'status', ...own, '--teach', '--lessons', lessons);
    expect(status).toBe(0);
    expect(stdout).toContain('From 6 units of random or blind samples');
    expect(stdout).toMatch(/^pay +3 +3 +67% \(21%–94%\) +50% \(12%–88%\) +33% +44% \(11%–84%\)$/m);
    expect(stdout).toMatch(/Patterns to look at first[^\n]*\n {2}1 of \d  pay: (pay|what they pay)\n/);
    expect(stdout).toContain('  1  pay -> union');
    const table = readFileSync(lessons, 'utf8');
    expect(table).toMatch(/\r\ntheme,pay,,,3,3,,,0\.6667,0\.2077,0\.9385,0\.5,0\.1159,0\.8841,0\.3333,0\.4444,0\.1102,0\.8411\r\n/);
    expect(table).toMatch(/\r\nrule,pay,(pay|what they pay),,\d,,1,1\.3333,/);
    expect(table).toContain('\r\nconfusion,pay,,union,1,');
  });

  test('learns nothing from uncertain rows, before or after', async () => {
    const before = heddle('review', 'status', ...own, '--teach').stdout.split('From 6')[1];
    const out = join(at.folder, 'uncertain.xlsx');
    heddle('review', 'export', ...own, '--coder', 'anna', '--uncertain', '--sample', '12', '--out', out);
    const back = await review(out, (_, fill) => fill('risk', 'yes'));
    expect(heddle('review', 'import', back, ...own).status).toBe(0);
    const { stdout } = heddle('review', 'status', ...own, '--teach');
    expect(stdout).toContain('12 of 12 units');
    // The six of the sample count still, with what their coder says of them now.
    expect(stdout).toMatch(/From 6 units[\s\S]*\nrisk +0 +6 /);
    expect(before).toMatch(/\nrisk +0 +6 /);
  });
});
