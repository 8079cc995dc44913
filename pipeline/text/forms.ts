import type { FormTable } from '../model.js';
import { codesOf } from './codes.js';
import { doubled } from './columns.js';

/** Stands for every token longer than `LONGEST_FORM`; no pattern matches it. */
export const FORM_OVERLONG = 0;
/** Stands for every web and mail address; no pattern matches it. */
export const FORM_ADDRESS = 1;
export const LONGEST_FORM = 64;
/** ASCII forms of up to so many characters are their own key: no hash can confuse them, so nothing is compared but two numbers. */
export const LONGEST_SHORT = 8;

/** FNV-1a (Fowler, Noll and Vo): begin with the one, and for each character take it in and multiply by the other. */
const FIRST_HASH = 0x811c9dc5 | 0;
const HASH_FACTOR = 0x01000193;
/** Set in the high half of a key that is a hash; ASCII leaves it clear. */
const HASHED = 0x8000_0000 | 0;

/** Bound once more: the engine asks an exported binding for its value each time it is read. */
const longestForm = LONGEST_FORM;

const FIRST_CAPACITY = 1 << 14;
/** Numbers a slot: a form's id and one, the two halves of its key, and where its characters begin, side by side, so that a look costs one line of cache. */
const WIDTH = 4;

/** Curly, modifier and grave apostrophes are one character to every reader of forms. */
function foldApostrophe(code: number): number {
  return code === 0x2019 || code === 0x2018 || code === 0x02bc || code === 0x60 || code === 0xb4 ? 0x27 : code;
}

/**
 * Distinct word forms, looked up in place: a token costs no string unless its form is new.
 * The key of a short ASCII form is its characters, eight bits each; that of any other its hash and length, and its characters are compared.
 * Characters live in one array; the table is emptied by `clear` when it has grown past what the caller allows.
 */
export class Forms implements FormTable {
  generation = 0;
  size = 0;
  private mask = FIRST_CAPACITY - 1;
  private slots = new Int32Array(FIRST_CAPACITY * WIDTH);
  /** Where each form's characters begin; one place more for the end of the last. */
  private offsets = new Int32Array(FIRST_CAPACITY);
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
    const { buffer } = this;
    let length = 0;
    let hash = FIRST_HASH;
    let high = 0;
    let low = 0;
    let isAscii = true;
    for (let i = start; i < end; i++) {
      let code = codes[i]!;
      // Letters of ASCII have nothing to fold.
      if (code > 0x7a || code === 0x60) {
        code = foldApostrophe(code);
        if (code === 0xad || code === 0x200d || code === 0xfe0f) continue;
      }
      buffer[length++] = code;
      isAscii &&= code > 0 && code < 0x80;
      hash = Math.imul(hash ^ code, HASH_FACTOR);
      high = (high << 8) | (low >>> 24);
      low = (low << 8) | code;
    }
    return isAscii && length <= LONGEST_SHORT ? this.internKey(high, low, length) : this.internKey(hash | HASHED, length, length);
  }

  /** The id of an ASCII form of up to eight characters, given as the two halves of its key; -1 where it is new. */
  findShort(high: number, low: number): number {
    const { slots, mask } = this;
    let slot = homeOf(high, low) & mask;
    for (;;) {
      const at = slot * WIDTH;
      const entry = slots[at]!;
      if (slots[at + 1] === high && slots[at + 2] === low) return entry - 1;
      if (entry === 0) return -1;
      slot = (slot + 1) & mask;
    }
  }

  /** As `findShort`, of letters of ASCII alone, more of them than a short form has; -1 for an overlong one too. */
  findLong(codes: Uint16Array, start: number, end: number): number {
    const { slots, mask, chars } = this;
    const length = end - start;
    if (length > longestForm) return -1;
    let hash = FIRST_HASH;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ codes[i]!, HASH_FACTOR);
    const high = hash | HASHED;
    let slot = homeOf(high, length) & mask;
    for (;;) {
      const at = slot * WIDTH;
      const entry = slots[at]!;
      if (entry === 0) return -1;
      if (slots[at + 1] === high && slots[at + 2] === length) {
        const offset = slots[at + 3]! - start;
        let i = start;
        while (i < end && chars[offset + i] === codes[i]) i++;
        if (i === end) return entry - 1;
      }
      slot = (slot + 1) & mask;
    }
  }

  /** The id of the form in the buffer. */
  private internKey(high: number, low: number, length: number): number {
    const { slots, mask } = this;
    let slot = homeOf(high, low) & mask;
    for (;;) {
      const at = slot * WIDTH;
      const entry = slots[at]!;
      if (entry === 0) return this.add(slot, high, low, length);
      if (slots[at + 1] === high && slots[at + 2] === low && (high >= 0 || this.isSpelled(entry - 1, length))) return entry - 1;
      slot = (slot + 1) & mask;
    }
  }

  private isSpelled(form: number, length: number): boolean {
    const { chars, buffer } = this;
    const offset = this.offsets[form]!;
    for (let i = 0; i < length; i++) if (chars[offset + i] !== buffer[i]) return false;
    return true;
  }

  private add(slot: number, high: number, low: number, length: number): number {
    const form = this.size++;
    while (this.charCount + length > this.chars.length) this.chars = grown(this.chars);
    this.chars.set(this.buffer.subarray(0, length), this.charCount);
    if (form + 1 === this.offsets.length) this.offsets = doubled(this.offsets);
    this.offsets[form] = this.charCount;
    this.charCount += length;
    this.offsets[form + 1] = this.charCount;
    fill(this.slots, slot, form + 1, high, low, this.offsets[form]!);
    if (this.size * 2 > this.mask) this.rehash();
    return form;
  }

  private rehash(): void {
    const old = this.slots;
    const mask = this.mask * 2 + 1;
    const slots = new Int32Array(old.length * 2);
    for (let at = 0; at < old.length; at += WIDTH) {
      const entry = old[at]!;
      if (entry === 0) continue;
      const high = old[at + 1]!;
      const low = old[at + 2]!;
      let slot = homeOf(high, low) & mask;
      while (slots[slot * WIDTH] !== 0) slot = (slot + 1) & mask;
      fill(slots, slot, entry, high, low, old[at + 3]!);
    }
    this.slots = slots;
    this.mask = mask;
  }
}

/** Where the search for a key begins, as a hash of which every bit counts. */
function homeOf(high: number, low: number): number {
  const hash = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
  return hash ^ (hash >>> 15);
}

function fill(slots: Int32Array, slot: number, entry: number, high: number, low: number, offset: number): void {
  const at = slot * WIDTH;
  slots[at] = entry;
  slots[at + 1] = high;
  slots[at + 2] = low;
  slots[at + 3] = offset;
}

function grown(array: Uint16Array): Uint16Array<ArrayBuffer> {
  const larger = new Uint16Array(array.length * 2);
  larger.set(array);
  return larger;
}
