import { ExactDuplicates, type LinkColumns } from '../../pipeline/6-link/exact.js';
import { NearDuplicates } from '../../pipeline/6-link/near.js';
import { decodeIndex, decodeLinks, decodeShingles } from '../../pipeline/7-report/fragment-form.js';
import type { Problem } from '../../pipeline/model.js';
import type { FragmentStore } from '../files/fragments.js';

/** What linking found. Units are numbered over all fragments, in input order. */
export interface Links {
  /** For each unit the first one it repeats, or -1. */
  readonly duplicates: Int32Array;
  /** The number of each fragment's first unit, and at the end the number of units. */
  readonly bases: readonly number[];
  readonly exact: number;
  readonly near: number;
  readonly problems: readonly Problem[];
}

/** Stage 6 over the fragments of a run: it reads their digests and shingles, and no texts. */
export function linkFragments(store: FragmentStore, keys: readonly string[]): Links {
  const bases = [0];
  for (const key of keys) {
    const fragment = store.open(key);
    bases.push(bases.at(-1)! + fragment.header.units);
    fragment.close();
  }
  const units = bases.at(-1)!;
  const exact = new ExactDuplicates(units);
  for (let pass = 0; pass < exact.passes; pass++) exact.pass(pass, wordDigests(store, keys));
  const { duplicates } = exact;
  const exactCount = duplicates.reduce((count, first) => count + (first >= 0 ? 1 : 0), 0);
  const problems = idsTwice(store, keys, units, bases);
  const { count, skipped } = linkNear(store, keys, bases, duplicates);
  if (skipped > 0) {
    const message = `${skipped} longer comments were compared for equal words only: there are too many to look for near duplicates among all.`;
    problems.push({ severity: 'note', id: 'near-duplicates-cap', file: '', message });
  }
  return { duplicates, bases, exact: exactCount, near: count, problems };
}

function* wordDigests(store: FragmentStore, keys: readonly string[]): Generator<LinkColumns> {
  for (const links of linksOf(store, keys)) yield links;
}

function* linksOf(store: FragmentStore, keys: readonly string[]): Generator<ReturnType<typeof decodeLinks>> {
  for (const key of keys) {
    const fragment = store.open(key);
    const bytes = fragment.section('links');
    fragment.close();
    yield decodeLinks(bytes, fragment.header.units);
  }
}

/** Ids that occur more than once, as a table with an id column that is none may have. */
function idsTwice(store: FragmentStore, keys: readonly string[], units: number, bases: readonly number[]): Problem[] {
  const ids = new ExactDuplicates(units, 0);
  for (let pass = 0; pass < ids.passes; pass++) {
    const columns = (function* (): Generator<LinkColumns> {
      for (const { idLow, idHigh, words } of linksOf(store, keys)) yield { low: idLow, high: idHigh, words };
    })();
    ids.pass(pass, columns);
  }
  const twice = ids.duplicates.reduce((count, first) => count + (first >= 0 ? 1 : 0), 0);
  if (twice === 0) return [];
  const unit = ids.duplicates.findIndex((first) => first >= 0);
  const at = fragmentOf(bases, unit);
  const fragment = store.open(keys[at]!);
  const { header } = fragment;
  fragment.close();
  const message = `${twice} units have an id that another unit has; the first is ${new UnitIds(store, keys, bases).of(unit)}.`;
  return [{ severity: 'warning', id: 'id-twice', file: header.thread?.file ?? '', message, hint: 'Name a column that tells the rows apart with --id-column.' }];
}

/** Near duplicates among the units that have shingles, which those of threads do. */
function linkNear(store: FragmentStore, keys: readonly string[], bases: readonly number[], duplicates: Int32Array): { count: number; skipped: number } {
  const near = new NearDuplicates();
  let count = 0;
  keys.forEach((key, at) => {
    const fragment = store.open(key);
    const sets = fragment.sectionLength('shingles') === 0 ? [] : decodeShingles(fragment.section('shingles'));
    fragment.close();
    sets.forEach((shingles, i) => {
      const unit = bases[at]! + i;
      if (duplicates[unit]! >= 0) return;
      const first = near.place(unit, shingles);
      if (first < 0) return;
      duplicates[unit] = first;
      count++;
    });
  });
  return { count, skipped: near.skipped };
}

/** The fragment that a unit is in, by its number. */
export function fragmentOf(bases: readonly number[], unit: number): number {
  let low = 0;
  let high = bases.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (bases[middle]! <= unit) low = middle;
    else high = middle;
  }
  return low;
}

const FRAGMENTS_KEPT = 64;

/** Ids of units by number, read from the fragments as they are asked for. */
export class UnitIds {
  private readonly kept = new Map<number, { readonly ids: Uint8Array; readonly starts: Int32Array }>();

  constructor(
    private readonly store: FragmentStore,
    private readonly keys: readonly string[],
    private readonly bases: readonly number[],
  ) {}

  of(unit: number): string {
    const at = fragmentOf(this.bases, unit);
    const { ids, starts } = this.kept.get(at) ?? this.load(at);
    const place = unit - this.bases[at]!;
    return new TextDecoder().decode(ids.subarray(starts[place], starts[place + 1]));
  }

  private load(at: number): { readonly ids: Uint8Array; readonly starts: Int32Array } {
    const fragment = this.store.open(this.keys[at]!);
    const { idStarts } = decodeIndex(fragment.section('index'), fragment.header.units);
    const entry = { ids: fragment.section('ids'), starts: idStarts.slice() };
    fragment.close();
    if (this.kept.size >= FRAGMENTS_KEPT) this.kept.delete(this.kept.keys().next().value!);
    this.kept.set(at, entry);
    return entry;
  }
}
