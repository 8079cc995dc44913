import type { Argv } from 'yargs';

interface AdjudicateArguments {
  readonly run: string;
  readonly threads: string | undefined;
  readonly out: string;
}

export const command = 'adjudicate';
export const describe = 'Write a workbook of the units on which coders differ';

export function builder(yargs: Argv): Argv {
  return yargs
    .option('run', { describe: 'The folder of a run over the threads', type: 'string', requiresArg: true, default: 'output' })
    .option('threads', { describe: 'Where the threads and reviews/ lie (default: where the run read them)', type: 'string', requiresArg: true })
    .option('out', { describe: 'The workbook to write', type: 'string', requiresArg: true, default: 'conflicts.xlsx' })
    .example('$0 review adjudicate', 'fill conflicts.xlsx together, then heddle review import conflicts.xlsx');
}

export async function handler(argv: AdjudicateArguments): Promise<void> {
  const { exportConflicts } = await import('../../review/adjudicate.js');
  const { printProblems } = await import('../../terminal/problems.js');
  const { exitStatus } = await import('../../review/exit.js');
  const { files, units, problems } = await exportConflicts(argv);
  printProblems(problems);
  if (files.length > 0) process.stdout.write(`${units} units to decide\n\nWritten:\n${files.map((file) => `  ${file}\n`).join('')}`);
  const isDone = files.length > 0 || problems.every(({ severity }) => severity === 'note');
  process.exitCode = exitStatus(problems, isDone);
}
