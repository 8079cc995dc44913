import { BETWEEN_VALUES, decisionKey, DONE, MEMO, NEW_CODE, sortDecisions, valuesOf, type Decision, type Sampling, type UnitFacts } from './decision.js';

/** One cell that came back: what it held when it went out and what it holds now; empty for a blank. */
export interface ReturnedCell extends UnitFacts, Sampling {
  readonly coder: string;
  readonly item: string;
  readonly exported: string;
  readonly returned: string;
  /** For `done`: the themes that were asked about. */
  readonly among: readonly string[];
  readonly run: string;
  /** As the user finds it: `anna.xlsx!units:F12`. */
  readonly place: string;
}

/** A cell that was changed here and there to different values. Both are kept, and the unit is contested until somebody decides. */
export interface MergeConflict {
  readonly place: string;
  readonly unit: string;
  readonly label: string;
  readonly coder: string;
  readonly item: string;
  readonly stored: string;
  readonly returned: string;
}

export interface Merged {
  /** All decisions, sorted. */
  readonly decisions: readonly Decision[];
  readonly added: number;
  readonly changed: number;
  readonly cleared: number;
  readonly conflicts: readonly MergeConflict[];
}

/**
 * Merges cells that came back into what is stored, three ways: what was not changed since it went out changes nothing;
 * what was changed in one place only is taken; what was changed in both to different values is a conflict and keeps all values.
 * The result does not depend on the order in which files of one export are merged, and merging a file twice changes nothing.
 */
export function mergeReturned(stored: readonly Decision[], cells: readonly ReturnedCell[]): Merged {
  const merged = new Map(stored.map((decision) => [decisionKey(decision), decision]));
  const conflicts: MergeConflict[] = [];
  const counts = { added: 0, changed: 0, cleared: 0 };
  for (const cell of cells) {
    const key = decisionKey(cell);
    const before = merged.get(key);
    // A decision on words that were edited since is no decision on these.
    const isOther = before !== undefined && before.digest !== cell.digest;
    if (isOther && cell.returned === cell.exported) continue;
    const held = before && !isOther ? before.value : '';
    const { value, conflict } = mergeValue(cell.item, cell.exported, cell.returned, held);
    if (conflict) conflicts.push({ place: cell.place, unit: cell.unit, label: cell.label, coder: cell.coder, item: cell.item, stored: held, returned: cell.returned });
    if (value === '') {
      if (before && merged.delete(key)) counts.cleared++;
      continue;
    }
    const after = decisionOf(cell, value, isOther ? undefined : before);
    if (before && !isOther && value === held && sameThemes(before.among, after.among)) {
      // The decision stands; that its unit was drawn since, in a sample that stands for others, is not forgotten.
      if (cell.returned === held) merged.set(key, { ...before, ...surerOf(before, cell) });
      continue;
    }
    merged.set(key, after);
    if (before) counts.changed++;
    else counts.added++;
  }
  return { decisions: sortDecisions(merged.values()), ...counts, conflicts };
}

/** The three-way merge of one value. A blank gives way to any value. */
export function mergeValue(item: string, exported: string, returned: string, stored: string): { readonly value: string; readonly conflict: boolean } {
  if (returned === exported || returned === stored) return { value: stored, conflict: false };
  if (stored === exported) return { value: returned, conflict: false };
  const value = together(item, stored, returned);
  return { value, conflict: value !== stored || returned === '' };
}

/** All values of both, each once and sorted. */
function together(item: string, a: string, b: string): string {
  const values = isText(item) ? [...a.split(BETWEEN_VALUES), ...b.split(BETWEEN_VALUES)] : [...valuesOf(a, item), ...valuesOf(b, item)];
  return [...new Set(values.filter((value) => value !== ''))].sort().join(BETWEEN_VALUES);
}

function isText(item: string): boolean {
  return item === MEMO || item === NEW_CODE;
}

function decisionOf(cell: ReturnedCell, value: string, before: Decision | undefined): Decision {
  const { unit, file, label, digest, sketch, opening, coder, item, stratum, probability, blind, test, run } = cell;
  const among = item === DONE ? [...new Set([...(before?.among ?? []), ...cell.among])].sort() : [];
  const facts = { unit, file, label, digest, sketch, opening, coder, item, value, among };
  // A value that was there already keeps how it came about, whatever it is merged with.
  const origin = before && before.value === value ? surerOf(before, cell) : { stratum, probability, blind, test, run };
  return { ...facts, stratum: origin.stratum, probability: origin.probability, blind: origin.blind, test: origin.test, run: origin.run };
}

/** How the unit of a decision that stands was drawn: by the sample in which it was the surest to be, as one that was chosen for nothing else was in none. */
function surerOf({ stratum, probability, blind, test, run }: Decision, cell: ReturnedCell): Sampling & { readonly run: string } {
  const isSurer = cell.probability !== null && cell.probability > (probability ?? 0);
  return { blind, test, run, ...(isSurer ? { stratum: cell.stratum, probability: cell.probability } : { stratum, probability }) };
}

function sameThemes(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((theme, i) => theme === b[i]);
}
