import type { Layout, Problem } from '../model.js';

/**
 * The form of a fragment: what a coded batch leaves for the join, one file a batch.
 * Magic, length of the header, the header as JSON, the sections one after the other, and the magic again, so that a cut-off file shows.
 */

export const SECTIONS = ['units', 'codings', 'explain', 'sentiment', 'stances', 'lines', 'index', 'ids', 'links', 'shingles'] as const;
export type Section = (typeof SECTIONS)[number];

/** Changes when fragments written before are no longer to be read. */
export const FRAGMENT_FORM = 3;
const MAGIC = Uint8Array.from('HEDDLE1\n', (char) => char.charCodeAt(0));
const encoder = new TextEncoder();
export const PREFIX_LENGTH = MAGIC.length + 4;

/** What is said once of the thread that a batch belongs to; a table's batches all say the same. */
export interface ThreadFacts {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly postedOn: string;
  readonly address: string;
  readonly savedOn: string;
  readonly layout: Layout;
  readonly encoding: string;
  readonly declaredComments: number | null;
  /** SHA-256 of the file, in hex; empty for tables, which are read in pieces. */
  readonly digest: string;
}

export interface FragmentHeader {
  readonly form: number;
  /** Null where the file could not be read. */
  readonly thread: ThreadFacts | null;
  readonly units: number;
  readonly codings: number;
  readonly words: number;
  /** Units or rows that were left out: named in `exclude.csv`, without text, or not readable. */
  readonly left: LeftOut;
  /** Counts as `Tally.sparse` gives them. */
  readonly tally: readonly number[];
  readonly problems: readonly Problem[];
  /** Bytes of text that were read. */
  readonly bytes: number;
  /** The lengths of the sections, in bytes. */
  readonly sections: readonly number[];
}

export interface LeftOut {
  readonly excluded: number;
  readonly empty: number;
  readonly broken: number;
}

/** A fragment as parts to write one after the other. */
export function encodeFragment(header: FragmentHeader, sections: readonly Uint8Array[]): Uint8Array[] {
  const json = encoder.encode(JSON.stringify(header));
  const prefix = new Uint8Array(PREFIX_LENGTH);
  prefix.set(MAGIC);
  new DataView(prefix.buffer).setUint32(MAGIC.length, json.length, true);
  return [prefix, json, ...sections, MAGIC];
}

/** The length of the header, or -1 where the bytes are no fragment's. */
export function headerLength(prefix: Uint8Array): number {
  if (prefix.length < PREFIX_LENGTH || !isMagic(prefix.subarray(0, MAGIC.length))) return -1;
  return new DataView(prefix.buffer, prefix.byteOffset).getUint32(MAGIC.length, true);
}

/** Reads the header; null where it is not of this form or the file's length does not fit. */
export function decodeHeader(json: Uint8Array, fileLength: number): FragmentHeader | null {
  try {
    const header = JSON.parse(new TextDecoder().decode(json)) as FragmentHeader;
    if (header.form !== FRAGMENT_FORM || header.sections.length !== SECTIONS.length) return null;
    const whole = PREFIX_LENGTH + json.length + header.sections.reduce((sum, length) => sum + length, 0) + MAGIC.length;
    return whole === fileLength ? header : null;
  } catch {
    return null;
  }
}

/** Where a section begins within the file. */
export function sectionStart(header: FragmentHeader, jsonLength: number, section: Section): number {
  let at = PREFIX_LENGTH + jsonLength;
  for (let i = 0; i < SECTIONS.indexOf(section); i++) at += header.sections[i]!;
  return at;
}

export function sectionLength(header: FragmentHeader, section: Section): number {
  return header.sections[SECTIONS.indexOf(section)]!;
}

function isMagic(bytes: Uint8Array): boolean {
  return bytes.every((byte, i) => byte === MAGIC[i]);
}

/** Where the rows of each unit stand in the sections, in bytes; `units + 1` entries where a unit's end is the next one's start. */
export interface UnitIndex {
  readonly unitStarts: Int32Array;
  /** Where the empty cell `duplicate_of` stands, counted in the whole section. */
  readonly unitDuplicates: Int32Array;
  readonly codingStarts: Int32Array;
  readonly lineStarts: Int32Array;
  readonly lineDuplicates: Int32Array;
  readonly idStarts: Int32Array;
}

const INDEX_COLUMNS = ['unitStarts', 'unitDuplicates', 'codingStarts', 'lineStarts', 'lineDuplicates', 'idStarts'] as const;

export function newIndex(units: number): UnitIndex {
  return decodeIndex(new Uint8Array(INDEX_COLUMNS.length * (units + 1) * 4), units);
}

export function decodeIndex(bytes: Uint8Array, units: number): UnitIndex {
  const column = (at: number): Int32Array => new Int32Array(bytes.buffer, bytes.byteOffset + at * (units + 1) * 4, units + 1);
  return {
    unitStarts: column(0),
    unitDuplicates: column(1),
    codingStarts: column(2),
    lineStarts: column(3),
    lineDuplicates: column(4),
    idStarts: column(5),
  };
}

export function encodeIndex(index: UnitIndex): Uint8Array {
  const { buffer, byteOffset, length } = index.unitStarts;
  return new Uint8Array(buffer, byteOffset, INDEX_COLUMNS.length * length * 4);
}

/** Digests of the units' words and ids, as columns. */
export interface UnitLinks {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  readonly idLow: Uint32Array;
  readonly idHigh: Uint32Array;
  readonly words: Int32Array;
}

const LINK_COLUMNS = 5;

export function newLinks(units: number): UnitLinks {
  return decodeLinks(new Uint8Array(LINK_COLUMNS * units * 4), units);
}

export function decodeLinks(bytes: Uint8Array, units: number): UnitLinks {
  const at = (column: number): number => bytes.byteOffset + column * units * 4;
  return {
    low: new Uint32Array(bytes.buffer, at(0), units),
    high: new Uint32Array(bytes.buffer, at(1), units),
    idLow: new Uint32Array(bytes.buffer, at(2), units),
    idHigh: new Uint32Array(bytes.buffer, at(3), units),
    words: new Int32Array(bytes.buffer, at(4), units),
  };
}

export function encodeLinks({ low }: UnitLinks): Uint8Array {
  return new Uint8Array(low.buffer, low.byteOffset, LINK_COLUMNS * low.length * 4);
}

/** Sets of shingles one after the other: a count, then its hashes. */
export function encodeShingles(sets: readonly Uint32Array[]): Uint8Array {
  const all = new Uint32Array(sets.reduce((sum, set) => sum + set.length + 1, 0));
  let at = 0;
  for (const set of sets) {
    all[at++] = set.length;
    all.set(set, at);
    at += set.length;
  }
  return new Uint8Array(all.buffer);
}

export function decodeShingles(bytes: Uint8Array): Uint32Array[] {
  const all = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const sets: Uint32Array[] = [];
  for (let at = 0; at < all.length; ) {
    const count = all[at++]!;
    sets.push(all.subarray(at, at + count));
    at += count;
  }
  return sets;
}
