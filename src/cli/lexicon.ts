import type { Argv, CommandModule } from 'yargs';

interface Action {
  readonly command: string;
  readonly describe: string;
  builder(yargs: Argv): Argv;
  handler(argv: never): Promise<void> | void;
}

/** What can be done with a lexicon, each in a file of its own that is loaded when it is asked for. */
const ACTIONS: readonly { readonly command: string; readonly describe: string; readonly load: () => Promise<Action> }[] = [
  { command: 'check [lexicons..]', describe: 'Find every fault of a lexicon, with file, line and column', load: () => import('./lexicon/check.js') },
  { command: 'test [lexicon]', describe: 'Run every example of a lexicon', load: () => import('./lexicon/test.js') },
  { command: 'kwic <pattern> [paths..]', describe: 'Show a pattern or a theme in its contexts, a line a match', load: () => import('./lexicon/kwic.js') },
  { command: 'coverage [paths..]', describe: 'Say what a lexicon reaches in threads, and what it misses', load: () => import('./lexicon/coverage.js') },
  { command: 'suggest <theme> [gold..]', describe: "Suggest words for a theme from people's codings", load: () => import('./lexicon/suggest.js') },
  { command: 'export [lexicon] [paths..]', describe: 'Write a lexicon as a spreadsheet, a row a pattern', load: () => import('./lexicon/export.js') },
  { command: 'import <file>', describe: "Take a spreadsheet of patterns back, or make a codebook of somebody else's dictionary", load: () => import('./lexicon/import.js') },
  { command: 'diff <old> <new> [paths..]', describe: 'Compare two editions of a lexicon: the rules, and what they do to texts', load: () => import('./lexicon/diff.js') },
  { command: 'watch [paths..]', describe: 'While you edit a lexicon, show what each save breaks, gains and loses', load: () => import('./lexicon/watch.js') },
  { command: 'fit [theme] [gold..]', describe: "Learn strengths and thresholds from people's codings", load: () => import('./lexicon/fit.js') },
  { command: 'inflect [lexicons..]', describe: 'Add the inflections of new {words} to the table', load: () => import('./lexicon/inflect.js') },
];

export const command = 'lexicon <action>';
export const describe = 'Check, test and try out a lexicon';

export function builder(yargs: Argv): Argv {
  const words = process.argv.slice(2).filter((word) => !word.startsWith('-'));
  const named = words[words.indexOf('lexicon') + 1];
  const parser = yargs.demandCommand(1, 'Name what to do with the lexicon; heddle lexicon --help lists it.').strict();
  return ACTIONS.reduce((args, action) => args.command(moduleOf(action, action.command.split(' ')[0] === named)), parser);
}

/** yargs awaits a builder that gives a promise, so that the help of an action has its options without the others being loaded. */
function moduleOf({ command: usage, describe: about, load }: (typeof ACTIONS)[number], isNamed: boolean): CommandModule {
  if (!isNamed) return { command: usage, describe: about, handler: () => undefined };
  return {
    command: usage,
    describe: about,
    builder: (async (args: Argv) => (await load()).builder(args)) as unknown as (args: Argv) => Argv,
    handler: async (argv) => (await load()).handler(argv as never),
  };
}

export function handler(): void {
  // Every action has its own handler.
}
