import type { FormTable } from '../model.js';
import { codesOf } from './codes.js';

/** Stands for every token longer than `LONGEST_FORM`; no pattern matches it. */
export const FORM_OVERLONG = 0;
/** Stands for every web and mail address; no pattern matches it. */
export const FORM_ADDRESS = 1;
export const LONGEST_FORM = 64;

/** FNV-1a (Fowler, Noll and Vo): begin with the one, and for each character take it in and multiply by the other. */
export const FIRST_HASH = 0x811c9dc5 | 0;
export const HASH_FACTOR = 0x01000193;

const FIRST_CAPACITY = 1 << 14;
/** Numbers a slot: a form's id and one, its hash, and where its characters begin and end, side by side, so that a look costs one line of cache. */
const WIDTH = 4;

/** Curly, modifier and grave apostrophes are one character to every reader of forms. */
export function foldApostrophe(code: number): number {
  return code === 0x2019 || code === 0x2018 || code === 0x02bc || code === 0x60 || code === 0xb4 ? 0x27 : code;
}

/**
 * Distinct word forms, hashed in place: a token costs no string unless its form is new.
 * Characters live in one array; the table is emptied by `clear` when it has grown past what the caller allows.
 */
export class Forms implements FormTable {
  generation = 0;
  size = 0;
  private mask = FIRST_CAPACITY - 1;
  private slots = new Int32Array(FIRST_CAPACITY * WIDTH);
  /** For each form its hash, and where its characters begin; one place more for the end of the last. */
  private hashes = new Int32Array(FIRST_CAPACITY);
  private offsets = new Int32Array(FIRST_CAPACITY + 1);
  private chars = new Uint16Array(FIRST_CAPACITY * 8);
  private charCount = 0;
  private surfaces: (string | undefined)[] = [];
  private readonly buffer = new Uint16Array(LONGEST_FORM);

  constructor() {
    this.reset();
  }

  /** Forgets every form; ids given before are void, and `generation` says so. */
  clear(): void {
    this.generation++;
    this.slots.fill(0);
    this.reset();
  }

  private reset(): void {
    this.size = 0;
    this.charCount = 0;
    this.surfaces = [];
    // The two reserved forms have spellings that no token can have.
    this.intern(' overlong', 0, 9);
    this.intern(' address', 0, 8);
  }

  surface(form: number): string {
    const known = this.surfaces[form];
    if (known !== undefined) return known;
    let text = '';
    for (let i = this.offsets[form]!; i < this.offsets[form + 1]!; i++) text += String.fromCharCode(this.chars[i]!);
    this.surfaces[form] = text;
    return text;
  }

  intern(text: string, start: number, end: number): number {
    return this.internCodes(codesOf(text.slice(start, end)), 0, end - start);
  }

  /** As `intern`, of UTF-16 units. */
  internCodes(codes: Uint16Array, start: number, end: number): number {
    if (end - start > LONGEST_FORM) return FORM_OVERLONG;
    const buffer = this.buffer;
    let length = 0;
    let hash = FIRST_HASH;
    for (let i = start; i < end; i++) {
      let code = codes[i]!;
      if (code > 0x5f) {
        code = foldApostrophe(code);
        if (code === 0xad || code === 0x200d || code === 0xfe0f) continue;
      }
      buffer[length++] = code;
      hash = Math.imul(hash ^ code, HASH_FACTOR);
    }
    return this.internHashed(buffer, 0, length, hash);
  }

  /** The id of a form without signs to fold or leave out, whose hash is known. */
  internHashed(codes: Uint16Array, start: number, end: number, unmixed: number): number {
    const hash = unmixed ^ (unmixed >>> 15);
    const { slots, mask, chars } = this;
    const length = end - start;
    let slot = hash & mask;
    for (;;) {
      const at = slot * WIDTH;
      const entry = slots[at]!;
      if (entry === 0) return this.add(hash, slot, codes, start, length);
      if (slots[at + 1] === hash) {
        const offset = slots[at + 2]!;
        let i = slots[at + 3]! - offset === length ? 0 : length + 1;
        while (i < length && chars[offset + i] === codes[start + i]) i++;
        if (i === length) return entry - 1;
      }
      slot = (slot + 1) & mask;
    }
  }

  private add(hash: number, slot: number, codes: Uint16Array, start: number, length: number): number {
    const form = this.size++;
    while (this.charCount + length > this.chars.length) this.chars = grown(this.chars);
    this.chars.set(codes.subarray(start, start + length), this.charCount);
    this.offsets[form] = this.charCount;
    this.charCount += length;
    this.offsets[form + 1] = this.charCount;
    this.hashes[form] = hash;
    this.fill(slot, form);
    if (this.size * 2 > this.mask) this.rehash();
    return form;
  }

  private fill(slot: number, form: number): void {
    const at = slot * WIDTH;
    this.slots[at] = form + 1;
    this.slots[at + 1] = this.hashes[form]!;
    this.slots[at + 2] = this.offsets[form]!;
    this.slots[at + 3] = this.offsets[form + 1]!;
  }

  private rehash(): void {
    const capacity = (this.mask + 1) * 2;
    this.mask = capacity - 1;
    this.slots = new Int32Array(capacity * WIDTH);
    const hashes = new Int32Array(capacity);
    hashes.set(this.hashes);
    this.hashes = hashes;
    const offsets = new Int32Array(capacity + 1);
    offsets.set(this.offsets);
    this.offsets = offsets;
    for (let form = 0; form < this.size; form++) {
      let slot = hashes[form]! & this.mask;
      while (this.slots[slot * WIDTH] !== 0) slot = (slot + 1) & this.mask;
      this.fill(slot, form);
    }
  }
}

function grown(array: Uint16Array): Uint16Array<ArrayBuffer> {
  const larger = new Uint16Array(array.length * 2);
  larger.set(array);
  return larger;
}
