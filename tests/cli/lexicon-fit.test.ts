import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeDecisions, writeThread, type Decided } from '../workbench/reviewed-folder.js';
import { heddle } from './heddle.js';

const THEME = [
  'id: garden',
  'name: Gardening',
  'definition: Growing things.',
  'strong: |',
  '  # tools',
  '  spade',
  '  bucket   ^0.9',
  'weak: |',
  '  greenhouse ^0.5',
  '  trowel',
  'examples:',
  '  coded: |',
  '    I broke my [[spade]] on the new bed.',
  '  ignored: |',
  '    It rained on the roof.',
  '',
].join('\r\n');

/** Spades mean gardening, buckets do not, a greenhouse does by itself. */
const SAYS: readonly (readonly [text: string, hasTheme: boolean])[] = [
  ['My spade went into the clay and came out bent.', true],
  ['Nothing grows here without a greenhouse.', true],
  ['Bring a bucket and a mop when the roof leaks.', false],
  ['We had tea at four.', false],
];

describe('heddle lexicon fit', () => {
  let folder = '';
  const at = (...names: string[]): string => join(folder, ...names);
  const theme = (): string => readFileSync(at('lexicon', 'garden.yml'), 'utf8');

  function writeGold(name: string, threads: readonly string[]): void {
    mkdirSync(at(name, 'threads'), { recursive: true });
    const codings = ['file,label,coder,theme,stance,evidence'];
    const units = ['file,label,coder,sentiment,role,quoted'];
    for (const thread of threads) {
      const said = [...SAYS, ...SAYS, ...SAYS];
      const lines = ['Monday 1 May 2023', '', `The plot thickens, ${thread}`, '', 'Open thread.', '', `${said.length} comments:`, ''];
      said.forEach(([text, hasTheme], index) => {
        lines.push(`  ${index + 1}. ${text}`, '', '    ReplyDelete', '');
        for (const coder of ['A', 'B']) {
          units.push(`${thread}.txt,${index + 1},${coder},0,,none`);
          if (hasTheme) codings.push(`${thread}.txt,${index + 1},${coder},garden,neu,`);
        }
      });
      writeFileSync(at(name, 'threads', `${thread}.txt`), `${lines.join('\n')}\n`);
    }
    writeFileSync(at(name, 'codings.csv'), `${codings.join('\n')}\n`);
    writeFileSync(at(name, 'units.csv'), `${units.join('\n')}\n`);
  }

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'heddle fit '));
    mkdirSync(at('lexicon'));
    writeFileSync(at('lexicon', 'codebook.yml'), 'id: plots\nname: Plots\nversion: "1"\n');
    writeFileSync(at('lexicon', 'garden.yml'), THEME);
    writeGold('coded', ['one', 'two', 'three', 'four']);
    writeGold('later', ['five']);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('shows what it learned and gained on threads left out and held out, and writes nothing', () => {
    const { stdout, stderr, status } = heddle('lexicon', 'fit', 'garden', at('coded'), '--lexicon', at('lexicon'), '--hold-out', at('later'), '--hold', '1');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^48 coded units in 4 threads/);
    const rows = [...stdout.matchAll(/^garden +(\d+) +([\d.]+) +([\d.]+) +([\d.]+) +([\d.]+) +([\d.]+) +([\d.]+) +1 → /gm)].map((row) => row.slice(1).map(Number));
    expect(rows.map(([positives]) => positives)).toEqual([24, 6]);
    for (const row of rows) expect(row[6]).toBeGreaterThan(row[3]!);
    expect(stdout).toMatch(/garden\.yml:9 +0\.5 +[\d.]+ +12 +0 +4 +greenhouse$/m);
    expect(stdout).toContain('1 of 4 patterns stay as they are: they counted in fewer than 5 units or 2 threads.');
    expect(stdout).toContain('Nothing was written.');
    expect(theme()).toBe(THEME);
    expect(heddle('lexicon', 'fit', 'garden', at('coded'), '--lexicon', at('lexicon'), '--hold-out', at('later'), '--hold', '1').stdout).toBe(stdout);
  });

  it('learns from reviews as from codings, and never from what is set aside for tests', async () => {
    for (const name of ['one', 'two', 'three']) writeThread(at('reviewed'), name, [...SAYS, ...SAYS].map(([text]) => text));
    const of = (name: string, test: boolean): readonly Decided[] =>
      [...SAYS, ...SAYS].flatMap(([, hasTheme], index): readonly Decided[] => [
        { in: name, at: String(index + 1), coder: 'anna', item: 'done', value: 'yes', among: ['garden'], test },
        ...(hasTheme ? [{ in: name, at: String(index + 1), coder: 'anna', item: 'theme:garden', value: 'yes', test }] : []),
      ]);
    await writeDecisions(at('reviewed'), [...of('one', false), ...of('two', false), ...of('three', true)]);
    const { stdout, stderr, status } = heddle('lexicon', 'fit', 'garden', at('reviewed'), '--lexicon', at('lexicon'), '--hold', '1', '--least', '3');
    expect([stderr, status]).toEqual(['', 0]);
    expect(stdout).toMatch(/^16 coded units \(16 of them reviewed\) in 2 threads\./);
    expect(stdout).toMatch(/garden\.yml:9 +0\.5 +[\d.]+ +4 +0 +2 +greenhouse$/m);
    expect(stdout).toContain('Nothing was written.');
  });

  it('refuses threads that teach and are held out, a theme it has not, one thread alone, and numbers that are none', () => {
    const fit = (...words: string[]): ReturnType<typeof heddle> => heddle('lexicon', 'fit', ...words, '--lexicon', at('lexicon'));
    for (const [words, id] of [
      [['garden', at('coded'), '--hold-out', at('coded')], 'not-held-out'],
      [['gardn', at('coded')], 'unknown-theme'],
      [['garden', at('later')], 'too-few-threads'],
      [['garden', at('coded'), '--decision', '1.5'], 'bad-option'],
    ] as const) {
      const { stdout, stderr, status } = fit(...words);
      expect([stdout, status], id).toEqual(['', 2]);
      expect(stderr).toContain(`error ${id}`);
    }
    expect(theme()).toBe(THEME);
  });

  it('writes only numbers, keeps comments and line ends, and leaves nothing beside', () => {
    const { stdout, status } = heddle('lexicon', 'fit', '--all', at('coded'), '--lexicon', at('lexicon'), '--hold', '1', '--write');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Written: .*garden\.yml\.$/m);
    const lines = theme().split('\r\n');
    expect(lines[1]).toMatch(/^threshold: \d(\.\d\d?)?$/);
    lines.splice(1, 1);
    const before = THEME.split('\r\n');
    expect(lines.filter((line, index) => line !== before[index])).toEqual(lines.slice(5, 9).filter((line) => line.includes('^')));
    expect(lines[9]).toBe('  trowel');
    expect(readdirSync(at('lexicon')).sort()).toEqual(['codebook.yml', 'garden.yml']);
    expect(heddle('lexicon', 'check', at('lexicon')).stderr).not.toContain('error');
  });

  it('refuses a file whose bytes it could not keep, and then writes no other either', () => {
    cpSync(at('lexicon'), at('old'), { recursive: true });
    const first = THEME.replace('id: garden', 'id: allotment');
    writeFileSync(at('old', 'allotment.yml'), first);
    const bytes = Buffer.from(THEME.replace('# tools', '# caf\u00e9'), 'latin1');
    writeFileSync(at('old', 'garden.yml'), bytes);
    const { stderr, status } = heddle('lexicon', 'fit', '--all', at('coded'), '--lexicon', at('old'), '--hold', '1', '--write');
    expect(status).toBe(2);
    expect(stderr).toContain('not UTF-8');
    expect(readFileSync(at('old', 'garden.yml')).equals(bytes)).toBe(true);
    expect(readFileSync(at('old', 'allotment.yml'), 'utf8')).toBe(first);
    expect(readdirSync(at('old')).sort()).toEqual(['allotment.yml', 'codebook.yml', 'garden.yml']);
  });
});
