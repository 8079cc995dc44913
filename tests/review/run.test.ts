import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readDecisions } from '../../src/files/review/decisions.js';
import { readTable } from '../../src/files/table.js';
import type { Format, RunOptions } from '../../src/job/options.js';
import { runJob, type RunOutcome } from '../../src/job/run-job.js';
import { importReview } from '../../src/review/import.js';
import { exportReview } from '../../src/review/export.js';
import { exportConflicts } from '../../src/review/adjudicate.js';
import { reviewStatus, type ReviewStatus } from '../../src/review/status.js';
import { edited } from './run-folder.js';

/** What people decide in a workbook, through to the tables of the next run. */

/** Comments as the layout with numbers has them. */
function thread(comments: readonly string[]): string {
  const body = comments.map((text, i) => `  ${i + 1}. ${text}\n\n    ReplyDelete\n`).join('\n');
  return `Wednesday 3 July 2024\nA matter of money\nThe pay is poor and everybody in the office knows it.\n\n${comments.length} comments:\n\n${body}`;
}

const COMMENTS = [
  'My pay has not moved in six years and nobody can tell me why that is.',
  'Those who pay attention in training will know what the form is for.',
  'The union said it would come back to us before the summer and it never did.',
];

interface Place {
  readonly threads: string;
  readonly out: string;
  readonly lexicon: string;
  readonly folder: string;
}

function place(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'heddle-decided-'));
  const lexicon = join(folder, 'lexicons', 'test');
  mkdirSync(lexicon, { recursive: true });
  mkdirSync(join(folder, 'threads'));
  writeFileSync(join(lexicon, 'codebook.yml'), 'id: test\nname: Test\n');
  writeFileSync(join(lexicon, 'pay.yml'), 'id: pay\nname: Pay\ndecisive: |\n  pay\n');
  writeFileSync(join(lexicon, 'union.yml'), 'id: union\nname: Union\ndecisive: |\n  union\n');
  writeFileSync(join(folder, 'threads', 'money.txt'), thread(COMMENTS));
  return { threads: join(folder, 'threads'), out: join(folder, 'out'), lexicon, folder };
}

function run({ threads, out, lexicon }: Place, more: Partial<RunOptions> = {}): Promise<RunOutcome> {
  const progress = { begun: () => undefined, coded: () => undefined, phase: () => undefined };
  const formats: ReadonlySet<Format> = new Set(['csv', 'json', 'jsonl']);
  const options: RunOptions = { paths: [threads], out, lexicon, formats, workers: 1, resume: false, onError: 'stop', explain: false, columns: { text: undefined, id: undefined, parent: undefined, author: undefined, time: undefined }, onConflict: 'leave', ...more };
  return runJob(options, progress, new AbortController().signal);
}

/** Exports for a coder, fills cells by label, and imports. */
async function review(at: Place, coder: string, cells: readonly (readonly [label: string, column: string, value: string, sheet?: string])[]): Promise<void> {
  const out = join(at.folder, `${coder}.xlsx`);
  const made = coder === 'consensus'
    ? await exportConflicts({ run: at.out, threads: at.threads, out })
    : await exportReview({ run: at.out, threads: at.threads, out, coder, blind: false, sample: undefined, stratify: false, uncertain: false, test: false, seed: '1' });
  expect(made.files.length).toBeGreaterThan(0);
  const back = await edited(out, (_, fill) => cells.forEach(([label, column, value, sheet]) => fill(label, column, value, sheet)));
  const { problems } = await importReview({ files: [back], run: at.out, threads: at.threads, coder: '' });
  expect(problems).toEqual([]);
}

function rows(at: Place, name: string): readonly ReadonlyMap<string, string>[] {
  const file = join(at.out, name);
  const text = readFileSync(file, 'utf8');
  const columns = text.replace('\ufeff', '').split('\r\n')[0]!.split(',');
  return readTable(text, file, { required: [], optional: columns }).records.map(({ cells }) => cells);
}

function unit(at: Place, label: string): ReadonlyMap<string, string> {
  return rows(at, 'units.csv').find((cells) => cells.get('label') === label)!;
}

function theme(at: Place, id: string): Readonly<Record<string, string>> {
  const found = rows(at, 'themes.csv').find((cells) => cells.get('theme') === id && cells.get('kind') === 'all')!;
  return Object.fromEntries(found);
}

async function status(at: Place): Promise<ReviewStatus> {
  const found = await reviewStatus({ run: at.out, threads: at.threads });
  if ('problem' in found) throw new Error(found.problem.message);
  return found;
}

describe('decisions in a run', () => {
  test('a person overrules the lexicon, and both layers stay', async () => {
    const at = place();
    await run(at);
    expect(unit(at, '2').get('themes')).toBe('pay');
    await review(at, 'anna', [['2', 'pay', 'no'], ['3', 'pay', 'yes'], ['3', 'memo', 'About money, =really'], ['3', 'sentiment', '-2'], ['1', 'stance', 'pos', 'pay']]);
    await run(at);
    expect(unit(at, '2').get('themes')).toBe('');
    expect(unit(at, '2').get('theme_pay')).toBe('0');
    expect(unit(at, '3').get('themes')).toBe('pay;union');
    expect(unit(at, '3').get('sentiment')).toBe('-1');
    expect(unit(at, '3').get('sentiment_label')).toBe('negative');
    expect(unit(at, '3').get('memo')).toBe('anna: About money, =really');
    expect(unit(at, '3').get('reviewed_by')).toBe('anna');
    const codings = rows(at, 'codings.csv').map((cells) => ['label', 'theme', 'source', 'coder', 'stance', 'holds'].map((name) => cells.get(name)).join(' '));
    const lexicon = rows(at, 'codings.csv').find((cells) => cells.get('source') === 'lexicon')!.get('coder');
    expect(codings.filter((row) => row.startsWith('2 pay'))).toEqual([expect.stringMatching(`^2 pay lexicon ${lexicon} [a-z]+ 0$`)]);
    expect(codings.filter((row) => row.startsWith('3 pay'))).toEqual(['3 pay person anna  1']);
    expect(codings.filter((row) => row.startsWith('1 pay'))).toEqual([expect.stringMatching(`^1 pay lexicon ${lexicon} [a-z]+ 0$`), '1 pay person anna pos 1']);
  });

  test('counts what holds: the tables are those of the rows', async () => {
    const at = place();
    await run(at);
    await review(at, 'anna', [['2', 'pay', 'no'], ['3', 'pay', 'yes'], ['1', 'stance', 'pos', 'pay']]);
    await run(at);
    const holding = rows(at, 'codings.csv').filter((cells) => cells.get('holds') === '1');
    for (const id of ['pay', 'union']) {
      const counted = theme(at, id);
      expect(counted['units_with_theme']).toBe(String(rows(at, 'units.csv').filter((cells) => cells.get(`theme_${id}`) === '1').length));
      expect(counted['codings']).toBe(String(holding.filter((cells) => cells.get('theme') === id).length));
      expect(counted['pos']).toBe(String(holding.filter((cells) => cells.get('theme') === id && cells.get('stance') === 'pos').length));
    }
    const both = rows(at, 'cooccurrence.csv')[0]!;
    expect(both.get('units_both')).toBe('1');
  });

  test('is the same whichever formats are written', async () => {
    const at = place();
    await run(at);
    await review(at, 'anna', [['2', 'pay', 'no'], ['3', 'pay', 'yes'], ['1', 'stance', 'pos', 'pay']]);
    await review(at, 'ben', [['2', 'pay', 'yes']]);
    const all = await run(at);
    const dataset = JSON.parse(readFileSync(join(at.out, 'dataset.json'), 'utf8')) as { threads: { units: unknown[] }[] };
    const lines = readFileSync(join(at.out, 'dataset.jsonl'), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as unknown);
    expect(dataset.threads.flatMap(({ units }) => units)).toEqual(lines);
    for (const format of ['csv', 'jsonl'] as const) {
      const one = await run(at, { formats: new Set([format]), out: join(at.folder, format) });
      expect([...one.tally.counts]).toEqual([...all.tally.counts]);
      expect(one.contested.count).toBe(all.contested.count);
    }
  });

  test('contested units are left out, counted, and settled by the consensus', async () => {
    const at = place();
    await run(at);
    await review(at, 'anna', [['2', 'pay', 'no']]);
    await review(at, 'ben', [['2', 'pay', 'yes']]);
    const { account } = await run(at);
    expect(account.problems.map(({ id }) => id)).toContain('contested');
    expect(unit(at, '2').get('theme_pay')).toBe('');
    expect(unit(at, '2').get('contested')).toBe('pay');
    expect(theme(at, 'pay')).toMatchObject({ units: '3', contested: '1' });
    expect(rows(at, 'cooccurrence.csv')[0]!.get('contested')).toBe('1');
    await run(at, { onConflict: 'lexicon' });
    expect(unit(at, '2').get('theme_pay')).toBe('1');
    await expect(run(at, { onConflict: 'stop' })).rejects.toThrow();

    await run(at);
    await review(at, 'consensus', [['2', 'pay', 'no'], ['2', 'done', 'yes']]);
    await run(at);
    expect(unit(at, '2').get('theme_pay')).toBe('0');
    expect(theme(at, 'pay')).toMatchObject({ units: '4', contested: '0' });
    const { contested, consensus, coders } = await status(at);
    expect(contested).toEqual([]);
    expect(consensus).toBe(1);
    expect(coders.map(({ coder }) => coder)).toEqual(['anna', 'ben', 'consensus']);
  });

  test('holds when the page is saved again with more comments, and when its file is renamed', async () => {
    const at = place();
    await run(at);
    await review(at, 'anna', [['2', 'pay', 'no']]);
    writeFileSync(join(at.threads, 'money.txt'), thread(['Somebody came in first.', ...COMMENTS, 'And somebody last.']));
    await run(at);
    expect(unit(at, '3').get('text')).toBe(COMMENTS[1]);
    expect(unit(at, '3').get('theme_pay')).toBe('0');
    renameSync(join(at.threads, 'money.txt'), join(at.threads, 'about-money.txt'));
    await run(at);
    expect(unit(at, '3').get('theme_pay')).toBe('0');
    expect((await status(at)).moved).toBe(1);
    await review(at, 'anna', [['3', 'pay', 'yes']]);
    const { decisions } = readDecisions(readFileSync(join(at.threads, 'reviews', 'decisions.csv'), 'utf8'), '');
    expect(decisions.map(({ file, label, value }) => `${file} ${label} ${value}`)).toEqual(['about-money.txt 3 yes']);
  });

  test('a decision on a text that was edited is stale: kept, listed, not applied, and made again', async () => {
    const at = place();
    await run(at);
    await review(at, 'anna', [['2', 'pay', 'no']]);
    writeFileSync(join(at.threads, 'money.txt'), thread([COMMENTS[0]!, `${COMMENTS[1]} Or so they pay us to say.`, COMMENTS[2]!]));
    const { account } = await run(at);
    expect(account.problems.map(({ id }) => id)).toContain('stale-decisions');
    expect(unit(at, '2').get('theme_pay')).toBe('1');
    const before = await status(at);
    expect(before.stale.map(({ decisions }) => decisions[0]!.label)).toEqual(['2']);
    await review(at, 'anna', [['2', 'pay', 'no']]);
    await run(at);
    expect(unit(at, '2').get('theme_pay')).toBe('0');
    expect((await status(at)).stale).toEqual([]);
  });

  test('follows a theme that was renamed, and asks again about one that was split', async () => {
    const at = place();
    await run(at);
    await review(at, 'anna', [['2', 'pay', 'no'], ['3', 'pay', 'yes']]);
    rmSync(join(at.lexicon, 'pay.yml'));
    writeFileSync(join(at.lexicon, 'reward.yml'), 'id: reward\nname: Reward\nwas: [pay]\ndecisive: |\n  pay\n');
    await run(at);
    expect(unit(at, '2').get('theme_reward')).toBe('0');
    expect(unit(at, '3').get('theme_reward')).toBe('1');
    writeFileSync(join(at.lexicon, 'perks.yml'), 'id: perks\nname: Perks\nwas: [pay]\ndecisive: |\n  perks\n');
    const { account } = await run(at);
    expect(account.problems.map(({ id }) => id)).toContain('split-themes');
    expect(unit(at, '2').get('theme_reward')).toBe('0');
    expect(unit(at, '3').get('theme_reward')).toBe('0');
  });

  test('no run depends on a review that is not there', async () => {
    const at = place();
    const { review: facts } = await run(at);
    expect(facts).toBeNull();
    expect(existsSync(join(at.threads, 'reviews'))).toBe(false);
  });
});
