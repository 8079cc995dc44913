import type { SentenceTable, Span, TokenTable } from '../model.js';
import { characterClass, DIGIT, HIGH_SURROGATE, isLower, isUpper, NEWLINE, SPACE, SYMBOL } from './characters.js';
import { doubled } from './columns.js';
import {
  GAP_ELLIPSIS, GAP_EXCLAMATION, GAP_NEWLINE, GAP_PARAGRAPH, GAP_QUESTION, GAP_SPACE, GAP_TERMINAL,
} from './gap.js';
import { BEFORE_CAPITAL, BEFORE_NUMBER, LONGEST_SHORTENED, NEVER_LAST, shortenedKind } from './shortened.js';

/** Words without a full stop go on for so many at the most: what looks at pairs of words stays cheap on any text. */
export const LONGEST_SENTENCE = 500;

const CAPITAL_I = 0x49;
/** No other token can be the first of a sentence, unless the one before is too long. */
const MAY_BREAK = GAP_TERMINAL | GAP_NEWLINE | GAP_PARAGRAPH;

/**
 * Cuts paragraphs that are tokens already into sentences.
 * A break needs a terminal sign and then a sign that a sentence begins; dots that trail off before a small letter,
 * abbreviations, initials and numbers break nothing, and a full stop without a space breaks between `a small letter.A Capital`.
 * Takes the first token of the paragraphs and gives the first after them.
 * Rules rather than Intl.Segmenter: its data changes with the version of Node, and it costs more than all else here.
 */
export function cutSentences(codes: Uint16Array, paragraphs: readonly Span[], tokens: TokenTable, fromToken: number, out: SentenceWriter): number {
  let token = fromToken;
  for (const paragraph of paragraphs) {
    const start = firstInk(codes, paragraph.start, paragraph.end);
    if (start < paragraph.end) token = cutParagraph(codes, { start, end: paragraph.end }, tokens, token, out);
  }
  return token;
}

/** Cuts one paragraph, whose tokens begin with `token` if it has any, and gives the first token after it. */
function cutParagraph(codes: Uint16Array, { start, end }: Span, tokens: TokenTable, token: number, out: SentenceWriter): number {
  const { count, starts, ends, before } = tokens;
  let charStart = start;
  let first = token;
  let isAfterPicture = false;
  let i = token < count && starts[token]! < end ? token + 1 : token;
  for (; i > token; i++) {
    if (!isAfterPicture) i = nextSign(before, i, Math.min(count, first + LONGEST_SENTENCE));
    if (i >= count || (before[i]! & GAP_PARAGRAPH) !== 0) break;
    if (i - first < LONGEST_SENTENCE) {
      const isPictureNext = isPicture(codes[starts[i]!]!);
      if (isAfterPicture) {
        if (isPictureNext) continue;
      } else {
        // An emoji after a full stop is the last of its sentence, not the first of the next.
        isAfterPicture = isPictureNext && (before[i]! & GAP_NEWLINE) === 0;
        if (isAfterPicture || !isBreak(codes, tokens, i)) continue;
      }
    }
    isAfterPicture = false;
    const breakAt = sentenceStart(codes, ends[i - 1]!, starts[i]!);
    out.push(first, charStart, lastInk(codes, charStart, breakAt));
    first = i;
    charStart = breakAt;
  }
  out.push(first, charStart, lastInk(codes, charStart, end));
  return i;
}

/** The next token at which a sentence may end, or `limit`: nearly all tokens are passed over here. */
function nextSign(before: Uint16Array, from: number, limit: number): number {
  let i = from;
  while (i < limit && (before[i]! & MAY_BREAK) === 0) i++;
  return i;
}

const FIRST_ROOM = 1 << 12;

/** Collects sentences as columns. They are kept from batch to batch: what `take` gives is a copy of what is filled. */
export class SentenceWriter {
  count = 0;
  private firsts = new Int32Array(FIRST_ROOM);
  private starts = new Int32Array(FIRST_ROOM);
  private ends = new Int32Array(FIRST_ROOM);

  push(firstToken: number, start: number, end: number): void {
    const i = this.count++;
    // One place stays free for the end of the last.
    if (i + 1 === this.firsts.length) this.grow();
    this.firsts[i] = firstToken;
    this.starts[i] = start;
    this.ends[i] = end;
  }

  /** Gives the sentences pushed so far; `tokenCount` closes the last. */
  take(tokenCount: number): SentenceTable {
    const { count, firsts, starts, ends } = this;
    firsts[count] = tokenCount;
    this.count = 0;
    return { count, firstToken: firsts.slice(0, count + 1), starts: starts.slice(0, count), ends: ends.slice(0, count) };
  }

  private grow(): void {
    this.firsts = doubled(this.firsts);
    this.starts = doubled(this.starts);
    this.ends = doubled(this.ends);
  }
}

function isBreak(codes: Uint16Array, { starts, ends, before }: TokenTable, next: number): boolean {
  const gap = before[next]!;
  if ((gap & GAP_NEWLINE) !== 0) return true;
  const nextStart = starts[next]!;
  const nextCode = codes[nextStart]!;
  const isSpaced = (gap & GAP_SPACE) !== 0;
  if ((gap & (GAP_EXCLAMATION | GAP_QUESTION)) !== 0) {
    // `"Why?" she asked` and `(really?) and` go on.
    return !isLower(nextCode) || (isSpaced && !closesAfterSign(codes, ends[next - 1]!, nextStart));
  }
  if ((gap & GAP_ELLIPSIS) !== 0) return isUpper(nextCode) && !isLoneI(codes, nextStart, ends[next]!);
  const opensLine = (before[next - 1]! & (GAP_PARAGRAPH | GAP_NEWLINE)) !== 0;
  return isSpaced ? endsBeforeSpace(codes, starts[next - 1]!, ends[next - 1]!, nextCode, opensLine) : endsBeforeCapital(codes, starts[next - 1]!, ends[next - 1]!, nextCode);
}

/** Whether a full stop without a space after it ends a sentence: two letters before it and a capital after it, so no address or initial. */
function endsBeforeCapital(codes: Uint16Array, start: number, end: number, nextCode: number): boolean {
  const last = codes[end - 1]!;
  return end - start > 1 && isUpper(nextCode) && !isUpper(last) && characterClass(last) !== DIGIT;
}

/** Whether a full stop and a space after the word between these offsets end a sentence. `opensLine` says that the word opens a line, where a number is a list's own. */
function endsBeforeSpace(codes: Uint16Array, start: number, end: number, nextCode: number, opensLine: boolean): boolean {
  const length = end - start;
  const first = codes[start]!;
  if (length === 1 && isUpper(first) && first !== CAPITAL_I) return false;
  if (length > LONGEST_SHORTENED) return true;
  const kind = shortenedKind(codes, start, end);
  if (kind === NEVER_LAST || (kind === BEFORE_NUMBER && characterClass(nextCode) === DIGIT)) return false;
  // `The P.S.S. order` goes on; so do shortened words.
  if (kind === BEFORE_CAPITAL || codes[end - 2] === 0x2e) return isUpper(nextCode);
  // `2. The next point`.
  return !(opensLine && length <= 2 && characterClass(first) === DIGIT);
}

/** True when a bracket or quotation mark closes between the sign and a small letter, so that the sentence goes on. */
function closesAfterSign(codes: Uint16Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const code = codes[i]!;
    if (code === 0x29 || code === 0x5d || code === 0x22 || code === 0x201d || code === 0x27 || code === 0x2019) return true;
  }
  return false;
}

function isLoneI(codes: Uint16Array, start: number, end: number): boolean {
  return codes[start] === CAPITAL_I && (end - start === 1 || codes[start + 1] === 0x27 || codes[start + 1] === 0x2019);
}

/** True for what an emoji or emoticon begins with. */
function isPicture(code: number): boolean {
  if (code < 0x80) return code === 0x3a || code === 0x3b || code === 0x3d || code === 0x3c;
  const kind = characterClass(code);
  return kind === SYMBOL || kind === HIGH_SURROGATE;
}

/** Where a sentence begins within the gap before its first token: after the terminal signs, closers and space, so that an opening quotation mark is its own. */
function sentenceStart(codes: Uint16Array, gapStart: number, tokenStart: number): number {
  let at = tokenStart;
  while (at > gapStart) {
    const kind = characterClass(codes[at - 1]!);
    if (kind === SPACE || kind === NEWLINE) return at;
    const code = codes[at - 1]!;
    if (code === 0x2e || code === 0x21 || code === 0x3f || code === 0x2026) return at;
    at--;
  }
  return tokenStart;
}

function firstInk(codes: Uint16Array, from: number, to: number): number {
  let at = from;
  while (at < to && isBlank(codes[at]!)) at++;
  return at;
}

function lastInk(codes: Uint16Array, from: number, to: number): number {
  let at = to;
  while (at > from && isBlank(codes[at - 1]!)) at--;
  return at;
}

function isBlank(code: number): boolean {
  const kind = characterClass(code);
  return kind === SPACE || kind === NEWLINE;
}

