import type { HumanCoding } from '../../pipeline/agreement/study.js';
import type { ThemePath } from '../../pipeline/lexicon/workbench/follow-themes.js';
import { givenThemes, type SeenUnit } from '../../pipeline/lexicon/workbench/impact.js';
import { measureChange, type ThemeMeasure } from '../../pipeline/lexicon/workbench/measure.js';
import type { Problem } from '../../pipeline/model.js';
import { Corpus } from '../../pipeline/run-corpus.js';
import { readStudy } from './study-threads.js';

/** Threads that people coded or reviewed, with what they said of each unit, in the order of the corpus. */
export interface GoldCorpus {
  readonly corpus: Corpus;
  readonly human: readonly (readonly HumanCoding[])[];
}

/** Reads a folder of human codings or reviews with its threads. Units set aside for tests are left out: an edit is not tried out on them. */
export async function readGoldCorpus(folder: string): Promise<{ readonly gold: GoldCorpus; readonly problems: readonly Problem[] }> {
  const { threads, problems } = await readStudy([folder], []);
  return { gold: { corpus: new Corpus(threads.map(({ thread }) => thread)), human: threads.flatMap(({ codings }) => codings) }, problems };
}

/** Both editions against the people, a row a theme. */
export function measureGold({ human }: GoldCorpus, paths: readonly ThemePath[], before: readonly SeenUnit[], after: readonly SeenUnit[]): readonly ThemeMeasure[] {
  return measureChange(paths, before.map((unit, index) => ({ human: human[index]!, before: givenThemes(unit), after: givenThemes(after[index]!) })));
}
