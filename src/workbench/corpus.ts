import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTable } from '../../pipeline/1-read/table.js';
import { readText } from '../../pipeline/1-read/text.js';
import type { Problem, Scored, Source } from '../../pipeline/model.js';
import { Coder, type CodingTools } from '../../pipeline/run.js';
import { readBeside } from '../files/beside.js';
import { codeOf, findInputs } from '../files/inputs.js';
import { withoutLocked } from '../files/review/locked.js';
import { planBatches } from '../job/plan.js';
import { openInputs } from '../job/tables.js';
import type { Batch } from '../workers/batch.js';
import { failed, LONGEST_THREAD } from '../workers/coding.js';

/**
 * Reads and codes files and folders as a run does, a batch after the other, and gives each with the matches that stayed below the threshold.
 * Units set aside for tests are left out. Nothing is kept between batches, so tables of any size pass through. Problems are added to `problems`.
 */
export async function* codedBatches(paths: readonly string[], tools: CodingTools, problems: Problem[]): AsyncGenerator<Scored> {
  const found = await findInputs(paths, '');
  const described = await readBeside(found.inputs);
  problems.push(...found.problems, ...described.problems);
  const unpacked = await mkdtemp(join(tmpdir(), 'heddle-'));
  const coder = new Coder(tools, true);
  try {
    const { opened, problems: openProblems } = await openInputs((await withoutLocked(described.inputs, paths)).filter(({ isExcluded }) => !isExcluded), {}, unpacked);
    problems.push(...openProblems);
    for (const planned of planBatches(opened)) {
      if ('problem' in planned) problems.push(planned.problem);
      else {
        const coded = await codeBatch(planned.batch, coder, problems);
        if (coded) yield coded;
      }
    }
  } finally {
    await rm(unpacked, { recursive: true, force: true });
  }
}

async function codeBatch(batch: Batch, coder: Coder, problems: Problem[]): Promise<Scored | null> {
  const source = await readBatch(batch, problems);
  if (!source) return null;
  try {
    return coder.code(source, { ...batch.beside, excluded: new Set(batch.beside.excluded) });
  } catch (error) {
    problems.push(failed(batch, error));
    return null;
  }
}

async function readBatch(batch: Batch, problems: Problem[]): Promise<Source | null> {
  let bytes: Uint8Array;
  try {
    if (batch.kind === 'text' && (await stat(batch.path)).size > LONGEST_THREAD) {
      problems.push({ severity: 'error', id: 'too-long', file: batch.file, message: 'The file is larger than 64 MB, which is more than one thread can be; it was left out.', hint: 'Save it as a table (CSV), which is read in pieces.' });
      return null;
    }
    bytes = await bytesOf(batch);
  } catch (error) {
    problems.push({ severity: 'error', id: 'unreadable', file: batch.file, message: `The file cannot be read (${codeOf(error)}); it was left out.`, hint: 'Check who may read it.' });
    return null;
  }
  if (batch.kind === 'table') return readTable(bytes, batch).source;
  const read = readText(bytes, { id: batch.id, file: batch.file });
  if ('source' in read) return read.source;
  problems.push(read.problem);
  return null;
}

async function bytesOf(batch: Batch): Promise<Uint8Array> {
  const file = await open(batch.path);
  try {
    if (batch.kind === 'text') return await file.readFile();
    const bytes = new Uint8Array(batch.end - batch.start);
    let done = 0;
    while (done < bytes.length) {
      const { bytesRead } = await file.read(bytes, done, bytes.length - done, batch.start + done);
      if (bytesRead === 0) return bytes.subarray(0, done);
      done += bytesRead;
    }
    return bytes;
  } finally {
    await file.close();
  }
}
