import { Suggester } from '../../pipeline/lexicon/workbench/suggest.js';
import { nearest } from '../../pipeline/lexicon/yaml-reader.js';
import type { Problem } from '../../pipeline/model.js';
import { newCodeId } from '../../pipeline/review/new-codes.js';
import type { SaidOfUnit } from '../../pipeline/review/said.js';
import { Coder } from '../../pipeline/run.js';
import type { EditingTools } from '../files/coding-tools.js';
import type { SuggestionView } from '../terminal/suggestions.js';
import { bayesWeights } from './naive-bayes.js';
import { NewCodes } from './new-codes.js';
import { LessonReader } from './review-lessons.js';
import { readStudy, type StudiedThread } from './study-threads.js';

export interface SuggestOptions {
  readonly theme: string;
  /** Folders of codings and of reviewed threads. */
  readonly folders: readonly string[];
  /** Lines of evidence for each suggestion. */
  readonly evidence: number;
  /** Units that a word must stand in, in two threads. */
  readonly least: number;
}

/**
 * Gathers from codings and reviews what might become patterns of a theme, or of a new code that reviewers wrote. Nothing is added to the lexicon.
 * Null where there is nothing to learn from; problems are added to `problems`.
 */
export async function suggestWords({ theme: asked, folders, evidence, least }: SuggestOptions, lexicon: string, tools: EditingTools, problems: Problem[]): Promise<SuggestionView | null> {
  const { themes } = tools.lexicon.codebook;
  const index = themes.findIndex(({ id }) => id === asked);
  // A new code may be named as the reviewers wrote it.
  const theme = index < 0 ? newCodeId(asked) || asked : asked;
  const study = await readStudy(folders, themes);
  if (study.threads.length === 0 && study.problems.some(({ severity }) => severity === 'error')) {
    problems.push(...study.problems);
    return null;
  }
  const newCodes = new NewCodes();
  for (const { thread, said } of study.threads) newCodes.add(thread, said);
  if (index < 0 && !newCodes.has(theme)) {
    const ids = [...themes.map(({ id }) => id), ...newCodes.ids];
    const near = nearest(theme, ids);
    problems.push({ severity: 'error', id: 'unknown-theme', file: lexicon, message: `The lexicon has no theme "${asked}", and no reviewer wrote such a code.`, hint: near === null ? `There are ${ids.join(', ')}.` : `Did you mean "${near}"?` });
    return null;
  }
  problems.push(...study.problems);
  const suggester = new Suggester(tools.lexicon, index, tools.tagger);
  const lessons = new LessonReader(themes.map(({ id }) => id));
  const reviewed = addAll(study.threads, theme, index < 0, tools, suggester, lessons);
  const options = { leastUnits: least, leastThreads: 2 };
  const found = suggester.result(options, evidence);
  if (found.carrying === 0) {
    problems.push({ severity: 'error', id: 'no-codings', file: folders.join(', '), message: `No unit is coded ${theme} by half of its coders or more.`, hint: 'Name a folder in which people gave the theme.' });
    return null;
  }
  const name = themes[index]?.name ?? theme;
  return { theme, isNew: index < 0, ...found, reviewed, bayes: weighed(suggester, options, evidence), newCodes: newCodes.near({ id: theme, name }, evidence), lessons: lessons.of(theme, evidence) };
}

/** Gives the number of carrying units that were given the theme in a review. */
function addAll(threads: readonly StudiedThread[], theme: string, isNew: boolean, tools: EditingTools, suggester: Suggester, lessons: LessonReader): number {
  const coder = new Coder(tools, true);
  let count = 0;
  for (const { thread, said } of threads) {
    const batch = coder.codeSegmented(thread);
    const shares = new Map<string, number>();
    const reviewed = new Set<string>();
    thread.units.forEach(({ label }, unit) => {
      const one = said[unit];
      const share = one ? (isNew ? shareOfCode(one, theme) : one.shares.get(theme)) : undefined;
      if (share === undefined) return;
      shares.set(label, share);
      if (isNew ? share > 0 : one!.givenBy.has(theme)) reviewed.add(label);
    });
    count += [...reviewed].filter((label) => shares.get(label)! >= 0.5).length;
    suggester.add(batch, shares, reviewed);
    lessons.add(batch, said);
  }
  return count;
}

/** A code that one reviewer wrote says enough; units that nobody reviewed say nothing of it. */
function shareOfCode({ isReviewed, newCodes }: SaidOfUnit, id: string): number | undefined {
  if (newCodes.some(({ name }) => (newCodeId(name) || name) === id)) return 1;
  return isReviewed ? 0 : undefined;
}

function weighed(suggester: Suggester, options: { readonly leastUnits: number; readonly leastThreads: number }, evidence: number): SuggestionView['bayes'] {
  const weights = bayesWeights(suggester.documents());
  return suggester
    .suggestionsFor(new Set(weights.keys()), options, evidence)
    .map((one) => ({ ...one, weight: weights.get(one.term)! }))
    // What a word says, times how often it says it: rare words have the largest weights.
    .sort((a, b) => b.weight * b.target - a.weight * a.target || (a.term < b.term ? -1 : 1));
}
