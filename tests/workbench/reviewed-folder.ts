import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Decision } from '../../pipeline/review/decision.js';
import { decisionsCsv } from '../../pipeline/review/decisions-csv.js';
import { factsOf } from '../../pipeline/review/sketch.js';
import { readThreads } from '../../src/workbench/read-corpus.js';

/** What a coder decided of a unit: `label item value`. */
export type Decided = Partial<Decision> & Pick<Decision, 'coder' | 'item' | 'value'> & { readonly at: string; readonly in?: string };

/** Writes a thread whose comments are these texts, labelled from 1 on. */
export function writeThread(folder: string, name: string, texts: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  const lines = ['Monday 1 May 2023', '', `The plot thickens, ${name}`, '', 'Open thread.', '', `${texts.length} comments:`, ''];
  texts.forEach((text, index) => lines.push(`  ${index + 1}. ${text}`, '', '    ReplyDelete', ''));
  writeFileSync(join(folder, `${name}.txt`), `${lines.join('\n')}\n`);
}

/** Writes decisions beside threads that were written before. `at` is the label, `in` the thread's name. */
export async function writeDecisions(folder: string, decided: readonly Decided[]): Promise<readonly Decision[]> {
  const { threads } = await readThreads([folder]);
  const decisions = decided.map(({ at, in: name, ...given }): Decision => {
    const thread = threads.find(({ file }) => file === `${name ?? 'one'}.txt`)!;
    const unit = thread.units.find(({ label }) => label === at)!;
    return { ...factsOf({ ...unit, file: thread.file }), among: [], stratum: '', probability: null, blind: false, test: false, run: 'run', ...given };
  });
  mkdirSync(join(folder, 'reviews'), { recursive: true });
  writeFileSync(join(folder, 'reviews', 'decisions.csv'), decisionsCsv(decisions));
  return decisions;
}

export function writeCodings(folder: string, rows: readonly string[], units: readonly string[]): void {
  writeFileSync(join(folder, 'codings.csv'), `file,label,coder,theme,stance,evidence\n${rows.map((row) => `${row},,\n`).join('')}`);
  writeFileSync(join(folder, 'units.csv'), `file,label,coder,sentiment,role,quoted\n${units.map((row) => `${row},0,,none\n`).join('')}`);
}
