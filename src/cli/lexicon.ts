import type { Argv } from 'yargs';
import { withActions, type LazyAction } from '../terminal/actions.js';

/** What can be done with a lexicon, each in a file of its own that is loaded when it is asked for. */
const ACTIONS: readonly LazyAction[] = [
  { command: 'check [lexicons..]', describe: 'Find every fault of a lexicon, with file, line and column', load: () => import('./lexicon/check.js') },
  { command: 'test [lexicon]', describe: 'Run every example of a lexicon', load: () => import('./lexicon/test.js') },
  { command: 'kwic <pattern> [paths..]', describe: 'Show a pattern or a theme in its contexts, a line a match', load: () => import('./lexicon/kwic.js') },
  { command: 'coverage [paths..]', describe: 'Say what a lexicon reaches in threads, and what it misses', load: () => import('./lexicon/coverage.js') },
  { command: 'suggest <theme> [gold..]', describe: "Suggest words for a theme from people's codings and reviews", load: () => import('./lexicon/suggest.js') },
  { command: 'export [lexicon] [paths..]', describe: 'Write a lexicon as a spreadsheet, a row a pattern', load: () => import('./lexicon/export.js') },
  { command: 'import <file>', describe: "Take a spreadsheet of patterns back, or make a codebook of somebody else's dictionary", load: () => import('./lexicon/import.js') },
  { command: 'diff <old> <new> [paths..]', describe: 'Compare two editions of a lexicon: the rules, and what they do to texts', load: () => import('./lexicon/diff.js') },
  { command: 'watch [paths..]', describe: 'While you edit a lexicon, show what each save breaks, gains and loses', load: () => import('./lexicon/watch.js') },
  { command: 'fit [theme] [gold..]', describe: "Learn strengths and thresholds from people's codings and reviews", load: () => import('./lexicon/fit.js') },
  { command: 'inflect [lexicons..]', describe: 'Add the inflections of new {words} to the table', load: () => import('./lexicon/inflect.js') },
];

export const command = 'lexicon <action>';
export const describe = 'Check, test and try out a lexicon';

export function builder(yargs: Argv): Argv {
  return withActions(yargs, 'lexicon', 'Name what to do with the lexicon; heddle lexicon --help lists it.', ACTIONS);
}

export function handler(): void {
  // Every action has its own handler.
}
