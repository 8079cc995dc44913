import type { Argv } from 'yargs';
import { several } from '../../terminal/actions.js';

interface ExportArguments {
  readonly paths: readonly string[];
  readonly lexicon: string | undefined;
  readonly gold: ReadonlySet<string> | undefined;
  readonly out: string;
}

export const command = 'export [lexicon] [paths..]';
export const describe = 'Write a lexicon as a spreadsheet, a row a pattern';

export function builder(yargs: Argv): Argv {
  return yargs
    .positional('lexicon', { type: 'string', describe: 'The folder of the lexicon (default: lexicons/probation)' })
    .positional('paths', { type: 'string', array: true, default: [], describe: 'Threads and tables in which hits are counted; folders of coded or reviewed threads also tell how often people agree with a pattern' })
    .option('gold', several('A further folder of codings or reviews that tells so; may be given several times'))
    .option('out', { type: 'string', demandOption: true, describe: 'The file: .xlsx or .csv' })
    .example('$0 lexicon export lexicons/probation seeds --out patterns.xlsx', 'then edit it, and: heddle lexicon import patterns.xlsx --write');
}

export async function handler(argv: ExportArguments): Promise<void> {
  const { exportPatterns, patternWorkbook } = await import('../../workbench/pattern-tables.js');
  const { TABLE_COLUMNS } = await import('../../../pipeline/lexicon/workbench/pattern-table.js');
  const { shippedFolder } = await import('../../files/package-info.js');
  const { cannotWrite } = await import('../../files/cannot-write.js');
  const { writeWhole } = await import('../../files/whole.js');
  const { csvTable } = await import('../../terminal/csv.js');
  const { printProblems } = await import('../../terminal/problems.js');
  const isWorkbook = argv.out.toLowerCase().endsWith('.xlsx');
  if (!isWorkbook && !argv.out.toLowerCase().endsWith('.csv')) {
    printProblems([{ severity: 'error', id: 'bad-option', file: argv.out, message: 'The file must end in .xlsx or .csv.' }]);
    process.exitCode = 2;
    return;
  }
  const { rows, problems } = await exportPatterns(argv.lexicon ?? shippedFolder('lexicons', 'probation'), argv.paths.map(String), [...(argv.gold ?? [])]);
  printProblems(problems);
  if (rows === null) {
    process.exitCode = 2;
    return;
  }
  try {
    await writeWhole(argv.out, isWorkbook ? await patternWorkbook(rows) : csvTable(TABLE_COLUMNS, rows));
  } catch (error) {
    printProblems([cannotWrite(argv.out, error)]);
    process.exitCode = 2;
    return;
  }
  process.stdout.write(`Wrote ${rows.length} patterns to ${argv.out}.\n`);
  process.exitCode = problems.some(({ severity }) => severity === 'error') ? 1 : 0;
}
