import type { Argv } from 'yargs';

interface EvaluateArguments {
  readonly gold: string;
  readonly threads: string | undefined;
  readonly lexicon: string | undefined;
  readonly file: string | undefined;
  readonly format: 'text' | 'json';
  readonly resamples: number;
}

export const command = 'evaluate <gold>';
export const describe = "The lexicon against people's codings";

export function builder(yargs: Argv): Argv {
  return yargs
    .positional('gold', { describe: 'A folder with codings.csv and units.csv', type: 'string', demandOption: true })
    .option('threads', { describe: 'Where the coded threads lie (default: beside or in the gold folder)', type: 'string' })
    .option('lexicon', { describe: 'The folder of the lexicon (default: the one that comes with Heddle)', type: 'string' })
    .option('file', { describe: 'Only threads whose file name begins so; several with commas between', type: 'string' })
    .option('format', { describe: 'How to print', choices: ['text', 'json'] as const, default: 'text' as const })
    .option('resamples', { describe: 'Bootstrap resamples for the intervals', type: 'number', default: 1000 })
    .example('$0 evaluate seeds', 'the shipped lexicon against the codings of the sample threads')
    .example('$0 evaluate coded --file 004 --lexicon lexicons/mine', 'one thread, a lexicon of your own');
}

export async function handler(argv: EvaluateArguments): Promise<void> {
  const { evaluateGold } = await import('../evaluation/evaluate-gold.js');
  const { evaluationText } = await import('../terminal/evaluation.js');
  const { shippedFolder } = await import('../files/package-info.js');
  const { printProblems } = await import('../terminal/problems.js');
  const { result, problems } = await evaluateGold(argv.gold, {
    threads: argv.threads,
    lexicon: argv.lexicon ?? shippedFolder('lexicons', 'probation'),
    files: (argv.file ?? '').split(',').map((start) => start.trim()).filter((start) => start !== ''),
    resamples: argv.resamples,
  });
  printProblems(problems);
  if (result !== null) process.stdout.write(argv.format === 'json' ? `${JSON.stringify(result, null, 2)}\n` : evaluationText(result));
  process.exitCode = result === null ? 2 : problems.some(({ severity }) => severity !== 'note') ? 1 : 0;
}
