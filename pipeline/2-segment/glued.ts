import { addParagraph, draftComment, draftPost, draftReply } from './draft.js';
import type { Cut, Draft } from './draft.js';
import type { Lines } from './lines.js';
import { beginsSmall, markerInFront } from './marker.js';
import type { GluedMarker } from './marker.js';
import { declaredCount } from './page.js';
import type { Warnings } from './warnings.js';

/**
 * Cuts a thread whose markers a scraper glued to the front of lines.
 * Takes the lines up to `end` (where the page's frame begins); gives post, comments and replies in order.
 *
 * A marker comes after the first paragraph of the comment it belongs to: the line before it (less a marker of its own) opens that comment,
 * the text glued to it and the lines that follow continue it, up to the line before the next marker.
 */
export function cutGlued(lines: Lines, end: number, warnings: Warnings): Cut {
  const markers = readMarkers(lines, end, warnings);
  const cutter = new GluedCutter(lines, warnings);
  const first = markers.findIndex((marker) => marker !== null);
  const opening = first > 0 ? first - 1 : first;
  const countLine = opening > 0 && declaredCount(lines, opening - 1) !== null ? opening - 1 : -1;
  const postEnd = countLine >= 0 ? countLine : opening;
  for (let index = 0; index < postEnd; index++) cutter.continueUnit(lines.starts[index], lines.ends[index]);
  if (first === 0) cutter.openWithoutText(markers[0]);
  for (let index = opening; index < end; index++) {
    const marker = markers[index] ?? null;
    const next = index + 1 < end ? markers[index + 1] : null;
    const start = marker === null ? lines.starts[index] : marker.textStart;
    if (next !== null) cutter.open(next, index + 1, start, lines.ends[index]);
    else cutter.continueUnit(start, lines.ends[index]);
  }
  noteAlone(lines, end, markers, cutter.drafts, warnings);
  noteEnd(lines, end, markers, cutter.drafts, warnings);
  const declared = countLine < 0 ? null : { count: declaredCount(lines, countLine) ?? 0, line: lines.numbers[countLine] };
  return { drafts: cutter.drafts, declared };
}

class GluedCutter {
  readonly drafts: Draft[] = [];
  private comments = 0;
  private replies = 0;

  constructor(
    private readonly lines: Lines,
    private readonly warnings: Warnings,
  ) {}

  continueUnit(start: number, end: number): void {
    if (start >= end) return;
    if (this.drafts.length === 0) this.drafts.push(draftPost());
    addParagraph(this.drafts[this.drafts.length - 1], start, end);
  }

  /** Opens the unit of the marker on line `line`, with its first paragraph. */
  open(marker: GluedMarker, line: number, start: number, end: number): void {
    const draft = this.begin(marker, line);
    addParagraph(draft, start, end);
    this.drafts.push(draft);
    if (start < end) return;
    const message = `The marker belongs to ${draft.label}, but nothing stands before it; ${draft.label} was read as a ${draft.kind} without a first paragraph.`;
    this.warnings.add('warning', 'empty-unit', this.lines.numbers[line], message);
  }

  /** The text begins with a marker: the first paragraph of its comment was cut off. */
  openWithoutText(marker: GluedMarker | null): void {
    if (marker !== null) this.open(marker, 0, 0, 0);
  }

  private begin(marker: GluedMarker, line: number): Draft {
    if (marker.marker === 'Delete' && this.comments > 0) return draftReply(String(this.comments), ++this.replies);
    this.comments++;
    this.replies = 0;
    if (marker.marker === 'Delete') {
      const message = `The marker is a reply's, but no comment stands before it; it was read as comment ${this.comments}.`;
      this.warnings.add('warning', 'reply-without-comment', this.lines.numbers[line], message, 'See whether the beginning of the thread is missing.');
    }
    return draftComment(this.comments);
  }
}

/** For each line its marker, the doubtful ones decided. */
function readMarkers(lines: Lines, end: number, warnings: Warnings): readonly (GluedMarker | null)[] {
  const found: (GluedMarker | null)[] = [];
  let spaced = 0;
  let close = 0;
  for (let index = 0; index < end; index++) {
    const marker = markerInFront(lines, index);
    found.push(marker);
    if (marker === null || marker.marker !== 'ReplyDelete' || marker.textStart === lines.ends[index]) continue;
    if (lines.text.charAt(marker.textStart - 1) === 'e') close++;
    else spaced++;
  }
  return found.map((marker, index) => (marker === null || marker.doubt === '' ? marker : decide(lines, index, marker, spaced > close, warnings)));
}

/** `Delete the lot` is a sentence and `Delete Thanks` a marker, unless blanks stand after all markers of the text. */
function decide(lines: Lines, index: number, marker: GluedMarker, usuallySpaced: boolean, warnings: Warnings): GluedMarker | null {
  const isText = marker.doubt === 'punctuation' || (!usuallySpaced && beginsSmall(lines.text, marker.textStart));
  if (!usuallySpaced || marker.doubt === 'punctuation') {
    const message = isText
      ? 'The line begins with “Delete”, which was read as the writer\'s own word, not as the end marker of a reply.'
      : 'The line begins with “Delete” and a blank, which was read as the marker of a reply, not as the writer\'s own word.';
    const hint = isText ? 'If a reply is missing here, take out what follows the word “Delete” up to the next letter.' : 'If it is the writer\'s own word, write it in small letters.';
    warnings.add('warning', 'doubtful-marker', lines.numbers[index], message, hint);
  }
  return isText ? null : marker;
}

/** Lines after the last marker may open a comment whose own marker was cut off; nothing in the text tells. */
function noteEnd(lines: Lines, end: number, markers: readonly (GluedMarker | null)[], drafts: readonly Draft[], warnings: Warnings): void {
  const last = drafts[drafts.length - 1];
  if (last === undefined || last.kind === 'post' || markers[end - 1]?.textStart === lines.ends[end - 1]) return;
  const message = `The text ends with a paragraph of ${last.label} after its marker. Had the file been cut off, the last line could open another comment; it was read as a part of ${last.label}.`;
  warnings.add('note', 'open-end', lines.numbers[end - 1], message);
}

/** Where no text is glued to any marker, the markers might just as well end their comments. */
function noteAlone(lines: Lines, end: number, markers: readonly (GluedMarker | null)[], drafts: readonly Draft[], warnings: Warnings): void {
  let count = 0;
  let first = -1;
  for (let index = 0; index < end; index++) {
    const marker = markers[index];
    if (marker === null) continue;
    if (marker.textStart !== lines.ends[index]) return;
    count++;
    if (first < 0) first = index;
  }
  if (count < 2 || !drafts.some((draft) => draft.kind !== 'post' && draft.paragraphs.length > 1)) return;
  const message = 'All markers stand on lines of their own. Each was read as following the first paragraph of its comment, the lines below it as the rest; they might also end their comments.';
  warnings.add('warning', 'markers-alone', lines.numbers[first], message, 'Compare one comment of several paragraphs with the page.');
}
