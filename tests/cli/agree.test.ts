import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heddle } from './heddle.js';

describe('heddle agree', () => {
  let folder = '';
  const at = (name: string): string => join(folder, name);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'heddle agree '));
    // Cohen's table [[20,5],[10,15]] as fifty units, the theme given or not.
    const table: readonly (readonly [boolean, boolean, number])[] = [[true, true, 20], [true, false, 5], [false, true, 10], [false, false, 15]];
    const anna: string[] = [];
    const ben: string[] = [];
    const units: string[] = [];
    let label = 0;
    for (const [a, b, times] of table) {
      for (let i = 0; i < times; i++) {
        label++;
        units.push(`a.txt,${label},Anna,-1,,none`, `a.txt,${label},Ben,-1,,none`);
        if (a) anna.push(`a.txt,${label},Anna,pay,neg,low pay`);
        if (b) ben.push(`a.txt,${label},Ben,pay,neg,low pay`);
      }
    }
    const header = 'file,label,coder,theme,stance,evidence';
    writeFileSync(at('codings.csv'), `\ufeff${[header, ...anna, ...ben].join('\r\n')}\r\n`);
    writeFileSync(at('units.csv'), ['file,label,coder,sentiment,role,quoted', ...units].join('\n'));
    const strip = (rows: readonly string[]): string => ['file,label,theme', ...rows.map((row) => row.replace(/^(a.txt,\d+),\w+,(\w+).*$/, '$1,$2'))].join('\n');
    writeFileSync(at('anna.csv'), strip(anna));
    writeFileSync(at('ben.csv'), strip(ben));
    writeFileSync(at('carl.csv'), 'file,label,theme\nother.txt,1,pay\n');
    writeFileSync(at('broken.csv'), 'file,theme\na.txt,pay\n');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('prints a row a theme, with the published kappa', () => {
    const { stdout, stderr, status } = heddle('agree', folder);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^2 coders \(Anna, Ben\), 50 units coded by two or more$/m);
    expect(stdout).toMatch(/^pay +35 +0\.700 +0\.727 \(0\.\d\d-0\.\d\d\) +0\.400 \(/m);
    expect(stdout).toMatch(/undefined because all ratings are the same.*: stances, sentiment/);
    expect(heddle('agree', folder).stdout).toBe(stdout);
  });

  it('prints a row a pair, and JSON in which nothing undefined is a number', () => {
    expect(heddle('agree', folder, '--by', 'pair').stdout).toMatch(/^Anna - Ben +50 +0\.700 +0\.727 +0\.400/m);
    const agreement: unknown = JSON.parse(heddle('agree', folder, '--format', 'json', '--resamples', '50').stdout);
    expect(agreement).toMatchObject({
      coders: ['Anna', 'Ben'],
      sentiment: { defined: false },
      themes: [{ theme: 'pay', measures: { kappa: { value: { defined: true }, interval: { resamples: 50 } } } }],
    });
  });

  it('takes a file a coder, and says what it takes for seen', () => {
    const { stdout, status } = heddle('agree', at('anna.csv'), at('ben.csv'));
    expect(status).toBe(0);
    expect(stdout).toMatch(/^2 coders \(anna, ben\), 35 units/m);
    expect(stdout).toContain('Without a units.csv, anna, ben counts as having seen every unit');
  });

  it('says why there is nothing to compare', () => {
    for (const [files, message] of [
      [['anna.csv'], 'There is one coder only (anna)'],
      [['anna.csv', 'carl.csv'], 'No unit was coded by two of the coders anna, carl.'],
      [['none.csv'], 'There is no such file.'],
      [['broken.csv'], 'The table has no column "label".'],
    ] as const) {
      const { stdout, stderr, status } = heddle('agree', ...files.map(at));
      expect([stdout, status]).toEqual(['', 2]);
      expect(stderr).toContain(message);
    }
    expect(heddle('agree', folder, '--resamples', 'many').status).toBe(2);
    expect(heddle('agree').status).toBe(2);
    expect(heddle('agree', folder, '--resamples', 'many', '--resamples', '5').status).toBe(0);
  });

  it('compares what can be read, and reports the rest with exit status 1', () => {
    const { stdout, stderr, status } = heddle('agree', folder, at('broken.csv'));
    expect(status).toBe(1);
    expect(stdout).toContain('2 coders (Anna, Ben)');
    expect(stderr).toContain('missing-column');
  });
});
