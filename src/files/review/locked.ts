import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { csvCell } from '../../../pipeline/review/decisions-csv.js';
import type { InputBeside } from '../beside.js';
import { REVIEWS } from './decisions.js';
import { readTable, unguarded } from '../table.js';
import { writeWhole } from '../whole.js';

const LOCKED = 'test-units.csv';

/**
 * Ids of the units that are set aside for tests, beside the threads in `reviews/test-units.csv`.
 * Whoever proposes or tries out patterns must leave these units aside, or a test on them would prove nothing.
 */
export async function loadLockedUnits(threads: string): Promise<ReadonlySet<string>> {
  const file = join(threads, REVIEWS, LOCKED);
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return new Set();
  const { records } = readTable(text, file, { required: ['unit_id'], optional: ['file', 'label'] });
  return new Set(records.map(({ cells }) => unguarded(cells.get('unit_id') ?? '')));
}

/** Sets further units aside. None is ever taken back. */
export async function lockUnits(threads: string, units: readonly { readonly id: string; readonly file: string; readonly label: string }[]): Promise<void> {
  const folder = join(threads, REVIEWS);
  await mkdir(folder, { recursive: true });
  const file = join(folder, LOCKED);
  const text = await readFile(file, 'utf8').catch(() => '');
  const lines = new Set(text.replace(/^\ufeff/, '').split(/\r?\n/).slice(1).filter((line) => line !== ''));
  for (const { id, file: thread, label } of units) lines.add([id, thread, label].map(csvCell).join(','));
  await writeWhole(file, `\ufeff${['unit_id,file,label', ...[...lines].sort()].join('\n')}\n`);
}

/**
 * Leaves the units that are set aside for tests out of inputs, as `exclude.csv` would: for whatever proposes or tries out patterns.
 * Looks beside the files and in the folders named.
 */
export async function withoutLocked(inputs: readonly InputBeside[], paths: readonly string[]): Promise<readonly InputBeside[]> {
  const locked = new Set<string>();
  for (const folder of new Set([...paths, ...inputs.map(({ input }) => input.folder)])) for (const id of await loadLockedUnits(folder)) locked.add(id);
  if (locked.size === 0) return inputs;
  return inputs.map((each) => {
    const own = [...locked].filter((id) => id.startsWith(`${each.input.id}#`) || !id.includes('#'));
    return own.length === 0 ? each : { ...each, beside: { ...each.beside, excluded: [...each.beside.excluded, ...own] } };
  });
}
