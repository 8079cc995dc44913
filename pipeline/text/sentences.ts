import type { SentenceTable, Span, TokenTable } from '../model.js';
import { characterClass, DIGIT, HIGH_SURROGATE, isLower, isUpper, NEWLINE, SPACE, SYMBOL } from './characters.js';
import {
  GAP_ELLIPSIS, GAP_EXCLAMATION, GAP_NEWLINE, GAP_PARAGRAPH, GAP_QUESTION, GAP_SPACE, GAP_TERMINAL,
} from './gap.js';

/** Words without a full stop go on for so many at the most: what looks at pairs of words stays cheap on any text. */
export const LONGEST_SENTENCE = 500;

/** After these a full stop ends no sentence, whatever follows. Titles and Latin shorthand. */
const NEVER_LAST = new Set(['mr', 'mrs', 'ms', 'dr', 'prof', 'rev', 'sgt', 'insp', 'supt', 'st', 'vs', 'eg', 'e.g', 'ie', 'i.e', 'cf', 'viz', 'fig', 'para', 'approx']);
/** After these a full stop ends a sentence only before a capital. */
const BEFORE_CAPITAL = new Set(['etc', 'a.m', 'p.m', 'ltd', 'inc', 'dept', 'govt', 'gov', 'incl', 'asst', 'misc', 'min', 'max', 'tel', 'est']);
/** After these a number belongs to the word, whatever the full stop between. */
const BEFORE_NUMBER = new Set(['no', 'nos', 'art', 'sec', 's', 'p', 'pp', 'vol', 'ch']);

/**
 * Cuts paragraphs that are tokens already into sentences.
 * A break needs a terminal sign and then a sign that a sentence begins; dots that trail off before a small letter,
 * abbreviations, initials and numbers break nothing, and a full stop without a space breaks between `a small letter.A Capital`.
 * Rules rather than Intl.Segmenter: its data changes with the version of Node, and it costs more than all else here.
 */
export function cutSentences(text: string, paragraphs: readonly Span[], tokens: TokenTable, fromToken: number, out: SentenceWriter): void {
  let token = fromToken;
  for (const paragraph of paragraphs) {
    let charStart = firstInk(text, paragraph.start, paragraph.end);
    if (charStart === paragraph.end) continue;
    let endToken = token;
    while (endToken < tokens.count && tokens.starts[endToken]! < paragraph.end) endToken++;
    let first = token;
    let isAfterPicture = false;
    for (let i = token + 1; i < endToken; i++) {
      const gap = tokens.before[i]!;
      const isTooLong = i - first >= LONGEST_SENTENCE;
      if (!isTooLong && !isAfterPicture) {
        if ((gap & (GAP_TERMINAL | GAP_NEWLINE)) === 0) continue;
        // An emoji after a full stop is the last of its sentence, not the first of the next.
        isAfterPicture = isPicture(text, tokens.starts[i]!) && (gap & GAP_NEWLINE) === 0;
        if (isAfterPicture || !isBreak(text, tokens, i, gap)) continue;
      } else if (!isTooLong && isPicture(text, tokens.starts[i]!)) continue;
      isAfterPicture = false;
      const breakAt = sentenceStart(text, tokens.ends[i - 1]!, tokens.starts[i]!);
      out.push(first, charStart, lastInk(text, charStart, breakAt));
      first = i;
      charStart = breakAt;
    }
    out.push(first, charStart, lastInk(text, charStart, paragraph.end));
    token = endToken;
  }
}

/** Collects sentences as columns. */
export class SentenceWriter {
  private firsts: number[] = [];
  private starts: number[] = [];
  private ends: number[] = [];

  get count(): number {
    return this.firsts.length;
  }

  push(firstToken: number, start: number, end: number): void {
    this.firsts.push(firstToken);
    this.starts.push(start);
    this.ends.push(end);
  }

  /** Gives the sentences pushed so far; `tokenCount` closes the last. */
  take(tokenCount: number): SentenceTable {
    const count = this.count;
    this.firsts.push(tokenCount);
    const table = {
      count,
      firstToken: Int32Array.from(this.firsts),
      starts: Int32Array.from(this.starts),
      ends: Int32Array.from(this.ends),
    };
    this.firsts = [];
    this.starts = [];
    this.ends = [];
    return table;
  }
}

function isBreak(text: string, tokens: TokenTable, next: number, gap: number): boolean {
  if ((gap & (GAP_NEWLINE | GAP_PARAGRAPH)) !== 0) return true;
  const nextStart = tokens.starts[next]!;
  const nextCode = text.charCodeAt(nextStart);
  const previousStart = tokens.starts[next - 1]!;
  const previousEnd = tokens.ends[next - 1]!;
  const spaced = (gap & GAP_SPACE) !== 0;
  const isNumbering = (tokens.before[next - 1]! & (GAP_PARAGRAPH | GAP_NEWLINE)) !== 0;
  if ((gap & (GAP_EXCLAMATION | GAP_QUESTION)) !== 0) {
    // `"Why?" she asked` and `(really?) and` go on.
    return !isLower(nextCode) || (spaced && !closesAfterSign(text, previousEnd, nextStart));
  }
  if ((gap & GAP_ELLIPSIS) !== 0) return isUpper(nextCode) && !isLoneI(text, nextStart, tokens.ends[next]!);
  return isFullStopBreak(text, { previousStart, previousEnd, nextStart, nextCode, spaced, isNumbering });
}

interface FullStop {
  readonly previousStart: number;
  readonly previousEnd: number;
  readonly nextStart: number;
  readonly nextCode: number;
  readonly spaced: boolean;
  /** The word before opens a line, where a number is a list's own. */
  readonly isNumbering: boolean;
}

function isFullStopBreak(text: string, { previousStart, previousEnd, nextStart, nextCode, spaced, isNumbering }: FullStop): boolean {
  const length = previousEnd - previousStart;
  if (!spaced) {
    // A missing space after a full stop; two letters before and a capital with a small letter or space after, so no address or initial.
    return length > 1 && isUpper(nextCode) && !isUpper(text.charCodeAt(previousEnd - 1)) && characterClass(text.charCodeAt(previousEnd - 1)) !== DIGIT;
  }
  if (length === 1 && isUpper(text.charCodeAt(previousStart)) && text[previousStart] !== 'I') return false;
  if (length <= 6) {
    const word = text.slice(previousStart, previousEnd).toLowerCase();
    if (NEVER_LAST.has(word)) return false;
    if (BEFORE_NUMBER.has(word) && characterClass(nextCode) === DIGIT) return false;
    // `The P.S.S. order` goes on; so do shortened words.
    if (BEFORE_CAPITAL.has(word) || text[previousEnd - 2] === '.') return isUpper(nextCode);
    // `2. The next point`.
    if (isNumbering && length <= 2 && characterClass(text.charCodeAt(previousStart)) === DIGIT) return false;
  }
  return nextStart > previousEnd;
}

/** True when a bracket or quotation mark closes between the sign and a small letter, so that the sentence goes on. */
function closesAfterSign(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const char = text[i]!;
    if (char === ')' || char === '"' || char === '”' || char === '’' || char === "'" || char === ']') return true;
  }
  return false;
}

function isLoneI(text: string, start: number, end: number): boolean {
  return text[start] === 'I' && (end - start === 1 || text[start + 1] === "'" || text[start + 1] === '’');
}

/** True for a token that is an emoji or emoticon. */
function isPicture(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 0x80) return code === 0x3a || code === 0x3b || code === 0x3d || code === 0x3c;
  const kind = characterClass(code);
  return kind === SYMBOL || kind === HIGH_SURROGATE;
}

/** Where a sentence begins within the gap before its first token: after the terminal signs, closers and space, so that an opening quotation mark is its own. */
function sentenceStart(text: string, gapStart: number, tokenStart: number): number {
  let at = tokenStart;
  while (at > gapStart) {
    const kind = characterClass(text.charCodeAt(at - 1));
    if (kind === SPACE || kind === NEWLINE) return at;
    const code = text.charCodeAt(at - 1);
    if (code === 0x2e || code === 0x21 || code === 0x3f || code === 0x2026) return at;
    at--;
  }
  return tokenStart;
}

function firstInk(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isBlank(text.charCodeAt(at))) at++;
  return at;
}

function lastInk(text: string, from: number, to: number): number {
  let at = to;
  while (at > from && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

function isBlank(code: number): boolean {
  const kind = characterClass(code);
  return kind === SPACE || kind === NEWLINE;
}

