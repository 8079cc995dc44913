import { closeSync, openSync, readSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTable } from '../../pipeline/1-read/table.js';
import { readText } from '../../pipeline/1-read/text.js';
import { segment } from '../../pipeline/2-segment/segment.js';
import type { Problem, Segmented, Source } from '../../pipeline/model.js';
import { withBeside } from '../../pipeline/run.js';
import { Corpus } from '../../pipeline/run-corpus.js';
import { readBeside } from '../files/beside.js';
import { codeOf, findInputs } from '../files/inputs.js';
import { withoutLocked } from '../files/review/locked.js';
import { planBatches } from '../job/plan.js';
import { openInputs } from '../job/tables.js';
import type { Batch } from '../workers/batch.js';

/** A workbench holds its texts in memory; beyond this a sample says as much. */
const MOST_UNITS = 200_000;

/** Reads and cuts the threads and tables that a run of these paths would code, and keeps them for trying lexicons out. */
export async function readCorpus(paths: readonly string[]): Promise<{ readonly corpus: Corpus; readonly problems: readonly Problem[] }> {
  const { threads, problems } = await readThreads(paths);
  return { corpus: new Corpus(threads), problems };
}

/**
 * Reads and cuts what a run of these paths would read, without the units that are set aside for tests.
 * @param isWanted which files, by their names below the input folder; all where it is left out.
 */
export async function readThreads(paths: readonly string[], isWanted?: (file: string) => boolean): Promise<{ readonly threads: readonly Segmented[]; readonly problems: readonly Problem[] }> {
  const found = await findInputs(paths, '');
  const wanted = isWanted ? found.inputs.filter(({ file }) => isWanted(file)) : found.inputs;
  const beside = await readBeside(wanted);
  const inputs = await withoutLocked(beside.inputs, paths);
  const problems: Problem[] = [...found.problems, ...beside.problems];
  const folder = await mkdtemp(join(tmpdir(), 'heddle-'));
  try {
    const { opened, problems: openProblems } = await openInputs(inputs.filter(({ isExcluded }) => !isExcluded), {}, folder);
    problems.push(...openProblems);
    const threads: Segmented[] = [];
    let units = 0;
    for (const planned of planBatches(opened)) {
      const thread = 'problem' in planned ? planned : await cut(planned.batch);
      if ('problem' in thread) {
        problems.push(thread.problem);
        continue;
      }
      threads.push(thread);
      units += thread.units.length;
      if (units < MOST_UNITS) continue;
      problems.push({ severity: 'warning', id: 'corpus-cut', file: thread.file, message: `Only the first ${units} units are looked at.`, hint: 'Name fewer files; heddle run codes all of them.' });
      break;
    }
    return { threads, problems };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function cut(batch: Batch): Promise<Segmented | { readonly problem: Problem }> {
  try {
    const read = await sourceOf(batch);
    return 'problem' in read ? read : withBeside(segment(read), { ...batch.beside, excluded: new Set(batch.beside.excluded) });
  } catch (error) {
    return { problem: { severity: 'error', id: 'unreadable', file: batch.file, message: `The file cannot be read (${codeOf(error)}); it was left out.`, hint: 'Check that it is still there and who may read it.' } };
  }
}

async function sourceOf(batch: Batch): Promise<Source | { readonly problem: Problem }> {
  if (batch.kind === 'table') return readTable(readRange(batch.path, batch.start, batch.end), batch).source;
  const read = readText(await readFile(batch.path), { id: batch.id, file: batch.file });
  return 'problem' in read ? read : read.source;
}

function readRange(path: string, start: number, end: number): Uint8Array {
  const bytes = new Uint8Array(end - start);
  const file = openSync(path, 'r');
  try {
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, start));
  } finally {
    closeSync(file);
  }
}
