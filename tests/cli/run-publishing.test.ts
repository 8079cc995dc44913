import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WorkFolder } from '../../src/files/work-folder.js';
import { comments, numberedThread, RunFolder } from './run-folder.js';

/** Runs that end while they put their results in place, and disks that are full. */

/** Loaded before the program: kills it before the nth file is moved into its place or out of it. */
const KILL = `
const fs = require('node:fs');
const { renameSync } = fs;
let left = Number(process.env.KILL_BEFORE);
fs.renameSync = (from, to) => {
  if (/heddle-work.(old|new)./.test(String(from) + String(to)) && left-- === 0) process.kill(process.pid, 'SIGKILL');
  renameSync(from, to);
};
require('node:module').syncBuiltinESMExports();
`;
/** The same: no more than so many bytes of results are written, and then the disk is full. */
const FULL = `
const fs = require('node:fs');
const { writevSync, writeFileSync, openSync } = fs;
let left = Number(process.env.DISK_LEFT);
const results = new Set();
const take = (bytes) => {
  left -= bytes;
  if (left < 0) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
};
fs.openSync = (path, ...rest) => {
  const file = openSync(path, ...rest);
  if (/heddle-work.(new|fragments)./.test(String(path))) results.add(file);
  return file;
};
fs.writevSync = (file, parts, ...rest) => {
  if (results.has(file)) take(parts.reduce((sum, part) => sum + part.length, 0));
  return writevSync(file, parts, ...rest);
};
fs.writeFileSync = (path, data, ...rest) => {
  if (/heddle-work.new./.test(String(path))) take(data.length);
  return writeFileSync(path, data, ...rest);
};
require('node:module').syncBuiltinESMExports();
`;

let folder: RunFolder;
let old: Record<string, string>;
let next: Record<string, string>;
beforeAll(() => {
  folder = new RunFolder();
  folder.write('kill.cjs', KILL);
  folder.write('full.cjs', FULL);
  folder.write('in/thread.txt', numberedThread('A post about a hammer.', comments(20).map(({ text }) => ({ text: text.replaceAll('\n', ' ') }))));
  folder.heddle(['run', 'in', '--out', 'old']);
  old = folder.digests('old');
  folder.write('in/more.txt', numberedThread('A post about the rain.', comments(60).map(({ text }) => ({ text: text.replaceAll('\n', ' ') }))));
  folder.heddle(['run', 'in', '--out', 'next']);
  next = folder.digests('next');
  expect(Object.keys(next).length).toBeGreaterThan(5);
  expect(next).not.toEqual(old);
});
afterAll(() => folder.remove());

/** A result of the thread alone. */
function oldResult(out: string): void {
  cpSync(join(folder.path, 'old'), join(folder.path, out), { recursive: true });
  expect(folder.digests(out)).toEqual(old);
}

function preload(script: string): string {
  return `--require "${join(folder.path, script).replaceAll('\\', '/')}"`;
}

describe.skipIf(process.platform === 'win32')('a run that is killed while its files are renamed', () => {
  it.each([0, 6, 9, 15])('before move %i: the next that opens the folder puts the rest in place', (before) => {
    const out = `killed ${before}`;
    oldResult(out);
    const { status } = folder.heddle(['run', 'in', '--out', out, '--workers', '1'], { NODE_OPTIONS: preload('kill.cjs'), KILL_BEFORE: String(before) });
    expect(status).toBe(null);
    expect(folder.heddle(['review', 'status', '--run', out]).stderr).toContain('half-published');
    const work = new WorkFolder(join(folder.path, out));
    work.open(true);
    work.close(true);
    expect(folder.digests(out)).toEqual(next);
  });

  it('leaves nothing that a later run stumbles over', () => {
    oldResult('again');
    folder.heddle(['run', 'in', '--out', 'again', '--workers', '1'], { NODE_OPTIONS: preload('kill.cjs'), KILL_BEFORE: '10' });
    expect(folder.heddle(['run', 'in/thread.txt', '--out', 'again']).status).toBe(0);
    expect(folder.digests('again')).toEqual(old);
    expect(existsSync(join(folder.path, 'again', '.heddle-work', 'publishing.json'))).toBe(false);
  });
});

describe('a full disk', () => {
  it.each([0, 30_000])('after %i bytes: the last result is untouched, and a word says what to do', (left) => {
    const out = `full ${left}`;
    oldResult(out);
    const { status, stderr } = folder.heddle(['run', 'in', '--out', out, '--workers', '1'], { NODE_OPTIONS: preload('full.cjs'), DISK_LEFT: String(left) });
    expect(status).toBe(2);
    expect(stderr).toMatch(/The disk is full[\s\S]*--resume/);
    expect(stderr).not.toMatch(/^ {4}at |EBADF/m);
    expect(folder.digests(out)).toEqual(old);
    // What was half written takes no room.
    expect(readdirSync(join(folder.path, out, '.heddle-work'))).not.toContain('new');
    expect(folder.heddle(['run', 'in', '--out', out, '--resume']).status).toBe(0);
    expect(folder.digests(out)).toEqual(next);
  });

  const disk = (): string => join(folder.path, 'disk');
  const canMount = process.platform === 'linux' && process.getuid?.() === 0 && process.env['HEDDLE_TEST_MOUNT'] !== '0';
  it.skipIf(!canMount)('that is one: a small memory file system (skipped where none can be mounted)', (context) => {
    mkdirSync(disk());
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk()]).status !== 0) return context.skip();
    try {
      oldResult('disk/out');
      folder.write('in/long.txt', numberedThread('A post about the fog.', comments(3_000).map(({ text }) => ({ text: text.replaceAll('\n', ' ') }))));
      const { status, stderr } = folder.heddle(['run', 'in', '--out', 'disk/out']);
      expect(status).toBe(2);
      expect(stderr).toContain('The disk is full');
      expect(folder.digests('disk/out')).toEqual(old);
    } finally {
      spawnSync('umount', [disk()]);
    }
  });
});
