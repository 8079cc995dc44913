import { addParagraph, draftComment, draftPost, draftReply } from './draft.js';
import type { Cut, Draft } from './draft.js';
import type { Lines } from './lines.js';
import { markerAlone } from './marker.js';
import type { Marker } from './marker.js';
import { fitsIndent, openingNumber, textAfterNumber } from './opener.js';
import { declaredCount, isFrame, isReplies } from './page.js';
import type { NumberedStart } from './recognise.js';
import type { Warnings } from './warnings.js';

/**
 * Cuts a thread that was copied from the page with its numbers.
 * Takes the lines up to `end` (where the page's frame begins) and where the comments begin; gives post, comments and replies in order.
 *
 * A comment opens with the next number at the indent of the comments' numbers, a reply with the next number at the indent of the replies'.
 * A marker ends a unit only where the line after it opens another, announces replies or ends the page; elsewhere it is a word of the text.
 */
export function cutNumbered(lines: Lines, end: number, start: NumberedStart, warnings: Warnings): Cut {
  const drafts: Draft[] = [];
  const post = draftPost();
  const postEnd = Math.min(start.countLine >= 0 ? start.countLine : start.firstComment, end);
  for (let index = 0; index < postEnd; index++) addParagraph(post, lines.starts[index], lines.ends[index]);
  if (post.paragraphs.length > 0) drafts.push(post);
  const reader = new NumberedReader(lines, end, start.firstComment, drafts, warnings);
  reader.read();
  const line = start.countLine;
  return { drafts, declared: line < 0 ? null : { count: declaredCount(lines, line) ?? 0, line: lines.numbers[line] } };
}

interface Opening {
  readonly kind: 'comment' | 'reply';
  readonly number: number;
}

class NumberedReader {
  private readonly commentIndent: number;
  private replyIndent = -1;
  private nextComment = 1;
  private nextReply = 1;
  private current: Draft | null = null;
  private currentLine = 0;
  private closed = true;
  /** Where the current unit's text goes on below its first line; -1 until it does. */
  private bodyIndent = -1;
  /** A page says `ReplyDelete` throughout, or has its links on lines of their own, or none at all. */
  private readonly style: 'joined' | 'separate' | 'none';
  /** For each line the next marker at or after it; only for texts without indents, where nothing else tells a reply from a comment. */
  private readonly nextMarker: readonly (Marker | null)[];

  constructor(
    private readonly lines: Lines,
    private readonly end: number,
    private readonly first: number,
    private readonly drafts: Draft[],
    private readonly warnings: Warnings,
  ) {
    this.commentIndent = first < end ? lines.indents[first] : 0;
    this.style = this.findStyle();
    this.nextMarker = this.commentIndent === 0 ? this.findNextMarkers() : [];
  }

  read(): void {
    for (let index = this.first; index < this.end; index++) this.readLine(index);
    this.noteEmpty();
    if (this.current !== null && !this.closed && this.style !== 'none') {
      const message = `The text ends inside ${this.current.label}, which has no end marker: the file was probably cut off. What is there was kept.`;
      this.warnings.add('warning', 'cut-off', this.lines.numbers[this.end - 1], message, 'Save the thread again if its end matters.');
    }
  }

  private readLine(index: number): void {
    const opening = this.openingAt(index, this.closed);
    if (opening !== null) return this.open(index, opening);
    if (this.current === null) return;
    if (this.closed) {
      if (isReplies(this.lines, index) || isFrame(this.lines, index) || markerAlone(this.lines, index) !== null) return;
      return this.resume(index);
    }
    if (this.closesAt(index) || (this.style === 'none' && this.announcesReplies(index))) {
      this.closed = true;
      return;
    }
    this.noteLeftInText(index);
    if (this.bodyIndent < 0) this.bodyIndent = this.lines.indents[index];
    addParagraph(this.current, this.lines.starts[index], this.lines.ends[index]);
  }

  private open(index: number, opening: Opening): void {
    const { lines, warnings } = this;
    const line = lines.numbers[index];
    if (!this.closed && this.style !== 'none' && this.current !== null) {
      const message = `${this.current.label} has no end marker; number ${opening.number} at the indent of the ${opening.kind === 'reply' ? 'replies' : 'comments'} was read as the beginning of another.`;
      warnings.add('warning', 'missing-marker', line, message);
    }
    this.noteEmpty();
    this.currentLine = line;
    if (opening.kind === 'comment') {
      const number = Math.max(opening.number, this.nextComment);
      this.noteNumber(line, opening.number, this.nextComment, number);
      this.current = draftComment(number);
      this.nextComment = number + 1;
      this.nextReply = 1;
    } else {
      const number = Math.max(opening.number, this.nextReply);
      this.noteNumber(line, opening.number, this.nextReply, number);
      this.current = draftReply(String(this.nextComment - 1), number);
      this.nextReply = number + 1;
      if (this.replyIndent < 0) this.replyIndent = lines.indents[index];
    }
    this.drafts.push(this.current);
    this.closed = false;
    this.bodyIndent = -1;
    addParagraph(this.current, textAfterNumber(lines, index), lines.ends[index]);
  }

  private noteEmpty(): void {
    if (this.current === null || this.current.paragraphs.length > 0) return;
    const { kind, label } = this.current;
    this.warnings.add('warning', 'empty-unit', this.currentLine, `${label} has a number but no text; it was kept as an empty ${kind}.`);
  }

  private noteNumber(line: number, written: number, expected: number, given: number): void {
    if (written === expected) return;
    const message = `Number ${written} stands where ${expected} was expected; it was read as ${given}. Nothing was added or left out.`;
    this.warnings.add('warning', 'number-gap', line, message, 'See whether a part of the thread is missing.');
  }

  /** What opens at a line, if anything; `closed` says whether the unit before has ended. */
  private openingAt(index: number, closed: boolean): Opening | null {
    if (index >= this.end) return null;
    const number = openingNumber(this.lines, index);
    if (number < 0) return null;
    const indent = this.lines.indents[index];
    const comment = fitsIndent(indent, number, this.commentIndent) && this.mayOpenComment(index, number, closed);
    const reply = this.fitsReplies(indent, number) && this.mayOpenReply(number, closed);
    if (comment && reply) return this.chooseWithoutIndent(index, number);
    if (comment) return { kind: 'comment', number };
    return reply ? { kind: 'reply', number } : null;
  }

  private mayOpenComment(index: number, number: number, closed: boolean): boolean {
    if (this.current === null) return index === this.first;
    if (number === this.nextComment) return closed || this.commentIndent > 0;
    return closed && (this.commentIndent > 0 || (number > this.nextComment && number !== this.nextReply));
  }

  private mayOpenReply(number: number, closed: boolean): boolean {
    if (this.current === null) return false;
    if (number === this.nextReply) return closed || (this.current.kind === 'reply' && this.indented());
    return closed && this.commentIndent > 0;
  }

  private fitsReplies(indent: number, number: number): boolean {
    if (this.replyIndent >= 0) return fitsIndent(indent, number, this.replyIndent);
    return indent > this.commentIndent || this.commentIndent === 0;
  }

  private indented(): boolean {
    return this.replyIndent > this.commentIndent;
  }

  /** Without indents the next comment and the next reply may bear one number: the marker that follows tells which it is. */
  private chooseWithoutIndent(index: number, number: number): Opening {
    const reply = isReplies(this.lines, index - 1) || this.nextMarker[index] === 'Delete';
    return { kind: reply ? 'reply' : 'comment', number };
  }

  /** Whether the line is a marker that ends the unit: what follows must be able to follow a unit's end. */
  private closesAt(index: number): boolean {
    const marker = markerAlone(this.lines, index);
    if (marker === null || (marker === 'Reply' && this.style === 'joined') || this.isPasted(index)) return false;
    if (this.isPair(marker, index + 1)) return this.followsEnd(index + 2);
    if (this.style === 'joined' && marker === 'Delete' && this.current?.kind === 'comment') {
      return index + 1 >= this.end || this.openingAt(index + 1, true)?.kind === 'comment';
    }
    return this.followsEnd(index + 1);
  }

  /** A marker far to the right of its unit's text came with a thread that was pasted into it. */
  private isPasted(index: number): boolean {
    const opening = this.current?.kind === 'reply' ? this.replyIndent : this.commentIndent;
    const indent = this.lines.indents[index];
    return this.commentIndent > 0 && this.bodyIndent >= 0 && indent > this.bodyIndent && indent > opening + 4;
  }

  /** Two links below one unit: `Reply` and `Delete` on lines of their own, or the `Reply` that closes a list of replies. */
  private isPair(marker: Marker, nextIndex: number): boolean {
    const next = nextIndex < this.end ? markerAlone(this.lines, nextIndex) : null;
    if (marker === 'Delete') return next === 'Reply' && (this.style === 'separate' || this.current?.kind === 'reply');
    return marker === 'Reply' && next === 'Delete';
  }

  private followsEnd(index: number): boolean {
    if (index >= this.end || isFrame(this.lines, index)) return true;
    if (this.announcesReplies(index)) return this.current?.kind === 'comment' || this.style === 'separate';
    return this.openingAt(index, true) !== null;
  }

  /** `Replies`, followed by the first of them or by nothing. */
  private announcesReplies(index: number): boolean {
    if (!isReplies(this.lines, index)) return false;
    if (index + 1 >= this.end) return true;
    return openingNumber(this.lines, index + 1) === 1 && this.fitsReplies(this.lines.indents[index + 1], 1);
  }

  private noteLeftInText(index: number): void {
    const marker = markerAlone(this.lines, index);
    if (marker === null || this.current === null) return;
    const message = `“${marker}” stands alone on its line inside ${this.current.label}, but nothing ends there; it was read as the writer's own word.`;
    this.warnings.add('warning', 'marker-in-text', this.lines.numbers[index], message);
  }

  private resume(index: number): void {
    if (this.current === null) return;
    const message = `Text after the end of ${this.current.label} has no number of its own; it was read as a part of ${this.current.label}.`;
    this.warnings.add('warning', 'text-after-end', this.lines.numbers[index], message);
    addParagraph(this.current, this.lines.starts[index], this.lines.ends[index]);
    this.closed = false;
  }

  private findStyle(): 'joined' | 'separate' | 'none' {
    let style: 'separate' | 'none' = 'none';
    for (let index = this.first; index < this.end; index++) {
      const marker = markerAlone(this.lines, index);
      if (marker === 'ReplyDelete') return 'joined';
      if (marker !== null) style = 'separate';
    }
    return style;
  }

  private findNextMarkers(): readonly (Marker | null)[] {
    const next: (Marker | null)[] = new Array<Marker | null>(this.end).fill(null);
    let marker: Marker | null = null;
    for (let index = this.end - 1; index >= this.first; index--) {
      marker = markerAlone(this.lines, index) ?? marker;
      next[index] = marker;
    }
    return next;
  }
}
