import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Problem } from '../../pipeline/model.js';
import { CONSENSUS } from '../../pipeline/review/decision.js';
import { simpleSample, stratifiedSample, uncertainSample, type Drawn } from '../../pipeline/review/sample.js';
import { MOST_PASSAGES, MOST_UNITS, type ReviewBook, type ReviewRow } from '../files/review/book.js';
import { cannotReplace } from '../files/review/cannot-replace.js';
import { codingsCsv, unitsCsv } from '../files/review/csv.js';
import { lockBeside } from '../files/review/grid.js';
import { loadLockedUnits, lockUnits } from '../files/review/locked.js';
import { openRun, type FinishedRun, type RunUnit } from '../files/review/run.js';
import { passagesLeftOut } from '../files/review/theme-sheets.js';
import { reviewPieces } from '../files/review/workbook.js';
import { writeWholeFrom } from '../files/whole.js';
import { codeOf } from '../files/inputs.js';
import { doubts } from './margins.js';
import { ReviewState } from './state.js';
import { rowsOf } from './rows.js';
import { unimported } from './unimported.js';

export interface ExportOptions {
  /** The folder of a run. */
  readonly run: string;
  /** Where the threads lie; where the run read them, when undefined. */
  readonly threads: string | undefined;
  /** The workbook to write; the CSVs go beside it. */
  readonly out: string;
  readonly coder: string;
  readonly blind: boolean;
  readonly sample: number | undefined;
  readonly stratify: boolean;
  readonly uncertain: boolean;
  readonly test: boolean;
  readonly seed: string;
}

export interface Exported {
  readonly problems: readonly Problem[];
  /** The files written; none where nothing was. */
  readonly files: readonly string[];
  readonly units: number;
  readonly of: number;
}

/** Writes a workbook for review, and the same as CSV. */
export async function exportReview(options: ExportOptions): Promise<Exported> {
  const run = await openRun(options.run);
  if ('problem' in run) return nothing([run.problem]);
  const threads = options.threads ?? run.threads;
  const state = await ReviewState.load(threads, run);
  if (state.problems.some(({ severity }) => severity === 'error')) return nothing(state.problems);
  const chosen = await choose(run, options, await loadLockedUnits(threads));
  if ('problems' in chosen) return nothing([...state.problems, ...chosen.problems]);
  const units: RunUnit[] = [];
  for await (const unit of run.units()) if (chosen.drawn.has(unit.id)) units.push(unit);
  const rows = rowsOf(units, { state, coder: options.coder, blind: options.blind, test: options.test, drawn: chosen.drawn, nearly: chosen.nearly ?? new Map() });
  const passages = withoutPassages(rows, options.out);
  const book = await bookOf(run, rows, options, [...chosen.remarks, ...passages.map(({ message }) => message)]);
  const written = await writeBook(book, options.out, run, state);
  // Not before there is a workbook of them: none is ever taken back.
  if (options.test && written.files.length > 0) await lockUnits(threads, units);
  return { problems: [...state.problems, ...chosen.notes, ...passages, ...written.problems], files: written.files, units: rows.length, of: chosen.of };
}

function withoutPassages(rows: readonly ReviewRow[], file: string): readonly Problem[] {
  const left = passagesLeftOut({ rows });
  if (left === 0) return [];
  return [{ severity: 'warning', id: 'too-many-passages', file, message: `The sheets of the themes hold the first ${MOST_PASSAGES} passages; ${left} more can be coded on the sheet of units, and not be given another stance.`, hint: 'Draw a sample with --sample N.' }];
}

function nothing(problems: readonly Problem[]): Exported {
  return { problems, files: [], units: 0, of: 0 };
}

async function bookOf(run: FinishedRun, rows: readonly ReviewRow[], { coder, blind, test }: ExportOptions, remarks: readonly string[]): Promise<ReviewBook> {
  return { codebook: run.codebook, themes: run.themes, run: await run.digest(), coder, blind, test, adjudicates: coder === CONSENSUS, rows, remarks };
}

interface Chosen {
  readonly drawn: ReadonlyMap<string, Drawn>;
  /** By unit, themes that the lexicon nearly gave; of an uncertain sample only. */
  readonly nearly?: ReadonlyMap<string, readonly string[]>;
  readonly of: number;
  readonly remarks: readonly string[];
  readonly notes: readonly Problem[];
}

async function choose(run: FinishedRun, options: ExportOptions, locked: ReadonlySet<string>): Promise<Chosen | { readonly problems: readonly Problem[] }> {
  const light: { id: string; themes: readonly string[] }[] = [];
  for await (const { id, codings } of run.units()) {
    if (!locked.has(id)) light.push({ id, themes: [...new Set(codings.map(({ theme }) => theme))] });
  }
  const size = options.sample ?? (options.uncertain ? 100 : undefined);
  if (options.test && size === undefined) {
    return { problems: [{ severity: 'error', id: 'test-without-sample', file: '--test', message: 'A test part is a sample: say how many units to set aside.', hint: 'For example: heddle review export --test --sample 200 --blind' }] };
  }
  if (options.uncertain) {
    const { margins, nearly, problems } = await doubts(run, locked);
    if (problems.some(({ severity }) => severity === 'error')) return { problems };
    const drawn = uncertainSample(margins, Math.min(size!, MOST_UNITS), options.seed);
    return { drawn, nearly, of: light.length, remarks: ['The units are those the lexicon is least sure of: half just reached the threshold of a theme, half just missed one. They stand for nothing but themselves.'], notes: problems };
  }
  if (size !== undefined) {
    const draw = options.stratify ? stratifiedSample : simpleSample;
    const drawn = draw(light, Math.min(size, MOST_UNITS), options.seed);
    return { drawn, of: light.length, remarks: [`${drawn.size} of ${light.length} units, drawn at random${options.stratify ? ' from each theme and from those without any' : ''}.`], notes: [] };
  }
  // All units of a blind review stand for themselves; of one with suggestions nobody can say what they would have been without.
  const drawn = new Map(light.slice(0, MOST_UNITS).map(({ id }): [string, Drawn] => [id, { stratum: '', probability: null }]));
  if (light.length <= MOST_UNITS) return { drawn, of: light.length, remarks: [], notes: [] };
  const message = `The run has ${light.length} units; a workbook holds the first ${MOST_UNITS}.`;
  const note: Problem = { severity: 'warning', id: 'too-many-units', file: options.out, message, hint: 'Draw a sample with --sample N.' };
  return { drawn, of: light.length, remarks: [message], notes: [note] };
}

/** Writes the workbook and the CSVs beside it. Where one is open in a spreadsheet program, or holds what nobody has imported, none is written. */
export async function writeBook(book: ReviewBook, out: string, run: FinishedRun, state: ReviewState): Promise<{ readonly files: readonly string[]; readonly problems: readonly Problem[] }> {
  const base = out.replace(/\.(xlsx|csv)$/i, '');
  const codings = codingsCsv(book);
  const files: readonly (readonly [string, Iterable<string> | AsyncIterable<Uint8Array>])[] = [
    [`${base}.xlsx`, reviewPieces(book)],
    [`${base}.csv`, unitsCsv(book)],
    ...(codings === null ? [] : [[`${base}-codings.csv`, codings] as const]),
  ];
  await mkdir(dirname(out), { recursive: true });
  for (const [file] of files) {
    const held = (await holder(file)) ?? (await unimported(file, run, state));
    if (held) return { files: [], problems: [held] };
  }
  for (const [file, contents] of files) {
    try {
      await writeWholeFrom(file, contents);
    } catch (error) {
      return { files: [], problems: [inUse(file, codeOf(error))] };
    }
  }
  return { files: files.map(([file]) => file), problems: [] };
}

async function holder(file: string): Promise<Problem | null> {
  const lock = await lockBeside(file);
  return lock === null ? null : inUse(file, lock);
}

function inUse(file: string, why: string): Problem {
  return cannotReplace(file, why, 'export again, or name another file with --out.');
}
