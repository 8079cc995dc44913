import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../../src/files/make-folder.js';

test('makes a folder with those above it, and minds none that is there', () => {
  const base = mkdtempSync(join(tmpdir(), 'heddle-'));
  makeFolder(join(base, 'a', 'b', 'c'));
  makeFolder(join(base, 'a', 'b', 'c'));
  expect(existsSync(join(base, 'a', 'b', 'c'))).toBe(true);
  rmSync(base, { recursive: true });
});

test.skipIf(process.platform !== 'linux')('gives up where no folder can be made', () => {
  expect(() => makeFolder('/proc/heddle/output')).toThrow(/ENOENT|EACCES|EPERM/);
});
