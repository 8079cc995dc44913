import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import papaparse from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunFolder } from '../cli/run-folder.js';

/**
 * Whole outputs compared with ones that a person has read. `HEDDLE_GOLDEN=renew npx vitest run tests/golden` writes them anew;
 * read the difference before you commit it. Columns that the sentiment lexicon decides are left out: it has tests of its own.
 */
const HERE = dirname(fileURLToPath(import.meta.url));
const RENEW = process.env['HEDDLE_GOLDEN'] === 'renew';
const KEPT: Readonly<Record<string, readonly string[]>> = {
  'units.csv': [
    'unit_id', 'file', 'thread', 'label', 'parent_label', 'kind', 'author', 'posted_at', 'role', 'words', 'sentences', 'quoted', 'themes',
    'theme_money', 'theme_tools', 'theme_weather', 'duplicate_of', 'text',
  ],
  'codings.csv': [
    'coding_id', 'unit_id', 'file', 'label', 'theme', 'code', 'rule', 'matched', 'start', 'end', 'source_start', 'source_end', 'sentence', 'quoted',
    'negated', 'weight', 'coder', 'source',
  ],
  'themes.csv': ['theme', 'name', 'kind', 'units', 'units_with_theme', 'prevalence', 'codings', 'negated', 'quoted'],
  'cooccurrence.csv': ['theme_a', 'theme_b', 'units_a', 'units_b', 'units_both', 'jaccard', 'lift'],
  'codebook.csv': ['theme', 'code', 'name', 'definition', 'include', 'exclude', 'was', 'codebook', 'version'],
};

let folder: RunFolder;
beforeAll(() => {
  folder = new RunFolder();
  mkdirSync(join(folder.path, 'threads'));
  copyFileSync(join(HERE, 'thread.txt'), join(folder.path, 'threads', 'thread.txt'));
  const { status, stderr } = folder.heddle(['run', 'threads', '--out', 'out']);
  expect(stderr).toBe('');
  expect(status).toBe(0);
});
afterAll(() => folder.remove());

describe('a run over one thread', () => {
  it.each(Object.entries(KEPT))('gives %s as it was read and kept', (name, columns) => {
    const { data } = papaparse.parse<Record<string, string>>(folder.read(`out/${name}`), { header: true, skipEmptyLines: true });
    const text = `${papaparse.unparse(data, { columns: [...columns], newline: '\n' })}\n`;
    const path = join(HERE, name);
    if (RENEW) writeFileSync(path, text);
    expect(existsSync(path), `${name} is missing in tests/golden`).toBe(true);
    expect(text).toBe(readFileSync(path, 'utf8'));
  });
});
