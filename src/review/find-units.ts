import type { UnitFacts } from '../../pipeline/review/decision.js';
import { factsOf, textDigest } from '../../pipeline/review/sketch.js';
import type { ReturnedFile, ReturnedRow } from '../files/review/returned.js';
import type { FinishedRun } from '../files/review/run.js';
import type { UnitFinder } from './returned-cells.js';

/**
 * Makes what finds the unit of a row: by its hidden id; where that column was deleted, by file and label if the text fits, or by the text alone
 * where one unit only has it.
 */
export async function unitFinder(run: FinishedRun, files: readonly ReturnedFile[]): Promise<UnitFinder> {
  const rows = files.flatMap(({ sheets }) => sheets.flatMap((sheet) => sheet.rows));
  const ids = new Set(rows.map(({ hidden }) => hidden.unit_id).filter((id) => id !== ''));
  const nameless = new Set(rows.filter(({ hidden }) => hidden.unit_id === '').map((row) => textDigest(row.cell('text') ?? '')));
  const byId = new Map<string, UnitFacts>();
  const byText = new Map<string, UnitFacts[]>();
  for await (const unit of run.units()) {
    if (ids.has(unit.id)) byId.set(unit.id, factsOf(unit));
    if (nameless.size === 0 || unit.text.trim() === '') continue;
    const digest = textDigest(unit.text);
    if (nameless.has(digest)) byText.set(digest, [...(byText.get(digest) ?? []), factsOf(unit)]);
  }
  // The sheets of the themes name their units only; what went out with them stands on the sheet of units.
  const wentOut = new Map(rows.filter(({ hidden }) => hidden.digest !== '').map(({ hidden }) => [hidden.unit_id, hidden]));
  return (row) => {
    const hidden = row.hidden.digest === '' ? (wentOut.get(row.hidden.unit_id) ?? row.hidden) : row.hidden;
    if (hidden.unit_id === '') return withoutId(row, byText);
    const now = byId.get(hidden.unit_id);
    const known = now !== undefined;
    // The facts that went out, since the text may have been edited between; those of the run where the columns are gone.
    if (hidden.digest === '') return now ? { facts: now, isKnown: true } : null;
    const { unit_id: unit, unit_file: file, unit_label: label, sketch, opening } = hidden;
    // A spreadsheet that reads a CSV takes some digests for numbers, and some labels for dates; the run knows them still.
    const isMangled = !/^[0-9a-f]{16}$/.test(hidden.digest) || (now !== undefined && isRounded(hidden.digest, now.digest));
    if (now && (isMangled || now.digest === hidden.digest)) return { facts: now, isKnown: true };
    const digest = isMangled ? textDigest(row.cell('text') ?? '') : hidden.digest;
    return { facts: { unit, file: file || (now?.file ?? ''), label: label || (now?.label ?? ''), digest, sketch, opening }, isKnown: known };
  };
}

/** True for digits of which a spreadsheet has kept fifteen. */
function isRounded(digest: string, whole: string): boolean {
  return /^\d+$/.test(whole) && digest.slice(0, 15) === whole.slice(0, 15);
}

function withoutId(row: ReturnedRow, byText: ReadonlyMap<string, readonly UnitFacts[]>): ReturnType<UnitFinder> {
  const text = row.cell('text') ?? '';
  if (text === '') return null;
  const found = byText.get(textDigest(text)) ?? [];
  const [facts, ...others] = found.length === 1 ? found : found.filter(({ file, label }) => file === row.cell('thread') && label === row.cell('unit'));
  return facts && others.length === 0 ? { facts, isKnown: true } : null;
}
