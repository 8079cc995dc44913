import type { Argv } from 'yargs';

interface ExportArguments {
  readonly run: string;
  readonly threads: string | undefined;
  readonly out: string;
  readonly coder: string;
  readonly blind: boolean;
  readonly sample: number | undefined;
  readonly stratify: string | undefined;
  readonly uncertain: boolean;
  readonly test: boolean;
  readonly seed: string;
}

export const command = 'export';
export const describe = 'Write a workbook (and CSV) in which people correct the codes';

export function builder(yargs: Argv): Argv {
  return yargs
    .option('run', { describe: 'The folder that heddle run wrote', type: 'string', requiresArg: true, default: 'output' })
    .option('threads', { describe: 'Where the threads and reviews/ lie (default: where the run read them)', type: 'string', requiresArg: true })
    .option('out', { describe: 'The workbook to write; the CSVs go beside it', type: 'string', requiresArg: true, default: 'review.xlsx' })
    .option('coder', { describe: 'Whose workbook it is; earlier decisions of that coder stand in the cells', type: 'string', requiresArg: true, default: '' })
    .option('blind', { describe: 'Hide what Heddle found, so that agreement with it is honest', type: 'boolean', default: false })
    .option('sample', { describe: 'Draw so many units at random', type: 'number', requiresArg: true })
    .option('stratify', { describe: 'Draw the sample from each theme alike, and from units without any', choices: ['theme'] as const, requiresArg: true })
    .option('uncertain', { describe: 'Take the units nearest to a theme’s threshold, above and below (100, or --sample)', type: 'boolean', default: false })
    .option('test', { describe: 'Set the sample aside: no tool for editing the lexicon sees it', type: 'boolean', default: false })
    .option('seed', { describe: 'Another word here draws another sample', type: 'string', requiresArg: true, default: '1' })
    .example('$0 review export --coder anna', 'all units of the run in output/, into review.xlsx')
    .example('$0 review export --coder ben --blind --sample 200 --stratify theme', 'a sample to measure agreement and recall with');
}

export async function handler(argv: ExportArguments): Promise<void> {
  const { exportReview } = await import('../../review/export.js');
  const { printProblems } = await import('../../terminal/problems.js');
  const { exitStatus } = await import('../../review/exit.js');
  const wrong = wrongOptions(argv);
  if (wrong !== null) throw new Error(wrong);
  const { files, units, of, problems } = await exportReview({ ...argv, coder: argv.coder.trim(), stratify: argv.stratify !== undefined });
  printProblems(problems);
  if (files.length > 0) process.stdout.write(`${units} of ${of} units for review\n\nWritten:\n${files.map((file) => `  ${file}\n`).join('')}`);
  process.exitCode = exitStatus(problems, files.length > 0);
}

/** What does not go together, said before anything is drawn. */
function wrongOptions({ sample, stratify, uncertain, test }: ExportArguments): string | null {
  if (sample !== undefined && !(Number.isInteger(sample) && sample > 0)) return '--sample takes a whole number above 0';
  if (uncertain && stratify !== undefined) return '--uncertain takes the units the lexicon is least sure of, and --stratify draws at random: choose one of them';
  if (uncertain && test) return 'a test part has to stand for the rest, and --uncertain units do not: draw it with --sample N';
  if (stratify !== undefined && sample === undefined) return '--stratify divides a sample: say how many units with --sample N';
  return null;
}
