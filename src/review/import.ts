import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Problem } from '../../pipeline/model.js';
import { CONSENSUS, decisionKey, type Decision } from '../../pipeline/review/decision.js';
import { mergeReturned, type MergeConflict, type ReturnedCell } from '../../pipeline/review/merge.js';
import { migrateDecisions, wrongCoder } from '../../pipeline/review/migrate.js';
import { codeOf } from '../files/inputs.js';
import { BOOK_FORM } from '../files/review/book.js';
import { cannotReplace } from '../files/review/cannot-replace.js';
import { loadDecisions, loadImports, storeDecisions, storeImports, type ImportRecord } from '../files/review/decisions.js';
import { writeDrafts } from '../files/review/drafts.js';
import { lockBeside, readGrids } from '../files/review/grid.js';
import { returnedFile, type ReturnedFile } from '../files/review/returned.js';
import { openRun, type FinishedRun } from '../files/review/run.js';
import { unitFinder } from './find-units.js';
import { CellTaker, type TakenCells } from './returned-cells.js';
import { knownThemes, themeNames } from './themes.js';

export interface ImportOptions {
  readonly files: readonly string[];
  readonly run: string;
  readonly threads: string | undefined;
  /** Whose decisions the files hold, whatever they say; empty for what they say. */
  readonly coder: string;
}

/** What one file brought. */
export interface ImportedFile {
  readonly file: string;
  readonly coder: string;
  readonly units: number;
  readonly added: number;
  readonly changed: number;
  readonly cleared: number;
  readonly conflicts: readonly MergeConflict[];
  /** It was imported before, and nothing was done. */
  readonly again: boolean;
}

export interface Imported {
  readonly problems: readonly Problem[];
  readonly files: readonly ImportedFile[];
  /** The file of decisions; empty where nothing was stored. */
  readonly stored: string;
  readonly drafts: readonly string[];
}

interface Taken extends TakenCells {
  readonly file: string;
  readonly coder: string;
  readonly run: string;
  readonly digest: string;
}

/**
 * Merges files that came back from review into the decisions beside the threads: all of them, or none where one cannot be read
 * or belongs elsewhere.
 */
export async function importReview(options: ImportOptions): Promise<Imported> {
  const run = await openRun(options.run);
  if ('problem' in run) return refused([run.problem]);
  const threads = options.threads ?? run.threads;
  const { decisions, problems, file: stored } = await loadDecisions(threads);
  if (problems.some(({ severity }) => severity === 'error')) return refused(problems);
  const read = await readAll(options.files, run);
  if (read.problems.some(({ severity }) => severity === 'error')) return refused([...problems, ...read.problems]);
  const taken = await takeAll(read.files, run, decisions, options.coder);
  const found = [...problems, ...read.problems, ...taken.problems];
  if (found.some(({ severity }) => severity === 'error')) return refused(found);

  const before = await loadImports(threads);
  const known = new Set(before.map(({ digest }) => digest));
  const isFirst = ({ digest }: Taken, index: number): boolean => !known.has(digest) && taken.files.findIndex((other) => other.digest === digest) === index;
  const fresh = taken.files.filter(isFirst);
  const { decisions: after, results } = mergeAll(decisions, fresh, run);
  const old = taken.files.filter((file, index) => !isFirst(file, index));
  const again = old.map(({ file, coder, units }): ImportedFile => ({ file, coder, units, added: 0, changed: 0, cleared: 0, conflicts: [], again: true }));
  let drafts: readonly string[] = [];
  try {
    if (fresh.length > 0) await storeDecisions(threads, after);
    if (fresh.length > 0) await storeImports(threads, [...before, ...results.map(recordOf(fresh))]);
    if (fresh.length > 0) drafts = await writeDrafts(threads, after, run.themes);
  } catch (error) {
    return refused([...found, cannotReplace(stored, codeOf(error), 'import again: what was stored already changes nothing.')]);
  }
  const missing = old.filter(({ digest }) => known.has(digest)).flatMap((file) => notStoredAnyMore(file, decisions));
  return { problems: [...found, ...missing, ...results.flatMap(({ conflicts }) => conflictProblems(conflicts))], files: [...results, ...again], stored, drafts };
}

function refused(problems: readonly Problem[]): Imported {
  return { problems, files: [], stored: '', drafts: [] };
}

async function readAll(paths: readonly string[], run: FinishedRun): Promise<{ readonly files: readonly ReturnedFile[]; readonly problems: readonly Problem[] }> {
  const names = themeNames(run.themes);
  const files: ReturnedFile[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    const read = await readGrids(path);
    const lock = await lockBeside(path);
    if (lock !== null && !('problem' in read)) problems.push({ severity: 'warning', id: 'still-open', file: path, message: `The file seems to be open in a spreadsheet program (${lock} lies beside it): what is not saved yet is not imported.`, hint: 'Save and close it, and import it again: what is there already changes nothing.' });
    const file = 'problem' in read ? read : returnedFile(basename(path), read.grids, names);
    if ('problem' in file) {
      problems.push(file.problem);
      continue;
    }
    problems.push(...file.problems);
    const foreign = foreignProblem(file, path, run);
    if (foreign) problems.push(foreign);
    else files.push(file);
  }
  return { files, problems };
}

function foreignProblem(file: ReturnedFile, path: string, run: FinishedRun): Problem | null {
  if (file.codebook !== '' && file.codebook !== run.codebook.id) {
    const message = `The workbook is of the codebook "${file.codebook}", and the run of "${run.codebook.id}". Nothing was imported.`;
    return { severity: 'error', id: 'other-codebook', file: path, message, hint: 'Name the folder of the run it belongs to with --run.' };
  }
  if (file.form !== '' && file.form !== BOOK_FORM) {
    return { severity: 'error', id: 'other-form', file: path, message: 'The workbook was written by another version of Heddle. Nothing was imported.', hint: 'Import it with that version.' };
  }
  return null;
}

async function takeAll(files: readonly ReturnedFile[], run: FinishedRun, decisions: readonly Decision[], asked: string): Promise<{ readonly files: readonly Taken[]; readonly problems: readonly Problem[] }> {
  const problems: Problem[] = [];
  const find = await unitFinder(run, files);
  const coders = [...new Set(decisions.map(({ coder }) => coder))];
  const themes = knownThemes(run.themes, decisions);
  const taken = files.flatMap((file): Taken[] => {
    const coder = coderOf(file, asked, coders);
    const wrong = wrongCoder(coder, file.adjudicates);
    if (wrong !== null) {
      problems.push({ severity: 'error', id: 'no-coder', file: file.file, message: `${wrong} Nothing was imported.`, hint: 'Write the name into the sheet "instructions", or name the coder with --coder.' });
      return [];
    }
    const cells = new CellTaker(file, coder, find, themes).take();
    problems.push(...cells.problems, ...strangers(file, cells));
    return [{ ...cells, file: file.file, coder, run: file.run, digest: digestOf(cells.cells, file.run, coder) }];
  });
  problems.push(...sameName(taken));
  return { files: taken, problems };
}

/** The name as it is written already, where it differs in case only. */
function coderOf(file: ReturnedFile, asked: string, known: readonly string[]): string {
  const name = file.adjudicates && asked === '' ? CONSENSUS : asked || file.coder || file.exportedTo;
  return known.find((coder) => coder.toLowerCase() === name.toLowerCase()) ?? name;
}

function strangers(file: ReturnedFile, { units, unknown }: TakenCells): readonly Problem[] {
  if (units === 0) return [{ severity: 'error', id: 'no-units', file: file.file, message: 'None of its rows can be placed. Nothing was imported.', hint: 'The hidden columns are needed; export again and copy the decisions over.' }];
  if (unknown === units) return [{ severity: 'error', id: 'other-run', file: file.file, message: `None of its ${units} units is in the run. Nothing was imported.`, hint: 'The workbook is of other threads: name the folder of their run with --run.' }];
  if (unknown === 0) return [];
  return [{ severity: 'warning', id: 'unknown-units', file: file.file, message: `${unknown} of its ${units} units are not in the run any more: their texts were edited or removed. Their decisions are stored, and heddle review status lists them.` }];
}

/** Two files of one name that contradict each other are two people, or two states of one person's work: somebody has to say which. */
function sameName(taken: readonly Taken[]): readonly Problem[] {
  const problems: Problem[] = [];
  taken.forEach((file, i) => {
    for (const other of taken.slice(0, i)) {
      if (other.coder !== file.coder) continue;
      const values = new Map(other.cells.map((cell) => [decisionKey(cell), cell]));
      const differing = file.cells.filter((cell) => {
        const theirs = values.get(decisionKey(cell));
        return theirs !== undefined && theirs.returned !== cell.returned && theirs.returned !== theirs.exported && cell.returned !== cell.exported;
      });
      const [first] = differing;
      if (!first) continue;
      const message = `${other.file} and ${file.file} are both ${file.coder}’s and differ in ${differing.length} cells, the first of them ${first.place} and ${values.get(decisionKey(first))!.place}. Nothing was imported.`;
      problems.push({ severity: 'error', id: 'same-coder', file: file.file, message, hint: 'If they are two people, import each with its own --coder; if they are one, import the one that holds.' });
    }
  });
  return problems;
}

function mergeAll(decisions: readonly Decision[], files: readonly Taken[], run: FinishedRun): { readonly decisions: readonly Decision[]; readonly results: readonly ImportedFile[] } {
  const formerly = new Map(files.flatMap((file) => [...file.formerly]));
  const touched = new Set(files.flatMap(({ cells }) => cells.map(({ unit }) => unit)));
  let held = migrateDecisions(decisions, run.themes, formerly, touched);
  const results = files.map(({ file, coder, units, cells }): ImportedFile => {
    const { decisions: merged, ...counts } = mergeReturned(held, cells);
    held = merged;
    return { file, coder, units, ...counts, again: false };
  });
  return { decisions: held, results };
}

/** A file that was imported before changes nothing, so it is said where its decisions are gone: cleared since, or lost with an older decisions.csv. */
function notStoredAnyMore({ file, cells }: Taken, decisions: readonly Decision[]): readonly Problem[] {
  const stored = new Set(decisions.map(decisionKey));
  const gone = cells.filter((cell) => cell.returned !== '' && cell.returned !== cell.exported && !stored.has(decisionKey(cell)));
  const [first] = gone;
  if (!first) return [];
  return [{ severity: 'warning', id: 'not-stored-any-more', file: first.place, message: `${file} was imported before, and ${gone.length} of its decisions are not stored any more. Nothing was changed.`, hint: 'Were they cleared since, all is well. Were they lost, delete the line of the file from reviews/imports.csv and import it again.' }];
}

function conflictProblems(conflicts: readonly MergeConflict[]): readonly Problem[] {
  return conflicts.map(({ place, coder, item, stored, returned }) => ({
    severity: 'warning', id: 'conflict', file: place,
    message: `${coder} had said ${stored || 'nothing'} to ${item} since the workbook went out, and says ${returned || 'nothing'} here. ${returned === '' ? 'The value was kept.' : 'Both are kept, and the unit is contested.'}`,
    hint: `heddle review export --coder ${coder} shows both to settle it; if these are two people, import one of them with another --coder.`,
  }));
}

/** A digest of what was decided in a file, not of its bytes: saved again by another program it is the same. */
function digestOf(cells: readonly ReturnedCell[], run: string, coder: string): string {
  const lines = cells.map(({ unit, item, exported, returned }) => JSON.stringify([unit, item, exported, returned])).sort();
  return createHash('sha256').update([run, coder, ...lines].join('\n')).digest('hex').slice(0, 16);
}

function recordOf(taken: readonly Taken[]): (result: ImportedFile, index: number) => ImportRecord {
  return ({ file, coder, units, added, changed, cleared, conflicts }, index) => ({
    digest: taken[index]!.digest, file, coder, run: taken[index]!.run, units: String(units),
    added: String(added), changed: String(changed), cleared: String(cleared), conflicts: String(conflicts.length),
  });
}
