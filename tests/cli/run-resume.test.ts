import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comments, numberedThread, RunFolder } from './run-folder.js';

/** 40 threads and a table of some 40 batches. */
const THREADS = 40;
const SMALL_BATCHES = { HEDDLE_TEST_BATCH_BYTES: '2048' };

let folder: RunFolder;
let expected: Record<string, string>;
let batches: number;
beforeAll(() => {
  folder = new RunFolder();
  const texts = comments(1000);
  for (let i = 0; i < THREADS; i++) {
    const mine = texts.slice(i * 5, i * 5 + 5).map(({ text }) => ({ text: text.replaceAll('\n', ' ') }));
    folder.write(`in/thread ${String(i).padStart(3, '0')}.txt`, numberedThread(`Post ${i} about a hammer.`, mine));
  }
  folder.write('in/table.jsonl', texts.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const { status, stderr } = folder.heddle(['run', 'in', '--out', 'expected', '--workers', '1'], SMALL_BATCHES);
  expect(stderr).not.toContain('error');
  expect(status).toBe(0);
  expected = folder.digests('expected');
  batches = flow('expected').batches;
});
afterAll(() => folder.remove());

function flow(out: string): { batches: number; batches_reused: number; units: number } {
  return (JSON.parse(folder.read(`${out}/run.json`)) as { flow: { batches: number; batches_reused: number; units: number } }).flow;
}

function fragments(out: string): number {
  const path = join(folder.path, out, '.heddle-work', 'fragments');
  return existsSync(path) ? readdirSync(path).filter((name) => name.endsWith('.fragment')).length : 0;
}

async function untilFragments(out: string, count: number, run: ChildProcess): Promise<void> {
  while (fragments(out) < count && run.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
}

function ended(run: ChildProcess): Promise<void> {
  return run.exitCode === null && run.signalCode === null ? new Promise((resolve) => run.once('exit', () => resolve())) : Promise.resolve();
}

describe('workers', () => {
  it.each([2, 3, 8])('%i of them, in any order, change no byte', (workers) => {
    expect(batches).toBeGreaterThanOrEqual(50);
    const { status } = folder.heddle(['run', 'in', '--out', `workers ${workers}`, '--workers', String(workers)], { ...SMALL_BATCHES, HEDDLE_TEST_DELAY: '40' });
    expect(status).toBe(0);
    expect(folder.digests(`workers ${workers}`)).toEqual(expected);
  });

  it('one of them in a thread of its own, as for a large table, changes no byte, and a kill and --resume do not either', async () => {
    const beside = { ...SMALL_BATCHES, HEDDLE_TEST_BESIDE_BYTES: '0' };
    const words = ['run', 'in', '--out', 'beside', '--workers', '1'];
    const run = folder.start(words, { ...beside, HEDDLE_TEST_DELAY: '30' });
    await untilFragments('beside', 20, run);
    run.kill('SIGKILL');
    await ended(run);
    expect(existsSync(join(folder.path, 'beside', 'units.csv'))).toBe(false);
    expect(folder.heddle([...words, '--resume'], beside).status).toBe(0);
    expect(flow('beside').batches_reused).toBeGreaterThanOrEqual(20);
    expect(folder.digests('beside')).toEqual(expected);
  });

  it('that die are reported with their batch, and --resume mends the result', () => {
    const crash = { ...SMALL_BATCHES, HEDDLE_TEST_CRASH: '10,50' };
    const died = folder.heddle(['run', 'in', '--out', 'died', '--workers', '2'], crash);
    expect(died.status).toBe(1);
    expect(died.stderr.match(/worker-died/g)).toHaveLength(2);
    expect(died.stderr).toMatch(/^in.*|^table\.jsonl:\d+ error worker-died/m);
    expect(flow('died').batches).toBe(batches - 2);
    expect(folder.heddle(['run', 'in', '--out', 'died', '--resume'], SMALL_BATCHES).status).toBe(0);
    expect(flow('died').batches_reused).toBe(batches - 2);
    expect(folder.digests('died')).toEqual(expected);
  });

  it('that die stop the run when --on-error says so, and the last result stays', () => {
    folder.heddle(['run', 'in/thread 001.txt', '--out', 'stopped']);
    const before = folder.digests('stopped');
    const stopped = folder.heddle(['run', 'in', '--out', 'stopped', '--workers', '2', '--on-error', 'stop'], { ...SMALL_BATCHES, HEDDLE_TEST_CRASH: '10' });
    expect(stopped.status).toBe(2);
    expect(stopped.stderr).toContain('worker-died');
    expect(folder.digests('stopped')).toEqual(before);
  });
});

describe('--resume', () => {
  it('goes on after kills at any moment, to the same bytes', async () => {
    for (const [at, workers] of [[3, 2], [30, 1], [60, 2]] as const) {
      const run = folder.start(['run', 'in', '--out', 'killed', '--workers', String(workers), '--resume'], { ...SMALL_BATCHES, HEDDLE_TEST_DELAY: '30' });
      await untilFragments('killed', at, run);
      run.kill('SIGKILL');
      await ended(run);
      expect(existsSync(join(folder.path, 'killed', 'units.csv'))).toBe(false);
    }
    expect(folder.heddle(['run', 'in', '--out', 'killed', '--workers', '2', '--resume'], SMALL_BATCHES).status).toBe(0);
    const { batches_reused: reused } = flow('killed');
    expect(reused).toBeGreaterThanOrEqual(60);
    expect(reused).toBeLessThan(batches);
    expect(folder.digests('killed')).toEqual(expected);
  });

  it('codes again what changed and nothing else', () => {
    const { status } = folder.heddle(['run', 'in', '--out', 'changed'], SMALL_BATCHES);
    expect(status).toBe(0);
    const name = join(folder.path, 'in', 'thread 007.txt');
    const before = folder.read('in/thread 007.txt');
    writeFileSync(name, before.replace('about a hammer', 'about the fog'));
    folder.heddle(['run', 'in', '--out', 'changed', '--resume'], SMALL_BATCHES);
    expect(flow('changed').batches_reused).toBe(batches - 1);
    const resumed = folder.digests('changed');
    folder.heddle(['run', 'in', '--out', 'changed'], SMALL_BATCHES);
    expect(flow('changed').batches_reused).toBe(0);
    expect(folder.digests('changed')).toEqual(resumed);
    expect(resumed).not.toEqual(expected);
    writeFileSync(name, before);
  });

  it('takes no fragment that is cut off', () => {
    folder.heddle(['run', 'in/thread 003.txt', '--out', 'cut']);
    const whole = folder.digests('cut');
    const path = join(folder.path, 'cut', '.heddle-work', 'fragments');
    const [name] = readdirSync(path);
    writeFileSync(join(path, name!), folder.read(`cut/.heddle-work/fragments/${name}`).slice(0, 900));
    expect(folder.heddle(['run', 'in/thread 003.txt', '--out', 'cut', '--resume']).status).toBe(0);
    expect(flow('cut').batches_reused).toBe(0);
    expect(folder.digests('cut')).toEqual(whole);
  });
});

describe.skipIf(process.platform === 'win32')('Ctrl-C', () => {
  it.each([1, 2])('with %i workers leaves the last result and the way on', async (workers) => {
    const out = `interrupted ${workers}`;
    folder.heddle(['run', 'in/thread 001.txt', '--out', out]);
    const before = folder.digests(out);
    const run = folder.start(['run', 'in', '--out', out, '--workers', String(workers)], { ...SMALL_BATCHES, HEDDLE_TEST_DELAY: '60' });
    // Its own fragments replace those of the run before.
    await untilFragments(out, 5, run);
    run.kill('SIGINT');
    await ended(run);
    expect(run.exitCode).toBe(2);
    expect(folder.digests(out)).toEqual(before);
    expect(folder.heddle(['run', 'in', '--out', out, '--resume'], SMALL_BATCHES).status).toBe(0);
    expect(flow(out).batches_reused).toBeGreaterThanOrEqual(5);
    expect(folder.digests(out)).toEqual(expected);
  });
});
