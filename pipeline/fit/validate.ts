import { addCounts, countOf, NO_COUNTS, scoresOf, sumCounts, type Counts } from '../evaluation/counts.js';
import { isContested, type CodedUnit, type Evidence } from './evidence.js';
import { learner, type Fitted, type FitOptions, type FitSetting } from './learn.js';

/** By theme, on codings that the coders agree on. */
export type ThemeCounts = readonly Counts[];

/** Sums that miss a threshold by less are held to reach it, as the tagger does. */
const ROUNDING = 1e-9;

/** What a lexicon with these numbers gives, against what people gave. */
export function measure({ themes, keeper }: Pick<Evidence, 'themes' | 'keeper'>, { strengths, thresholds }: Fitted, units: readonly CodedUnit[]): ThemeCounts {
  const keep = keeper(strengths);
  const counts: Counts[] = themes.map(() => NO_COUNTS);
  for (const { matches, given, atLeast } of units) {
    themes.forEach((_, theme) => {
      const share = given[theme];
      if (share === null || isContested(share)) return;
      const found = matches.get(theme);
      const sum = found ? keep(found).reduce((total, pattern) => total + strengths[pattern], 0) : 0;
      const isGiven = found !== undefined && sum + ROUNDING >= atLeast * thresholds[theme];
      counts[theme] = addCounts(counts[theme], countOf(share === 1, isGiven));
    });
  }
  return counts;
}

/** The numbers as the editor wrote them. */
export function asWritten({ themes, patterns }: Pick<Evidence, 'themes' | 'patterns'>): Fitted {
  return { strengths: patterns.map(({ strength }) => strength), thresholds: themes.map(({ threshold }) => threshold) };
}

/** What each setting gave on each thread, learned from all others. */
export interface LeftOut {
  readonly threads: readonly string[];
  readonly settings: readonly FitSetting[];
  /** By thread: the lexicon as it is. */
  readonly before: readonly ThemeCounts[];
  /** By setting and thread. */
  readonly after: readonly (readonly ThemeCounts[])[];
}

/** Leaves out one thread after the other, learns from the rest with every setting, and measures on the one left out. */
export function leaveOutThreads(evidence: Evidence, settings: readonly FitSetting[], options: FitOptions, tick: () => void = () => undefined): LeftOut {
  const threads = [...new Set(evidence.units.map(({ thread }) => thread))].sort();
  const within = threads.map((thread) => evidence.units.filter((unit) => unit.thread === thread));
  const before = within.map((units) => measure(evidence, asWritten(evidence), units));
  const after: ThemeCounts[][] = settings.map(() => []);
  threads.forEach((thread, at) => {
    const learnWith = learner({ ...evidence, units: evidence.units.filter((unit) => unit.thread !== thread) }, options);
    settings.forEach((setting, index) => after[index].push(measure(evidence, learnWith(setting), within[at])));
    tick();
  });
  return { threads, settings, before, after };
}

/** A firmer hold is kept unless a looser one gains more than this. */
const WORTH_A_CHANGE = 0.002;

/**
 * The setting that did best on threads left out. A decision's F1 is averaged with its neighbours' (weights 1, 2, 1), so that luck at one value does not choose.
 * @param except leaves one thread's figures out of the choice: what is then measured on it had no part in it.
 */
export function bestSetting({ settings, after, threads }: LeftOut, except = -1): number {
  const f1 = settings.map((_, index) => microF1(threads.flatMap((_thread, thread) => (thread === except ? [] : after[index][thread]))));
  const smooth = settings.map(({ decision, hold }, index) => {
    const row = settings.map((setting, at) => ({ at, decision: setting.decision, hold: setting.hold })).filter((one) => one.hold === hold).sort((a, b) => a.decision - b.decision);
    const place = row.findIndex((one) => one.decision === decision);
    const beside = [row[place - 1], row[place + 1]].flatMap((one) => (one ? [f1[one.at]] : []));
    return (2 * f1[index] + beside.reduce((sum, value) => sum + value, 0)) / (2 + beside.length);
  });
  const holds = [...new Set(settings.map(({ hold }) => hold))].sort((a, b) => b - a);
  let best = -1;
  for (const hold of holds) {
    for (let index = 0; index < settings.length; index++) {
      if (settings[index].hold !== hold) continue;
      const margin = best >= 0 && settings[best].hold !== hold ? WORTH_A_CHANGE : 0;
      if (best < 0 || smooth[index] > smooth[best] + margin) best = index;
    }
  }
  return best;
}

/** By theme, all threads together: each measured with the setting that the others chose and the numbers that the others taught. */
export function fittedCounts(leftOut: LeftOut): ThemeCounts {
  return addThemes(leftOut.threads.map((_, thread) => leftOut.after[bestSetting(leftOut, thread)][thread]));
}

/** Counts of several threads, by theme. */
export function addThemes(counts: readonly ThemeCounts[]): ThemeCounts {
  return (counts[0] ?? []).map((_, theme) => sumCounts(counts.map((one) => one[theme])));
}

/** F1 over all decisions; 0 where there was nothing to find and nothing was given. */
export function microF1(counts: readonly Counts[]): number {
  const { f1 } = scoresOf(sumCounts(counts));
  return f1.defined ? f1.value : 0;
}
