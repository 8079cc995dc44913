import type { Span, TokenTable } from '../model.js';
import { isMailName, isMailSign, isScheme, isWww } from './addresses.js';
import {
  APOSTROPHE, characterClass, DIGIT, HIGH_SURROGATE, HYPHEN, IGNORABLE, isWordAt, LETTER, MASK, NEWLINE, SPACE, SYMBOL,
} from './characters.js';
import { FIRST_HASH, FORM_ADDRESS, HASH_FACTOR, LONGEST_FORM, type Forms } from './forms.js';
import {
  GAP_BRACKET, GAP_CLAUSE, GAP_COMMA, GAP_ELLIPSIS, GAP_EXCLAMATION, GAP_HYPHEN, GAP_NEWLINE, GAP_OTHER, GAP_PARAGRAPH,
  GAP_QUESTION, GAP_QUOTE, GAP_SPACE, GAP_STOP,
} from './gap.js';
import { emoticonEnd, pictographEnd } from './pictures.js';

/** Whether `co-worker` is two tokens or one. A codebook decides; dictionaries made for quanteda keep compounds whole. */
export type HyphenPolicy = 'split' | 'keep';

const AFTER_ADDRESS = '.,;:!?)]}\'"’”>';

/**
 * Cuts paragraphs into words, numbers, masked words, emoji and emoticons, and says what stands before each.
 * Offsets are kept, nothing is altered; addresses of the web and of mail become one token each.
 * A run of any length is one pass over its characters.
 */
export class Tokenizer {
  private starts = new Int32Array(1 << 12);
  private ends = new Int32Array(1 << 12);
  private ids = new Int32Array(1 << 12);
  private gaps = new Uint16Array(1 << 12);
  count = 0;
  /** Set by `wordEnd` when the word it measured is an address. */
  private isAddress = false;

  constructor(
    private readonly forms: Forms,
    private readonly hyphens: HyphenPolicy = 'split',
  ) {}

  /** Takes a paragraph's span of a text, given as its UTF-16 units, and adds its tokens to the table under way. */
  add(codes: Uint16Array, { start, end }: Span): void {
    let gap = GAP_PARAGRAPH;
    let at = start;
    while (at < end) {
      const code = codes[at]!;
      const kind = characterClass(code);
      if (kind === LETTER || kind === DIGIT) {
        at = this.addWord(codes, at, end, gap);
        gap = 0;
        continue;
      }
      if (kind === SPACE) {
        gap |= GAP_SPACE;
        at++;
        continue;
      }
      const special = this.specialEnd(codes, at, end, code, kind);
      if (special > at) {
        this.push(at, special, this.formOf(codes, at, special), gap);
        at = special;
        gap = 0;
        continue;
      }
      gap |= gapBit(codes, at, end, code, kind, gap);
      at++;
    }
  }

  /** Adds the word that begins at `at` and gives its end. Nearly all words are a run of letters, hashed as it is read, before a blank or comma. */
  private addWord(codes: Uint16Array, at: number, end: number, gap: number): number {
    let hash = FIRST_HASH;
    let i = at;
    for (; i < end; i++) {
      const code = codes[i]!;
      if (!((code >= 97 && code <= 122) || (code >= 65 && code <= 90))) break;
      hash = Math.imul(hash ^ code, HASH_FACTOR);
    }
    if (i > at && i - at <= LONGEST_FORM && isPlainEnd(codes, i, end)) {
      this.push(at, i, this.forms.internHashed(codes, at, i, hash), gap);
      return i;
    }
    const tokenEnd = this.wordEnd(codes, at, end);
    this.push(at, tokenEnd, this.formOf(codes, at, tokenEnd), gap);
    return tokenEnd;
  }

  private formOf(codes: Uint16Array, start: number, end: number): number {
    const form = this.isAddress ? FORM_ADDRESS : this.forms.internCodes(codes, start, end);
    this.isAddress = false;
    return form;
  }

  /** Gives the tokens added so far and begins anew. */
  take(): TokenTable {
    const count = this.count;
    this.count = 0;
    return {
      count,
      starts: this.starts.slice(0, count),
      ends: this.ends.slice(0, count),
      forms: this.ids.slice(0, count),
      before: this.gaps.slice(0, count),
    };
  }

  private push(start: number, end: number, form: number, gap: number): void {
    if (this.count === this.starts.length) this.grow();
    const i = this.count++;
    this.starts[i] = start;
    this.ends[i] = end;
    this.ids[i] = form;
    this.gaps[i] = gap;
  }

  private grow(): void {
    const capacity = this.starts.length * 2;
    const copy = (from: Int32Array): Int32Array<ArrayBuffer> => {
      const to = new Int32Array(capacity);
      to.set(from);
      return to;
    };
    this.starts = copy(this.starts);
    this.ends = copy(this.ends);
    this.ids = copy(this.ids);
    const gaps = new Uint16Array(capacity);
    gaps.set(this.gaps);
    this.gaps = gaps;
  }

  /** Where the word that begins with a letter or digit at `at` ends. */
  private wordEnd(codes: Uint16Array, at: number, end: number): number {
    let i = at + 1;
    for (; i < end; i++) {
      const code = codes[i]!;
      // The letters of nearly every word, without a table.
      if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) continue;
      const kind = characterClass(code);
      if (kind === LETTER || kind === DIGIT || kind === IGNORABLE) continue;
      if (kind === SPACE || kind === NEWLINE) return i;
      const next = i + 1 < end ? characterClass(codes[i + 1]!) : SPACE;
      if (kind === APOSTROPHE && (next === LETTER || next === DIGIT)) continue;
      if (kind === HYPHEN && this.hyphens === 'keep' && (next === LETTER || next === DIGIT)) continue;
      if (kind === MASK) {
        if (isMailSign(codes, i, end)) return this.addressEnd(codes, i, end);
        const maskEnd = maskedEnd(codes, i, end);
        // `**bold**` is emphasis: the signs stand on both sides.
        if (maskEnd > i && !(codes[at - 1]! === code && !isWordAt(codes, maskEnd - 1, end) && !isWordAt(codes, maskEnd, end))) {
          i = maskEnd - 1;
          continue;
        }
        return i;
      }
      if (code === 0x2e && next === LETTER && (isDotted(codes, i, at, end) || isMailName(codes, i, end))) continue;
      if (code === 0x26 && next === LETTER) continue;
      if (next === DIGIT && (code === 0x2e || code === 0x2c || code === 0x3a) && isDigitAt(codes, i - 1)) continue;
      if (code === 0x25 && isDigitAt(codes, i - 1)) return i + 1;
      if (code === 0x3a && isScheme(codes, at, i)) return this.addressEnd(codes, i, end);
      if (code === 0x2e && i - at === 3 && next === LETTER && isWww(codes, at)) return this.addressEnd(codes, i, end);
      return i;
    }
    return i;
  }

  private addressEnd(codes: Uint16Array, from: number, end: number): number {
    this.isAddress = true;
    let i = from;
    for (; i < end; i++) {
      const kind = characterClass(codes[i]!);
      if (kind === SPACE || kind === NEWLINE) break;
    }
    // A full stop, comma or bracket after an address is the sentence's.
    while (i > from + 1 && AFTER_ADDRESS.includes(String.fromCharCode(codes[i - 1]!))) i--;
    return i;
  }

  /** Where a token that begins with neither letter nor digit ends; `at` when there is none. */
  private specialEnd(codes: Uint16Array, at: number, end: number, code: number, kind: number): number {
    if (kind === SYMBOL) return pictographEnd(codes, at + 1, end);
    if (kind === HIGH_SURROGATE) return pictographEnd(codes, Math.min(at + 2, end), end);
    const next = at + 1 < end ? characterClass(codes[at + 1]!) : SPACE;
    if ((code === 0xa3 || code === 0x24 || code === 0x20ac) && next === DIGIT) return this.wordEnd(codes, at + 1, end);
    if (code === 0x2a && next === LETTER && !isEmphasis(codes, at + 1, end)) return this.wordEnd(codes, at + 1, end);
    if (code === 0x3a || code === 0x3b || code === 0x3d || code === 0x3c) return emoticonEnd(codes, at, end);
    return at;
  }
}

/** True where nothing that follows can belong to a run of letters: a blank, a comma, or a full stop before a blank. */
function isPlainEnd(codes: Uint16Array, at: number, end: number): boolean {
  if (at >= end) return true;
  const code = codes[at]!;
  if (code === 0x20 || code === 0x2c || code === 0x0a) return true;
  return code === 0x2e && (at + 1 >= end || codes[at + 1] === 0x20);
}

function isDigitAt(codes: Uint16Array, at: number): boolean {
  return characterClass(codes[at]!) === DIGIT;
}

/** True for the full stop of `P.S.S`: single letters on both sides, so that `end.Start` is two words. */
function isDotted(codes: Uint16Array, dot: number, wordStart: number, end: number): boolean {
  const letterBefore = dot - 1 === wordStart || codes[dot - 2]! === 0x2e;
  if (!letterBefore || characterClass(codes[dot - 1]!) !== LETTER) return false;
  if (dot + 1 >= end || characterClass(codes[dot + 1]!) !== LETTER) return false;
  return dot + 2 >= end || characterClass(codes[dot + 2]!) !== LETTER;
}

/** Where a run of mask signs inside or at the end of a word ends, or `at` when the sign is no mask: `f***ing`, `s@@t`, `a@@@`. */
function maskedEnd(codes: Uint16Array, at: number, end: number): number {
  let i = at;
  while (i < end && characterClass(codes[i]!) === MASK) i++;
  if (i < end && characterClass(codes[i]!) === LETTER) return i;
  return i - at >= 2 ? i : at;
}

/** True when the letters after an asterisk end in another: `*really*` is emphasis, `*unt` a mask. */
function isEmphasis(codes: Uint16Array, from: number, end: number): boolean {
  let i = from;
  while (i < end && characterClass(codes[i]!) === LETTER) i++;
  return i < end && codes[i]! === 0x2a;
}

function gapBit(codes: Uint16Array, at: number, end: number, code: number, kind: number, gap: number): number {
  switch (code) {
    case 0x2c:
      return GAP_COMMA;
    case 0x2e:
      return codes[at - 1]! === 0x2e || (at + 1 < end && codes[at + 1]! === 0x2e) ? GAP_ELLIPSIS : GAP_STOP;
    case 0x2026:
      return GAP_ELLIPSIS;
    case 0x21:
      return GAP_EXCLAMATION;
    case 0x3f:
      return GAP_QUESTION;
    case 0x3b:
    case 0x3a:
    case 0x2013:
    case 0x2014:
      return GAP_CLAUSE;
    case 0x28:
    case 0x29:
    case 0x5b:
    case 0x5d:
      return GAP_CLAUSE | GAP_BRACKET;
    case 0x22:
    case 0x201c:
    case 0x201d:
    case 0xab:
    case 0xbb:
      return GAP_QUOTE;
    default:
  }
  if (kind === HYPHEN) {
    const spaced = (gap & GAP_SPACE) !== 0 || at + 1 >= end || characterClass(codes[at + 1]!) === SPACE;
    return spaced ? GAP_CLAUSE : GAP_HYPHEN;
  }
  if (kind === NEWLINE) return GAP_NEWLINE;
  if (kind === APOSTROPHE) return GAP_QUOTE;
  return kind === IGNORABLE ? 0 : GAP_OTHER;
}
