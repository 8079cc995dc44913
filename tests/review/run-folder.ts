import { mkdtempSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import type { RunUnit } from '../../src/files/review/run.js';
import { exportReview, type ExportOptions } from '../../src/review/export.js';
import { importReview, type Imported } from '../../src/review/import.js';

/** A finished run as a review reads it, made without running anything. */

export interface TestRun {
  readonly run: string;
  readonly threads: string;
  readonly folder: string;
}

export type TestUnit = Partial<RunUnit> & Pick<RunUnit, 'text'>;

const THEMES = [['pay', 'Pay and reward'], ['union', 'Unions'], ['risk', 'Risk']] as const;

export function unitsOf(units: readonly TestUnit[]): RunUnit[] {
  return units.map((unit, i) => ({
    id: `thread#${String(i).padStart(14, '0')}`, file: 'thread.txt', label: String(i + 1), parent: '', kind: 'comment', author: '', words: 10, sentiment: 0, codings: [], ...unit,
  }));
}

/** A coding of the first occurrence of some words. */
export function codingOf(text: string, theme: string, matched: string): RunUnit['codings'][number] {
  const start = Array.from(text.slice(0, text.indexOf(matched))).length;
  return { theme, code: '', rule: matched, matched, start, end: start + Array.from(matched).length, sentence: text, quoted: false, negated: false, stance: 'neg', weight: 1 };
}

export function makeRun(units: readonly TestUnit[], themes: readonly (readonly [string, string, string?])[] = THEMES, codebook = 'test'): TestRun {
  const folder = mkdtempSync(join(tmpdir(), 'heddle-review-'));
  const run = join(folder, 'output');
  const threads = join(folder, 'threads');
  mkdirSync(run);
  mkdirSync(threads);
  writeRun(run, threads, units, themes, codebook);
  return { run, threads, folder };
}

export function writeRun(run: string, threads: string, units: readonly TestUnit[], themes: readonly (readonly [string, string, string?])[] = THEMES, codebook = 'test'): void {
  const record = { options: { paths: [threads], lexicon: writeLexicon(join(run, 'lexicon'), themes.map(([id]) => id)) }, lexicon: { id: codebook, name: 'Test', version: '1', coder: 'heddle@' } };
  writeFileSync(join(run, 'run.json'), JSON.stringify(record));
  const rows = themes.map(([id, name, was = '']) => `${id},,${name},About ${id}.,,,${was},${codebook},1`);
  writeFileSync(join(run, 'codebook.csv'), `\ufefftheme,code,name,definition,include,exclude,was,codebook,version\r\n${rows.join('\r\n')}\r\n`);
  const lines = unitsOf(units).map(({ id, parent, codings, ...unit }) =>
    JSON.stringify({ ...unit, unit_id: id, parent_label: parent, codings: codings.map((coding) => ({ ...coding, source: 'lexicon' })) }),
  );
  writeFileSync(join(run, 'dataset.jsonl'), lines.map((line) => `${line}\n`).join(''));
}

/** A lexicon in which a theme's own id is a strong pattern, and `<id>ish` a weak one. */
function writeLexicon(folder: string, themes: readonly string[]): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'codebook.yml'), "id: test\nname: Test\nversion: '1'\n");
  for (const id of themes) writeFileSync(join(folder, `${id}.yml`), `id: ${id}\nname: ${id}\ndefinition: About ${id}.\nstrong: |\n  ${id}\nweak: |\n  ${id}ish\n  ${id}like\n`);
  return folder;
}

export async function exported({ run, threads, folder }: TestRun, options: Partial<ExportOptions> = {}): Promise<string> {
  const out = options.out ?? join(folder, `${options.coder ?? 'anna'}.xlsx`);
  const result = await exportReview({ run, threads, out, coder: 'anna', blind: false, sample: undefined, stratify: false, uncertain: false, test: false, seed: '1', ...options });
  if (result.files.length === 0) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return out;
}

export function imported({ run, threads }: TestRun, files: readonly string[], coder = ''): Promise<Imported> {
  return importReview({ files, run, threads, coder });
}

/** Opens a workbook, lets a test edit it, and saves it under another name. */
export async function edited(file: string, edit: (workbook: ExcelJS.Workbook, fill: Fill) => void, to = file.replace(/\.xlsx$/, '-back.xlsx')): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  edit(workbook, (label, column, value, sheet = 'units') => {
    const found = workbook.getWorksheet(sheet)!;
    cellOf(found, label, column).value = value;
  });
  await workbook.xlsx.writeFile(to);
  return to;
}

/** Fills the cell of a unit's row, by label, in the column whose heading is, or ends with, this. */
export type Fill = (label: string, column: string, value: ExcelJS.CellValue, sheet?: string) => void;

export function columnOf(sheet: ExcelJS.Worksheet, heading: string): number {
  const headings = Array.from(sheet.getRow(1).values as ExcelJS.CellValue[], (value) => String(value ?? ''));
  const found = headings.findIndex((text) => text === heading || text.endsWith(`[${heading}]`));
  if (found < 1) throw new Error(`no column ${heading} among ${headings.join(', ')}`);
  return found;
}

export function cellOf(sheet: ExcelJS.Worksheet, label: string, heading: string): ExcelJS.Cell {
  const labels = columnOf(sheet, sheet.name === 'units' ? 'unit_label' : 'unit');
  for (let row = 2; row <= sheet.rowCount; row++) if (sheet.getRow(row).getCell(labels).value === label) return sheet.getRow(row).getCell(columnOf(sheet, heading));
  throw new Error(`no unit ${label}`);
}
