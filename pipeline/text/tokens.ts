import type { Span, TokenTable } from '../model.js';
import { isMailName, isMailSign, isScheme, isWww } from './addresses.js';
import { APOSTROPHE, characterClass, DIGIT, HIGH_SURROGATE, HYPHEN, IGNORABLE, isPlainLetter, isWordAt, LETTER, MASK, NEWLINE, SPACE, SYMBOL } from './characters.js';
import { FORM_ADDRESS, LONGEST_SHORT, type Forms } from './forms.js';
import { GAP_PARAGRAPH, GAP_SPACE, GAP_STOP, gapBit, PLAIN_GAP } from './gap.js';
import { emoticonEnd, pictographEnd } from './pictures.js';
import { TokenColumns } from './token-columns.js';

/** Whether `co-worker` is two tokens or one. A codebook decides; dictionaries made for quanteda keep compounds whole. */
export type HyphenPolicy = 'split' | 'keep';

// Bound once more: the engine asks an imported binding for its value each time it is read, one of the module's own never.
const plainGap = PLAIN_GAP;
const isLetter = isPlainLetter;
const longestShort = LONGEST_SHORT;
const stopAndSpace = GAP_STOP | GAP_SPACE;

const AFTER_ADDRESS = '.,;:!?)]}\'"’”>';

/**
 * Cuts paragraphs into words, numbers, masked words, emoji and emoticons, and says what stands before each.
 * Offsets are kept, nothing is altered; addresses of the web and of mail become one token each.
 * A run of any length is one pass over its characters. One is kept for many batches.
 */
export class Tokenizer {
  private readonly columns = new TokenColumns();
  /** What stands before the token to come, and before any of the paragraph's so far. */
  private gap = 0;
  private gaps = 0;
  /** Set by `wordEnd` when the word it measured is an address. */
  private isAddress = false;

  constructor(
    private readonly forms: Forms,
    private readonly hyphens: HyphenPolicy = 'split',
  ) {}

  /** Takes a paragraph's span of a text, given as its UTF-16 units, and adds its tokens to the table under way. Gives the bits of all the gaps before them. */
  add(codes: Uint16Array, { start, end }: Span): number {
    this.gap = GAP_PARAGRAPH;
    this.gaps = 0;
    let at = start;
    while (at < end) {
      at = this.addPlain(codes, at, end);
      if (at < end) at = this.addOdd(codes, at, end);
    }
    return this.gaps;
  }

  /**
   * Adds tokens up to the first that is not as nearly all are, and gives where that stands: a known form of plain letters
   * before a blank, a comma or the like, or a full stop with a blank after it. Letters are shifted into the two halves of a short form's key as they are read.
   * Nothing is called from this loop that is not made part of it, so that all it works on stays in registers.
   */
  private addPlain(codes: Uint16Array, from: number, to: number): number {
    const { columns, forms } = this;
    const { starts, ends, forms: ids, before } = columns;
    const room = starts.length;
    // Said to be whole numbers, so that they are kept as such.
    const end = to | 0;
    let at = from | 0;
    let count = columns.count | 0;
    let gap = this.gap | 0;
    let gaps = this.gaps | 0;
    while (at < end && count < room) {
      let next = at;
      let code = 0;
      let high = 0;
      let low = 0;
      for (; next < end; next++) {
        code = codes[next]!;
        if (!isLetter(code)) break;
        high = (high << 8) | (low >>> 24);
        low = (low << 8) | code;
      }
      let after = next === end ? 0 : plainGap[code]!;
      let past = next + 1;
      if (next === at) {
        if (after === 0) break;
        gap |= after;
        at = past;
        continue;
      }
      if (after === 0 && next < end) {
        if (code !== 0x2e || past === end || codes[past] !== 0x20) break;
        after = stopAndSpace;
        past++;
      }
      const form = next - at <= longestShort ? forms.findShort(high, low) : forms.findLong(codes, at, next);
      if (form < 0) break;
      starts[count] = at;
      ends[count] = next;
      ids[count] = form;
      before[count++] = gap;
      gaps |= gap;
      gap = after;
      at = past;
    }
    columns.count = count;
    this.gap = gap;
    this.gaps = gaps;
    return at;
  }

  /** Adds the token that begins at `at`, or takes in the sign there if none does, and gives the place after it. */
  private addOdd(codes: Uint16Array, at: number, end: number): number {
    const next = this.tokenEnd(codes, at, end);
    if (next === at) {
      this.gap |= gapBit(codes, at, end, this.gap);
      return at + 1;
    }
    this.columns.push(at, next, this.isAddress ? FORM_ADDRESS : this.forms.internCodes(codes, at, next), this.gap);
    this.gaps |= this.gap;
    this.gap = 0;
    return next;
  }

  /** Gives the tokens added so far and begins anew. */
  take(): TokenTable {
    return this.columns.take();
  }

  /** Where the token ends that begins at `at`; `at` where none begins. */
  private tokenEnd(codes: Uint16Array, at: number, end: number): number {
    this.isAddress = false;
    const kind = characterClass(codes[at]!);
    return kind === LETTER || kind === DIGIT ? this.wordEnd(codes, at, end) : this.specialEnd(codes, at, end, kind);
  }

  /** Where the word that begins with a letter or digit at `at` ends. */
  private wordEnd(codes: Uint16Array, at: number, end: number): number {
    let i = at + 1;
    for (; i < end; i++) {
      const code = codes[i]!;
      if (isPlainLetter(code)) continue;
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
  private specialEnd(codes: Uint16Array, at: number, end: number, kind: number): number {
    const code = codes[at]!;
    if (kind === SYMBOL) return pictographEnd(codes, at + 1, end);
    if (kind === HIGH_SURROGATE) return pictographEnd(codes, Math.min(at + 2, end), end);
    const next = at + 1 < end ? characterClass(codes[at + 1]!) : SPACE;
    if ((code === 0xa3 || code === 0x24 || code === 0x20ac) && next === DIGIT) return this.wordEnd(codes, at + 1, end);
    if (code === 0x2a && next === LETTER && !isEmphasis(codes, at + 1, end)) return this.wordEnd(codes, at + 1, end);
    if (code === 0x3a || code === 0x3b || code === 0x3d || code === 0x3c) return emoticonEnd(codes, at, end);
    return at;
  }
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
