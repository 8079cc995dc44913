import type { Problem } from '../../pipeline/model.js';
import type { CompiledLexicon } from '../../pipeline/lexicon/compile.js';
import { compareCodebooks, type CodebookChanges } from '../../pipeline/lexicon/workbench/compare.js';
import { impactOf, type UnitImpact } from '../../pipeline/lexicon/workbench/impact.js';
import type { ThemeMeasure } from '../../pipeline/lexicon/workbench/measure.js';
import { loadSources } from '../files/lexicon.js';
import { partOfSpeechTagger } from '../files/part-of-speech.js';
import { readEdition } from '../files/revision.js';
import { measureGold, readGoldCorpus } from './gold-corpus.js';
import { readCorpus } from './read-corpus.js';

export interface DiffOptions {
  /** Folders, or revisions of the lexicon in `folder`. */
  readonly old: string;
  readonly now: string;
  readonly folder: string;
  /** What to look at; nothing, when empty. */
  readonly paths: readonly string[];
  /** A folder of human codings; null for none. */
  readonly gold: string | null;
}

export interface LexiconDiff {
  readonly changes: CodebookChanges;
  /** Null where no texts were named. */
  readonly impact: { readonly units: number; readonly themes: readonly UnitImpact[] } | null;
  /** Null where there are no human codings. */
  readonly measured: readonly ThemeMeasure[] | null;
}

/** Compares two editions of a lexicon: rules, what they do to texts, and how they do against people. Null where one cannot be loaded. */
export async function diffLexicons({ old, now, folder, paths, gold }: DiffOptions): Promise<{ readonly diff: LexiconDiff | null; readonly problems: readonly Problem[] }> {
  const [before, after] = await Promise.all([loadEdition(old, folder), loadEdition(now, folder)]);
  const problems: Problem[] = [...before.problems, ...after.problems];
  if (!before.lexicon || !after.lexicon) return { diff: null, problems };
  const [earlier, later] = [before.lexicon, after.lexicon];
  const tagger = earlier.needsTagger || later.needsTagger ? await partOfSpeechTagger() : null;
  const changes = compareCodebooks(earlier.codebook, later.codebook);
  let impact: LexiconDiff['impact'] = null;
  if (paths.length > 0) {
    const { corpus, problems: found } = await readCorpus(paths);
    problems.push(...found);
    impact = { units: corpus.units, themes: impactOf(changes.paths, corpus.see(earlier, tagger), corpus.see(later, tagger)) };
  }
  let measured: LexiconDiff['measured'] = null;
  if (gold !== null) {
    const { gold: coded, problems: found } = await readGoldCorpus(gold);
    problems.push(...found);
    measured = measureGold(coded, changes.paths, coded.corpus.see(earlier, tagger), coded.corpus.see(later, tagger));
  }
  return { diff: { changes, impact, measured }, problems };
}

async function loadEdition(name: string, folder: string): Promise<{ readonly lexicon: CompiledLexicon | null; readonly problems: readonly Problem[] }> {
  const sources = await readEdition(name, folder);
  return 'problem' in sources ? { lexicon: null, problems: [sources.problem] } : loadSources(sources);
}
