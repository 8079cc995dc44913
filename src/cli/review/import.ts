import type { Argv } from 'yargs';

interface ImportArguments {
  readonly files: readonly string[];
  readonly run: string;
  readonly threads: string | undefined;
  readonly coder: string;
}

export const command = 'import <files..>';
export const describe = 'Take back workbooks and CSVs, and store the decisions beside the threads';

export function builder(yargs: Argv): Argv {
  return yargs
    .positional('files', { describe: 'Workbooks and CSVs, saved by Excel, LibreOffice or Google Sheets', type: 'string', array: true, demandOption: true })
    .option('run', { describe: 'The folder of a run over the threads', type: 'string', requiresArg: true, default: 'output' })
    .option('threads', { describe: 'Where the threads lie; decisions go into reviews/ there (default: where the run read them)', type: 'string', requiresArg: true })
    .option('coder', { describe: 'Whose decisions they are, whatever the files say', type: 'string', requiresArg: true, default: '' })
    .example('$0 review import review.xlsx', 'the coder is named in the workbook')
    .example('$0 review import ben.csv --coder ben', 'a CSV, and who filled it');
}

export async function handler(argv: ImportArguments): Promise<void> {
  const { importReview } = await import('../../review/import.js');
  const { importText } = await import('../../terminal/review.js');
  const { printProblems } = await import('../../terminal/problems.js');
  const { exitStatus } = await import('../../review/exit.js');
  const imported = await importReview({ ...argv, files: argv.files.map(String), coder: argv.coder.trim() });
  printProblems(imported.problems);
  process.stdout.write(importText(imported));
  process.exitCode = exitStatus(imported.problems, imported.files.length > 0);
}
