import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heddle } from './heddle.js';

const theme = (...patterns: readonly string[]): string => `id: garden\ndefinition: Growing things.\nstrong: |\n${patterns.map((line) => `  ${line}\n`).join('')}`;

describe('heddle lexicon diff', () => {
  let folder = '';
  const at = (...names: string[]): string => join(folder, ...names);
  const git = (...words: string[]): void => {
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false', ...words], { cwd: folder, stdio: 'pipe' });
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'heddle diff '));
    mkdirSync(at('lexicon'));
    mkdirSync(at('gold'));
    writeFileSync(at('lexicon', 'codebook.yml'), 'id: plots\n');
    writeFileSync(at('lexicon', 'garden.yml'), theme('spade', 'bucket'));
    git('init', '-q');
    git('add', 'lexicon');
    git('commit', '-q', '-m', 'First');
    writeFileSync(at('lexicon', 'garden.yml'), theme('spade', 'trowel'));
    const said = ['The bucket leaked again.', 'I found a trowel in the beans.', 'My spade is blunt.'];
    writeFileSync(at('gold', 'plot.txt'), ['Monday 1 May 2023', '', 'An allotment', '', 'Open thread.', '', '3 comments:', '', ...said.flatMap((text, i) => [`  ${i + 1}. ${text}`, '', '    ReplyDelete', ''])].join('\n'));
    writeFileSync(at('gold', 'codings.csv'), 'file,label,coder,theme,stance,evidence\nplot.txt,2,A,garden,neu,\nplot.txt,3,A,garden,neu,\n');
    writeFileSync(at('gold', 'units.csv'), `file,label,coder,sentiment,role,quoted\n${[1, 2, 3].map((label) => `plot.txt,${label},A,0,,none\n`).join('')}`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('compares a revision with the folder: rules, units with the words that did it, precision and recall', () => {
    const { stdout, stderr, status } = heddle('lexicon', 'diff', 'HEAD', at('lexicon'), at('gold'), '--gold', at('gold'));
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('Patterns: 1 added, 1 removed, 0 changed.');
    expect(stdout).toContain('  + strong ^1  trowel\n  - strong ^1  bucket\n');
    expect(stdout).toContain('Of 4 units, 1 gained a theme and 1 lost one.');
    expect(stdout).toContain('  + plot.txt 2: “trowel” by trowel ^1\n');
    expect(stdout).toContain('  - plot.txt 1: “bucket” by bucket ^1\n');
    expect(stdout).toMatch(/^garden +2 +0\.500 → 1\.000 +0\.500 → 1\.000/m);
    const json = JSON.parse(heddle('lexicon', 'diff', 'HEAD', at('lexicon'), at('gold'), '--format', 'json').stdout) as { impact: { themes: readonly { label: string }[] } };
    expect(json.impact.themes.map(({ label }) => label)).toEqual(['1', '2']);
  });

  it('refuses what is neither folder nor revision', () => {
    const { stdout, stderr, status } = heddle('lexicon', 'diff', 'no-such-thing', at('lexicon'));
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr).toContain('no-such-thing error no-lexicon');
  });
});
