import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Argv } from 'yargs';

interface ImportArguments {
  readonly file: string;
  readonly out?: string;
}

export const command = 'import <file>';
export const describe = "Make a codebook of somebody else's dictionary (quanteda YAML, LIWC .dic)";

export function builder(yargs: Argv): Argv {
  return yargs
    .positional('file', { type: 'string', demandOption: true, describe: 'A dictionary: .yml of quanteda, or .dic of LIWC' })
    .option('out', { type: 'string', describe: 'The new folder (default: lexicons/ and the name of the file)' })
    .example('$0 lexicon import themes.yml --out lexicons/themes', 'then: heddle run texts --lexicon lexicons/themes');
}

export async function handler(argv: ImportArguments): Promise<void> {
  const { readLiwcDictionary } = await import('../../../pipeline/lexicon/import/liwc.js');
  const { readQuantedaDictionary } = await import('../../../pipeline/lexicon/import/quanteda.js');
  const { codebookFiles } = await import('../../../pipeline/lexicon/import/dictionary.js');
  const { createFolder } = await import('../../files/new-folder.js');
  const { printProblems } = await import('../../terminal/problems.js');
  const name = basename(argv.file, extname(argv.file));
  const source = await readFile(argv.file, 'utf8');
  const isLiwc = extname(argv.file).toLowerCase() === '.dic';
  const { themes, problems } = isLiwc ? readLiwcDictionary(argv.file, source) : readQuantedaDictionary(argv.file, source);
  printProblems(problems);
  if (themes.length === 0) {
    process.stderr.write(`${argv.file} holds no category that could become a theme.\n`);
    process.exitCode = 2;
    return;
  }
  const folder = argv.out ?? join('lexicons', name);
  await createFolder(folder, codebookFiles(name, themes));
  const patterns = themes.reduce((sum, theme) => sum + theme.patterns.length, 0);
  process.stdout.write(`Wrote ${themes.length} themes with ${patterns} patterns to ${folder}.\n`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
