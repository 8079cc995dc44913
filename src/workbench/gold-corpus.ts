import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readText } from '../../pipeline/1-read/text.js';
import { segment } from '../../pipeline/2-segment/segment.js';
import { assembleStudy, unitKey, type HumanCoding } from '../../pipeline/agreement/study.js';
import type { ThemePath } from '../../pipeline/lexicon/workbench/follow-themes.js';
import { givenThemes, type SeenUnit } from '../../pipeline/lexicon/workbench/impact.js';
import { measureChange, type ThemeMeasure } from '../../pipeline/lexicon/workbench/measure.js';
import type { Problem, Segmented } from '../../pipeline/model.js';
import { Corpus } from '../../pipeline/run-corpus.js';
import { loadGold } from '../files/gold.js';

/** Threads that people coded, with what they said of each unit. */
export interface GoldCorpus {
  readonly corpus: Corpus;
  readonly human: ReadonlyMap<string, readonly HumanCoding[]>;
}

/** Reads a folder of human codings with its threads. */
export async function readGoldCorpus(folder: string): Promise<{ readonly gold: GoldCorpus; readonly problems: readonly Problem[] }> {
  const gold = await loadGold(folder, undefined, []);
  const problems: Problem[] = [...gold.problems];
  const threads: Segmented[] = [];
  for (const file of gold.files) {
    const bytes = await readFile(join(gold.threads, file)).catch(() => null);
    if (bytes === null) {
      problems.push({ severity: 'error', id: 'no-thread', file: join(gold.threads, file), message: 'The codings name this thread, but it cannot be read.', hint: 'Put the thread into "threads", in the folder of the codings or beside it.' });
      continue;
    }
    const read = readText(bytes, { id: file.replace(/\.[^./]+$/, ''), file });
    if ('problem' in read) problems.push(read.problem);
    else threads.push(segment(read.source));
  }
  const { units } = assembleStudy(gold.codings, gold.units);
  const human = new Map(units.map(({ file, label, codings }) => [unitKey(file, label), codings.filter((coding) => coding !== null)]));
  return { gold: { corpus: new Corpus(threads), human }, problems };
}

/** Both editions against the people, a row a theme. */
export function measureGold({ human }: GoldCorpus, paths: readonly ThemePath[], before: readonly SeenUnit[], after: readonly SeenUnit[]): readonly ThemeMeasure[] {
  const units = before.map((unit, index) => ({
    human: human.get(unitKey(unit.file, unit.label)) ?? [],
    before: givenThemes(unit),
    after: givenThemes(after[index]!),
  }));
  return measureChange(paths, units);
}
