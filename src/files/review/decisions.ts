import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Problem } from '../../../pipeline/model.js';
import { sortDecisions, type Decision } from '../../../pipeline/review/decision.js';
import { csvCell, DECISION_COLUMNS, decisionsCsv, readDecision } from '../../../pipeline/review/decisions-csv.js';
import { codeOf } from '../inputs.js';
import { cellName, readTable, unguarded } from '../table.js';
import { writeWhole } from '../whole.js';

/** The folder beside the threads that holds what people decided. */
export const REVIEWS = 'reviews';
const DECISIONS = 'decisions.csv';
const IMPORTS = 'imports.csv';
const IMPORT_COLUMNS = ['digest', 'file', 'coder', 'run', 'units', 'added', 'changed', 'cleared', 'conflicts'] as const;

export interface LoadedDecisions {
  readonly file: string;
  readonly decisions: readonly Decision[];
  readonly problems: readonly Problem[];
}

/** A file that was imported, so that the same one is known again. */
export type ImportRecord = Readonly<Record<(typeof IMPORT_COLUMNS)[number], string>>;

export function decisionsFile(threads: string): string {
  return join(threads, REVIEWS, DECISIONS);
}

/** Reads the decisions beside the threads; none where there is no such file. */
export async function loadDecisions(threads: string): Promise<LoadedDecisions> {
  const file = decisionsFile(threads);
  const text = await read(file);
  if (text === null) return { file, decisions: [], problems: [] };
  if (typeof text !== 'string') return { file, decisions: [], problems: [text.problem] };
  const marks = text.search(/^(<{7}|={7}|>{7})( |$)/m);
  if (marks >= 0) {
    const line = text.slice(0, marks).split('\n').length;
    const message = 'The file holds the marks of a merge that was not finished.';
    return { file, decisions: [], problems: [{ severity: 'error', id: 'merge-marks', file, line, message, hint: 'Keep the lines that hold and delete the marks.' }] };
  }
  return { file, ...readDecisions(text, file) };
}

/** Reads the text of a file of decisions. */
export function readDecisions(text: string, file: string): { readonly decisions: readonly Decision[]; readonly problems: readonly Problem[] } {
  const table = readTable(text, file, { required: ['coder', 'item', 'value', 'unit_id'], optional: DECISION_COLUMNS });
  const problems = [...table.problems];
  const decisions: Decision[] = [];
  for (const record of table.records) {
    const decision = readDecision((column) => unguarded(record.cells.get(column) ?? '').trim());
    if ('message' in decision) {
      const cell = cellName(table.columns.indexOf(decision.column), record.row);
      problems.push({ severity: 'error', id: 'bad-decision', file, line: record.line, cell, message: `${decision.message} The line was left out.`, hint: 'Mend the line, or import the workbook again.' });
    } else decisions.push(decision);
  }
  return { decisions: sortDecisions(decisions), problems };
}

/** Writes the decisions, whole or not at all, and makes the folder where there is none. */
export async function storeDecisions(threads: string, decisions: readonly Decision[]): Promise<void> {
  const file = decisionsFile(threads);
  await mkdir(dirname(file), { recursive: true });
  await writeWhole(file, decisionsCsv(decisions));
}

/** What was imported before; nothing where the decisions themselves are gone, so that they can be imported anew. */
export async function loadImports(threads: string): Promise<readonly ImportRecord[]> {
  const file = join(threads, REVIEWS, IMPORTS);
  const text = await read(file);
  if (typeof text !== 'string' || (await read(decisionsFile(threads))) === null) return [];
  const { records } = readTable(text, file, { required: ['digest'], optional: IMPORT_COLUMNS });
  return records.map(({ cells }) => Object.fromEntries(IMPORT_COLUMNS.map((name) => [name, unguarded(cells.get(name) ?? '')])) as ImportRecord);
}

export async function storeImports(threads: string, imports: readonly ImportRecord[]): Promise<void> {
  const sorted = [...imports].sort((a, b) => (a.digest < b.digest ? -1 : 1));
  const lines = sorted.map((record) => IMPORT_COLUMNS.map((name) => csvCell(record[name])).join(','));
  await writeWhole(join(threads, REVIEWS, IMPORTS), `\ufeff${[IMPORT_COLUMNS.join(','), ...lines].join('\n')}\n`);
}

async function read(file: string): Promise<string | null | { readonly problem: Problem }> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    const message = error instanceof TypeError ? 'The file is not UTF-8 text.' : `The file cannot be read (${codeOf(error)}).`;
    return { problem: { severity: 'error', id: 'unreadable', file, message, hint: 'A spreadsheet saves it as "CSV UTF-8"; or take the last version that was kept.' } };
  }
}
