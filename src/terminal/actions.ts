import type { Argv, CommandModule } from 'yargs';

/** What the file of an action exports. */
interface Action {
  readonly command: string;
  readonly describe: string;
  builder(yargs: Argv): Argv;
  handler(argv: never): Promise<void> | void;
}

/**
 * What a handler throws in place of doing its work: behind a handler that returns, the parser puts together the help that it might yet have to print,
 * which takes longer than all the rest of its work.
 */
export class HandedOver {
  constructor(readonly work: () => Promise<void> | void) {}
}

/** A handler that hands its work over. */
export function handOver<Arguments>(handler: (argv: Arguments) => Promise<void> | void): (argv: Arguments) => never {
  return (argv) => {
    throw new HandedOver(() => handler(argv));
  };
}

/** An action of a command that has several, such as `check` of `lexicon`; its file is loaded when it is asked for. */
export interface LazyAction {
  readonly command: string;
  readonly describe: string;
  readonly load: () => Promise<Action>;
}

/** Adds a command's actions to it. `name` is the command's word on the command line, `demand` what to say when no action is named. */
export function withActions(yargs: Argv, name: string, demand: string, actions: readonly LazyAction[]): Argv {
  const words = process.argv.slice(2).filter((word) => !word.startsWith('-'));
  const named = words[words.indexOf(name) + 1];
  const parser = yargs.demandCommand(1, demand).strict();
  return actions.reduce((args, action) => args.command(moduleOf(action, action.command.split(' ')[0] === named)), parser);
}

/** yargs awaits a builder that gives a promise, so that the help of an action has its options without the others being loaded. */
function moduleOf({ command, describe, load }: LazyAction, isNamed: boolean): CommandModule {
  if (!isNamed) return { command, describe, handler: () => undefined };
  return {
    command,
    describe,
    builder: (async (args: Argv) => (await load()).builder(args)) as unknown as (args: Argv) => Argv,
    handler: handOver(async (argv) => (await load()).handler(argv as never)),
  };
}

/**
 * An option that may be given several times, such as folders; of other options the last counts.
 * The handler gets a set, in the order given.
 */
export function several(describe: string): { readonly type: 'string'; readonly array: true; readonly describe: string; readonly coerce: (given: unknown) => ReadonlySet<string> } {
  return { type: 'string', array: true, describe, coerce: (given) => new Set(given === undefined ? [] : [given].flat().map(String)) };
}
