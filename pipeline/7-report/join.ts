import { ByteWriter } from './bytes.js';
import { textCell } from './csv.js';
import type { UnitIndex } from './fragment-form.js';
import { jsonString } from './json.js';

/** Bytes that go into a section of a fragment at an offset. */
export interface Insertion {
  readonly at: number;
  readonly bytes: Uint8Array;
  /** Up to here the section's own bytes are left out; nothing is, when absent. */
  readonly until?: number;
}

const NONE: readonly Insertion[] = [];

/** A unit of a fragment, by its place there, and the id of the unit it repeats. */
export interface DuplicatePatch {
  readonly unit: number;
  readonly of: string;
}

/** Fills the empty cells `duplicate_of` of a fragment's rows. Patches come in order of unit. */
export function cellInsertions(index: UnitIndex, patches: readonly DuplicatePatch[]): readonly Insertion[] {
  return insertions(index.unitDuplicates, patches, textCell, 0);
}

/** Fills the empty `duplicate_of` of a fragment's lines of JSON, between the quotation marks that are there. */
export function lineInsertions(index: UnitIndex, patches: readonly DuplicatePatch[]): readonly Insertion[] {
  return insertions(index.lineDuplicates, patches, jsonString, 1);
}

/** Writes the ids into one buffer; of what `write` leaves, the first `before` bytes and the last are there already. */
function insertions(places: Int32Array, patches: readonly DuplicatePatch[], write: (out: ByteWriter, text: string) => void, before: number): readonly Insertion[] {
  if (patches.length === 0) return NONE;
  const out = new ByteWriter();
  return patches.map(({ unit, of }) => {
    const from = out.length + before;
    write(out, of);
    return { at: places[unit]!, bytes: out.bytes().subarray(from, out.length - 1) };
  });
}

/** A section with the insertions in their places, in pieces: everything else is given as it is. */
export function* withInsertions(section: Uint8Array, insertions: readonly Insertion[]): Generator<Uint8Array> {
  let from = 0;
  for (const { at, bytes, until } of insertions) {
    yield section.subarray(from, at);
    yield bytes;
    from = until ?? at;
  }
  if (from < section.length) yield section.subarray(from);
}
