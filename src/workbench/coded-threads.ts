import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readText } from '../../pipeline/1-read/text.js';
import { assembleStudy, type HumanCoding, type StudyUnit } from '../../pipeline/agreement/study.js';
import type { Problem, Scored } from '../../pipeline/model.js';
import { Coder, type CodingTools } from '../../pipeline/run.js';
import { loadGold } from '../files/gold.js';
import { codeOf } from '../files/inputs.js';

/** A thread with the share (0 to 1) of each unit's coders who gave the theme, by label; units nobody coded are not in it. */
export interface CodedThread {
  readonly batch: Scored;
  readonly shares: ReadonlyMap<string, number>;
}

/** Reads folders of human codings with their threads, and codes these. */
export async function* codedThreads(folders: readonly string[], theme: string, tools: CodingTools, problems: Problem[]): AsyncGenerator<CodedThread> {
  const coder = new Coder(tools, true);
  for (const folder of folders) {
    const gold = await loadGold(folder, undefined, []);
    problems.push(...gold.problems);
    const { units } = assembleStudy(gold.codings, gold.units);
    for (const file of gold.files) {
      const place = join(gold.threads, file);
      let bytes: Uint8Array;
      try {
        bytes = await readFile(place);
      } catch (error) {
        problems.push({ severity: 'error', id: 'no-thread', file: place, message: `The codings name this thread, but it cannot be read (${codeOf(error)}).`, hint: 'Put the thread into "threads", in the folder of the codings or beside it.' });
        continue;
      }
      const read = readText(bytes, { id: file.replace(/\.[^./]+$/, ''), file });
      if ('problem' in read) problems.push(read.problem);
      else yield { batch: coder.code(read.source), shares: sharesOf(units.filter((unit) => unit.file === file), theme) };
    }
  }
}

function sharesOf(units: readonly StudyUnit[], theme: string): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const { label, codings } of units) {
    const told = codings.filter((coding): coding is HumanCoding => coding !== null && !coding.unsure?.has(theme));
    if (told.length > 0) shares.set(label, told.filter(({ themes }) => themes.has(theme)).length / told.length);
  }
  return shares;
}
