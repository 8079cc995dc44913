import type { Argv, CommandModule } from 'yargs';

interface Action {
  readonly command: string;
  readonly describe: string;
  builder(yargs: Argv): Argv;
  handler(argv: never): Promise<void> | void;
}

/** What can be done in a review, each in a file of its own that is loaded when it is asked for. */
const ACTIONS: readonly { readonly command: string; readonly describe: string; readonly load: () => Promise<Action> }[] = [
  { command: 'export', describe: 'Write a workbook (and CSV) in which people correct the codes', load: () => import('./review/export.js') },
  { command: 'import <files..>', describe: 'Take back workbooks and CSVs, and store the decisions beside the threads', load: () => import('./review/import.js') },
  { command: 'adjudicate', describe: 'Write a workbook of the units on which coders differ', load: () => import('./review/adjudicate.js') },
  { command: 'status', describe: 'What is reviewed, by whom, what conflicts, what is stale, and what it teaches', load: () => import('./review/status.js') },
];

export const command = 'review <action>';
export const describe = 'Review codes in a spreadsheet and take the decisions back';

export function builder(yargs: Argv): Argv {
  const words = process.argv.slice(2).filter((word) => !word.startsWith('-'));
  const named = words[words.indexOf('review') + 1];
  const parser = yargs.demandCommand(1, 'Name what to do: export, import, adjudicate or status; heddle review --help lists them.').strict();
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
