import type { Argv } from 'yargs';

interface StatusArguments {
  readonly run: string;
  readonly threads: string | undefined;
  readonly teach: boolean;
  readonly lessons: string | undefined;
  readonly format: 'text' | 'json';
}

export const command = 'status';
export const describe = 'What is reviewed, by whom, what conflicts, what is stale, and what it teaches';

export function builder(yargs: Argv): Argv {
  return yargs
    .option('run', { describe: 'The folder of a run over the threads', type: 'string', requiresArg: true, default: 'output' })
    .option('threads', { describe: 'Where the threads and reviews/ lie (default: where the run read them)', type: 'string', requiresArg: true })
    .option('teach', { describe: 'Also what the review says of the lexicon: precision, recall, patterns to look at first', type: 'boolean', default: false })
    .option('lessons', { describe: 'Write that as a CSV table to this file', type: 'string', requiresArg: true })
    .option('format', { describe: 'How to print', choices: ['text', 'json'] as const, default: 'text' as const })
    .example('$0 review status --teach', 'after a blind or random sample was imported');
}

export async function handler(argv: StatusArguments): Promise<void> {
  const { reviewStatus } = await import('../../review/status.js');
  const { lessonsText, statusText } = await import('../../terminal/review-status.js');
  const { printProblems } = await import('../../terminal/problems.js');
  const { exitStatus } = await import('../../review/exit.js');
  const status = await reviewStatus(argv);
  if ('problem' in status) {
    printProblems([status.problem]);
    process.exitCode = 2;
    return;
  }
  printProblems(status.problems);
  if (argv.format === 'json') process.stdout.write(`${JSON.stringify(status, null, 2)}\n`);
  else process.stdout.write(statusText(status) + (argv.teach ? `\n${lessonsText(status.lessons)}` : ''));
  if (argv.lessons !== undefined) {
    const { lessonsCsv } = await import('../../review/lessons.js');
    const { writeWhole } = await import('../../files/whole.js');
    await writeWhole(argv.lessons, lessonsCsv(status.lessons));
  }
  process.exitCode = exitStatus(status.problems, true);
}
