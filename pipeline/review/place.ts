import type { Decision } from './decision.js';
import { SIMILAR, similarity, sketchOf, textDigest } from './sketch.js';

/** A unit of today's run. */
export interface PlaceableUnit {
  readonly id: string;
  readonly file: string;
  readonly label: string;
  readonly text: string;
}

/** Where units are looked up; a run of any size answers from its fragments. */
export interface UnitLookup {
  byId(id: string): PlaceableUnit | null;
  /** Units whose id ends with `#` and this: the same words and kind, in whatever thread. */
  byWords(hash: string): readonly PlaceableUnit[];
  /** The units of a file; none where it is not there. */
  inFile(file: string): readonly PlaceableUnit[];
}

/**
 * `kept`: the unit is there with the words it had. `moved`: so it is, in a thread of another name. `stale`: its text was edited since.
 * `superseded`: it was edited, and the coder has decided on it since. `lost`: no such unit is there now.
 */
export type PlacedHow = 'kept' | 'moved' | 'stale' | 'superseded' | 'lost';

export interface PlacedUnit {
  /** The id that the decisions name. */
  readonly unit: string;
  readonly how: PlacedHow;
  /** The id it has now; empty where it is lost. */
  readonly now: string;
  /** How much of the words is still there, 0 to 1. */
  readonly similarity: number;
  readonly decisions: readonly Decision[];
}

/** Finds the units that decisions were made on: by id, then by words where a thread's file has another name, then by place and similarity. */
export function placeDecisions(decisions: readonly Decision[], units: UnitLookup): readonly PlacedUnit[] {
  const groups = groupByUnit(decisions);
  const files = renamedFiles(groups, units);
  const placed = [...groups.values()].map((own) => place(own, units, files));
  return withSuperseded(placed);
}

/** The decisions that hold, by the id that their unit has now. */
export function holdingByUnit(placed: readonly PlacedUnit[]): ReadonlyMap<string, readonly Decision[]> {
  const holding = new Map<string, Decision[]>();
  for (const { how, now, unit, decisions } of placed) {
    if (how !== 'kept' && how !== 'moved') continue;
    // What was decided under the unit's present id comes first, and nothing decided before it was moved stands against it.
    const known = holding.get(now) ?? [];
    const items = new Set(known.map(({ coder, item }) => `${coder}\0${item}`));
    if (unit === now) {
      const own = new Set(decisions.map(({ coder, item }) => `${coder}\0${item}`));
      holding.set(now, [...decisions, ...known.filter(({ coder, item }) => !own.has(`${coder}\0${item}`))]);
    } else holding.set(now, [...known, ...decisions.filter(({ coder, item }) => !items.has(`${coder}\0${item}`))]);
  }
  return holding;
}

function groupByUnit(decisions: readonly Decision[]): ReadonlyMap<string, readonly Decision[]> {
  const groups = new Map<string, Decision[]>();
  for (const decision of decisions) {
    // A table's own id may have come to stand for other words.
    push(groups, `${decision.unit}\0${decision.digest}`, decision);
  }
  return groups;
}

function place(decisions: readonly Decision[], units: UnitLookup, files: ReadonlyMap<string, string>): PlacedUnit {
  const { unit, digest, file, label, sketch } = decisions[0]!;
  const found = (how: PlacedHow, now: string, share: number): PlacedUnit => ({ unit, how, now, similarity: share, decisions });
  const same = units.byId(unit);
  if (same) return textDigest(same.text) === digest ? found('kept', same.id, 1) : found('stale', same.id, similarity(sketch, sketchOf(same.text)));
  const now = files.get(file) ?? file;
  const moved = sameWords(unit, digest, units);
  const inNew = moved.filter((other) => other.file === now);
  if (inNew.length === 1) return found('moved', inNew[0]!.id, 1);
  // Short texts that everybody writes are in many threads; only one that stands alone is surely the one.
  if (inNew.length === 0 && moved.length === 1) return found('moved', moved[0]!.id, 1);
  if (inNew.length > 1) {
    const ordinal = ordinalOf(unit);
    const other = inNew.find(({ id }) => ordinalOf(id) === ordinal) ?? inNew[0]!;
    return found('moved', other.id, 1);
  }
  const edited = mostSimilar(units.inFile(now), label, sketch);
  return edited ? found('stale', edited.unit.id, edited.share) : found('lost', '', 0);
}

/** The hash part of a unit's id, without the ordinal among equals; empty for ids that a table gave. */
export function wordsOfId(id: string): string {
  return /#([0-9a-z]{14})(?:-\d+)?$/.exec(id)?.[1] ?? '';
}

function ordinalOf(id: string): number {
  return Number(/#[0-9a-z]{14}-(\d+)$/.exec(id)?.[1] ?? 1);
}

function sameWords(unit: string, digest: string, units: UnitLookup): readonly PlaceableUnit[] {
  const hash = wordsOfId(unit);
  return hash === '' ? [] : units.byWords(hash).filter(({ text }) => textDigest(text) === digest);
}

/** Which file each file that is gone has become: the one that holds most of the units decided on in it. */
function renamedFiles(groups: ReadonlyMap<string, readonly Decision[]>, units: UnitLookup): ReadonlyMap<string, string> {
  const votes = new Map<string, Map<string, number>>();
  for (const [first] of groups.values()) {
    const { unit, file, digest } = first!;
    if (units.byId(unit)) continue;
    const counts = votes.get(file) ?? new Map<string, number>();
    votes.set(file, counts);
    for (const other of sameWords(unit, digest, units)) counts.set(other.file, (counts.get(other.file) ?? 0) + 1);
  }
  const renamed = new Map<string, string>();
  for (const [file, counts] of votes) {
    if (units.inFile(file).length > 0) continue;
    const best = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0];
    if (best) renamed.set(file, best[0]);
  }
  return renamed;
}

function mostSimilar(units: readonly PlaceableUnit[], label: string, sketch: string): { readonly unit: PlaceableUnit; readonly share: number } | null {
  let best: { unit: PlaceableUnit; share: number; weight: number } | null = null;
  for (const unit of units) {
    const share = similarity(sketch, sketchOf(unit.text));
    if (share < SIMILAR) continue;
    // Among texts that are equally like, the one that stands in the same place.
    const weight = share + (unit.label === label ? 0.25 : 0);
    if (!best || weight > best.weight) best = { unit, share, weight };
  }
  return best;
}

/** A stale unit is superseded for the coders who have decided on its present text. */
function withSuperseded(placed: readonly PlacedUnit[]): readonly PlacedUnit[] {
  const decided = new Map<string, Set<string>>();
  for (const { how, now, decisions } of placed) {
    if (how !== 'kept' && how !== 'moved') continue;
    const coders = decided.get(now) ?? new Set<string>();
    for (const { coder } of decisions) coders.add(coder);
    decided.set(now, coders);
  }
  return placed.flatMap((each) => {
    const since = each.how === 'stale' ? decided.get(each.now) : undefined;
    if (!since) return [each];
    const old = each.decisions.filter(({ coder }) => since.has(coder));
    const open = each.decisions.filter(({ coder }) => !since.has(coder));
    const part = (how: PlacedHow, decisions: readonly Decision[]): PlacedUnit[] => (decisions.length > 0 ? [{ ...each, how, decisions }] : []);
    return [...part('superseded', old), ...part('stale', open)];
  });
}

/** A lookup over units in memory. */
export class UnitsInMemory implements UnitLookup {
  private readonly ids = new Map<string, PlaceableUnit>();
  private readonly words = new Map<string, PlaceableUnit[]>();
  private readonly files = new Map<string, PlaceableUnit[]>();

  constructor(units: Iterable<PlaceableUnit>) {
    for (const unit of units) {
      if (!this.ids.has(unit.id)) this.ids.set(unit.id, unit);
      push(this.words, wordsOfId(unit.id), unit);
      push(this.files, unit.file, unit);
    }
  }

  byId(id: string): PlaceableUnit | null {
    return this.ids.get(id) ?? null;
  }

  byWords(hash: string): readonly PlaceableUnit[] {
    return this.words.get(hash) ?? [];
  }

  inFile(file: string): readonly PlaceableUnit[] {
    return this.files.get(file) ?? [];
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
