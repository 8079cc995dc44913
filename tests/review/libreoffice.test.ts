import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadDecisions } from '../../src/files/review/decisions.js';
import { codingOf, edited, exported, imported, makeRun, type TestRun } from './run-folder.js';

/** A workbook that LibreOffice opened and saved comes back with every decision. */

const PROGRAM = ['soffice', 'libreoffice'].find((name) => spawnSync(name, ['--version']).status === 0);
const isRequired = (process.env['HEDDLE_REQUIRE'] ?? '').split(/[, ]+/).includes('libreoffice');

test.runIf(isRequired)('LibreOffice is there', () => {
  expect(PROGRAM, 'HEDDLE_REQUIRE asks for LibreOffice, and neither soffice nor libreoffice runs').toBeDefined();
});

const PAY = '=pay and "more" pay, they said; isn’t that so? 🙂';
const UNITS = [
  { text: PAY, codings: [codingOf(PAY, 'pay', 'pay')], label: 'post', kind: 'post' },
  { text: '1.1', label: '1' },
  { text: 'literal _x0041_ text, with a second\nline and a bell\u0007', label: '1.1', parent: '1' },
  { text: '+44 is what they offered; the union laughed.', label: '2' },
  { text: '-', label: '3.10' },
];

async function filled(run: TestRun): Promise<string> {
  return edited(await exported(run), (_, fill) => {
    fill('post', 'pay', 'yes');
    fill('post', 'done', 'yes');
    fill('post', 'stance', 'mix', 'pay');
    fill('1', 'risk', 'unsure');
    fill('1.1', 'memo', '=1+1 is “two”,\nis it not');
    fill('2', 'union', 'no');
    fill('2', 'sentiment', '-2');
    fill('3.10', 'new code', 'Silence');
  });
}

/** Converts headless, with a profile of its own, and gives the path of what was written. */
function convert(run: TestRun, file: string, to: string, folder: string, more: readonly string[] = []): string {
  const out = join(run.folder, folder);
  mkdirSync(out, { recursive: true });
  const profile = `-env:UserInstallation=${pathToFileURL(join(run.folder, 'profile')).href}`;
  const { status, stderr } = spawnSync(PROGRAM!, [profile, '--headless', ...more, '--convert-to', to, '--outdir', out, file], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return join(out, `${basename(file, extname(file))}.${to.split(':')[0]}`);
}

async function decisions(run: TestRun): Promise<unknown> {
  return (await loadDecisions(run.threads)).decisions.map(({ label, coder, item, value, among, digest }) => ({ label, coder, item, value, among, digest }));
}

describe.skipIf(PROGRAM === undefined)(`round trip through LibreOffice${PROGRAM === undefined ? ' (skipped: soffice is not installed)' : ''}`, () => {
  test('through its own format and back, as XLSX', async () => {
    const run = makeRun(UNITS);
    const file = await filled(run);
    await imported(run, [file]);
    const expected = await decisions(run);
    expect(expected).toHaveLength(8);

    const other = { ...run, threads: join(run.folder, 'other') };
    const ods = convert(run, file, 'ods', 'as-ods');
    const back = convert(run, ods, 'xlsx:Calc MS Excel 2007 XML', 'back');
    const { problems } = await imported(other, [back]);
    expect(problems).toEqual([]);
    expect(await decisions(other)).toEqual(expected);
    expect((await imported(run, [back])).files).toMatchObject([{ again: true }]);
  });

  test('saved as CSV with semicolons, edited, and made a workbook again', async () => {
    const run = makeRun(UNITS);
    const csv = convert(run, await exported(run), 'csv:Text - txt - csv (StarCalc):59,34,76,1', 'as-csv');
    const text = readFileSync(csv, 'utf8');
    const before = 'laughed.";"no theme\nsentiment 0.00";;';
    expect(text).toContain(before);
    writeFileSync(csv, text.replace(before, `${before}yes`));
    expect((await imported(run, [csv], 'carla')).problems).toEqual([]);
    // Read as a spreadsheet reads a CSV: labels become numbers and dates.
    const workbook = convert(run, csv, 'xlsx:Calc MS Excel 2007 XML', 'from-csv', ['--infilter=CSV:59,34,76,1']);
    expect((await imported(run, [workbook], 'dan')).problems).toEqual([]);
    const found = (await loadDecisions(run.threads)).decisions.map(({ label, coder, item, value }) => `${label} ${coder} ${item} ${value}`);
    expect(found).toEqual(['2 carla theme:union yes', '2 dan theme:union yes']);
  });
});
