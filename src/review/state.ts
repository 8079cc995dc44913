import type { Problem } from '../../pipeline/model.js';
import type { Decision } from '../../pipeline/review/decision.js';
import { holdingByUnit, placeDecisions, UnitsInMemory, wordsOfId, type PlaceableUnit, type PlacedUnit } from '../../pipeline/review/place.js';
import { Resolver } from '../../pipeline/review/resolve.js';
import { loadDecisions } from '../files/review/decisions.js';
import type { FinishedRun } from '../files/review/run.js';

/** What was decided so far, placed on the units of a run. */
export class ReviewState {
  readonly resolver: Resolver;
  /** Decisions that hold, by the id that their unit has now. */
  readonly holding: ReadonlyMap<string, readonly Decision[]>;

  private constructor(
    readonly decisions: readonly Decision[],
    readonly placed: readonly PlacedUnit[],
    run: FinishedRun,
    readonly file: string,
    readonly problems: readonly Problem[],
  ) {
    this.holding = holdingByUnit(placed);
    this.resolver = new Resolver(run.themes, decisions);
  }

  static async load(threads: string, run: FinishedRun): Promise<ReviewState> {
    const { decisions, problems, file } = await loadDecisions(threads);
    const placed = decisions.length === 0 ? [] : placeDecisions(decisions, await unitsFor(decisions, run));
    return new ReviewState(decisions, placed, run, file, problems);
  }

  /** Ids that the decisions on a unit name, where they are not its own. */
  formerIds(unit: string): readonly string[] {
    return [...new Set(this.placed.filter(({ how, now, unit: id }) => how === 'moved' && now === unit && id !== unit).map(({ unit: id }) => id))];
  }

  /** Decisions on an earlier text of a unit, which its coder has not made again. */
  staleOn(unit: string): readonly Decision[] {
    return this.placed.filter(({ how, now }) => how === 'stale' && now === unit).flatMap(({ decisions }) => decisions);
  }
}

/** The units of a run that decisions may belong to: of the same id, the same words or the same file. */
async function unitsFor(decisions: readonly Decision[], run: FinishedRun): Promise<UnitsInMemory> {
  const ids = new Set(decisions.map(({ unit }) => unit));
  const words = new Set(decisions.map(({ unit }) => wordsOfId(unit)).filter((hash) => hash !== ''));
  const files = new Set(decisions.map(({ file }) => file));
  const kept: PlaceableUnit[] = [];
  const renamed = new Set<string>();
  for await (const { id, file, label, text } of run.units()) {
    const moved = words.has(wordsOfId(id));
    if (moved && !files.has(file)) renamed.add(file);
    if (ids.has(id) || moved || files.has(file)) kept.push({ id, file, label, text });
  }
  if (renamed.size === 0) return new UnitsInMemory(kept);
  // In a thread that was renamed, edited texts are looked for too.
  const all: PlaceableUnit[] = [];
  for await (const { id, file, label, text } of run.units()) {
    if (ids.has(id) || files.has(file) || renamed.has(file)) all.push({ id, file, label, text });
  }
  return new UnitsInMemory(all);
}
