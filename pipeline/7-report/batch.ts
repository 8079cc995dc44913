import type { Fingerprints, Scored, Tagging } from '../model.js';
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
  /** For each of the plan's attributes its place among the batch's, or -1. */
  readonly attributes: readonly number[];
}

export function renderBatch(plan: RenderPlan, scored: Scored, fingerprints: Fingerprints): RenderBatch {
  return {
    scored,
    fingerprints,
    points: new CodePoints(scored.text),
    cells: cellStarts(scored.units, scored.rows),
    attributes: plan.attributes.map((name) => scored.attributes.indexOf(name)),
  };
}

/** A coding as the tables show it: offsets in code points. */
export interface Located {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly sourceStart: number;
  readonly sourceEnd: number;
}

/**
 * Gives the codings of a unit their ids and their offsets in code points.
 * The id is made of unit, theme and place, so that it stays when the lexicon gains other rules; a second one in the same place gets an ordinal.
 */
export class Locator {
  private readonly met = new Map<string, number>();

  /** To be called before the codings of a unit. */
  begin(): void {
    this.met.clear();
  }

  locate(batch: RenderBatch, theme: string, tagging: Tagging): Located {
    const { points, scored } = batch;
    const unit = scored.units[tagging.unit]!;
    const { start: spanStart, end: spanEnd } = tagging.span;
    const start = points.inUnit(unit, spanStart);
    const end = start + points.between(spanStart, spanEnd);
    const sourceStart = points.between(batch.cells[tagging.unit]!, spanStart);
    const place = `${unit.id}:${theme}:${start}-${end}`;
    const ordinal = (this.met.get(place) ?? 0) + 1;
    this.met.set(place, ordinal);
    const id = ordinal === 1 ? place : `${place}.${ordinal}`;
    return { id, start, end, sourceStart, sourceEnd: sourceStart + end - start };
  }
}

/** Where the taggings of a unit end that begin at `first`; taggings are in order of unit. */
export function endOfUnit(taggings: readonly Tagging[], first: number, unit: number): number {
  let end = first;
  while (end < taggings.length && taggings[end]!.unit === unit) end++;
  return end;
}

/** The themes that the taggings from `first` up to `end` give, ascending and each once; taggings of a unit are in order of theme. */
export function themesOf(taggings: readonly Tagging[], first: number, end: number): number[] {
  const themes: number[] = [];
  for (let i = first; i < end; i++) {
    const { theme } = taggings[i]!;
    if (themes[themes.length - 1] !== theme) themes.push(theme);
  }
  return themes;
}
