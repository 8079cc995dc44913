import type { CodebookOutline } from '../lexicon/codebook.js';
import { ByteWriter } from './bytes.js';
import { BYTE_ORDER_MARK, emptyCell, endRow, integerCell, scoreCell, textCell, wordCell } from './csv.js';
import { codeName } from './rule-cells.js';
import { Contested, NOTHING_CONTESTED } from './contested.js';
import { KINDS, type Tally, THEME_COUNTS } from './tally.js';

/** The tables that are counted over all units. */

const ALL = [0, 1] as const;
const SCOPES: readonly { readonly name: string; readonly kinds: readonly number[] }[] = [
  { name: 'all', kinds: ALL },
  ...KINDS.map((name, kind) => ({ name, kinds: [kind] })),
];

/** A share in ten-thousandths, rounded half up. */
function share(part: number, whole: number): number {
  return Math.round((part * 10_000) / whole);
}

function sum(kinds: readonly number[], of: (kind: number) => number): number {
  return kinds.reduce((total, kind) => total + of(kind), 0);
}

/**
 * Prevalence and stance of every theme: over all units, and posts and comments (with replies) apart.
 * Units on which coders differ are not among a theme's units.
 */
export function themesTable(codebook: CodebookOutline, tally: Tally, contested: Contested = NOTHING_CONTESTED): Uint8Array {
  const out = table(['theme', 'name', 'kind', 'units', 'units_with_theme', 'prevalence', 'codings', 'negated', 'quoted', 'neg', 'neu', 'pos', 'mix', 'stance_mean', 'contested']);
  codebook.themes.forEach((theme, at) => {
    for (const { name, kinds } of SCOPES) {
      const open = contested.ofTheme(at, kinds);
      const units = sum(kinds, (kind) => tally.ofUnits(kind, 'units')) - open;
      const [having, codings, ...rest] = THEME_COUNTS.map((count) => sum(kinds, (kind) => tally.ofTheme(at, kind, count)));
      const stance = rest.pop()!;
      wordCell(out, theme.id);
      textCell(out, theme.name);
      wordCell(out, name);
      integerCell(out, units);
      integerCell(out, having!);
      ratioCell(out, having!, units);
      integerCell(out, codings!);
      for (const count of rest) integerCell(out, count);
      if (stanced(rest) === 0) emptyCell(out);
      else scoreCell(out, Math.round(stance / stanced(rest)));
      integerCell(out, open);
      endRow(out);
    }
  });
  return out.bytes();
}

/** Codings with a stance, from the counts of negated, quoted and the four stances: people may give a theme without one. */
function stanced(counts: readonly number[]): number {
  return counts.slice(2).reduce((all, count) => all + count, 0);
}

/** Every pair of themes: how many units have both, Jaccard's coefficient, and lift (observed over expected if they were independent). */
export function cooccurrenceTable(codebook: CodebookOutline, tally: Tally, contested: Contested = NOTHING_CONTESTED): Uint8Array {
  const out = table(['theme_a', 'theme_b', 'units_a', 'units_b', 'units_both', 'jaccard', 'lift', 'contested']);
  const units = sum(ALL, (kind) => tally.ofUnits(kind, 'units'));
  const having = codebook.themes.map((_, theme) => sum(ALL, (kind) => tally.ofTheme(theme, kind, 'units')));
  codebook.themes.forEach(({ id }, a) => {
    for (let b = a + 1; b < codebook.themes.length; b++) {
      const both = tally.ofPair(a, b);
      wordCell(out, id);
      wordCell(out, codebook.themes[b]!.id);
      integerCell(out, having[a]!);
      integerCell(out, having[b]!);
      integerCell(out, both);
      ratioCell(out, both, having[a]! + having[b]! - both);
      ratioCell(out, both * units, having[a]! * having[b]!);
      integerCell(out, contested.ofPair(a, b));
      endRow(out);
    }
  });
  return out.bytes();
}

/** The codebook: a row a theme, and under it a row a sub-code. */
export function codebookTable(codebook: CodebookOutline): Uint8Array {
  const out = table(['theme', 'code', 'name', 'definition', 'include', 'exclude', 'was', 'codebook', 'version']);
  for (const theme of codebook.themes) {
    const rows = [
      ['', theme.name, theme.definition, theme.include, theme.exclude, theme.was.join(';')],
      ...theme.codes.map(({ id, name }) => [codeName(theme.id, id), name, '', '', '', '']),
    ];
    for (const row of rows) {
      wordCell(out, theme.id);
      for (const cell of row) textCell(out, cell);
      textCell(out, codebook.id);
      textCell(out, codebook.version);
      endRow(out);
    }
  }
  return out.bytes();
}

/** The first row of a table, behind the byte-order mark. */
export function headerRow(columns: readonly string[]): Uint8Array {
  return table(columns).bytes();
}

function table(columns: readonly string[]): ByteWriter {
  const out = new ByteWriter();
  out.raw(BYTE_ORDER_MARK);
  for (const name of columns) textCell(out, name);
  endRow(out);
  return out;
}

/** An empty cell where there is nothing to divide by. */
function ratioCell(out: ByteWriter, part: number, whole: number): void {
  if (whole === 0) emptyCell(out);
  else scoreCell(out, share(part, whole));
}
