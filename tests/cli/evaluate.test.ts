import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heddle } from './heddle.js';

const THREAD = `Monday 3 March 2025
A Cold Office
The boiler has gone and the pay slip is late again.

2 comments:

  1. My pay went up by a penny.

    Nobody here talks of heating.

    ReplyDelete

    Replies

      1. The boiler is fine by me.

      Delete

  2. I joined for the biscuits.

    ReplyDelete
`;

const CODEBOOK = `id: office
name: An office
version: '1'
`;

function theme(id: string, word: string): string {
  return `id: ${id}\nname: ${id}\ndefinition: About ${id}.\nstrong: |\n  ${word}\nexamples:\n  coded: |\n    The [[${word}]] again.\n  ignored: |\n    The kettle sings.\n`;
}

describe('heddle evaluate', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'heddle evaluate '));
    for (const name of ['threads', 'gold', 'lexicon']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'threads', '101.txt'), THREAD);
    writeFileSync(join(folder, 'lexicon', 'codebook.yml'), CODEBOOK);
    writeFileSync(join(folder, 'lexicon', 'pay.yml'), theme('pay', 'pay'));
    writeFileSync(join(folder, 'lexicon', 'heating.yml'), theme('heating', 'boiler'));
    const labels = ['post', '1', '1.1', '2'];
    const units = labels.flatMap((label) => ['A', 'B'].map((coder) => `101.txt,${label},${coder},${label === 'post' ? -1 : 0},,none`));
    writeFileSync(join(folder, 'gold', 'units.csv'), ['file,label,coder,sentiment,role,quoted', ...units].join('\n'));
    const codings = [
      ...['A', 'B'].flatMap((coder) => [
        `101.txt,post,${coder},pay,neg,pay slip is late`,
        `101.txt,post,${coder},heating,neg,boiler has gone`,
        `101.txt,1,${coder},pay,neg,went up by a  PENNY`,
        `101.txt,1,${coder},heating,neu,talks of heating`,
        `101.txt,2,${coder},biscuits,pos,the biscuits`,
      ]),
      '101.txt,1.1,A,heating,pos,boiler is fine',
    ];
    writeFileSync(join(folder, 'gold', 'codings.csv'), ['file,label,coder,theme,stance,evidence', ...codings].join('\n'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const evaluate = (...words: readonly string[]): ReturnType<typeof heddle> =>
    heddle('evaluate', join(folder, 'gold'), '--lexicon', join(folder, 'lexicon'), ...words);

  it('finds the threads beside the gold folder and prints figures with their positives and the constant', () => {
    const { stdout, stderr, status } = evaluate();
    // The lexicon has no biscuits: said once, and counted as missed.
    expect(stderr.match(/unknown-theme/g)).toHaveLength(1);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^4 units in 1 thread, coded by A, B$/m);
    expect(stdout).toMatch(/^pay +2 +1\.000 +1\.000 +1\.000 +2 +1\.000$/m);
    // The boiler of 1.1 is contested and left out on agreed codings; A gave it, B did not.
    expect(stdout).toMatch(/^heating +2 +1\.000 +0\.500 +0\.667 +2\.5 /m);
    expect(stdout).toMatch(/^biscuits +1 +undefined +0\.000 +0\.000/m);
    expect(stdout).toMatch(/^micro +5 +1\.000 +0\.600 +0\.750/m);
    expect(stdout).toMatch(/^micro, constant +5 /m);
    expect(stdout).toMatch(/overlaps a coder's evidence: 1\.000 of 3$/m);
    expect(evaluate().stdout).toBe(stdout);
  });

  it('gives JSON, of the files asked for', () => {
    const { stdout } = evaluate('--format', 'json', '--file', '101,7', '--resamples', '20');
    const result: unknown = JSON.parse(stdout);
    expect(result).toMatchObject({
      coders: ['A', 'B'],
      files: ['101.txt'],
      segmentation: null,
      evaluation: { units: 4, themes: { agreed: { micro: { f1: { defined: true, value: 0.75 }, positives: 5 } } } },
    });
    const none = evaluate('--file', '999');
    expect([none.stdout, none.status]).toEqual(['', 2]);
    expect(none.stderr).toContain('No file named in the codings begins with 999.');
  });

  it('names a unit that the thread has not, in the row that names it', () => {
    const other = join(folder, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'codings.csv'), 'file,label,coder,theme\n101.txt,1,A,pay\n101.txt,9,A,pay\n');
    const { stderr, status } = heddle('evaluate', other, '--lexicon', join(folder, 'lexicon'));
    expect(stderr).toMatch(/codings\.csv:3.* B3 error unknown-label/);
    expect(status).toBe(1);
  });

  it('says what is missing', () => {
    expect(evaluate('--resamples', 'some').status).toBe(2);
    expect(heddle('evaluate', join(folder, 'nowhere')).stderr).toContain('There is no such file.');
    const { stderr, stdout, status } = evaluate('--threads', join(folder, 'lexicon'));
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr).toContain('Name the folder of the threads with --threads.');
  });
});
