import type { FitOptions, FitSetting } from '../../pipeline/fit/learn.js';
import { problemOf, runExamples } from '../../pipeline/lexicon/examples.js';
import type { Problem } from '../../pipeline/model.js';
import { themesOf } from '../../pipeline/run-text.js';
import { loadCodingTools, type EditingTools } from '../files/coding-tools.js';
import { nearest } from '../../pipeline/lexicon/yaml-reader.js';
import { fitText } from '../terminal/fit.js';
import { fitLexicon, fittedLexicon, measureHeldOut } from './fit-lexicon.js';
import { evidenceFor, loadEvidence } from './load-evidence.js';
import { changesOf, writeFit } from './write-fit.js';

export interface RunFitOptions {
  /** Null for every theme. */
  readonly theme: string | null;
  readonly gold: readonly string[];
  readonly lexicon: string;
  readonly holdOut: readonly string[];
  readonly decision: number | undefined;
  readonly hold: number | undefined;
  readonly options: FitOptions;
  readonly show: number;
  readonly write: boolean;
  readonly progress: ((done: number, of: number) => void) | undefined;
}

/** Tried where nothing is asked for. */
const DECISIONS = [0.3, 0.35, 0.4, 0.45, 0.5];
const HOLDS = [Infinity, 30, 8];

/** Fits a lexicon, says what would change and what it gains, and writes it when asked to; no output where that cannot be done. */
export async function runFit(given: RunFitOptions): Promise<{ readonly output: string | null; readonly problems: readonly Problem[] }> {
  const wrong = badOptions(given);
  if (wrong.length > 0) return { output: null, problems: wrong };
  const { tools, problems: toolProblems } = await loadCodingTools(given.lexicon);
  if (tools === null) return { output: null, problems: toolProblems };
  const themes = chosenThemes(given, tools);
  if ('problem' in themes) return { output: null, problems: [...toolProblems, themes.problem] };

  const learned = await loadEvidence(given.gold, tools);
  const held = await loadEvidence(given.holdOut, tools);
  const problems = [...toolProblems, ...learned.problems, ...held.problems];
  const threads = new Set(learned.units.map(({ thread }) => thread));
  if (given.holdOut.length > 0 && held.units.length === 0 && held.problems.some(({ severity }) => severity === 'error')) return { output: null, problems };
  if (threads.size === 0 && problems.some(({ severity }) => severity === 'error')) return { output: null, problems };
  const leaked = held.units.some(({ thread }) => threads.has(thread));
  if (leaked) problems.push({ severity: 'error', id: 'not-held-out', file: given.holdOut.join(' '), message: 'A thread that is held out is also learned from.', hint: 'Leave its folder out of one of the two.' });
  if (threads.size < 2) problems.push({ severity: 'error', id: 'too-few-threads', file: given.gold.join(' '), message: `Two coded threads are the fewest to learn from, one is left out in turn; there ${threads.size === 1 ? 'is one' : 'are none'}.`, hint: 'Name further folders with codings.csv and units.csv, or of reviewed threads.' });
  if (leaked || threads.size < 2) return { output: null, problems };

  const fit = fitLexicon(evidenceFor(tools.lexicon, learned.units), settingsOf(given), given.options, given.progress);
  const heldOut = held.units.length === 0 ? null : { units: held.units.length, ...measureHeldOut(fit, held.units) };
  const changes = changesOf(tools.lexicon, fit, themes.chosen);
  const broken = brokenExamples(tools, fittedLexicon(tools.lexicon, fit, themes.chosen));
  const written = given.write ? await writeFit(given.lexicon, tools.lexicon, changes) : null;
  if (written !== null && 'problems' in written) return { output: null, problems: [...problems, ...written.problems] };
  const output = fitText({ fit, lexicon: tools.lexicon, themes: themes.chosen, changes, heldOut, reviewed: learned.reviewed, options: given.options, show: given.show, written: written?.files ?? null });
  return { output, problems: [...problems, ...broken] };
}

function badOptions({ decision, hold, options, show }: RunFitOptions): readonly Problem[] {
  const bad = (file: string, message: string): Problem => ({ severity: 'error', id: 'bad-option', file, message });
  const found: Problem[] = [];
  if (decision !== undefined && !(decision > 0 && decision < 1)) found.push(bad('--decision', 'It is a probability: more than 0 and less than 1.'));
  if (hold !== undefined && !(hold >= 0)) found.push(bad('--hold', 'It is a number above 0, or 0 to leave the strengths alone.'));
  if (!(options.leastUnits >= 1)) found.push(bad('--least', 'It is a number from 1 on.'));
  if (!Number.isInteger(show) || show < 0) found.push(bad('--show', 'It is a whole number.'));
  return found;
}

function settingsOf({ decision, hold }: RunFitOptions): readonly FitSetting[] {
  const holds = hold === undefined ? HOLDS : [hold === 0 ? Infinity : hold];
  const decisions = decision === undefined ? DECISIONS : [decision];
  return holds.flatMap((one) => decisions.map((each) => ({ decision: each, hold: one })));
}

function chosenThemes({ theme, lexicon }: RunFitOptions, tools: EditingTools): { readonly chosen: ReadonlySet<number> } | { readonly problem: Problem } {
  const ids = tools.lexicon.codebook.themes.map(({ id }) => id);
  if (theme === null) return { chosen: new Set(ids.keys()) };
  const at = ids.indexOf(theme);
  if (at >= 0) return { chosen: new Set([at]) };
  const near = nearest(theme, ids);
  const message = theme === '' ? 'Name the theme to fit, or write --all.' : `The lexicon has no theme "${theme}".`;
  return { problem: { severity: 'error', id: 'unknown-theme', file: lexicon, message, hint: near === null ? `It has ${ids.join(', ')}.` : `Did you mean "${near}"?` } };
}

/** Examples that are right now and would fail: the editor decides whether the number or the example is wrong. */
function brokenExamples(tools: EditingTools, lexicon: EditingTools['lexicon']): readonly Problem[] {
  const now = runExamples(tools.lexicon.codebook, themesOf(tools));
  const then = runExamples(lexicon.codebook, themesOf({ ...tools, lexicon }));
  return then.flatMap((result, index): Problem[] => {
    const problem = now[index].outcome === 'right' ? problemOf(result) : null;
    return problem === null ? [] : [{ ...problem, severity: 'warning', message: `With the fitted numbers: ${problem.message}` }];
  });
}
