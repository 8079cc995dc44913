import { lineLength } from './lines.js';
import type { Lines } from './lines.js';
import { markerAlone, markerInFront } from './marker.js';
import { openingNumber } from './opener.js';
import { declaredCount, isReplies } from './page.js';

/** Where the comments of a numbered thread begin. */
export interface NumberedStart {
  readonly layout: 'numbered';
  /** The line such as `46 comments:`, or -1. */
  readonly countLine: number;
  /** The line that opens the first comment; the end of the lines where there is none. */
  readonly firstComment: number;
}

/** A page copied without its numbers; the fields as in `NumberedStart`. */
export interface UnnumberedStart {
  readonly layout: 'unnumbered';
  readonly countLine: number;
  readonly firstComment: number;
}

export type Recognised = NumberedStart | UnnumberedStart | { readonly layout: 'glued' } | { readonly layout: 'plain' };

/** Markers that stand alone on their line, and markers with text glued to them, up to where they are needed. */
interface MarkerCount {
  readonly alone: number;
  readonly glued: number;
  /** The first line that is a marker by itself; the end of the lines where there is none. */
  readonly firstAlone: number;
}

/**
 * Recognises a text's layout from itself. Takes its lines and where the page's frame begins.
 * Numbered: a count line followed by an indented (or bare) `1.`, or an indented `1.` before the first marker on a line of its own.
 * Unnumbered: no text is glued to any marker, and `Replies` follows one. Glued: markers at the front of lines. Plain: neither, so nothing says where a comment would begin.
 */
export function recognise(lines: Lines, end: number): Recognised {
  const markers = countMarkers(lines, end);
  const start = numberedStart(lines, end, markers);
  const indented = start !== null && start.firstComment < end && lines.indents[start.firstComment] > 0;
  if (start !== null && (markers.glued <= markers.alone || (indented && markers.alone > 1))) return start;
  const unnumbered = markers.glued === 0 ? unnumberedStart(lines, end, markers.firstAlone) : null;
  if (unnumbered !== null) return unnumbered;
  if (markers.glued + markers.alone > 0) return { layout: 'glued' };
  return start ?? { layout: 'plain' };
}

function countMarkers(lines: Lines, end: number): MarkerCount {
  let alone = 0;
  let glued = 0;
  let firstAlone = end;
  for (let index = 0; index < end; index++) {
    const marker = markerAlone(lines, index);
    if (marker !== null) {
      alone++;
      if (alone === 1) firstAlone = index;
    } else if (isGlued(lines, index)) glued++;
  }
  return { alone, glued, firstAlone };
}

function isGlued(lines: Lines, index: number): boolean {
  const letter = lines.text.charCodeAt(lines.starts[index]);
  if ((letter !== 0x44 && letter !== 0x52) || lineLength(lines, index) < 7) return false;
  const found = markerInFront(lines, index);
  return found !== null && found.doubt === '';
}

function numberedStart(lines: Lines, end: number, markers: MarkerCount): NumberedStart | null {
  const found = startAtCount(lines, end, markers.firstAlone) ?? startWithoutCount(lines, end, markers.firstAlone);
  if (found !== null || markers.alone + markers.glued > 0) return found;
  return startAtLastCount(lines, end);
}

/**
 * A post may hold several lines such as `12 comments:`, and so may the first comment. The one that counts is followed by `1.`,
 * stands left of it (or both at the margin) and is the last such line before the first marker; an indented `1.` goes before a bare one.
 * A post may hold markers, too: past the first marker only an indented `1.` below a count at the margin is looked for, and the first is taken.
 */
function startAtCount(lines: Lines, end: number, firstMarker: number): NumberedStart | null {
  let bare: NumberedStart | null = null;
  let indented: NumberedStart | null = null;
  for (let index = 0; index + 1 < end && (index < firstMarker || indented === null); index++) {
    if (declaredCount(lines, index) === null || openingNumber(lines, index + 1) !== 1) continue;
    const start: NumberedStart = { layout: 'numbered', countLine: index, firstComment: index + 1 };
    const indent = lines.indents[index];
    if (lines.indents[index + 1] <= indent) {
      if (indent === 0 && (index < firstMarker || bare === null)) bare = start;
    } else if (index < firstMarker ? indented === null || indent <= lines.indents[indented.countLine] : indent === 0) indented = start;
  }
  return indented ?? bare;
}

function startWithoutCount(lines: Lines, end: number, firstMarker: number): NumberedStart | null {
  if (firstMarker === end) return null;
  for (let index = firstMarker - 1; index >= 0; index--) {
    if (lines.indents[index] === 0 || lines.indents[index] > 4) continue;
    if (openingNumber(lines, index) === 1) return { layout: 'numbered', countLine: -1, firstComment: index };
  }
  return null;
}

/** A page whose comments are none, or were not saved, ends with its count. */
function startAtLastCount(lines: Lines, end: number): NumberedStart | null {
  const last = end - 1;
  if (last < 0 || declaredCount(lines, last) === null) return null;
  return { layout: 'numbered', countLine: last, firstComment: end };
}

/** `Replies` below a marker is left by no scraper that glues, only by copying from the page. */
function unnumberedStart(lines: Lines, end: number, firstMarker: number): UnnumberedStart | null {
  let found = false;
  for (let index = firstMarker; index + 1 < end && !found; index++) found = markerAlone(lines, index) === 'ReplyDelete' && isReplies(lines, index + 1);
  if (!found) return null;
  for (let index = firstMarker - 1; index >= 0; index--) {
    if (declaredCount(lines, index) !== null) return { layout: 'unnumbered', countLine: index, firstComment: index + 1 };
  }
  return { layout: 'unnumbered', countLine: -1, firstComment: Math.max(0, firstMarker - 1) };
}
