import type { Span } from '../model.js';
import { countWords, isWordCode } from './word-count.js';

/** A paragraph that opens with so many words in quotation marks is answering or passing on somebody's words. */
const FEWEST_AT_START = 3;
/** The same where it stands as a sentence of its own. */
const FEWEST_SENTENCE_AT_START = 2;
/** A quotation that is a sentence of its own, after another sentence or a dash. */
const FEWEST_AS_SENTENCE = 5;
/** In the middle of the author's own sentence, fewer words are a phrase held at arm's length or a remark retold. */
const FEWEST_INSIDE = 13;

/** What stands between double quotation marks, as far as it is long enough to be somebody else's text. */
export function markedSpans(text: string, paragraphs: readonly Span[]): readonly Span[] {
  const outlines = paragraphs.map((paragraph) => outlineOf(text, paragraph));
  const goesOn = closedLater(outlines);
  const spans: Span[] = [];
  let carried = false;
  paragraphs.forEach((paragraph, index) => {
    const { pairs, strayClose, openFrom } = outlines[index]!;
    let from = paragraph.start;
    if (carried) {
      // A quotation under way ends at the first mark that closes what this paragraph did not open.
      const end = strayClose >= 0 ? strayClose + 1 : paragraph.end;
      spans.push({ start: paragraph.start, end });
      from = end;
      carried = strayClose < 0 && goesOn[index]!;
    }
    for (const pair of pairs) if (pair.start >= from && isLongEnough(text, paragraph, pair)) spans.push(pair);
    if (openFrom < from || carried) return;
    carried = goesOn[index]!;
    if (carried || openFrom === paragraph.start) spans.push({ start: openFrom, end: paragraph.end });
  });
  return spans.filter(({ start, end }) => countWords(text, start, end) >= FEWEST_SENTENCE_AT_START);
}

/** The quotation marks of one paragraph. */
interface Outline {
  /** Outermost pairs, marks included. */
  readonly pairs: readonly Span[];
  /** The first mark that closes something opened in an earlier paragraph; -1 where there is none. */
  readonly strayClose: number;
  /** The mark that this paragraph opens and does not close; -1 where there is none. */
  readonly openFrom: number;
  readonly opensAtStart: boolean;
}

function outlineOf(text: string, { start, end }: Span): Outline {
  const pairs: Span[] = [];
  let strayClose = -1;
  let openFrom = -1;
  let depth = 0;
  const lastWord = lastWordBefore(text, start, end);
  for (let at = start; at < end; at++) {
    const mark = markAt(text, at, start, end);
    if (mark === NO_MARK) continue;
    if (mark === OPENS) {
      if (depth === 0) openFrom = at;
      depth++;
    } else if (depth === 0) {
      if (strayClose < 0) strayClose = at;
    } else if (--depth === 0 || at > lastWord) {
      pairs.push({ start: openFrom, end: at + 1 });
      openFrom = -1;
      depth = 0;
    }
  }
  return { pairs, strayClose, openFrom, opensAtStart: start < end && markAt(text, start, start, end) === OPENS };
}

const NO_MARK = 0;
const OPENS = 1;
const CLOSES = 2;

/** Tells whether a quotation mark opens or closes; a straight one by what stands beside it. */
function markAt(text: string, at: number, start: number, end: number): number {
  const code = text.charCodeAt(at);
  if (code === 0x201c || code === 0xab || code === 0x201e) return OPENS;
  if (code === 0x201d || code === 0xbb) return CLOSES;
  if (code !== 0x22) return NO_MARK;
  const isFirst = at === start || isOpenSide(text.charCodeAt(at - 1));
  const isLast = at + 1 >= end || isBlank(text.charCodeAt(at + 1));
  if (isFirst) return isLast && at !== start ? NO_MARK : OPENS;
  // `6" pipe` and `2"` are inches.
  return at + 1 < end && isLast && isDigit(text.charCodeAt(at - 1)) ? NO_MARK : CLOSES;
}

/** Whether a quotation left open at a paragraph's end is closed further on, before another paragraph opens one of its own. */
function closedLater(outlines: readonly Outline[]): readonly boolean[] {
  const later = outlines.map(() => false);
  for (let index = outlines.length - 2; index >= 0; index--) {
    const next = outlines[index + 1]!;
    later[index] = next.strayClose >= 0 || (!next.opensAtStart && later[index + 1]!);
  }
  return later;
}

function isLongEnough(text: string, paragraph: Span, { start, end }: Span): boolean {
  return countWords(text, start, end) >= fewestWords(text, paragraph, start, end);
}

function fewestWords(text: string, paragraph: Span, start: number, end: number): number {
  const isSentence = isStop(text.charCodeAt(end - 2));
  if (start === paragraph.start) return isSentence ? FEWEST_SENTENCE_AT_START : FEWEST_AT_START;
  let before = start - 1;
  while (before > paragraph.start && isBlank(text.charCodeAt(before))) before--;
  const code = text.charCodeAt(before);
  const isAfterDash = before < start - 1 && (code === 0x2d || code === 0x2013 || code === 0x2014);
  return isStop(code) || isAfterDash ? FEWEST_AS_SENTENCE : FEWEST_INSIDE;
}

/** A full stop, exclamation or question mark, or an ellipsis. */
function isStop(code: number): boolean {
  return code === 0x2e || code === 0x21 || code === 0x3f || code === 0x2026;
}

function isBlank(code: number): boolean {
  return code <= 0x20 || code === 0xa0;
}

/** True for blanks, opening brackets, dashes, slashes and colons: what may stand before an opening mark. */
function isOpenSide(code: number): boolean {
  return isBlank(code) || code === 0x28 || code === 0x5b || code === 0x2d || code === 0x2013 || code === 0x2014 || code === 0x2f || code === 0x3a || code === 0x2018;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Where the paragraph's last letter or digit stands: a mark after it closes all that is open. */
function lastWordBefore(text: string, start: number, end: number): number {
  let at = end - 1;
  while (at >= start && !isWordCode(text.charCodeAt(at))) at--;
  return at;
}
