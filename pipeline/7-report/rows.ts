import type { RenderBatch, RenderPlan } from './batch.js';
import type { ByteWriter } from './bytes.js';
import { REVIEW_COLUMNS } from './columns.js';
import { emptyCell, endRow, integerCell, scoreCell, textCell, wordCell } from './csv.js';

/** Two quotation marks and the comma. */
const QUOTED = 3;

/** Where the cells of a unit's row are that others need. */
export interface UnitRow {
  /** Where `duplicate_of`, which stays empty until the units of all batches are linked, begins. */
  readonly duplicateAt: number;
  /** Where the text begins, if it is written there letter for letter and a byte a letter; else -1. */
  readonly textAt: number;
}

/** Writes a unit's row of `units.csv`. */
export function writeUnitRow(out: ByteWriter, plan: RenderPlan, batch: RenderBatch, index: number, themes: readonly number[]): UnitRow {
  const { scored, fingerprints } = batch;
  const unit = scored.units[index]!;
  const annotation = scored.annotations[index]!;
  const sentiment = scored.unitSentiments[index]!;
  textCell(out, unit.id);
  out.raw(batch.placeCells);
  textCell(out, unit.label);
  textCell(out, unit.parent);
  wordCell(out, unit.kind);
  textCell(out, unit.author);
  textCell(out, unit.postedAt);
  wordCell(out, annotation.role);
  integerCell(out, fingerprints.words[index]!);
  integerCell(out, annotation.endSentence - annotation.firstSentence);
  wordCell(out, annotation.quoted);
  scoreCell(out, sentiment.score);
  wordCell(out, sentiment.label);
  writeThemes(out, plan, themes);
  const duplicateAt = out.length;
  emptyCell(out);
  // What people decide is filled in where the batches are joined.
  for (let i = 0; i < REVIEW_COLUMNS.length; i++) emptyCell(out);
  for (const place of batch.attributes) {
    if (place < 0) emptyCell(out);
    else textCell(out, unit.attributes[place] ?? '');
  }
  const cellAt = out.length;
  textCell(out, unit.text);
  // Everything that is not written as it is makes a cell longer.
  const textAt = out.length - cellAt === unit.text.length + QUOTED ? cellAt + 1 : -1;
  endRow(out);
  return { duplicateAt, textAt };
}

function writeThemes(out: ByteWriter, plan: RenderPlan, themes: readonly number[]): void {
  for (let i = 0; i < themes.length; i++) {
    if (i > 0) out.byte(0x3b);
    out.ascii(plan.themes[themes[i]!]!);
  }
  emptyCell(out);
  const count = plan.themes.length;
  const buffer = out.reserve(count * 2);
  const start = out.length;
  for (let at = start; at < start + count * 2; at += 2) {
    buffer[at] = 0x30;
    buffer[at + 1] = 0x2c;
  }
  for (let i = 0; i < themes.length; i++) buffer[start + themes[i]! * 2] = 0x31;
  out.length = start + count * 2;
}
