import yargs, { type Argv, type CommandModule } from 'yargs';
import { hideBin } from 'yargs/helpers';
import { heddleVersion } from './files/package-info.js';
import { handOver, HandedOver } from './terminal/actions.js';
import { endWhenUnread } from './terminal/closed-pipe.js';
import { usageText } from './terminal/usage.js';

/** What the file of a command exports. */
interface Command {
  readonly command: string;
  readonly describe: string;
  builder(yargs: Argv): Argv;
  handler(argv: never): Promise<void> | void;
}

/** The commands, each loaded only when it is asked for. Names and descriptions stand here too, so that `--help` loads none. */
const COMMANDS: readonly { readonly command: string; readonly describe: string; readonly load: () => Promise<Command> }[] = [
  { command: 'run [paths..]', describe: 'Code saved threads and tables, and write the dataset', load: () => import('./cli/run.js') },
  { command: 'segment <paths..>', describe: 'Show how threads were cut into units, with warnings', load: () => import('./cli/segment.js') },
  { command: 'lexicon <action>', describe: 'Check, test and try out a lexicon', load: () => import('./cli/lexicon.js') },
  { command: 'evaluate <gold> [files..]', describe: "The lexicon against people's codings; evaluate sentiment: scores against ratings", load: () => import('./cli/evaluate.js') },
  { command: 'review <action>', describe: 'Review codes in a spreadsheet and take the decisions back', load: () => import('./cli/review.js') },
  { command: 'sentiment <action> [inputs..]', describe: 'Why a text has its score; check the sentiment lexicon; learn it anew', load: () => import('./cli/sentiment.js') },
  { command: 'agree <codings..>', describe: 'Agreement between coders, theme by theme', load: () => import('./cli/agree.js') },
];

/** Only the command that was named is loaded: its options and help come with it. */
async function commandModules(named: string | undefined): Promise<CommandModule[]> {
  return Promise.all(
    COMMANDS.map(async ({ command, describe, load }): Promise<CommandModule> => {
      if (command.split(' ')[0] !== named) return { command, describe, handler: () => undefined };
      const loaded = await load();
      return { command: loaded.command, describe: loaded.describe, builder: (args) => loaded.builder(args), handler: handOver((argv) => loaded.handler(argv as never)) };
    }),
  );
}

/** Understands the command line and does what it says. */
async function obey(): Promise<void> {
  const words = hideBin(process.argv);
  const parser = yargs(words)
    .scriptName('heddle')
    .locale('en')
    .usage('$0 <command>\n\nLifts themes out of saved comment threads: segments them, tags themes by an editable lexicon, and writes a research dataset.')
    .parserConfiguration({ 'greedy-arrays': false })
    .middleware(keepLastOfRepeated)
    .strict()
    .demandCommand(1, 'Name a command; heddle --help lists them.')
    .recommendCommands()
    .help()
    .version(heddleVersion())
    .wrap(Math.min(110, process.stdout.columns ?? 100))
    .example('$0 run seeds', 'code the sample threads')
    .example('$0 run --help', 'what a command takes')
    .fail((message, error) => {
      throw error ?? new UsageError(message);
    });
  for (const module of await commandModules(words.find((word) => !word.startsWith('-')))) parser.command(module);
  await (await workOf(parser))();
}

/** What the named command is to do, once the parser has handed it over; nothing where it has printed a help or the version. */
async function workOf(parser: Argv): Promise<() => Promise<void> | void> {
  try {
    await parser.parseAsync();
    return () => undefined;
  } catch (thrown) {
    if (thrown instanceof HandedOver) return thrown.work;
    throw thrown;
  }
}

/** Of an option given twice the last counts. (The parser's own setting for this would also keep only the last of several paths.) */
function keepLastOfRepeated(argv: Record<string, unknown>): void {
  const options = hideBin(process.argv).flatMap((word) => /^--([^=]+)/.exec(word)?.[1] ?? []);
  for (const option of options) {
    for (const name of [option, option.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())]) {
      const value = argv[name];
      if (Array.isArray(value)) argv[name] = value.at(-1);
    }
  }
}

/** A command line that cannot be understood. */
class UsageError extends Error {}

/** Does what the command line says. What goes wrong is told on standard error, and in the exit status. */
export async function commandLine(): Promise<void> {
  endWhenUnread(process.stdout);
  try {
    await obey();
  } catch (error) {
    const isOurs = error instanceof UsageError;
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(isOurs ? usageText(message, hideBin(process.argv)) : `heddle: ${message}\n`);
    if (!isOurs && process.env['HEDDLE_DEBUG'] && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    process.exitCode = 2;
  }
}
