import { readFileSync, writeFileSync } from 'node:fs';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { loadDecisions } from '../../src/files/review/decisions.js';
import { codingOf, makeRun, type TestRun, type TestUnit } from './run-folder.js';

export const PAY = "The pay isn't enough to keep anybody here.";
export const UNITS: readonly TestUnit[] = [
  { text: PAY, codings: [codingOf(PAY, 'pay', 'pay')] },
  { text: 'The union has gone quiet since the ballot.' },
  { text: 'Nothing but risk forms all day, and nobody reads them.' },
  { text: 'Same again.' },
];
/** A run of these units in a folder of its own. */
export const fresh = (): TestRun => makeRun(UNITS);

/** `label coder item value`, a line a decision. */
export async function stored({ threads }: TestRun): Promise<readonly string[]> {
  return (await loadDecisions(threads)).decisions.map(({ label, coder, item, value }) => `${label} ${coder} ${item} ${value}`);
}

/** Which problems there are, and where. */
export const places = (problems: readonly { readonly file: string; readonly id: string }[]): readonly string[] => problems.map(({ file, id }) => `${id} ${file}`);

/** Adds rows of a single cell to the sheet of units. */
export function withRows(file: string, count: number, from = 10): string {
  const parts = unzipSync(readFileSync(file));
  const sheet = new TextDecoder().decode(parts['xl/worksheets/sheet1.xml']);
  const rows = Array.from({ length: count }, (_, i) => `<row r="${i + from}"><c r="A${i + from}"><v>1</v></c></row>`).join('');
  parts['xl/worksheets/sheet1.xml'] = strToU8(sheet.replace('</sheetData>', `${rows}</sheetData>`));
  writeFileSync(file, zipSync(parts));
  return file;
}
