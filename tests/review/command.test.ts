import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { heddle } from '../cli/heddle.js';
import { edited, makeRun } from './run-folder.js';

/** The commands as a user runs them. */

const at = makeRun([{ text: 'The pay is poor.' }, { text: 'The union is quiet.' }]);
const own = ['--run', at.run, '--threads', at.threads] as const;

describe('heddle review', () => {
  test('says what it can do', () => {
    expect(heddle('review', '--help').stdout).toMatch(/export[\s\S]*import[\s\S]*adjudicate[\s\S]*status/);
    expect(heddle('review', 'export', '--help').stdout).toContain('--stratify');
    expect(heddle('review', 'export', '--run', join(at.folder, 'nowhere'))).toMatchObject({ status: 2, stderr: expect.stringContaining('Run heddle run first') });
  });

  test('goes out, comes back and is counted', async () => {
    const out = join(at.folder, 'cmd.xlsx');
    expect(heddle('review', 'export', ...own, '--coder', 'anna', '--out', out)).toMatchObject({ status: 0, stdout: expect.stringContaining('2 of 2 units') });
    const back = await edited(out, (_, fill) => {
      fill('1', 'pay', 'yes');
      fill('2', 'union', 'perhaps');
    });
    const first = heddle('review', 'import', back, ...own);
    expect(first.status).toBe(1);
    expect(first.stderr).toContain('cmd-back.xlsx!units:H3 warning unreadable-cell');
    expect(first.stdout).toContain('anna, 2 units; 1 decisions added');
    expect(heddle('review', 'import', back, ...own).stdout).toContain('nothing was changed');
    expect(heddle('review', 'status', ...own, '--teach').stdout).toMatch(/anna\s+1\s+0\s+1\s+0/);
    expect(heddle('review', 'adjudicate', ...own, '--out', join(at.folder, 'c.xlsx'))).toMatchObject({ status: 0, stderr: expect.stringContaining('no-conflicts') });
  });

  test('the sample decisions are applied to the sample threads', () => {
    const folder = mkdtempSync(join(tmpdir(), 'heddle-seeds-'));
    cpSync('seeds', join(folder, 'seeds'), { recursive: true });
    const { stdout } = heddle('run', join(folder, 'seeds'), '--out', join(folder, 'out'));
    expect(stdout).toContain('5 units as C, W, consensus decided');
    expect(readFileSync(join(folder, 'out', 'units.csv'), 'utf8')).toContain('C;W');
  });
});
