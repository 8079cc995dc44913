import type { FormTable } from '../model.js';

/** Stands for every token longer than `LONGEST_FORM`; no pattern matches it. */
export const FORM_OVERLONG = 0;
/** Stands for every web and mail address; no pattern matches it. */
export const FORM_ADDRESS = 1;
export const LONGEST_FORM = 64;

const FIRST_CAPACITY = 1 << 15;

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
  private slots = new Int32Array(FIRST_CAPACITY);
  private hashes = new Int32Array(FIRST_CAPACITY);
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
    this.internWord(' overlong', 0, 9);
    this.internWord(' address', 0, 8);
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
    return end - start > LONGEST_FORM ? FORM_OVERLONG : this.internWord(text, start, end);
  }

  private internWord(text: string, start: number, end: number): number {
    const buffer = this.buffer;
    let length = 0;
    let hash = 0x811c9dc5 | 0;
    for (let i = start; i < end; i++) {
      let code = text.charCodeAt(i);
      if (code > 0x5f) {
        code = foldApostrophe(code);
        if (code === 0xad || code === 0x200d || code === 0xfe0f) continue;
      }
      buffer[length++] = code;
      hash = Math.imul(hash ^ code, 0x01000193);
    }
    hash ^= hash >>> 15;
    let slot = hash & this.mask;
    for (;;) {
      const entry = this.slots[slot]!;
      if (entry === 0) break;
      const form = entry - 1;
      if (this.hashes[form] === hash && this.equals(form, length)) return form;
      slot = (slot + 1) & this.mask;
    }
    return this.add(hash, slot, length);
  }

  private equals(form: number, length: number): boolean {
    const offset = this.offsets[form]!;
    if (this.offsets[form + 1]! - offset !== length) return false;
    const chars = this.chars;
    const buffer = this.buffer;
    for (let i = 0; i < length; i++) if (chars[offset + i] !== buffer[i]) return false;
    return true;
  }

  private add(hash: number, slot: number, length: number): number {
    const form = this.size++;
    if (this.charCount + length > this.chars.length) this.chars = grown(this.chars);
    for (let i = 0; i < length; i++) this.chars[this.charCount + i] = this.buffer[i]!;
    this.offsets[form] = this.charCount;
    this.charCount += length;
    this.offsets[form + 1] = this.charCount;
    this.hashes[form] = hash;
    this.slots[slot] = form + 1;
    if (this.size * 2 > this.mask) this.rehash();
    return form;
  }

  private rehash(): void {
    const capacity = (this.mask + 1) * 2;
    this.mask = capacity - 1;
    this.slots = new Int32Array(capacity);
    const hashes = new Int32Array(capacity);
    hashes.set(this.hashes);
    this.hashes = hashes;
    const offsets = new Int32Array(capacity);
    offsets.set(this.offsets);
    this.offsets = offsets;
    for (let form = 0; form < this.size; form++) {
      let slot = hashes[form]! & this.mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & this.mask;
      this.slots[slot] = form + 1;
    }
  }
}

function grown(array: Uint16Array): Uint16Array<ArrayBuffer> {
  const larger = new Uint16Array(array.length * 2);
  larger.set(array);
  return larger;
}
