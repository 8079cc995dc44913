import type { Fingerprints, Scored, TaggingTable } from '../model.js';
import { concatenated } from './bytes.js';
import { encodedCell } from './csv.js';
import { CodePoints, cellStarts } from './positions.js';

/** What a run writes into every row, the same for all batches. */
export interface RenderPlan {
  readonly csv: boolean;
  /** Lines of JSON, from which both JSON files are made. */
  readonly json: boolean;
  /** Also the matches below their theme's threshold. */
  readonly explain: boolean;
  /** Ids of the themes, in the codebook's order. */
  readonly themes: readonly string[];
  /** Names of the carried columns of all inputs. */
  readonly attributes: readonly string[];
  /** Who coded: `heddle@` and the start of the lexicon's digest. */
  readonly coder: string;
}

/** A batch with what its rows are written from. */
export interface RenderBatch {
  readonly scored: Scored;
  readonly fingerprints: Fingerprints;
  readonly points: CodePoints;
  /** Where each unit's file or cell begins in the batch's text. */
  readonly cells: Int32Array;
  /** The cells file and thread, the same for all units. */
  readonly placeCells: Uint8Array;
  /** For each of the plan's attributes its place among the batch's, or -1. */
  readonly attributes: readonly number[];
}

export function renderBatch(plan: RenderPlan, scored: Scored, fingerprints: Fingerprints): RenderBatch {
  return {
    scored,
    fingerprints,
    points: new CodePoints(scored.text),
    cells: cellStarts(scored.units, scored.rows),
    placeCells: concatenated([encodedCell(scored.file), encodedCell(scored.id)]),
    attributes: plan.attributes.map((name) => scored.attributes.indexOf(name)),
  };
}

/** Where a coding stands, in code points, and which it is among those of its theme in the same place. */
export interface Located {
  start: number;
  end: number;
  sourceStart: number;
  sourceEnd: number;
  /** 1 for all but the second and further ones of a theme in one place. */
  ordinal: number;
}

/**
 * Gives the codings of a unit their offsets in code points. One object is filled again and again.
 * A coding's id is made of unit, theme and place, so that it stays when the lexicon gains other rules; a second one in the same place
 * gets an ordinal. Codings come in order of unit, theme and place, so equal ones are neighbours.
 */
export class Locator {
  private readonly located: Located = { start: 0, end: 0, sourceStart: 0, sourceEnd: 0, ordinal: 1 };
  private unit = -1;
  private theme = -1;
  /** True for a unit of one paragraph without surrogate pairs, as nearly all: offsets are a matter of subtraction. */
  private isPlain = false;
  private unitStart = 0;
  /** Code points before the unit in its cell or file. */
  private before = 0;

  /** To be called before a batch. */
  begin(): void {
    this.unit = -1;
  }

  /** Tagging `i` of `table`. */
  locate(batch: RenderBatch, table: TaggingTable, i: number): Located {
    const { located } = this;
    const unit = table.units[i]!;
    const theme = table.themes[i]!;
    const isSameUnit = unit === this.unit;
    if (!isSameUnit) this.beginUnit(batch, unit);
    const { points, scored, cells } = batch;
    const from = scored.tokens.starts[table.firsts[i]!]!;
    const to = scored.tokens.ends[table.ends[i]! - 1]!;
    const start = this.isPlain ? from - this.unitStart : points.inUnit(scored.units[unit]!, from);
    const end = start + (this.isPlain ? to - from : points.between(from, to));
    const isAgain = isSameUnit && theme === this.theme && start === located.start && end === located.end;
    this.theme = theme;
    located.ordinal = isAgain ? located.ordinal + 1 : 1;
    located.start = start;
    located.end = end;
    located.sourceStart = this.isPlain ? this.before + start : points.between(cells[unit]!, from);
    located.sourceEnd = located.sourceStart + end - start;
    return located;
  }

  private beginUnit({ points, scored, cells }: RenderBatch, unit: number): void {
    this.unit = unit;
    const { paragraphs } = scored.units[unit]!;
    const { start, end } = paragraphs[0]!;
    this.isPlain = paragraphs.length === 1 && points.areOne(start, end);
    this.unitStart = start;
    this.before = points.between(cells[unit]!, start);
  }
}

/** A coding's id as text. */
export function codingId(unitId: string, theme: string, { start, end, ordinal }: Located): string {
  const place = `${unitId}:${theme}:${start}-${end}`;
  return ordinal === 1 ? place : `${place}.${ordinal}`;
}

/** The themes that the taggings from `first` up to `end` give, ascending and each once; taggings of a unit are in order of theme. */
export function themesOf({ themes: ofTagging }: TaggingTable, first: number, end: number): number[] {
  const themes: number[] = [];
  for (let i = first; i < end; i++) {
    const theme = ofTagging[i]!;
    if (themes[themes.length - 1] !== theme) themes.push(theme);
  }
  return themes;
}
