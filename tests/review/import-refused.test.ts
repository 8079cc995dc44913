import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { fresh, places, stored, UNITS, withRows } from './four-units.js';
import { edited, exported, imported, makeRun, type TestRun } from './run-folder.js';

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
