import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { checkLexicon } from '../../pipeline/lexicon/check.js';
import { editPatterns, type LineChange } from '../../pipeline/lexicon/workbench/edit-patterns.js';
import { NEEDED_COLUMNS, readRows, rowsOfTheme, TABLE_COLUMNS, type TableCells } from '../../pipeline/lexicon/workbench/pattern-table.js';
import type { Problem } from '../../pipeline/model.js';
import type { RuleLesson } from '../../pipeline/review/teach.js';
import { Coder } from '../../pipeline/run.js';
import { loadCodingTools } from '../files/coding-tools.js';
import { loadSources, readLexiconSources, type LexiconSources } from '../files/lexicon.js';
import { partOfSpeechTagger } from '../files/part-of-speech.js';
import { REVIEWS } from '../files/review/decisions.js';
import { readGrids, type Grid } from '../files/review/grid.js';
import { cellText } from '../files/review/text.js';
import { withFixedTimes } from '../files/review/workbook.js';
import { cellName } from '../files/table.js';
import { putInPlace, textOf } from '../fitting/write-fit.js';
import { readCorpus } from './read-corpus.js';
import { LessonReader } from './review-lessons.js';
import { readStudy } from './study-threads.js';

export type TableCell = string | number;

const NO_DATE = new Date(Date.UTC(2000, 0, 1));
const WIDTHS: Readonly<Record<(typeof TABLE_COLUMNS)[number], number>> = { theme: 16, code: 14, section: 10, strength: 9, pattern: 70, unless: 24, note: 40, hits: 8, reviewed: 9, precision: 9, exported_pattern: 30 };

const NUMBERS: ReadonlySet<string> = new Set(['strength', 'hits', 'reviewed', 'precision']);

/**
 * A lexicon as a table, a row a pattern. Hits are counted in the texts of `paths`; what share of a pattern's codings people agree with,
 * and in how many units they told, comes of the codings and reviews in `paths` and `gold`. Cells are empty where there is nothing to count.
 */
export async function exportPatterns(folder: string, paths: readonly string[], gold: readonly string[] = []): Promise<{ readonly rows: readonly (readonly TableCell[])[] | null; readonly problems: readonly Problem[] }> {
  const sources = await readLexiconSources(folder);
  if ('problem' in sources) return { rows: null, problems: [sources.problem] };
  const { lexicon, codebook, problems: found } = await loadSources(sources);
  const problems: Problem[] = [...found];
  if (!lexicon) return { rows: null, problems };
  const hits = new Map<string, number>();
  if (paths.length > 0) {
    const { corpus, problems: read } = await readCorpus(paths);
    problems.push(...read);
    for (const { cues } of corpus.see(lexicon, lexicon.needsTagger ? await partOfSpeechTagger() : null)) {
      for (const { theme, rule } of cues) hits.set(`${theme}\0${rule}`, (hits.get(`${theme}\0${rule}`) ?? 0) + 1);
    }
  }
  const judged = await judgements(folder, [...(await codedFolders(paths)), ...gold], problems);
  const rows = codebook.themes.flatMap((theme) =>
    rowsOfTheme(theme, sourceOf(sources, theme.place.file)).map(({ code, section, strength, pattern, unless, note, exported }): readonly TableCell[] => {
      const isCue = section !== 'unless' && section !== 'except';
      const count = isCue && paths.length > 0 ? (hits.get(`${theme.id}\0${pattern}`) ?? 0) : '';
      const lesson = isCue ? judged.get(`${theme.id}\0${pattern}`) : undefined;
      return [theme.id, code, section, isCue ? strength : '', pattern, unless ?? '', note ?? '', count, lesson?.units ?? '', lesson ? rounded(lesson.precision.value ?? 0) : '', exported];
    }),
  );
  return { rows, problems };
}

/** Folders among the paths in which people coded or reviewed. */
async function codedFolders(paths: readonly string[]): Promise<readonly string[]> {
  const places = [['codings.csv'], [REVIEWS, 'decisions.csv'], ['decisions.csv']];
  const found = await Promise.all(paths.map(async (path) => (await Promise.all(places.map((place) => isFile(join(path, ...place))))).some(Boolean)));
  return paths.filter((_, index) => found[index]);
}

/** What people say of each pattern's codings, by theme and pattern. */
async function judgements(lexicon: string, folders: readonly string[], problems: Problem[]): Promise<ReadonlyMap<string, RuleLesson>> {
  if (folders.length === 0) return new Map();
  const { tools, problems: found } = await loadCodingTools(lexicon);
  if (!tools) {
    problems.push(...found);
    return new Map();
  }
  const { themes } = tools.lexicon.codebook;
  const study = await readStudy(folders, themes);
  problems.push(...study.problems);
  const reader = new LessonReader(themes.map(({ id }) => id));
  const coder = new Coder(tools);
  for (const { thread, said } of study.threads) reader.add(coder.codeSegmented(thread), said);
  return new Map(reader.all().lessons.rules.map((lesson) => [`${lesson.theme}\0${lesson.rule}`, lesson]));
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}

function rounded(share: number): number {
  return Math.round(share * 100) / 100;
}

/** The table as a workbook; text cells are text, so that no pattern becomes a formula or a date. */
export async function patternWorkbook(rows: readonly (readonly TableCell[])[]): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'Heddle';
  workbook.created = NO_DATE;
  workbook.modified = NO_DATE;
  const sheet = workbook.addWorksheet('patterns', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = TABLE_COLUMNS.map((name) => ({ header: name, width: WIDTHS[name], style: { numFmt: NUMBERS.has(name) ? 'General' : '@', alignment: { vertical: 'top', wrapText: name === 'note' || name === 'unless' } } }));
  for (const row of rows) sheet.addRow(row.map((cell) => (typeof cell === 'number' ? cell : cell === '' ? null : cellText(cell))));
  sheet.getRow(1).font = { bold: true };
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows.length + 1, column: TABLE_COLUMNS.length } };
  return withFixedTimes(new Uint8Array(await workbook.xlsx.writeBuffer()));
}

export interface PatternImport {
  readonly changes: readonly { readonly file: string; readonly changes: readonly LineChange[] }[];
  /** Themes that the table does not speak of; they stay as they are. */
  readonly untouched: readonly string[];
  /** The files written; null where none was to be. */
  readonly written: readonly string[] | null;
}

/** The sheet of patterns in a file, known by its header; null where the file is something else. */
export async function findPatternTable(path: string): Promise<readonly TableCells[] | null | { readonly problem: Problem }> {
  const read = await readGrids(path);
  if ('problem' in read) return read;
  for (const { sheet, rows } of read.grids) {
    const names = (rows[0] ?? []).map((name) => name.replace(/^\ufeff/, '').trim().toLowerCase().replaceAll(' ', '_'));
    if (NEEDED_COLUMNS.every((name) => names.includes(name))) return cellsOf(sheet, names, rows);
  }
  return null;
}

function cellsOf(sheet: string, names: readonly string[], rows: Grid['rows']): readonly TableCells[] {
  return rows.slice(1).map((row, index): TableCells => ({
    cells: new Map(names.map((name, column) => [name, row[column] ?? ''])),
    cell: (column) => `${sheet === '' ? '' : `${sheet}!`}${cellName(Math.max(0, names.indexOf(column)), index + 2)}`,
  }));
}

/** Takes a table of patterns back into the lexicon in `folder`: all of it or nothing, and only where `write` says so. */
export async function importPatterns(file: string, cells: readonly TableCells[], folder: string, write: boolean): Promise<{ readonly result: PatternImport | null; readonly problems: readonly Problem[] }> {
  const sources = await readLexiconSources(folder);
  if ('problem' in sources) return { result: null, problems: [sources.problem] };
  const before = await loadSources(sources);
  if (!before.lexicon) return { result: null, problems: before.problems };
  const { codebook } = before;
  const { rows, problems } = readRows(file, cells, codebook);
  if (problems.length > 0) return { result: null, problems };
  const changes: { file: string; changes: readonly LineChange[] }[] = [];
  const edited = new Map<string, string>();
  const spoken = codebook.themes.filter(({ id }) => rows.some(({ theme }) => theme === id));
  for (const theme of spoken) {
    const place = theme.place.file;
    const source = await textOf(place);
    if (typeof source !== 'string') return { result: null, problems: [source] };
    const mark = source.startsWith('\ufeff') ? '\ufeff' : '';
    const edit = editPatterns(place, source.slice(mark.length), theme, rows.filter((row) => row.theme === theme.id), codebook.policy);
    if ('problem' in edit) return { result: null, problems: [edit.problem] };
    if (edit.changes.length === 0) continue;
    changes.push({ file: place, changes: edit.changes });
    edited.set(place, mark + edit.source);
  }
  const faults = await newFaults(sources, before, edited);
  if (faults.length > 0) return { result: null, problems: faults };
  const untouched = codebook.themes.filter((theme) => !spoken.includes(theme)).map(({ id }) => id);
  if (!write || edited.size === 0) return { result: { changes, untouched, written: null }, problems: [] };
  const put = await putInPlace(edited);
  return 'problems' in put ? { result: null, problems: put.problems } : { result: { changes, untouched, written: put.files }, problems: [] };
}

/** Errors of the lexicon as it would be that it has not now. */
async function newFaults(sources: LexiconSources, before: Awaited<ReturnType<typeof loadSources>>, edited: ReadonlyMap<string, string>): Promise<readonly Problem[]> {
  const files = new Map([...sources.files].map(([name, text]) => [name, [...edited].find(([place]) => place.endsWith(`/${name}`) || place === name)?.[1].replace(/^\ufeff/, '') ?? text]));
  const after = await loadSources({ ...sources, files });
  const errors = ({ problems, codebook, lexicon }: typeof before): readonly Problem[] => [...problems, ...checkLexicon(codebook, lexicon)].filter(({ severity }) => severity === 'error');
  const known = new Set(errors(before).map(({ id, message }) => `${id}\0${message}`));
  return errors(after).filter(({ id, message }) => !known.has(`${id}\0${message}`));
}

function sourceOf({ files }: LexiconSources, place: string): string {
  return [...files].find(([name]) => place.endsWith(`/${name}`) || place === name)?.[1] ?? '';
}
