import type { Sampling, UnitFacts } from '../../../pipeline/review/decision.js';
import type { RunCoding, RunTheme, RunUnit } from './run.js';

/** A workbook for review, before it is written in one form or another. */
export interface ReviewBook {
  readonly codebook: { readonly id: string; readonly name: string; readonly version: string };
  readonly themes: readonly RunTheme[];
  /** The start of the digest of the run it shows. */
  readonly run: string;
  /** Empty where the coder is to write their name into the instructions. */
  readonly coder: string;
  readonly blind: boolean;
  readonly test: boolean;
  /** True for a workbook of conflicts, filled by those who decide between coders. */
  readonly adjudicates: boolean;
  readonly rows: readonly ReviewRow[];
  /** What a reader of the instructions should know of this workbook, such as how many units it leaves out. */
  readonly remarks: readonly string[];
}

export interface ReviewRow {
  readonly unit: RunUnit;
  readonly facts: UnitFacts;
  readonly sampling: Sampling;
  /** How deep the unit stands in its thread: 0 for the post and top-level comments. */
  readonly depth: number;
  /** What the coder has decided before, by item: it stands in the cells. */
  readonly own: ReadonlyMap<string, string>;
  /** Ids the unit had when earlier decisions were made. */
  readonly formerly: readonly string[];
  /** Themes the row asks about; all, when empty. */
  readonly asked: readonly string[];
  /** What Heddle suggests, or what the coders said of it, in words. */
  readonly summary: string;
  /** The themes to shade. */
  readonly shaded: ReadonlySet<string>;
  /** Codings to mark in the text and to show on the sheets of their themes; none in a blind workbook. */
  readonly codings: readonly RunCoding[];
}

/** No workbook holds more units: spreadsheets get slow, and nobody reads them. */
export const MOST_UNITS = 20_000;
/** Nor more passages on the sheets of its themes, all together. */
export const MOST_PASSAGES = 200_000;
/** What a cell of a workbook can hold. */
export const LONGEST_CELL = 32_767;

export const UNITS_SHEET = 'units';
export const CODEBOOK_SHEET = 'codebook';
export const INSTRUCTIONS_SHEET = 'instructions';
export const FACTS_SHEET = '_heddle';
/** Changes when workbooks written before can no longer be read. */
export const BOOK_FORM = '1';

/** The columns before and behind those of the themes, in order. */
export const COLUMNS_BEFORE = ['thread', 'unit', 'answers', 'author', 'text', 'heddle'] as const;
export const COLUMNS_BEHIND = ['sentiment', 'memo', 'new_code', 'done'] as const;
/** Hidden in a workbook. A returned row is known by them, wherever it was moved. */
export const HIDDEN_COLUMNS = ['unit_id', 'unit_file', 'unit_label', 'digest', 'sketch', 'opening', 'exported', 'formerly', 'sample', 'asked', 'export'] as const;
export type HiddenColumn = (typeof HIDDEN_COLUMNS)[number];
export const CODING_SHEET_COLUMNS = ['thread', 'unit', 'author', 'context', 'words', 'code', 'pattern', 'negated', 'quoted', 'heddle', 'stance'] as const;
/** The place of a coding in its unit, on the sheet of a theme: `12..20`, which no spreadsheet takes for a date as it would `12-20`. */
export const PLACE_COLUMN = 'place';
export const THEME_COLUMN = 'theme';

/** The hidden cells of a row. */
export function hiddenCells(book: ReviewBook, { facts, own, formerly, sampling, asked }: ReviewRow, exported: ReadonlyMap<string, string> = own): Readonly<Record<HiddenColumn, string>> {
  const { stratum, probability, blind, test } = sampling;
  return {
    unit_id: facts.unit,
    unit_file: facts.file,
    unit_label: facts.label,
    digest: facts.digest,
    sketch: facts.sketch,
    opening: facts.opening,
    exported: exported.size === 0 ? '' : JSON.stringify(Object.fromEntries([...exported].sort(([a], [b]) => (a < b ? -1 : 1)))),
    formerly: formerly.join(' '),
    sample: [stratum, probability === null ? '' : String(probability), blind ? 'blind' : '', test ? 'test' : ''].join('|'),
    asked: asked.join(' '),
    export: [book.codebook.id, book.run, BOOK_FORM, book.coder].join(' ').trimEnd(),
  };
}

export function placeCell({ start, end }: { readonly start: number; readonly end: number }): string {
  return `${start}..${end}`;
}

/** Takes apart what `placeCell` wrote; null where it is none. */
export function placeOf(cell: string): { readonly start: number; readonly end: number } | null {
  const found = /^(\d+)(?:\.\.|-)(\d+)$/.exec(cell);
  return found ? { start: Number(found[1]), end: Number(found[2]) } : null;
}

/** Takes apart what `hiddenCells` put into the column `sample`. */
export function samplingOf(cell: string): Sampling {
  const [stratum = '', probability = '', blind = '', test = ''] = cell.split('|');
  const number = Number(probability);
  return { stratum, probability: probability !== '' && number > 0 && number <= 1 ? number : null, blind: blind === 'blind', test: test === 'test' };
}

/** The same for the column `export`. */
export function exportOf(cell: string): { readonly codebook: string; readonly run: string; readonly form: string; readonly coder: string } {
  const [codebook = '', run = '', form = '', ...coder] = cell.trim().split(' ');
  return { codebook, run, form, coder: coder.join(' ') };
}

/** The heading of a theme's column: people read the name, and the id finds the theme again. */
export function themeHeading({ id, name }: RunTheme): string {
  return name === id ? `[${id}]` : `${name} [${id}]`;
}
