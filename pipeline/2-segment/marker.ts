import { isBlank, skipBlank } from './lines.js';
import type { Lines } from './lines.js';

/** The page's action links, as they are left in a saved text. */
export type Marker = 'ReplyDelete' | 'Delete' | 'Reply';

/** A marker at the front of a line. */
export interface GluedMarker {
  readonly marker: 'ReplyDelete' | 'Delete';
  /** Where the text glued to it begins; the line's end where nothing is. */
  readonly textStart: number;
  /** Why the marker might be a word of the text, or empty. */
  readonly doubt: '' | 'space' | 'punctuation';
}

/** `Reply` and `Delete` may stand glued, or with one blank between them. */
function afterReplyDelete(text: string, start: number, end: number): number {
  if (!text.startsWith('Reply', start)) return -1;
  const next = start + 5;
  const at = next < end && isBlank(text.charCodeAt(next)) ? next + 1 : next;
  const after = at + 6;
  if (!text.startsWith('Delete', at) || after > end) return -1;
  return at > next && isInflected(text, after, end) ? -1 : after;
}

/** The marker that a line consists of, or null. */
export function markerAlone(lines: Lines, index: number): Marker | null {
  const start = lines.starts[index];
  const end = lines.ends[index];
  const length = end - start;
  if (length > 12 || length < 5) return null;
  if (length === 5) return lines.text.startsWith('Reply', start) ? 'Reply' : null;
  if (length === 6) return lines.text.startsWith('Delete', start) ? 'Delete' : null;
  return afterReplyDelete(lines.text, start, end) === end ? 'ReplyDelete' : null;
}

/** The marker at the front of a line of glued text, or what looks like one, or null. `Deleted` and `Deletes` are none. */
export function markerInFront(lines: Lines, index: number): GluedMarker | null {
  const { text } = lines;
  const start = lines.starts[index];
  const end = lines.ends[index];
  const afterBoth = afterReplyDelete(text, start, end);
  if (afterBoth >= 0) return { marker: 'ReplyDelete', textStart: skipBlank(text, afterBoth, end), doubt: '' };
  if (!text.startsWith('Delete', start) || start + 6 > end) return null;
  const after = start + 6;
  const textStart = skipBlank(text, after, end);
  if (textStart > after) return { marker: 'Delete', textStart, doubt: 'space' };
  if (isInflected(text, after, end)) return null;
  return { marker: 'Delete', textStart, doubt: isPunctuated(text, after, end) ? 'punctuation' : '' };
}

const APOSTROPHES = "'\u2019";

/** Deleted, Deletes, Deleter, Deleters, Delete's: words, not a marker with text glued to it. */
function isInflected(text: string, after: number, end: number): boolean {
  for (const ending of ['d', 's', 'r', 'rs']) {
    if (text.startsWith(ending, after) && !isLetter(text, after + ending.length, end)) return true;
  }
  return after < end && APOSTROPHES.includes(text.charAt(after)) && text.charAt(after + 1) === 's' && !isLetter(text, after + 2, end);
}

/** A stop straight after the word, as in `Delete, then`; runs of dots and dashes do begin comments. */
function isPunctuated(text: string, after: number, end: number): boolean {
  if (after >= end) return false;
  const mark = text.charAt(after);
  if (!',.;:!?)-'.includes(mark)) return false;
  const next = text.charAt(after + 1);
  if (after + 1 < end && (mark === '.' || mark === '-') && next === mark) return false;
  if (mark === '-') return isLetter(text, after + 1, end);
  return mark !== ':' || after + 1 === end || isBlank(next.charCodeAt(0));
}

function isLetter(text: string, at: number, end: number): boolean {
  return at < end && /[\p{L}\p{N}]/u.test(String.fromCodePoint(text.codePointAt(at) ?? 0x20));
}

/** Whether the text begins with a small letter, as the rest of a sentence does. */
export function beginsSmall(text: string, at: number): boolean {
  return /\p{Ll}/u.test(String.fromCodePoint(text.codePointAt(at) ?? 0x20));
}
