import type { Tagged, Tagging } from '../../model.js';
import { toUnitOffset } from '../../text/spans.js';
import type { CompiledLexicon } from '../compile.js';
import { taggingsOf } from '../taggings.js';

/** A keyword in its context (KWIC). The contexts are one line each and lie within the unit. */
export interface ConcordanceLine {
  readonly file: string;
  readonly label: string;
  readonly theme: string;
  /** The pattern as it is written. */
  readonly rule: string;
  /** True where the theme's cues stayed below its threshold, so that this is no coding. */
  readonly isBelow: boolean;
  readonly left: string;
  readonly keyword: string;
  readonly right: string;
}

export type ConcordanceOrder = 'left' | 'right' | 'none';

/** What is kept on either side, in UTF-16 units: more than any terminal shows, less than a novel. */
const LONGEST_CONTEXT = 240;

/**
 * The lines of one theme (an index into the codebook) in a batch, in order of unit and place.
 * Matches below the threshold are among them where the batch was tagged with `explain`.
 */
export function concordance(batch: Tagged, { codebook }: CompiledLexicon, theme: number): readonly ConcordanceLine[] {
  const id = codebook.themes[theme].id;
  const of = (taggings: readonly Tagging[], isBelow: boolean): readonly { tagging: Tagging; isBelow: boolean }[] =>
    taggings.filter((tagging) => tagging.theme === theme).map((tagging) => ({ tagging, isBelow }));
  return [...of(taggingsOf(batch), false), ...of(taggingsOf(batch, batch.belowThreshold), true)]
    .sort((a, b) => a.tagging.unit - b.tagging.unit || a.tagging.span.start - b.tagging.span.start)
    .map(({ tagging, isBelow }) => ({ ...contextOf(batch, tagging), theme: id, rule: tagging.rule, isBelow }));
}

/** Where a stretch of a batch stands, with the words before and after it. */
export function contextOf(batch: Pick<Tagged, 'file' | 'units'>, { unit, span }: Pick<Tagging, 'unit' | 'span'>): Pick<ConcordanceLine, 'file' | 'label' | 'left' | 'keyword' | 'right'> {
  const { text, label } = batch.units[unit];
  const start = toUnitOffset(batch.units[unit], span.start);
  const end = toUnitOffset(batch.units[unit], span.end);
  return {
    file: batch.file,
    label,
    left: oneLine(text.slice(wholeFrom(text, start - LONGEST_CONTEXT), start)),
    keyword: oneLine(text.slice(start, end)),
    right: oneLine(text.slice(end, wholeTo(text, end + LONGEST_CONTEXT))),
  };
}

/** Lines in the order of the words nearest to the keyword, going outwards; equal lines keep theirs. */
export function sortedLines(lines: readonly ConcordanceLine[], order: ConcordanceOrder): readonly ConcordanceLine[] {
  if (order === 'none') return lines;
  const keyed = lines.map((line) => ({ line, key: order === 'left' ? [...wordsOf(line.left)].reverse() : [...wordsOf(line.keyword), ...wordsOf(line.right)] }));
  return keyed.sort((a, b) => compareWords(a.key, b.key)).map(({ line }) => line);
}

function wordsOf(context: string): readonly string[] {
  return context.toLowerCase().match(/[\p{L}\p{N}'’]+/gu) ?? [];
}

function compareWords(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
  return a.length - b.length;
}

/** The beginning of a unit on one line of at most so many characters, with nothing that steers a terminal. */
export function openingOf(text: string, longest: number): string {
  const characters = [...oneLine(text.slice(0, longest * 2)).trim()];
  return characters.length <= longest ? characters.join('') : `${characters.slice(0, longest - 1).join('')}…`;
}

/** Breaks, tabs and what could move a terminal's cursor or turn its writing round become spaces. */
function oneLine(text: string): string {
  return text.replace(/[\s\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g, ' ');
}

/** Never the second half of a surrogate pair. */
function wholeFrom(text: string, at: number): number {
  if (at <= 0) return 0;
  return isLow(text, at) ? at + 1 : at;
}

function wholeTo(text: string, at: number): number {
  return at < text.length && isLow(text, at) ? at - 1 : at;
}

function isLow(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}
