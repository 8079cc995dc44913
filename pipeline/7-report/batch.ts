import type { Fingerprints, Scored, TaggingTable, Unit } from '../model.js';
import { endOfUnit } from '../lexicon/taggings.js';
import { padded } from './cells.js';
import { encodedCell } from './csv.js';
import type { EncodedText } from './encoded-text.js';
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

/**
 * A batch with what its rows are written from. What is read again and again stands here once more, since an object that grew from stage to stage
 * has too many shapes for the engine to read it fast.
 */
export interface RenderBatch extends Pick<Scored, 'units' | 'annotations' | 'unitSentiments' | 'tokens' | 'sentences' | 'taggings' | 'stances' | 'stanceScores'> {
  readonly scored: Scored;
  readonly fingerprints: Fingerprints;
  readonly text: EncodedText;
  readonly points: CodePoints;
  /** Where each unit's file or cell begins in the batch's text. */
  readonly cells: Int32Array;
  /** The cells file and thread, the same for all units, with room for `SPILL` bytes more. */
  readonly fileCell: DataView;
  readonly threadCell: DataView;
  /** For each of the plan's attributes its place among the batch's, or -1. */
  readonly attributes: readonly number[];
}

export function renderBatch(plan: RenderPlan, scored: Scored, fingerprints: Fingerprints, text: EncodedText): RenderBatch {
  const { units, annotations, unitSentiments, tokens, sentences, taggings, stances, stanceScores } = scored;
  return {
    scored, units, annotations, unitSentiments, tokens, sentences, taggings, stances, stanceScores,
    fingerprints,
    text,
    points: new CodePoints(text.begin(scored)),
    cells: cellStarts(scored.units, scored.rows),
    fileCell: padded(encodedCell(scored.file)),
    threadCell: padded(encodedCell(scored.id)),
    attributes: plan.attributes.map((name) => scored.attributes.indexOf(name)),
  };
}

/** Where the taggings of a batch stand, in code points, as columns parallel to theirs. */
export interface Places {
  /** In the unit's text. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** In the unit's cell or file. */
  readonly sourceStarts: Int32Array;
  /** Which it is among those of its theme in the same place: 1 for all but the second and further ones. */
  readonly ordinals: Int32Array;
}

/**
 * Gives the taggings of batches their offsets in code points. The columns are filled again and again.
 * A coding's id is made of unit, theme and place, so that it stays when the lexicon gains other rules; a second one in the same place
 * gets an ordinal. Codings come in order of unit, theme and place, so equal ones are neighbours.
 */
export class Locator {
  private places: Places = columns(1 << 12);

  /** All taggings of `table`; valid until the next call. */
  locate(batch: RenderBatch, table: TaggingTable): Places {
    const { points, units, cells } = batch;
    if (table.count > this.places.starts.length) this.places = columns(2 * table.count);
    for (let first = 0; first < table.count; ) {
      const unit = table.units[first]!;
      const end = endOfUnit(table, first, unit);
      const { paragraphs } = units[unit]!;
      const { start } = paragraphs[0]!;
      const isPlain = paragraphs.length === 1 && points.areOne(start, paragraphs[0]!.end);
      if (isPlain) this.subtract(batch, table, first, end, start, points.between(cells[unit]!, start));
      else this.lookUp(batch, table, first, end, units[unit]!, cells[unit]!);
      this.number(table, first, end);
      first = end;
    }
    return this.places;
  }

  /** A unit of one paragraph without surrogate pairs, as nearly all; `before` code points stand before it in its cell or file. */
  private subtract({ tokens }: RenderBatch, { firsts, ends: endTokens }: TaggingTable, first: number, end: number, unitStart: number, before: number): void {
    const { starts, ends, sourceStarts } = this.places;
    for (let i = first; i < end; i++) {
      const start = tokens.starts[firsts[i]!]! - unitStart;
      starts[i] = start;
      ends[i] = tokens.ends[endTokens[i]! - 1]! - unitStart;
      sourceStarts[i] = before + start;
    }
  }

  private lookUp({ tokens, points }: RenderBatch, { firsts, ends: endTokens }: TaggingTable, first: number, end: number, unit: Unit, cell: number): void {
    const { starts, ends, sourceStarts } = this.places;
    for (let i = first; i < end; i++) {
      const from = tokens.starts[firsts[i]!]!;
      const start = points.inUnit(unit, from);
      starts[i] = start;
      ends[i] = start + points.between(from, tokens.ends[endTokens[i]! - 1]!);
      sourceStarts[i] = points.between(cell, from);
    }
  }

  private number({ themes }: TaggingTable, first: number, end: number): void {
    const { starts, ends, ordinals } = this.places;
    ordinals[first] = 1;
    for (let i = first + 1; i < end; i++) {
      const isAgain = starts[i] === starts[i - 1] && ends[i] === ends[i - 1] && themes[i] === themes[i - 1];
      ordinals[i] = isAgain ? ordinals[i - 1]! + 1 : 1;
    }
  }
}

function columns(length: number): Places {
  const column = (): Int32Array => new Int32Array(length);
  return { starts: column(), ends: column(), sourceStarts: column(), ordinals: column() };
}

/** The id of the coding in place `i` as text. */
export function codingId(unitId: string, theme: string, { starts, ends, ordinals }: Places, i: number): string {
  const place = `${unitId}:${theme}:${starts[i]}-${ends[i]}`;
  const ordinal = ordinals[i];
  return ordinal === 1 ? place : `${place}.${ordinal}`;
}

/** The themes that the taggings from `first` up to `end` give, ascending and each once, put into `themes`; taggings of a unit are in order of theme. */
export function takeThemes(themes: number[], { themes: ofTagging }: TaggingTable, first: number, end: number): void {
  themes.length = 0;
  let last = -1;
  for (let i = first; i < end; i++) {
    const theme = ofTagging[i]!;
    if (theme !== last) themes.push(theme);
    last = theme;
  }
}
