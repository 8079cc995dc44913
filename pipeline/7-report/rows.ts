import type { Coding, Tagging } from '../model.js';
import type { Located, RenderBatch, RenderPlan } from './batch.js';
import type { ByteWriter } from './bytes.js';
import { emptyCell, endRow, integerCell, scoreCell, textCell, wordCell } from './csv.js';

/**
 * Writes a unit's row of `units.csv`.
 * Gives where its cell `duplicate_of`, which stays empty until the units of all batches are linked, begins.
 */
export function writeUnitRow(out: ByteWriter, plan: RenderPlan, batch: RenderBatch, index: number, themes: readonly number[]): number {
  const { scored, fingerprints } = batch;
  const unit = scored.units[index]!;
  const annotation = scored.annotations[index]!;
  const sentiment = scored.unitSentiments[index]!;
  textCell(out, unit.id);
  textCell(out, scored.file);
  textCell(out, scored.id);
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
  for (const place of batch.attributes) {
    if (place < 0) emptyCell(out);
    else textCell(out, unit.attributes[place] ?? '');
  }
  textCell(out, unit.text);
  endRow(out);
  return duplicateAt;
}

function writeThemes(out: ByteWriter, plan: RenderPlan, themes: readonly number[]): void {
  for (let i = 0; i < themes.length; i++) {
    if (i > 0) out.byte(0x3b);
    out.ascii(plan.themes[themes[i]!]!);
  }
  emptyCell(out);
  let next = 0;
  for (let theme = 0; theme < plan.themes.length; theme++) {
    const given = themes[next] === theme;
    if (given) next++;
    out.byte(given ? 0x31 : 0x30);
    emptyCell(out);
  }
}

/** Writes a coding's row of `codings.csv`. */
export function writeCodingRow(out: ByteWriter, plan: RenderPlan, batch: RenderBatch, coding: Coding, located: Located): void {
  writeFinding(out, plan, batch, coding, located);
  wordCell(out, coding.stance);
  scoreCell(out, coding.stanceScore);
  scoreCell(out, Math.round(coding.weight * 10_000));
  wordCell(out, plan.coder);
  wordCell(out, 'lexicon');
  endRow(out);
}

/** Writes a row of `explain.csv`: a match that stayed below its theme's threshold. */
export function writeExplainRow(out: ByteWriter, plan: RenderPlan, batch: RenderBatch, tagging: Tagging, located: Located): void {
  writeFinding(out, plan, batch, tagging, located);
  scoreCell(out, Math.round(tagging.weight * 10_000));
  wordCell(out, plan.coder);
  endRow(out);
}

function writeFinding(out: ByteWriter, plan: RenderPlan, { scored }: RenderBatch, tagging: Tagging, located: Located): void {
  const unit = scored.units[tagging.unit]!;
  const theme = plan.themes[tagging.theme]!;
  textCell(out, located.id);
  textCell(out, unit.id);
  textCell(out, scored.file);
  textCell(out, unit.label);
  wordCell(out, theme);
  textCell(out, codeName(theme, tagging.code));
  textCell(out, tagging.rule);
  textCell(out, scored.text, tagging.span.start, tagging.span.end);
  integerCell(out, located.start);
  integerCell(out, located.end);
  integerCell(out, located.sourceStart);
  integerCell(out, located.sourceEnd);
  textCell(out, scored.text, scored.sentences.starts[tagging.sentence]!, scored.sentences.ends[tagging.sentence]!);
  wordCell(out, tagging.quoted ? '1' : '0');
  wordCell(out, tagging.negated ? '1' : '0');
}

/** A sub-code is written `theme/code`; a coding of the theme as a whole has none. */
export function codeName(theme: string, code: string): string {
  return code === '' ? '' : `${theme}/${code}`;
}
