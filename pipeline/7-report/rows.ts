import type { RenderBatch, RenderPlan } from './batch.js';
import type { ByteWriter } from './bytes.js';
import { SPILL } from './cells.js';
import { REVIEW_COLUMNS } from './columns.js';
import { cellBound, emptyCell, endRow, integerCell, putParagraphs, scoreCell, textCell, wordCell } from './csv.js';

/** Writes a unit's row of `units.csv`. Gives where `duplicate_of`, which stays empty until the units of all batches are linked, begins. */
export function writeUnitRow(out: ByteWriter, plan: RenderPlan, batch: RenderBatch, index: number, themes: readonly number[]): number {
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
  const buffer = out.reserve(cellBound(unit.text.length) + SPILL);
  out.length = putParagraphs(buffer, out.view, out.length, batch.text, unit);
  endRow(out);
  return duplicateAt;
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
