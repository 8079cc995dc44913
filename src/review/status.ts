import { access } from 'node:fs/promises';
import type { Problem } from '../../pipeline/model.js';
import { stanceConflicts } from '../../pipeline/review/conflicts.js';
import { readItem, SENTIMENT, type Decision } from '../../pipeline/review/decision.js';
import { ThemeFollower } from '../../pipeline/review/follow.js';
import type { PlacedHow, PlacedUnit } from '../../pipeline/review/place.js';
import { isDone } from '../../pipeline/review/resolve.js';
import { lessonsOf, weightOf, type Lessons, type ReviewedUnit } from '../../pipeline/review/teach.js';
import { loadImports, type ImportRecord } from '../files/review/decisions.js';
import { openRun, type FinishedRun } from '../files/review/run.js';
import { ReviewState } from './state.js';

export interface CoderStatus {
  readonly coder: string;
  /** Units that hold, that are done among them, and decisions on them. */
  readonly units: number;
  readonly done: number;
  readonly decisions: number;
  readonly unsure: number;
}

export interface ContestedStatus {
  /** Its id, or `sentiment`. */
  readonly theme: string;
  readonly file: string;
  readonly label: string;
  readonly coders: readonly string[];
}

/** What the units of a run say of a review. */
interface UnitsReviewed {
  readonly units: number;
  readonly ofRun: number;
  /** Themes and sentiments on which coders differ: left out of every share. */
  readonly contested: readonly ContestedStatus[];
  /** Stances on which they differ: the lexicon's stands. */
  readonly stances: readonly ContestedStatus[];
  readonly consensus: number;
}

export interface ReviewStatus extends UnitsReviewed {
  readonly file: string;
  readonly coders: readonly CoderStatus[];
  readonly stale: readonly PlacedUnit[];
  readonly lost: readonly PlacedUnit[];
  readonly moved: number;
  /** Decisions on themes that were split, and on themes that are gone. */
  readonly split: readonly Decision[];
  readonly gone: readonly Decision[];
  readonly test: number;
  readonly imports: readonly ImportRecord[];
  readonly lessons: Lessons;
  readonly problems: readonly Problem[];
}

export interface StatusOptions {
  readonly run: string;
  readonly threads: string | undefined;
}

/** What is reviewed, by whom, what conflicts and is stale, and what the review says of the lexicon. */
export async function reviewStatus({ run: folder, threads: given }: StatusOptions): Promise<ReviewStatus | { readonly problem: Problem }> {
  const run = await openRun(folder);
  if ('problem' in run) return run;
  const threads = given ?? run.threads;
  const state = await ReviewState.load(threads, run);
  if (!(await access(state.file).then(() => true, () => false))) {
    return { problem: { severity: 'error', id: 'no-decisions', file: state.file, message: 'Nobody has reviewed anything yet.', hint: 'heddle review export writes a workbook, heddle review import takes it back.' } };
  }
  const { counts, reviewed, ...found } = await readUnits(run, state);
  const follower = new ThemeFollower(run.themes);
  const held = [...state.holding.values()].flat();
  const where = (how: PlacedHow): readonly PlacedUnit[] => state.placed.filter((placed) => placed.how === how);
  return {
    ...found,
    file: state.file,
    coders: coderStatuses(state),
    stale: where('stale'),
    lost: where('lost'),
    moved: where('moved').length,
    split: held.filter((decision) => follower.needsReview(decision)),
    gone: held.filter((decision) => follower.isGone(decision)),
    test: [...state.holding.values()].filter((decisions) => decisions.some(({ test }) => test)).length,
    imports: await loadImports(threads),
    lessons: lessonsOf(reviewed, run.themes.map(({ id }) => id), { units: found.ofRun, withTheme: counts }),
    problems: state.problems,
  };
}

interface ReadUnits extends UnitsReviewed {
  readonly counts: ReadonlyMap<string, number>;
  readonly reviewed: readonly ReviewedUnit[];
}

async function readUnits(run: FinishedRun, state: ReviewState): Promise<ReadUnits> {
  const counts = new Map<string, number>();
  const reviewed: ReviewedUnit[] = [];
  const contested: ContestedStatus[] = [];
  const stances: ContestedStatus[] = [];
  let [consensus, units, ofRun] = [0, 0, 0];
  for await (const { id, file, label, codings } of run.units()) {
    ofRun++;
    for (const theme of new Set(codings.map((coding) => coding.theme))) counts.set(theme, (counts.get(theme) ?? 0) + 1);
    const decisions = state.holding.get(id);
    if (!decisions) continue;
    units++;
    stances.push(...stanceConflicts(decisions).map((conflict) => ({ ...conflict, file, label })));
    const { themes, sentiment } = state.resolver.resolve(decisions);
    if (sentiment === 'contested') contested.push({ theme: SENTIMENT, file, label, coders: [...new Set(decisions.filter(({ item }) => item === SENTIMENT).map(({ coder }) => coder))].sort() });
    for (const { theme, verdict, source, coders } of themes) {
      if (verdict === 'contested') contested.push({ theme, file, label, coders });
      if (source === 'consensus') consensus++;
    }
    const weight = weightOf(decisions);
    if (weight === null) continue;
    const decided = new Map(themes.filter(({ verdict }) => verdict !== 'contested').map(({ theme, verdict }) => [theme, verdict === 'yes']));
    reviewed.push({ weight, decided, found: codings });
  }
  return { counts, reviewed, contested, stances, consensus, units, ofRun };
}

function coderStatuses({ holding }: ReviewState): readonly CoderStatus[] {
  const found = new Map<string, { units: number; done: number; decisions: number; unsure: number }>();
  for (const decisions of holding.values()) {
    for (const coder of new Set(decisions.map((decision) => decision.coder))) {
      const own = decisions.filter((decision) => decision.coder === coder);
      const known = found.get(coder) ?? { units: 0, done: 0, decisions: 0, unsure: 0 };
      found.set(coder, known);
      known.units++;
      if (isDone(own, coder)) known.done++;
      known.decisions += own.length;
      known.unsure += own.filter(({ item, value }) => readItem(item)?.kind === 'theme' && value === 'unsure').length;
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([coder, counts]) => ({ coder, ...counts }));
}
