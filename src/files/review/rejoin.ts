import type { Problem } from '../../../pipeline/model.js';
import { textDigest } from '../../../pipeline/review/sketch.js';
import type { HiddenColumn } from './book.js';
import type { ReturnedRow, ReturnedSheet } from './returned.js';

type Hidden = Readonly<Record<HiddenColumn, string>>;

/**
 * Puts the hidden columns back beside the texts they went out with, where somebody sorted the visible columns alone: a decision stands beside
 * the text its coder read. Rows that could be several units' are left without hidden columns.
 */
export function rejoin(sheet: ReturnedSheet, file: string): { readonly sheet: ReturnedSheet; readonly problems: readonly Problem[] } {
  if (sheet.kind !== 'units') return { sheet, problems: [] };
  const byDigest = new Map<string, Hidden[]>();
  for (const { hidden } of sheet.rows) if (hidden.digest !== '') byDigest.set(hidden.digest, [...(byDigest.get(hidden.digest) ?? []), hidden]);
  const digests = sheet.rows.map((row) => textDigest(row.cell('text') ?? ''));
  const moved = sheet.rows.filter(({ hidden }, i) => hidden.digest !== '' && digests[i] !== hidden.digest && byDigest.has(digests[i]!));
  const [first] = moved;
  if (!first) return { sheet, problems: [] };
  const rows = sheet.rows.map((row, i): ReturnedRow => {
    const candidates = byDigest.get(digests[i]!) ?? [];
    const [hidden, ...others] = candidates.length <= 1 ? candidates : candidates.filter(({ unit_file, unit_label }) => unit_file === row.cell('thread') && unit_label === row.cell('unit'));
    return { ...row, hidden: hidden && others.length === 0 ? hidden : NONE };
  });
  const message = `The visible columns were sorted without the hidden ones, so that ${moved.length} rows stood beside the ids of others. Decisions were taken for the text they stand beside.`;
  return { sheet: { ...sheet, rows }, problems: [{ severity: 'warning', id: 'sorted-apart', file: first.place('text') || file, message, hint: 'Sort by the arrows in the header, which take all columns along.' }] };
}

const NONE: Hidden = { unit_id: '', unit_file: '', unit_label: '', digest: '', sketch: '', opening: '', exported: '', formerly: '', sample: '', asked: '', export: '' };
