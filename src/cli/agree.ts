import type { Argv } from 'yargs';

interface AgreeArguments {
  readonly codings: readonly string[];
  readonly format: 'text' | 'json';
  readonly by: 'theme' | 'pair';
  readonly resamples: number;
}

export const command = 'agree <codings..>';
export const describe = 'Agreement between coders, theme by theme';

export function builder(yargs: Argv): Argv {
  return yargs
    .positional('codings', {
      describe: 'CSV tables of codings (file, label, coder, theme, ...) or folders with codings.csv; a table without a coder column is one coder',
      type: 'string',
      array: true,
      demandOption: true,
    })
    .option('format', { describe: 'How to print', choices: ['text', 'json'] as const, default: 'text' as const })
    .option('by', { describe: 'A row a theme, or a row a pair of coders', choices: ['theme', 'pair'] as const, default: 'theme' as const })
    .option('resamples', { describe: 'Bootstrap resamples for the intervals', type: 'number', default: 1000 })
    .example('$0 agree codings.csv', 'all coders of one table, with the units.csv beside it')
    .example('$0 agree anna.csv ben.csv', 'a table a coder')
    .example('$0 agree seeds output --by pair', 'people against the lexicon of a run');
}

export async function handler(argv: AgreeArguments): Promise<void> {
  const { agreeOnFiles } = await import('../evaluation/agree-files.js');
  const { printProblems } = await import('../terminal/problems.js');
  const { output, problems } = await agreeOnFiles(argv.codings, argv);
  printProblems(problems);
  if (output !== null) process.stdout.write(output);
  process.exitCode = output === null ? 2 : problems.some(({ severity }) => severity !== 'note') ? 1 : 0;
}
