import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { UnitRow } from '../../pipeline/agreement/study.js';
import type { Problem } from '../../pipeline/model.js';
import { decidedRows, withPresentLabels } from './review/study.js';
import { readCodings, readUnits, type Located, type SourcedCoding } from './codings.js';

/** The rows of one or several tables of codings, with the units that each coder looked at. */
export interface StudyRows {
  readonly codings: readonly Located<SourcedCoding>[];
  readonly units: readonly Located<UnitRow>[];
  readonly problems: readonly Problem[];
}

/**
 * Reads tables of codings and the `units.csv` beside each. A folder stands for the `codings.csv` in it.
 * Where a table has no column `coder`, its coder is named after the file (or its folder, when files share a name).
 *
 * @param themes the ids that a theme may have; any, when absent.
 */
export async function loadStudyRows(paths: readonly string[], themes?: ReadonlySet<string>): Promise<StudyRows> {
  const files = await Promise.all(paths.map(codingsFile));
  const names = coderNames(files);
  const parts: StudyRows[] = [];
  for (const [index, file] of files.entries()) parts.push(await loadOne(file, names[index], themes));
  return alignFiles(
    withPresentLabels({
      codings: parts.flatMap((part) => part.codings),
      units: parts.flatMap((part) => part.units),
      problems: parts.flatMap((part) => part.problems),
    }),
  );
}

const DECISIONS = 'decisions.csv';

/** A folder stands for the codings in it, or for what people decided there. */
async function codingsFile(given: string): Promise<string> {
  const found = await stat(given).catch(() => null);
  if (!found?.isDirectory()) return given;
  const places = [path.join(given, 'codings.csv'), path.join(given, DECISIONS), path.join(given, 'reviews', DECISIONS)];
  for (const place of places) if (await exists(place)) return place;
  return places[0];
}

async function loadOne(file: string, name: string, themes?: ReadonlySet<string>): Promise<StudyRows> {
  const text = await readText(file);
  if (typeof text === 'string' && path.basename(file) === DECISIONS) return decidedRows(text, file);
  if (typeof text !== 'string') return { codings: [], units: [], problems: [text] };
  const { rows, problems, hasCoder } = readCodings(text, file, themes);
  // People's codings in a run say where they agreed only, and say it of what holds: their own file says what each decided.
  const own = rows.filter((row) => row.source !== 'person' && row.source !== 'consensus');
  const codings = own.map((row) => ({ ...row, coder: row.coder === '' ? name : row.coder }));
  const known = hasCoder || rows.length > 0;
  const coders = known ? codersSeeingAll(codings, name) : [name];

  const beside = path.join(path.dirname(file), 'units.csv');
  const unitText = path.basename(file) === 'codings.csv' && (await exists(beside)) ? await readText(beside) : null;
  if (unitText === null) return { codings, units: [], problems };
  if (typeof unitText !== 'string') return { codings, units: [], problems: [...problems, unitText] };
  const table = readUnits(unitText, beside);
  // A run's units name no coder: the lexicon, and nobody else, looked at all of them.
  const units = table.rows.flatMap((row) => (table.hasCoder && row.coder !== '' ? [row] : coders.map((coder) => ({ ...row, coder }))));
  return { codings, units, problems: [...problems, ...table.problems] };
}

function codersSeeingAll(codings: readonly SourcedCoding[], name: string): readonly string[] {
  const lexicon = codings.filter((row) => row.source === 'lexicon' || row.source === '');
  const coders = [...new Set(lexicon.map((row) => row.coder))];
  return coders.length > 0 ? coders : [name];
}

function coderNames(files: readonly string[]): readonly string[] {
  const base = files.map((file) => path.basename(file, path.extname(file)));
  const withFolder = files.map((file) => path.basename(path.dirname(path.resolve(file))));
  const plain = base.map((name, index) => (base.indexOf(name) === base.lastIndexOf(name) && name !== 'codings' && name !== 'decisions' ? name : withFolder[index]));
  return plain.map((name, index) => (plain.indexOf(name) === index ? name : `${name} ${index + 1}`));
}

/**
 * Brings together names of one file: a name without a folder is the one longer name that ends with it. Runs name files
 * below their input folder, coders often by the file alone.
 */
function alignFiles(rows: StudyRows): StudyRows {
  const names = [...new Set([...rows.codings, ...rows.units].map((row) => row.file))];
  const aligned = new Map(
    names.map((name) => {
      const longer = name.includes('/') ? [] : names.filter((other) => other.endsWith(`/${name}`));
      return [name, longer.length === 1 ? longer[0] : name];
    }),
  );
  const align = <T extends { readonly file: string }>(row: T): T => ({ ...row, file: aligned.get(row.file) ?? row.file });
  return { ...rows, codings: rows.codings.map(align), units: rows.units.map(align) };
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null)) !== null;
}

/** A table's text, or the problem with reading it. */
async function readText(file: string): Promise<string | Problem> {
  try {
    const bytes = await readFile(file);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const message = missing ? 'There is no such file.' : error instanceof TypeError ? 'The file is not UTF-8 text.' : 'The file could not be read.';
    const hint = missing ? 'Check the path.' : 'Save it as "CSV UTF-8" and try again.';
    return { severity: 'error', id: 'unreadable-table', file, message, hint };
  }
}
