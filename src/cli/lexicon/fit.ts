import type { Argv } from 'yargs';
import { several } from '../../terminal/actions.js';

interface FitArguments {
  readonly theme: string | undefined;
  readonly gold: readonly string[];
  readonly all: boolean;
  readonly lexicon: string | undefined;
  readonly holdOut: ReadonlySet<string> | undefined;
  readonly decision: number | undefined;
  readonly hold: number | undefined;
  readonly least: number;
  readonly contested: 'half' | 'out';
  readonly show: number;
  readonly write: boolean;
}

export const command = 'fit [theme] [gold..]';
export const describe = "Learn strengths and thresholds from people's codings and reviews";

export function builder(yargs: Argv): Argv {
  return yargs
    .positional('theme', { type: 'string', describe: 'The theme to fit; with --all, the first gold folder' })
    .positional('gold', { type: 'string', array: true, default: [], describe: 'Folders with codings.csv and units.csv, or of threads with reviews/decisions.csv beside them; where there are both, both teach (default: seeds)' })
    .option('all', { type: 'boolean', default: false, describe: 'Fit every theme' })
    .option('lexicon', { type: 'string', describe: 'The folder of the lexicon (default: the one that comes with Heddle)' })
    .option('hold-out', several('A gold folder to measure on only; may be given several times'))
    .option('decision', { type: 'number', describe: 'Give a theme from this probability on (default: what does best on threads left out)' })
    .option('hold', { type: 'number', describe: "How firmly strengths are held at the editor's own, such as 8 or 30 (default: what does best; 0: only thresholds move)" })
    .option('least', { type: 'number', default: 5, describe: 'Patterns that counted in fewer units stay as they are' })
    .option('contested', { choices: ['half', 'out'] as const, default: 'half' as const, describe: 'Codings that coders differ over weigh half, or are left out' })
    .option('show', { type: 'number', default: 20, describe: 'How many of the patterns that change most are shown' })
    .option('write', { type: 'boolean', default: false, describe: "Write the numbers into the lexicon's files" })
    .example('$0 lexicon fit union seeds', 'what the sample threads teach about union')
    .example('$0 lexicon fit --all coded reviewed --hold-out later --write', 'learn from two folders, measure on a third, write');
}

export async function handler(argv: FitArguments): Promise<void> {
  const { runFit } = await import('../../fitting/run-fit.js');
  const { shippedFolder } = await import('../../files/package-info.js');
  const { printProblems } = await import('../../terminal/problems.js');
  // With --all the first word is no theme but a folder.
  const folders = argv.all && argv.theme !== undefined ? [argv.theme, ...argv.gold] : argv.gold;
  const { output, problems } = await runFit({
    theme: argv.all ? null : (argv.theme ?? ''),
    gold: folders.length > 0 ? folders : [shippedFolder('seeds')],
    lexicon: argv.lexicon ?? shippedFolder('lexicons', 'probation'),
    holdOut: [...(argv.holdOut ?? [])],
    decision: argv.decision,
    hold: argv.hold,
    options: { leastUnits: argv.least, contested: argv.contested === 'half' ? 0.5 : 0 },
    show: argv.show,
    write: argv.write,
    progress: process.stderr.isTTY ? (done, of) => process.stderr.write(`\r${done} of ${of} threads left out${done === of ? '\n' : ''}`) : undefined,
  });
  printProblems(problems);
  process.stdout.write(output ?? '');
  process.exitCode = output === null ? 2 : problems.some(({ severity }) => severity !== 'note') ? 1 : 0;
}
