import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { heddle } from '../cli/heddle.js';
import { edited, exported, makeRun, type TestRun } from './run-folder.js';

/** What bad input gets, as a user meets it: a clear word, nothing lost, nothing half imported. */

const TEXTS = ['The pay is poor.', 'The union is quiet.', 'A risk form, again.'];
let run: TestRun;
let good: string;
let before: string;

const own = (): readonly string[] => ['--run', run.run, '--threads', run.threads];
const decisions = (): string => (existsSync(join(run.threads, 'reviews', 'decisions.csv')) ? readFileSync(join(run.threads, 'reviews', 'decisions.csv'), 'utf8') : '');
const at = (name: string): string => join(run.folder, name);

beforeAll(async () => {
  run = makeRun(TEXTS.map((text) => ({ text })));
  const first = await edited(await exported(run), (_, fill) => fill('3', 'risk', 'no'), at('first.xlsx'));
  expect(heddle('review', 'import', first, ...own()).status).toBe(0);
  good = await edited(await exported(run), (_, fill) => fill('1', 'pay', 'yes'), at('good.xlsx'));
  before = decisions();
  expect(before).toContain('theme:risk,no');
});
beforeEach(() => {
  writeFileSync(join(run.threads, 'reviews', 'decisions.csv'), before);
  rmSync(join(run.threads, 'reviews', 'imports.csv'), { force: true });
});

/** A file beside a good one: both are left, with a word that names it. */
function refused(file: string, ...words: readonly RegExp[]): void {
  const { status, stdout, stderr } = heddle('review', 'import', good, file, ...own());
  expect(status).toBe(2);
  for (const word of [new RegExp(basename(file).replace(/[.$~]/g, '\\$&')), ...words]) expect(stderr).toMatch(word);
  expect(stderr).not.toMatch(/^ {4}at /m);
  expect(stdout).toBe('');
  expect(decisions()).toBe(before);
}

describe('heddle review import', () => {
  test('a workbook of other threads', async () => {
    const other = makeRun([{ id: 'x#aaaaaaaaaaaaaa', text: 'Another place.' }]);
    refused(await exported(other, { out: at('threads.xlsx') }), /error other-run[\s\S]*None of its 1 units is in the run[\s\S]*--run/);
  });

  test('a workbook of another codebook', async () => {
    const other = makeRun(TEXTS.map((text) => ({ text })), undefined, 'elsewhere');
    refused(await exported(other, { out: at('codebook.xlsx') }), /error other-codebook[\s\S]*"elsewhere"[\s\S]*--run/);
  });

  test('a file that was cut off', () => {
    const bytes = readFileSync(good);
    writeFileSync(at('cut.xlsx'), bytes.subarray(0, Math.floor(bytes.length * 0.9)));
    refused(at('cut.xlsx'), /error truncated[\s\S]*cut off or damaged[\s\S]*fetch it again/);
  });

  test('a zip bomb', () => {
    writeFileSync(at('bomb.xlsx'), zipSync({ ...unzipSync(readFileSync(good)), 'xl/media/image1.xml': new Uint8Array(64 * 1024 * 1024) }, { level: 9 }));
    refused(at('bomb.xlsx'), /error zip-bomb[\s\S]*nothing of it was read/);
  });

  test('a workbook with macros', () => {
    writeFileSync(at('macros.xlsm'), zipSync({ ...unzipSync(readFileSync(good)), 'xl/vbaProject.bin': strToU8('macros') }));
    refused(at('macros.xlsm'), /error macros[\s\S]*Save it as a plain workbook/);
  });

  test('an old workbook, an OpenDocument one, a binary one and a picture', () => {
    const files: readonly (readonly [string, Uint8Array, string])[] = [
      ['old.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old-workbook'],
      ['open.ods', zipSync({ 'content.xml': strToU8('<x/>') }), 'open-document'],
      ['binary.xlsb', zipSync({ 'xl/workbook.bin': strToU8('x') }), 'binary-workbook'],
      ['picture.png', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'no-review'],
    ];
    for (const [name, bytes] of files) writeFileSync(at(name), bytes);
    const { status, stderr } = heddle('review', 'import', good, ...files.map(([name]) => at(name)), ...own());
    expect(status).toBe(2);
    for (const [name, , id] of files) expect(stderr).toMatch(new RegExp(`${name} error ${id}\\n.*\\n.*XLSX`));
    expect(decisions()).toBe(before);
  });

  test('two coders of one name', async () => {
    const two = await edited(await exported(run), (_, fill) => fill('1', 'pay', 'no'), at('two.xlsx'));
    refused(two, /error same-coder[\s\S]*good\.xlsx and two\.xlsx are both anna’s[\s\S]*two\.xlsx!units:G2[\s\S]*--coder/);
    // One after the other they are one person's contradiction, which stays to be settled.
    expect(heddle('review', 'import', good, ...own()).status).toBe(0);
    const second = heddle('review', 'import', two, ...own());
    expect(second).toMatchObject({ status: 1, stderr: expect.stringMatching(/two\.xlsx!units:G2 warning conflict[\s\S]*Both are kept/) });
    expect(decisions()).toContain('theme:pay,no | yes');
  });

  test('the lock of a workbook that is open', () => {
    writeFileSync(at('~$good.xlsx'), 'anna');
    refused(at('~$good.xlsx'), /error lock-file[\s\S]*import the workbook itself/);
    rmSync(at('~$good.xlsx'));
  });

  test.each(['~$good.xlsx', '.~lock.good.xlsx#'])('a workbook that is open still (%s): what is saved is taken, with a word', (lock) => {
    writeFileSync(at(lock), 'anna');
    const { status, stderr } = heddle('review', 'import', good, ...own());
    rmSync(at(lock));
    expect(status).toBe(1);
    expect(stderr).toMatch(/good\.xlsx warning still-open[\s\S]*what is not saved yet is not imported/);
    expect(decisions()).toContain('theme:pay,yes');
  });

  test('a renamed sheet is found by its header', async () => {
    const renamed = await edited(good, (workbook) => {
      workbook.getWorksheet('units')!.name = 'Anna, week 2';
      workbook.getWorksheet('instructions')!.name = 'read me';
    }, at('renamed.xlsx'));
    expect(heddle('review', 'import', renamed, ...own())).toMatchObject({ status: 0, stdout: expect.stringContaining('anna, 3 units') });
    expect(decisions()).toContain('theme:pay,yes');
  });

  test('the same file twice, in one go or one after the other', () => {
    expect(heddle('review', 'import', good, good, ...own()).status).toBe(0);
    const once = decisions();
    expect(once).toContain('theme:pay,yes');
    const imports = readFileSync(join(run.threads, 'reviews', 'imports.csv'), 'utf8');
    expect(heddle('review', 'import', good, ...own())).toMatchObject({ status: 0, stdout: expect.stringContaining('nothing was changed') });
    expect(decisions()).toBe(once);
    expect(readFileSync(join(run.threads, 'reviews', 'imports.csv'), 'utf8')).toBe(imports);
    expect(imports.trim().split('\n')).toHaveLength(2);
    // Where an older decisions.csv was put back, its decisions are missed.
    writeFileSync(join(run.threads, 'reviews', 'decisions.csv'), before);
    expect(heddle('review', 'import', good, ...own())).toMatchObject({ status: 1, stderr: expect.stringMatching(/good\.xlsx!units:G2 warning not-stored-any-more[\s\S]*imports\.csv/) });
  });

  test('a full disk', () => {
    writeFileSync(at('full.cjs'), `
const files = require('node:fs/promises');
const { writeFile } = files;
files.writeFile = async (path, ...rest) => {
  if (/decisions/.test(String(path))) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  return writeFile(path, ...rest);
};
require('node:module').syncBuiltinESMExports();
`);
    process.env['NODE_OPTIONS'] = `--require "${at('full.cjs').replaceAll('\\', '/')}"`;
    try {
      expect(heddle('review', 'import', good, ...own())).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/decisions\.csv error disk-full[\s\S]*Make room, and import again/) });
    } finally {
      delete process.env['NODE_OPTIONS'];
    }
    expect(decisions()).toBe(before);
    expect(heddle('review', 'import', good, ...own()).status).toBe(0);
    expect(decisions()).toContain('theme:pay,yes');
  });

  test('a hundred thousand rows of something else', () => {
    const csv = join(run.folder, 'anna.csv');
    writeFileSync(at('long.csv'), readFileSync(csv, 'utf8') + 'a,b,c\r\n'.repeat(100_000));
    expect(heddle('review', 'import', at('long.csv'), ...own())).toMatchObject({ status: 0, stderr: '' });
    expect(decisions()).toBe(before);
  });
});

describe('heddle review export', () => {
  test('writes over no decision that was not imported, and over nothing that is no review', async () => {
    const out = at('again.xlsx');
    const words = ['review', 'export', ...own(), '--coder', 'anna', '--out', out] as const;
    expect(heddle(...words).status).toBe(0);
    await edited(out, (_, fill) => fill('2', 'union', 'unsure'), out);
    const filled = readFileSync(out);
    const refusal = heddle(...words);
    expect(refusal.status).toBe(2);
    expect(refusal.stderr).toMatch(/again\.xlsx error not-imported[\s\S]*1 decision that is not stored, the first at again\.xlsx!units:H3[\s\S]*review import/);
    expect(readFileSync(out).equals(filled)).toBe(true);
    expect(heddle('review', 'import', out, ...own()).status).toBe(0);
    expect(heddle(...words).status).toBe(0);
    const letter = at('letter.xlsx');
    writeFileSync(letter, 'Dear all,');
    expect(heddle('review', 'export', ...own(), '--out', letter)).toMatchObject({ status: 2, stderr: expect.stringContaining('cannot-replace') });
    expect(readFileSync(letter, 'utf8')).toBe('Dear all,');
  });

  test('sets nothing aside for a test that nobody can fill in', () => {
    const out = at('aside.xlsx');
    const locked = join(run.threads, 'reviews', 'test-units.csv');
    const words = ['review', 'export', ...own(), '--test', '--sample', '1', '--blind', '--coder', 'cy', '--out', out] as const;
    writeFileSync(at('~$aside.xlsx'), 'cy');
    expect(heddle(...words)).toMatchObject({ status: 2, stderr: expect.stringContaining('open in another program') });
    expect(existsSync(locked)).toBe(false);
    rmSync(at('~$aside.xlsx'));
    expect(heddle(...words).status).toBe(0);
    expect(existsSync(locked)).toBe(true);
  });

  test('says what does not go together', () => {
    for (const words of [['--uncertain', '--stratify', 'theme'], ['--uncertain', '--test'], ['--stratify', 'theme'], ['--sample', '0']]) {
      const { status, stderr } = heddle('review', 'export', ...own(), '--out', at('never.xlsx'), ...words);
      expect(status).toBe(2);
      expect(stderr).toMatch(/--sample|choose one/);
      expect(existsSync(at('never.xlsx'))).toBe(false);
    }
  });
});
