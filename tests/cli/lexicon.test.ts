import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heddle } from './heddle.js';

const THEME = `id: caseload
definition: How much work people hold.
strong: |
  {leave} (case|cases)
  overtime
examples:
  coded: |
    She [[left cases]] behind.
  ignored: |
    The sun came out.
`;
const CODEBOOK = 'id: tiny\nlists:\n  idle: |\n    x\n';

describe('heddle lexicon', () => {
  let folder = '';
  const lexicon = (name: string, files: Readonly<Record<string, string | Uint8Array>>): string => {
    mkdirSync(join(folder, name));
    for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, name, file), content);
    return join(folder, name);
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'heddle lexicon '));
    writeFileSync(join(folder, 'inflections.csv'), 'leave,leave leaves leaving left\n');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('check says all that is wrong at once, where, and what to do', () => {
    const broken = lexicon('broken', { 'codebook.yml': CODEBOOK, 'a.yml': THEME.replace('overtime', '(over time'), 'b.yml': 'id: b\nstrng: |\n  x\n' });
    const { stdout, stderr, status } = heddle('lexicon', 'check', broken);
    expect(status).toBe(1);
    expect(stderr).toContain('broken/a.yml:5:3 error unclosed-bracket\n  The bracket "(" is never closed.\n  Write ")" where the group ends.\n');
    expect(stderr).toContain('broken/b.yml:2:1 error unknown-key\n  "strng" is no key here.\n  Did you mean "strong"?\n');
    expect(stderr).toContain('broken/codebook.yml:3:3 warning unused-list');
    expect(stdout).toMatch(/^2 errors, \d+ warnings in .*broken \(1 patterns\)\.\n$/);
  });

  it('check gives JSON that holds the same, and nothing else on stdout', () => {
    const { stdout, stderr, status } = heddle('lexicon', 'check', join(folder, 'broken'), '--format', 'json');
    const problems: unknown = JSON.parse(stdout);
    expect(status).toBe(1);
    expect(stderr).toBe('');
    expect(problems).toEqual(expect.arrayContaining([expect.objectContaining({ severity: 'error', id: 'unclosed-bracket', line: 5, column: 3, hint: 'Write ")" where the group ends.' })]));
  });

  it('check has nothing to say of a sound lexicon, and prints the forms', () => {
    const sound = lexicon('sound', { 'a.yml': THEME });
    expect(heddle('lexicon', 'check', sound)).toEqual({ status: 0, stderr: '', stdout: `Nothing is wrong in ${sound} (2 patterns).\n` });
    expect(heddle('lexicon', 'check', sound, '--forms').stdout).toContain('{leave}  leave leaves leaving left\n');
    expect(heddle('lexicon', 'check', sound, '--format', 'json').stdout).toBe('[]\n');
  });

  it('check cannot run on a folder that is not there, or holds none', () => {
    const empty = lexicon('empty', { 'notes.txt': 'none' });
    for (const path of [join(folder, 'nowhere'), empty]) {
      const { stderr, status } = heddle('lexicon', 'check', path);
      expect([status, stderr]).toEqual([2, expect.stringContaining('error no-lexicon')]);
    }
  });

  it('check reads what Word and Notepad write, with a warning, and refuses a document', () => {
    const latin = Buffer.from(THEME.replace('overtime', 'they don\u0092t caf\u00e9'), 'latin1');
    const utf16 = Buffer.from(`\ufeff${THEME.replaceAll('caseload', 'pay')}`, 'utf16le');
    const { stderr, status } = heddle('lexicon', 'check', lexicon('word', { 'a.yml': latin, 'b.yml': utf16 }));
    expect(status).toBe(0);
    expect(stderr).toMatch(/word\/a\.yml:5:11 warning not-utf8\n.*Windows-1252/);
    expect(stderr).not.toContain('error');
    const refused = heddle('lexicon', 'check', lexicon('document', { 'a.yml': Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'b.yml': THEME }));
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(/document\/a\.yml error not-text\n.*Word document/);
  });

  it('test runs the examples and says in which way one fails', () => {
    expect(heddle('lexicon', 'test', join(folder, 'sound'))).toMatchObject({ status: 0, stdout: expect.stringMatching(/^2 of 2 examples are right; no example fires 1 of 2 patterns \(--unexercised.*\n\n.*\n.*\ncaseload +2 +0 +2 +1\n$/) });
    const failing = lexicon('failing', {
      'a.yml': THEME.replace('behind.', 'behind.\n    [[Weekends]] are gone.\n    She left cases [[on the table]].').replace('came out.', 'came out.\n    No overtime for me.'),
    });
    const { stdout, stderr, status } = heddle('lexicon', 'test', failing, '--unexercised');
    expect(status).toBe(1);
    expect(stderr).toMatch(/failing\/a\.yml:9:5 error example-missing\n {2}Missing:/);
    expect(stderr).toMatch(/failing\/a\.yml:10:5 error example-misplaced\n {2}Misplaced:.*"\{leave\} \(case\|cases\)"/);
    expect(stderr).toMatch(/failing\/a\.yml:13:5 error example-noisy\n {2}Noisy:.*"overtime"/);
    expect(stdout).toBe('2 of 5 examples are right, and every one of 2 patterns is fired by one.\n');
    const unseen = heddle('lexicon', 'test', join(folder, 'sound'), '--unexercised');
    expect([unseen.status, unseen.stderr, unseen.stdout]).toEqual([0, '', expect.stringMatching(/sound\/a\.yml:5:3 {2}overtime\n2 of 2 examples are right; no example fires 1 of 2 patterns\.\n$/)]);
    const one = heddle('lexicon', 'test', join(folder, 'sound'), '--theme', 'caselod');
    expect([one.status, one.stderr]).toEqual([2, expect.stringContaining('Did you mean "caseload"?')]);
    expect(JSON.parse(heddle('lexicon', 'test', failing, '--theme', 'caseload', '--format', 'json').stdout)).toMatchObject({ examples: 5, failures: [{}, {}, {}], themes: [{ theme: 'caseload', unexercised: [] }] });
  });

  it('check and test know a lexicon of roles and one of sentiment', () => {
    expect(heddle('lexicon', 'test', 'lexicons/roles')).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/^120 of 120 examples are right/) });
    expect(heddle('lexicon', 'test', 'lexicons/sentiment')).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/^(\d+) of \1 examples are right\.\n$/) });
    expect(heddle('lexicon', 'check', 'lexicons/sentiment')).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/^Nothing is wrong in .*sentiment \(\d{4} words\)\.\n$/) });
    const bad = lexicon('feelings', { 'degrees.csv': '', 'rules.yml': '', 'more.csv': 'words,valence\nglad,much\n' });
    expect(heddle('lexicon', 'check', bad)).toMatchObject({ status: 1, stderr: expect.stringMatching(/feelings\/more\.csv:2 error bad-number/) });
  });

  it('test and run stop before any text is read when the lexicon has an error', () => {
    const { stdout, stderr, status } = heddle('lexicon', 'test', join(folder, 'broken'));
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr).toContain('unclosed-bracket');
    const run = heddle('run', 'seeds', '--lexicon', join(folder, 'broken'), '--out', join(folder, 'out'));
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('broken/a.yml:5:3 error unclosed-bracket');
  });

  it('helps with every action', () => {
    for (const action of ['check', 'test']) {
      const { stdout, status } = heddle('lexicon', action, '--help');
      expect([status, stdout]).toEqual([0, expect.stringMatching(/Examples:\n.*lexicon /s)]);
    }
    expect(heddle('lexicon').status).toBe(2);
    expect(heddle('lexicon', 'chek').status).toBe(2);
  });
});
