import type { RunCoding } from './run.js';
import { LONGEST_CELL } from './book.js';

/** Text as the cells of a workbook can hold it. */

const CUT_OFF = ' […]';

/** Characters that XML has no way to write. */
// eslint-disable-next-line no-control-regex
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Strips characters that XML cannot hold, cuts what is longer than a cell, and guards what spreadsheets read as an escape:
 * `_x0041_` would be shown as A.
 */
export function cellText(text: string): string {
  return guardEscapes(cut(withoutIllegal(text)));
}

function withoutIllegal(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replace(ILLEGAL, '');
}

function guardEscapes(text: string): string {
  return text.replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_');
}

function cut(text: string): string {
  if (text.length <= LONGEST_CELL) return text;
  const end = LONGEST_CELL - CUT_OFF.length;
  return text.slice(0, /[\ud800-\udbff]/.test(text[end - 1]!) ? end - 1 : end) + CUT_OFF;
}

/** A stretch of text and how many of its themes are marked there; `theme` is the first of them, empty where nothing is. */
export interface MarkedRun {
  readonly text: string;
  readonly theme: string;
  readonly several: boolean;
}

/** Cuts a text where codings begin and end. Takes codings with offsets in code points. */
export function markedRuns(text: string, codings: readonly Pick<RunCoding, 'theme' | 'start' | 'end'>[]): readonly MarkedRun[] {
  const limited = cut(text);
  const points = Array.from(limited);
  const edges = new Set([0, points.length]);
  for (const { start, end } of codings) for (const edge of [start, end]) if (edge < points.length) edges.add(edge);
  const cuts = [...edges].sort((a, b) => a - b);
  const runs: MarkedRun[] = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [start, end] = [cuts[i]!, cuts[i + 1]!];
    const themes = [...new Set(codings.filter((coding) => coding.start <= start && coding.end >= end).map(({ theme }) => theme))];
    const piece = guardEscapes(withoutIllegal(points.slice(start, end).join('')));
    if (piece !== '') runs.push({ text: piece, theme: themes[0] ?? '', several: themes.length > 1 });
  }
  return runs;
}
