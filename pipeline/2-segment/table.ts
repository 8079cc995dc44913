import type { Row, Source, Span, Unit } from '../model.js';
import { NextSign } from '../text/next-sign.js';
import { isBlank } from './lines.js';
import { hashUnit } from './unit-id.js';

/**
 * Makes each row of a table a unit: a reply where it names a parent, else a comment.
 * Its label is the row's number, its id the thread's with the row's own id; a row without one gets a hash of its words and its number.
 * This is on the hot path: a cell without a line break is trimmed and sliced once, and nothing else is made of it.
 */
export function unitsOfRows(source: Source, rows: readonly Row[]): readonly Unit[] {
  const { text } = source;
  const prefix = `${source.id}#`;
  const feeds = new NextSign(text, '\n');
  const returns = new NextSign(text, '\r');
  const units: Unit[] = new Array<Unit>(rows.length);
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index];
    const kind = row.parent === '' ? 'comment' : 'reply';
    const { start, end } = row.text;
    const isBroken = feeds.from(start) < end || returns.from(start) < end;
    const paragraphs = isBroken ? paragraphsOf(text, row.text) : trimmed(text, start, end);
    units[index] = {
      id: row.id === '' ? `${prefix}${hashUnit(text, kind, paragraphs)}-r${row.number}` : prefix + row.id,
      label: String(row.number),
      parent: row.parent,
      kind,
      author: row.author,
      postedAt: row.postedAt,
      paragraphs,
      text: joinParagraphs(text, paragraphs),
      attributes: row.attributes,
    };
  }
  return units;
}

/** The paragraphs joined by newlines. */
export function joinParagraphs(text: string, paragraphs: readonly Span[]): string {
  if (paragraphs.length === 1) return text.slice(paragraphs[0].start, paragraphs[0].end);
  return paragraphs.map(({ start, end }) => text.slice(start, end)).join('\n');
}

function trimmed(text: string, from: number, to: number): readonly Span[] {
  let start = from;
  let end = to;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return start < end ? [{ start, end }] : [];
}

function paragraphsOf(text: string, cell: Span): readonly Span[] {
  const paragraphs: Span[] = [];
  let start = cell.start;
  for (let at = cell.start; at <= cell.end; at++) {
    const unit = at === cell.end ? 0x0a : text.charCodeAt(at);
    if (unit !== 0x0a && unit !== 0x0d) continue;
    paragraphs.push(...trimmed(text, start, at));
    start = at + 1;
  }
  return paragraphs;
}
