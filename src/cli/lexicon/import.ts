import { basename, extname, join } from 'node:path';
import type { Argv } from 'yargs';

interface ImportArguments {
  readonly file: string;
  readonly out?: string;
  readonly lexicon: string | undefined;
  readonly write: boolean;
}

export const command = 'import <file>';
export const describe = "Take a spreadsheet of patterns back, or make a codebook of somebody else's dictionary (quanteda YAML, LIWC .dic)";

export function builder(yargs: Argv): Argv {
  return yargs
    .positional('file', { type: 'string', demandOption: true, describe: 'A table that lexicon export wrote (.xlsx, .csv), or a dictionary: .yml of quanteda, .dic of LIWC' })
    .option('out', { type: 'string', describe: 'The new folder of a dictionary (default: lexicons/ and the name of the file)' })
    .option('lexicon', { type: 'string', describe: 'The folder that a table goes back into (default: lexicons/probation)' })
    .option('write', { type: 'boolean', default: false, describe: 'Write what a table changes; without, it is only shown' })
    .example('$0 lexicon import patterns.xlsx', 'show what the table would change')
    .example('$0 lexicon import themes.yml --out lexicons/themes', 'then: heddle run texts --lexicon lexicons/themes');
}

export async function handler(argv: ImportArguments): Promise<void> {
  if (/\.(csv|tsv|txt|xlsx|ods|xls)$/i.test(argv.file)) await importTable(argv);
  else await importOther(argv);
}

async function importTable({ file, lexicon, write }: ImportArguments): Promise<void> {
  const { findPatternTable, importPatterns } = await import('../../workbench/pattern-tables.js');
  const { shippedFolder } = await import('../../files/package-info.js');
  const { printProblems } = await import('../../terminal/problems.js');
  const { patternImportText } = await import('../../terminal/pattern-import.js');
  const found = await findPatternTable(file);
  if (found === null || 'problem' in found) {
    const missing = { severity: 'error', id: 'no-patterns', file, message: 'The file holds no table of patterns.', hint: 'Its first row needs theme, section and pattern, as heddle lexicon export writes them.' } as const;
    printProblems([found === null ? missing : found.problem]);
    process.exitCode = 2;
    return;
  }
  const { result, problems } = await importPatterns(file, found, lexicon ?? shippedFolder('lexicons', 'probation'), write);
  printProblems(problems);
  process.stdout.write(result === null ? 'Nothing was written.\n' : patternImportText(result));
  process.exitCode = result === null ? 2 : 0;
}

async function importOther(argv: ImportArguments): Promise<void> {
  const { importDictionary } = await import('../../workbench/import-dictionary.js');
  const { printProblems } = await import('../../terminal/problems.js');
  const folder = argv.out ?? join('lexicons', basename(argv.file, extname(argv.file)));
  const { result, problems } = await importDictionary(argv.file, folder);
  printProblems(problems);
  if (result === null) {
    process.exitCode = 2;
    return;
  }
  process.stdout.write(`Wrote ${result.themes} themes with ${result.patterns} patterns to ${folder}.\n`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
