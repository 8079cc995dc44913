import type { Quoted, Span, Unit } from '../model.js';
import { NextSign } from '../text/next-sign.js';
import { announcedSpans, announces, isAddress, isRule } from './announcements.js';
import { FEWEST_PARAGRAPHS, reportSpans } from './press.js';
import { markedSpans } from './quote-marks.js';
import { singleMarkedSpan } from './single-marks.js';
import { countWords } from './word-count.js';

/** With so small a share left that is the author's own, the whole unit is a quotation. */
const OWN_SHARE_AT_MOST = 0.12;
/** An announcement of more words says something itself. */
const LONGEST_ANNOUNCEMENT = 20;
/** No unit without one of these quotes anybody by its looks, so nothing further is read. */
const DOUBLE_MARK = /["“”«»„]/;
const ANNOUNCEMENT_SIGN = /:\s?[-–—]|:\s*$/m;
const SINGLE_AT_START = /^['‘]/m;

const NONE: readonly Span[] = [];

/**
 * Finds the stretches of units that are somebody else's words, in order and without overlaps: what stands between double quotation marks,
 * over several paragraphs too; a paragraph that opens in single ones; what an announcement such as `From Twitter:-` brings;
 * lines that begin with `>`; a pasted report; and words repeated from an earlier unit.
 * One is made a thread or batch, and asked for its units in order: nearly all have none of the signs, and nothing of them is read.
 */
export class QuotationFinder {
  private readonly colons: NextSign;
  private readonly angles: NextSign;

  constructor(private readonly text: string) {
    this.colons = new NextSign(text, ':');
    this.angles = new NextSign(text, '>');
  }

  /** Takes the unit, its stretches that are repeated, and whether a quotation mark stands before any of its words. Time grows with the length of the unit alone. */
  of(unit: Unit, repeated: readonly Span[], hasMarks: boolean): readonly Span[] {
    const { text } = this;
    const { paragraphs } = unit;
    if (paragraphs.length === 0) return NONE;
    const { start } = paragraphs[0]!;
    const { end } = paragraphs[paragraphs.length - 1]!;
    const hasColon = this.colons.from(start) < end;
    const hasAngle = this.angles.from(start) < end;
    if (!hasMarks && !hasColon && !hasAngle && repeated.length === 0 && paragraphs.length < FEWEST_PARAGRAPHS) return NONE;
    const marked = hasMarks && DOUBLE_MARK.test(unit.text) ? markedSpans(text, paragraphs) : [];
    const single = hasMarks && SINGLE_AT_START.test(unit.text) ? paragraphs.flatMap((paragraph) => singleMarkedSpan(text, paragraph) ?? []) : [];
    const angled = hasAngle ? paragraphs.filter((paragraph) => text.charCodeAt(paragraph.start) === 0x3e) : [];
    const ownMarks = [...repeated, ...marked, ...single];
    const announced = hasColon && ANNOUNCEMENT_SIGN.test(unit.text) ? announcedSpans(text, paragraphs, startsOneOf(ownMarks, paragraphs)) : [];
    const reported = marked.length > 0 || paragraphs.length >= FEWEST_PARAGRAPHS ? reportSpans(text, paragraphs) : [];
    const spans = [...ownMarks, ...angled, ...announced, ...reported];
    return spans.length === 0 ? NONE : joined(spans);
  }
}

/** Tells whether a paragraph opens with one of these spans; what lies past the last paragraph counts as marked. */
function startsOneOf(spans: readonly Span[], paragraphs: readonly Span[]): (index: number) => boolean {
  const starts = new Set(spans.map(({ start }) => start));
  return (index) => index >= paragraphs.length || starts.has(paragraphs[index]!.start);
}

/**
 * How much of a unit is quoted. Short announcements, addresses and rules are nobody's words and count for neither side;
 * a paragraph without any quoted word is always the author's own, and then the unit is not all quoted.
 */
export function quotedShare(unit: Unit, text: string, quotations: readonly Span[]): Quoted {
  if (quotations.length === 0) return 'none';
  let own = 0;
  let quoted = 0;
  let next = 0;
  let hasOwnParagraph = false;
  for (const paragraph of unit.paragraphs) {
    while (next < quotations.length && quotations[next]!.end <= paragraph.start) next++;
    if (isNobodys(text, paragraph)) continue;
    let at = paragraph.start;
    const quotedBefore = quoted;
    const ownBefore = own;
    for (let i = next; i < quotations.length && quotations[i]!.start < paragraph.end; i++) {
      const start = Math.max(quotations[i]!.start, at);
      const end = Math.min(quotations[i]!.end, paragraph.end);
      own += countWords(text, at, start);
      quoted += countWords(text, start, end);
      at = end;
    }
    own += countWords(text, at, paragraph.end);
    hasOwnParagraph ||= quoted === quotedBefore && own > ownBefore;
  }
  if (quoted === 0) return 'none';
  return !hasOwnParagraph && own <= (own + quoted) * OWN_SHARE_AT_MOST ? 'all' : 'part';
}

function isNobodys(text: string, paragraph: Span): boolean {
  if (announces(text, paragraph)) return countWords(text, paragraph.start, paragraph.end) <= LONGEST_ANNOUNCEMENT;
  return isAddress(text, paragraph) || isRule(text, paragraph);
}

function joined(spans: readonly Span[]): readonly Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start || a.end - b.end);
  const merged: Span[] = [];
  for (const span of sorted) {
    const last = merged[merged.length - 1];
    if (last && span.start <= last.end) merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else merged.push(span);
  }
  return merged;
}
