import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { loadDecisions } from '../../src/files/review/decisions.js';
import { loadLockedUnits, lockUnits } from '../../src/files/review/locked.js';
import { exportReview } from '../../src/review/export.js';
import { lessonsCsv } from '../../src/review/lessons.js';
import { reviewStatus, type ReviewStatus } from '../../src/review/status.js';
import { readCorpus } from '../../src/workbench/read-corpus.js';
import { codingOf, columnOf, edited, exported, imported, makeRun, type TestRun } from './run-folder.js';

/** Samples through the workbook and back, and what they teach. */

const TEXT = 'They pay what they pay.';
/** 40 units with the theme and 60 without; of every ten units the first of each kind is one the lexicon has wrong. */
function run(): TestRun {
  return makeRun(Array.from({ length: 100 }, (_, i) => ({ text: `${TEXT} ${i}`, label: String(i), codings: i < 40 ? [codingOf(TEXT, 'pay', 'pay')] : [] })));
}

const isWrong = (label: string): boolean => label.endsWith('0');

/** Decides every row as the truth has it. */
async function reviewed(at: TestRun, options: Parameters<typeof exported>[1]): Promise<readonly string[]> {
  const labels: string[] = [];
  const back = await edited(await exported(at, options), (workbook) => {
    const sheet = workbook.getWorksheet('units')!;
    sheet.eachRow((row, number) => {
      if (number === 1) return;
      const label = String(row.getCell(columnOf(sheet, 'unit_label')).value);
      labels.push(label);
      if ((Number(label) < 40) !== isWrong(label)) row.getCell(columnOf(sheet, 'pay')).value = 'yes';
      row.getCell(columnOf(sheet, 'done')).value = 'yes';
    });
  });
  expect((await imported(at, [back])).problems).toEqual([]);
  return labels;
}

async function status({ run: folder, threads }: TestRun): Promise<ReviewStatus> {
  const found = await reviewStatus({ run: folder, threads });
  if ('problem' in found) throw new Error(found.problem.message);
  return found;
}

describe('samples', () => {
  test('every sampled row keeps its stratum, its probability and whether it was blind', async () => {
    const at = run();
    const labels = await reviewed(at, { sample: 20, stratify: true, blind: true });
    expect(labels).toHaveLength(20);
    const { decisions } = await loadDecisions(at.threads);
    const done = decisions.filter(({ item }) => item === 'done');
    expect(done.map(({ stratum, probability, blind }) => `${stratum} ${probability} ${blind}`).sort()).toEqual([
      ...Array.from({ length: 10 }, () => 'none 0.166666667 true'), ...Array.from({ length: 10 }, () => 'pay 0.25 true'),
    ]);
  });

  test('a stratified sample gives precision, recall and prevalence of the whole', async () => {
    const at = run();
    const labels = await reviewed(at, { sample: 100, stratify: true, blind: true });
    expect(labels).toHaveLength(100);
    const { lessons } = await status(at);
    const pay = lessons.themes.find(({ theme }) => theme === 'pay')!;
    // 36 of 40 are right, and 6 of 60 are missed.
    expect(pay.precision.value).toBeCloseTo(0.9, 6);
    expect(pay.recall.value).toBeCloseTo(36 / 42, 6);
    expect(pay.counted).toBe(0.4);
    expect(pay.corrected.value).toBeCloseTo(0.42, 6);
    expect(lessons.rules).toMatchObject([{ theme: 'pay', rule: 'pay', units: 40, wrong: 4 }]);
    expect(lessonsCsv(lessons)).toContain('\r\nrule,pay,pay,,40,,4,4,0.9,');
  });

  test('what was chosen because the lexicon was unsure, and what showed its suggestions, teaches nothing', async () => {
    const at = run();
    await reviewed(at, { uncertain: true, sample: 10 });
    await reviewed(at, { coder: 'ben' });
    expect((await status(at)).lessons.units).toBe(0);
  });

  test('the uncertain are those at a threshold, from above and from below, and what was nearly given is said', async () => {
    const sure = 'They pay for the union and the risk, with pay and union and risk.';
    const texts = ['One pay day.', 'A payish thing.', 'A payish, paylike thing.', 'Nothing at all.', 'A pay day, payish and paylike.'];
    const at = makeRun([...texts, sure].map((text) => ({ text, codings: / pay /.test(text) ? [codingOf(text, 'pay', 'pay')] : [] })));
    const labelsOf = async (size: number): Promise<readonly (readonly [string, string])[]> => {
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.readFile(await exported(at, { uncertain: true, sample: size, out: join(at.folder, 'u.xlsx') }));
      const sheet = workbook.getWorksheet('units')!;
      const of = (row: number, name: string): string => String(sheet.getRow(row).getCell(columnOf(sheet, name)).value);
      return Array.from({ length: sheet.actualRowCount - 1 }, (_, i) => [of(i + 2, 'unit_label'), of(i + 2, 'Heddle suggests')] as const);
    };
    const two = await labelsOf(2);
    // Above stand 1 (+0), 5 (+.5) and the sure one (+0), below 3 (-.5) and 2 (-.75); nothing fired in 4.
    expect(two.map(([label]) => label)).toContain('3');
    expect(two.map(([label]) => label).some((label) => label === '1' || label === '6')).toBe(true);
    const all = await labelsOf(100);
    expect(all.map(([label]) => label)).toEqual(['1', '2', '3', '5', '6']);
    expect(all[1]![1]).toBe('no theme\nnearly: pay\nsentiment 0.00');
    expect(all[0]![1]).not.toContain('nearly');
  });

  test('a lexicon that was changed since the run is said, and one with a fault chooses nothing', async () => {
    const at = run();
    const record = JSON.parse(readFileSync(join(at.run, 'run.json'), 'utf8')) as { lexicon: { coder: string }; options: { lexicon: string } };
    record.lexicon.coder = 'heddle@00000000';
    writeFileSync(join(at.run, 'run.json'), JSON.stringify(record));
    const options = { run: at.run, threads: at.threads, out: join(at.folder, 'x.xlsx'), coder: '', blind: false, sample: 5, stratify: false, uncertain: true, test: false, seed: '1' };
    expect((await exportReview(options)).problems.map(({ id }) => id)).toEqual(['lexicon-changed']);
    writeFileSync(join(record.options.lexicon, 'pay.yml'), 'id: pay\nname: Pay\ndefinition: d\nstrong: |\n  (pay\n');
    const { problems, files } = await exportReview(options);
    expect(files).toEqual([]);
    expect(problems).toMatchObject([{ severity: 'error', line: 5 }]);
  });

  test('a test part is set aside: written down, and left out of every other workbook', async () => {
    const at = run();
    await reviewed(at, { test: true, sample: 30, blind: true });
    const locked = await loadLockedUnits(at.threads);
    expect(locked.size).toBe(30);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(await exported(at, { coder: 'ben' }));
    const sheet = workbook.getWorksheet('units')!;
    expect(sheet.actualRowCount - 1).toBe(70);
    const ids = sheet.getColumn(columnOf(sheet, 'unit_id')).values.map(String);
    expect(ids.some((id) => locked.has(id))).toBe(false);
    const { lessons, test: aside } = await status(at);
    expect(aside).toBe(30);
    // A test set that taught would be none.
    expect(lessons.units).toBe(0);
    expect(readFileSync(join(at.threads, 'reviews', 'test-units.csv'), 'utf8').split('\n')).toHaveLength(32);
  });

  test('a test part needs a size', async () => {
    const { run: folder, threads, folder: place } = run();
    const { problems, files } = await exportReview({ run: folder, threads, out: join(place, 'x.xlsx'), coder: '', blind: true, sample: undefined, stratify: false, uncertain: false, test: true, seed: '1' });
    expect(problems.map(({ id }) => id)).toEqual(['test-without-sample']);
    expect(files).toEqual([]);
  });
});

test('tools for patterns do not see what is set aside', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'heddle-aside-'));
  cpSync(fileURLToPath(new URL('../../seeds/11-no-replies-count-off.txt', import.meta.url)), join(folder, 'thread.txt'));
  const { corpus: whole } = await readCorpus([folder]);
  const all = whole.threads.flatMap(({ units }) => units);
  await lockUnits(folder, all.slice(1, 3).map(({ id, label }) => ({ id, label, file: 'thread.txt' })));
  const { corpus: rest } = await readCorpus([folder]);
  expect(rest.threads.flatMap(({ units }) => units.map(({ id }) => id))).toEqual(all.filter((_, i) => i < 1 || i > 2).map(({ id }) => id));
});
