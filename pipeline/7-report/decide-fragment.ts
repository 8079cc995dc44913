import { decidedCodings } from './decided-codings.js';
import { decidedLine } from './decided-line.js';
import { decidedThemes, decidedUnitRow, labelOf, unitRowState, type Decided, type DecidedColumns, type DecidedUnit, type UnitState } from './decided.js';
import type { UnitIndex } from './fragment-form.js';
import { withInsertions, type Insertion } from './join.js';
import { records } from './record.js';

/** The sections of a fragment that decisions change; empty where the run does not write them. */
export interface DecidableSections {
  readonly units: Uint8Array;
  readonly codings: Uint8Array;
  readonly lines: Uint8Array;
}

export interface DecidedFragment {
  readonly units: readonly Insertion[];
  readonly codings: readonly Insertion[];
  readonly lines: readonly Insertion[];
  /** A unit each, to count anew. */
  readonly decided: readonly Decided[];
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();
const LINE_END = '\r\n';

/**
 * Puts people's decisions into the rows and lines of their units.
 * @param units in order of their place; `cells` and `members` fill `duplicate_of` and are kept.
 */
export function decideFragment(
  sections: DecidableSections,
  index: UnitIndex,
  columns: DecidedColumns,
  units: readonly DecidedUnit[],
  cells: readonly Insertion[],
  members: readonly Insertion[],
): DecidedFragment {
  const result = { units: [] as Insertion[], codings: [] as Insertion[], lines: [] as Insertion[], decided: [] as Decided[] };
  const others = { cells: [...cells], members: [...members] };
  for (const unit of units) {
    const row = sections.units.length > 0 ? decideRows(sections, index, columns, unit, others.cells) : null;
    const line = sections.lines.length > 0 ? decideLine(sections, index, columns, unit, others.members) : null;
    if (row) {
      result.units.push(row.unit);
      result.codings.push(row.codings);
    }
    if (line) result.lines.push(line.line);
    const decided = row?.decided ?? line?.decided;
    if (decided) result.decided.push(decided);
  }
  const inOrder = (own: readonly Insertion[], rest: readonly Insertion[]): Insertion[] => [...own, ...rest].sort((a, b) => a.at - b.at);
  return { units: inOrder(result.units, others.cells), codings: result.codings, lines: inOrder(result.lines, others.members), decided: result.decided };
}

function decideRows(sections: DecidableSections, index: UnitIndex, columns: DecidedColumns, unit: DecidedUnit, cells: Insertion[]): { unit: Insertion; codings: Insertion; decided: Decided } {
  const place = range(index.unitStarts, unit.unit);
  const row = textOf(sections.units, place, cells).slice(0, -LINE_END.length);
  const state = unitRowState(row, columns);
  const themes = decidedThemes(state.themes, unit.themes);
  const contested = contestedThemes(unit);
  const codingPlace = range(index.codingStarts, unit.unit);
  const codings = decidedCodings(records(decoder.decode(sections.codings.subarray(codingPlace.start, codingPlace.end))), columns, unit, {
    id: state.id, file: state.file, label: state.label, length: Array.from(state.text).length,
  });
  const before: UnitState = { themes: state.themes, sentiment: state.sentiment, label: state.sentimentLabel, codings: codings.before };
  const after: UnitState = { themes, sentiment: unit.sentiment ?? state.sentiment, label: unit.sentiment === null ? state.sentimentLabel : labelOf(unit.sentiment), codings: codings.after };
  return {
    unit: replacement(place, decidedUnitRow(row, columns, unit, after, contested) + LINE_END),
    codings: replacement(codingPlace, codings.rows.map((text) => text + LINE_END).join('')),
    decided: { kind: state.kind, before, after, contested },
  };
}

function decideLine(sections: DecidableSections, index: UnitIndex, columns: DecidedColumns, unit: DecidedUnit, members: Insertion[]): { line: Insertion; decided: Decided } {
  const place = range(index.lineStarts, unit.unit);
  const text = textOf(sections.lines, place, members);
  const had = (JSON.parse(text) as { readonly themes: readonly string[] }).themes.map((id) => columns.themeIndex.get(id)!);
  const contested = contestedThemes(unit);
  const { line, before, after, kind } = decidedLine(text, columns, unit, decidedThemes(had, unit.themes), contested);
  return { line: replacement(place, `${line}\n`), decided: { kind, before, after, contested } };
}

function contestedThemes({ themes }: DecidedUnit): readonly number[] {
  return themes.filter(({ verdict }) => verdict === 'contested').map(({ theme }) => theme);
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function range(starts: Int32Array, unit: number): Range {
  return { start: starts[unit]!, end: starts[unit + 1]! };
}

/** The text of a range with the insertions that fall into it, which are taken off the list. */
function textOf(section: Uint8Array, { start, end }: Range, insertions: Insertion[]): string {
  const own = insertions.filter(({ at }) => at >= start && at < end);
  for (const one of own) insertions.splice(insertions.indexOf(one), 1);
  const pieces = [...withInsertions(section.subarray(start, end), own.map(({ at, bytes }) => ({ at: at - start, bytes })))];
  return pieces.map((piece) => decoder.decode(piece)).join('');
}

function replacement({ start, end }: Range, text: string): Insertion {
  return { at: start, until: end, bytes: encoder.encode(text) };
}
