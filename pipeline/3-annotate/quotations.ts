import type { Quoted, Span, Unit } from '../model.js';

const OPEN = '"“«';
const CLOSE = '"”»';
/** Fewer words between quotation marks are a name or a word held at arm's length, not somebody's speech. */
const FEWEST_WORDS = 5;
/** With so little left that is the author's own, the whole unit is a quotation. */
const OWN_WORDS_AT_MOST = 0.12;

/** `From Twitter:-`, `This from Napo:`, `Seen on Facebook:-`: a line that announces somebody else's words. */
const ANNOUNCEMENT = /^(?:[^.!?]{0,120})(?::-|:—|:–)\s*$|^(?:from|seen on|posted on|via|this (?:is )?from|received)\b[^.!?]{0,80}:\s*$/i;

/**
 * The stretches of a unit that are somebody else's words: between double quotation marks, from five words on;
 * a paragraph that opens a quotation which later paragraphs go on with; and words repeated from an earlier unit.
 */
export function findQuotations(unit: Unit, text: string, repeated: readonly Span[]): readonly Span[] {
  const spans: Span[] = [...repeated];
  let openAt = -1;
  for (const [index, paragraph] of unit.paragraphs.entries()) {
    if (openAt >= 0 && !OPEN.includes(text[paragraph.start]!) && !hasClose(text, paragraph) && !hasLaterClose(unit, text, index)) openAt = -1;
    for (let at = paragraph.start; at < paragraph.end; at++) {
      const char = text[at]!;
      if (openAt < 0) {
        if (OPEN.includes(char) && !isAfterLetter(text, at, paragraph)) openAt = at;
      } else if (CLOSE.includes(char) && !(char === '"' && isBeforeLetter(text, at, paragraph))) {
        if (countWords(text, openAt, at) >= FEWEST_WORDS) spans.push({ start: openAt, end: at + 1 });
        openAt = -1;
      }
    }
    // Each paragraph of a long quotation opens it anew; only the last closes it.
    if (openAt >= 0) {
      if (startsParagraph(unit, openAt) && countWords(text, openAt, paragraph.end) >= FEWEST_WORDS && (hasLaterClose(unit, text, index) || openAt === paragraph.start)) {
        spans.push({ start: Math.max(openAt, paragraph.start), end: paragraph.end });
        openAt = hasLaterClose(unit, text, index) ? (unit.paragraphs[index + 1]?.start ?? -1) : -1;
      } else openAt = -1;
    }
  }
  return joined(spans);
}

/** How much of a unit is quoted. Announcements and addresses are nobody's words and count for neither side. */
export function quotedShare(unit: Unit, text: string, quotations: readonly Span[]): Quoted {
  if (quotations.length === 0) return 'none';
  let own = 0;
  let quoted = 0;
  for (const paragraph of unit.paragraphs) {
    const line = text.slice(paragraph.start, paragraph.end);
    if (ANNOUNCEMENT.test(line) || /^https?:\/\/\S+$/.test(line)) continue;
    let at = paragraph.start;
    for (const { start, end } of quotations) {
      if (end <= paragraph.start || start >= paragraph.end) continue;
      own += countWords(text, at, Math.max(at, start));
      quoted += countWords(text, Math.max(start, paragraph.start), Math.min(end, paragraph.end));
      at = Math.min(end, paragraph.end);
    }
    own += countWords(text, at, paragraph.end);
  }
  if (quoted === 0) return 'none';
  return own <= (own + quoted) * OWN_WORDS_AT_MOST ? 'all' : 'part';
}

function hasClose(text: string, { start, end }: Span): boolean {
  for (let at = start; at < end; at++) if (CLOSE.includes(text[at]!)) return true;
  return false;
}

function hasLaterClose(unit: Unit, text: string, index: number): boolean {
  const next = unit.paragraphs[index + 1];
  return next !== undefined && (OPEN.includes(text[next.start]!) || hasClose(text, next));
}

function startsParagraph(unit: Unit, at: number): boolean {
  return unit.paragraphs.some(({ start }) => start === at);
}

function isAfterLetter(text: string, at: number, { start }: Span): boolean {
  return at > start && /[\p{L}\d]/u.test(text[at - 1]!);
}

function isBeforeLetter(text: string, at: number, { end }: Span): boolean {
  return at + 1 < end && /[\p{L}\d]/u.test(text[at + 1]!) && /\s/.test(text[at - 1] ?? ' ');
}

function countWords(text: string, start: number, end: number): number {
  let words = 0;
  let inside = false;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    const letter = (code | 32) >= 97 && (code | 32) <= 122 || (code >= 48 && code <= 57) || code > 0xbf;
    if (letter && !inside && code !== 0x2019 && code !== 0x2018 && code !== 0x201c && code !== 0x201d) words++;
    inside = letter || code === 0x27 || code === 0x2019;
  }
  return words;
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
