import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, describe, it } from 'vitest';
import { heddle } from './heddle.js';

const THEME = 'id: garden\r\ndefinition: Growing.\r\nstrong: |\r\n  # tools\r\n  =PO\r\n  spade ^0.9\r\n';

describe('a lexicon through a spreadsheet', () => {
  let folder = '';
  const at = (...names: string[]): string => join(folder, ...names);
  const theme = (): string => readFileSync(at('lexicon', 'garden.yml'), 'utf8');
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'heddle table '));
    mkdirSync(at('lexicon'));
    writeFileSync(at('lexicon', 'garden.yml'), THEME);
    writeFileSync(at('answers.csv'), 'id,text\na,My spade met the spade of the PO\n');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('goes out as CSV with hits and comes back with semicolons, shown first and written when told', () => {
    expect(heddle('lexicon', 'export', at('lexicon'), at('answers.csv'), '--out', at('p.csv')).stdout).toContain('Wrote 2 patterns');
    const csv = readFileSync(at('p.csv'), 'utf8');
    expect(csv).toBe("\ufefftheme,code,section,strength,pattern,unless,note,hits,reviewed,precision,exported_pattern\r\ngarden,,strong,1,'=PO,,tools,1,,,'=PO\r\ngarden,,strong,0.9,spade,,,2,,,spade\r\n");
    const same = heddle('lexicon', 'import', at('p.csv'), '--lexicon', at('lexicon'), '--write');
    expect([same.stdout, same.stderr, same.status]).toEqual(['The lexicon says all this already.\n', '', 0]);
    writeFileSync(at('back.csv'), `${csv.replaceAll(',', ';').replace('0.9;spade', '0,8;spades')}garden;;strong;;rake;;;;;;\r\n`);
    const shown = heddle('lexicon', 'import', at('back.csv'), '--lexicon', at('lexicon'));
    expect(shown.stdout).toContain('  ~ strong  spade ^0.9 → spades ^0.8\n  + strong  rake\n');
    expect(theme()).toBe(THEME);
    expect(heddle('lexicon', 'import', at('back.csv'), '--lexicon', at('lexicon'), '--write').status).toBe(0);
    expect(theme()).toBe(THEME.replace('spade ^0.9\r\n', 'spades ^0.8\r\n  rake\r\n'));
    expect(readdirSync(at('lexicon'))).toEqual(['garden.yml']);
    writeFileSync(at('lexicon', 'garden.yml'), THEME);
  });

  it('says how often people agree with a pattern, and in how many units they told', () => {
    mkdirSync(at('coded'));
    mkdirSync(at('plots'));
    writeFileSync(at('plots', 'garden.yml'), THEME.replace(' ^0.9', ''));
    writeFileSync(at('coded', 'one.csv'), 'id,text\na,My spade is blunt\nb,His spade and my spade\nc,A spade\nd,Rain\n');
    writeFileSync(at('coded', 'codings.csv'), 'file,label,coder,theme\none.csv,1,W,garden\none.csv,2,W,garden\n');
    writeFileSync(at('coded', 'units.csv'), 'file,label,coder\none.csv,1,W\none.csv,2,W\none.csv,3,W\n');
    const { stdout, stderr } = heddle('lexicon', 'export', at('plots'), at('coded'), '--out', at('judged.csv'));
    expect([stdout, stderr]).toEqual([expect.stringContaining('Wrote'), '']);
    const [head, ...rows] = readFileSync(at('judged.csv'), 'utf8').trimEnd().split('\r\n').map((row) => row.split(','));
    const spade = Object.fromEntries(head!.map((name, column) => [name, rows.find((row) => row.includes('spade'))![column]]));
    expect(spade).toMatchObject({ hits: '4', reviewed: '3', precision: '0.67' });
    expect(heddle('lexicon', 'import', at('judged.csv'), '--lexicon', at('plots')).stdout).toBe('The lexicon says all this already.\n');
  });

  it('goes through a workbook, and refuses what does not check', async () => {
    heddle('lexicon', 'export', at('lexicon'), '--out', at('p.xlsx'));
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(at('p.xlsx'));
    const sheet = workbook.worksheets[0]!;
    expect(sheet.getCell('E2').value).toBe('=PO');
    sheet.getCell('D3').value = 0.5;
    sheet.getCell('F3').value = 'card table';
    await workbook.xlsx.writeFile(at('good.xlsx'));
    sheet.getCell('E3').value = '@nobody';
    await workbook.xlsx.writeFile(at('bad.xlsx'));
    const bad = heddle('lexicon', 'import', at('bad.xlsx'), '--lexicon', at('lexicon'), '--write');
    expect([bad.stdout, bad.status]).toEqual(['Nothing was written.\n', 2]);
    expect(bad.stderr).toContain('nobody');
    expect(theme()).toBe(THEME);
    const good = heddle('lexicon', 'import', at('good.xlsx'), '--lexicon', at('lexicon'), '--write');
    expect(good.stdout).toContain('+ unless  card table (for every pattern of the theme; for one alone write NOT in it)\n');
    expect(good.stdout).toContain('Written: ');
    expect(theme()).toBe(`${THEME.replace('^0.9', '^0.5')}unless: |\r\n  card table\r\n`);
    const other = heddle('lexicon', 'import', at('answers.csv'), '--lexicon', at('lexicon'));
    expect([other.status, other.stderr]).toEqual([2, expect.stringContaining('error no-patterns')]);
  });
});
