import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heddle } from './heddle.js';

describe('heddle lexicon kwic', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'heddle kwic '));
    writeFileSync(join(folder, 'said.csv'), 'id,text\n1,The zither hums.\n2,Nothing here.\n3,"A new zither, a good zither."\n4,left out zither\n');
    writeFileSync(join(folder, 'exclude.csv'), 'file,label,reason\nsaid.csv,4,a joke\n');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('prints aligned lines without colour in a pipe, what was excluded left out', () => {
    const { stdout, stderr, status } = heddle('lexicon', 'kwic', 'zither', folder, '--width', '6', '--sort', 'left');
    expect([status, stderr]).toEqual([0, '3 matches in 2 of 3 units.\n']);
    expect(stdout).toBe('said.csv:3   good zither.\nsaid.csv:3  A new zither, a go\nsaid.csv:1    The zither hums.\n');
  });

  it('writes a table to standard output or a file', () => {
    const { stdout } = heddle('lexicon', 'kwic', 'zither', folder, '--csv', '-');
    const file = join(folder, 'lines.csv');
    expect(heddle('lexicon', 'kwic', 'zither', join(folder, 'said.csv'), '--csv', file)).toMatchObject({ stdout: '', status: 0 });
    expect(stdout.split('\r\n')).toHaveLength(5);
    expect(readFileSync(file, 'utf8')).toBe(stdout);
  });

  it("takes a theme's cues with their rules, those below the threshold too", () => {
    const theme = heddle('lexicon', 'kwic', 'caseload', '--csv', '-').stdout;
    expect(theme).toContain(',caseload,');
    expect(theme).toMatch(/txt,[^,]+,caseload,.*,1,/);
  });

  it('cannot run on a broken pattern, a missing folder or a width that is none', () => {
    for (const [words, id] of [[['(zither', folder], 'unclosed-bracket'], [['zither', join(folder, 'none')], 'no-such-file'], [['zither', folder, '--width', 'x'], 'bad-option']] as const) {
      const { stdout, stderr, status } = heddle('lexicon', 'kwic', ...words);
      expect([stdout, status], id).toEqual(['', 2]);
      expect(stderr).toContain(`error ${id}`);
    }
  });
});
