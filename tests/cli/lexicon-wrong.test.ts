import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heddle, MAIN, ROOT } from './heddle.js';

const THEME = 'id: garden\ndefinition: Growing.\nstrong: |\n  spade\nexamples:\n  coded: |\n    My [[spade]].\n';

describe('what goes wrong in a workbench', () => {
  let folder = '';
  const at = (...names: string[]): string => join(folder, ...names);
  const lexicon = (name: string, files: Readonly<Record<string, string | Uint8Array>>): string => {
    mkdirSync(at(name));
    for (const [file, content] of Object.entries(files)) writeFileSync(at(name, file), content);
    return at(name);
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'heddle wrong '));
    lexicon('sound', { 'garden.yml': THEME });
    writeFileSync(at('answers.csv'), `id,text\n1,My spade is blunt\n2,${'a'.repeat(63)}d\n`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['suggest', ['suggest', 'pay', 'no-such-folder']],
    ['fit', ['fit', 'pay', 'no-such-folder']],
    ['watch', ['watch', 'no-such-folder']],
    ['coverage', ['coverage', 'no-such-folder']],
    ['kwic', ['kwic', 'pay rise', 'no-such-folder']],
    ['import of a table', ['import', 'no-such-folder.csv']],
    ['import of a dictionary', ['import', 'no-such-folder.yml']],
  ])('%s says once that a file is not there', (_, words) => {
    const { stdout, stderr, status } = heddle('lexicon', ...words);
    expect([stdout.replace('Nothing was written.\n', ''), status]).toEqual(['', 2]);
    expect(stderr).toMatch(/^no-such-folder\S* error no-such-file\n {2}There is no such file( or folder)?\.\n {2}Check the path; [^\n]*\n$/);
  });

  it('inflect says that there is no lexicon, and writes no table', () => {
    const { stderr, status } = heddle('lexicon', 'inflect', at('nowhere'));
    expect([status, stderr]).toEqual([2, expect.stringContaining('error no-lexicon')]);
    expect(readdirSync(folder)).not.toContain('inflections.csv');
  });

  it('import takes no document, folder or theme for a dictionary', () => {
    writeFileSync(at('word.yml'), Buffer.from([0x50, 0x4b, 3, 4, 0, 0]));
    const refused = (file: string): readonly string[] => {
      const { stderr, status } = heddle('lexicon', 'import', file, '--out', at('made'));
      expect(status).toBe(2);
      return [...stderr.matchAll(/ error (\S+)/g)].map(([, id]) => id!);
    };
    expect(refused(at('word.yml'))).toEqual(['not-text']);
    expect(refused(at('sound'))).toEqual(['unreadable']);
    expect(refused(at('sound', 'garden.yml'))).toEqual(['no-dictionary']);
    expect(readdirSync(folder)).not.toContain('made');
  });

  it('import says that aliases are not followed, however many they stand for', () => {
    const levels = Array.from({ length: 12 }, (_, level) => `l${level + 1}: &a${level + 1} [${Array<string>(9).fill(`*a${level}`).join(', ')}]`);
    writeFileSync(at('bomb.yml'), ['l0: &a0 [rain]', ...levels, ''].join('\n'));
    const { stdout, stderr, status } = heddle('lexicon', 'import', at('bomb.yml'), '--out', at('from-bomb'));
    expect([status, stdout]).toEqual([1, expect.stringContaining('Wrote 1 themes with 1 patterns')]);
    expect(stderr).toContain('bomb.yml:2:10 warning not-carried-over\n  The alias "*a0" is not followed');
    expect(stderr.match(/not-carried-over/g)).toHaveLength(12);
  });

  it('a file that cannot be written is said to be so, with its name', () => {
    for (const words of [['export', at('sound'), '--out', at('no', 'such.csv')], ['kwic', 'spade', at('answers.csv'), '--csv', at('no', 'such.csv')]]) {
      const { stderr, status } = heddle('lexicon', ...words);
      expect(status).toBeGreaterThan(0);
      expect(stderr).toContain('such.csv error cannot-write\n  The file cannot be written (ENOENT).\n  Its folder is not there: make it first');
    }
  });

  it('a regular expression made to be slow, and a pattern with a thousand alternatives, are bounded', () => {
    expect(heddle('lexicon', 'kwic', '/(a|aa)+(a+)+c/', at('answers.csv')).stderr).toContain('0 matches');
    const many = (letter: string): string => `(${Array.from({ length: 1000 }, (_, i) => `${letter}${i}`).join('|')})`;
    const thousand = lexicon('thousand', { 'a.yml': THEME.replace('  spade\n', `  spade\n  ${many('a')} ${many('b')} ${many('c')}\n`) });
    expect(heddle('lexicon', 'check', thousand)).toMatchObject({ status: 0, stderr: '' });
    expect(heddle('lexicon', 'test', thousand).stdout).toContain('1 of 1 examples are right');
  });

  it('kwic searches while a theme is broken, and knows a theme by its name', () => {
    const broken = lexicon('broken', { 'garden.yml': THEME.replace('spade\nex', '(spade\nex') });
    expect(heddle('lexicon', 'kwic', 'spade', at('answers.csv'), '--lexicon', broken)).toMatchObject({ status: 0, stdout: expect.stringContaining('spade') });
    expect(heddle('lexicon', 'kwic', 'garden', at('answers.csv'), '--lexicon', broken)).toMatchObject({ status: 2, stderr: expect.stringContaining('unclosed-bracket') });
    expect(heddle('lexicon', 'kwic', 'garden', at('answers.csv'), '--lexicon', at('sound')).stdout).toContain('spade');
  });

  it('a reader who has seen enough ends a command without a fault', async () => {
    const child = spawn(process.execPath, [MAIN, 'lexicon', 'coverage', 'seeds', '--format', 'csv'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect([errors, status]).toEqual(['', 0]);
  }, 60_000);

  it('an option given twice is two folders where it may be', () => {
    const { stderr } = heddle('lexicon', 'fit', 'pay', '--hold-out', at('one'), '--hold-out', at('two'));
    expect([...stderr.matchAll(/(\S+) error no-such-file/g)].map(([, file]) => file)).toEqual([expect.stringContaining('one'), expect.stringContaining('two')]);
  });
});
