import type { Argv } from 'yargs';
import { withActions, type LazyAction } from '../terminal/actions.js';

/** What can be done in a review, each in a file of its own that is loaded when it is asked for. */
const ACTIONS: readonly LazyAction[] = [
  { command: 'export', describe: 'Write a workbook (and CSV) in which people correct the codes', load: () => import('./review/export.js') },
  { command: 'import <files..>', describe: 'Take back workbooks and CSVs, and store the decisions beside the threads', load: () => import('./review/import.js') },
  { command: 'adjudicate', describe: 'Write a workbook of the units on which coders differ', load: () => import('./review/adjudicate.js') },
  { command: 'status', describe: 'What is reviewed, by whom, what conflicts, what is stale, and what it teaches', load: () => import('./review/status.js') },
];

export const command = 'review <action>';
export const describe = 'Review codes in a spreadsheet and take the decisions back';

export function builder(yargs: Argv): Argv {
  return withActions(yargs, 'review', 'Name what to do: export, import, adjudicate or status; heddle review --help lists them.', ACTIONS);
}

export function handler(): void {
  // Every action has its own handler.
}
