import type { Argv } from 'yargs';
import type { Problem } from '../../../pipeline/model.js';

interface InflectArguments {
  readonly lexicons: readonly string[] | undefined;
  readonly table: string | undefined;
}

export const command = 'inflect [lexicons..]';
export const describe = 'Add the inflections of new {words} to the table, for a person to read over';

export function builder(yargs: Argv): Argv {
  return yargs
    .positional('lexicons', { type: 'string', array: true, describe: 'Folders of lexicons (default: lexicons/probation and lexicons/roles)' })
    .option('table', { type: 'string', describe: 'The table (default: lexicons/inflections.csv, or the one beside the lexicons that are named)' })
    .example('$0 lexicon inflect', 'extend lexicons/inflections.csv')
    .example('$0 lexicon inflect my/lexicon', 'extend my/inflections.csv');
}

export async function handler(argv: InflectArguments): Promise<void> {
  const { readFile } = await import('node:fs/promises');
  const { dirname, join } = await import('node:path');
  const { readInflections } = await import('../../../pipeline/lexicon/inflections.js');
  const { extendTable, lemmasIn } = await import('../../files/inflect.js');
  const { cannotWrite } = await import('../../files/cannot-write.js');
  const { readLexiconSources } = await import('../../files/lexicon.js');
  const { shippedFolder } = await import('../../files/package-info.js');
  const { writeWhole } = await import('../../files/whole.js');
  const { printProblems } = await import('../../terminal/problems.js');
  const named = argv.lexicons?.map(String) ?? [];
  const folders = named.length > 0 ? named : ['probation', 'roles'].map((name) => shippedFolder('lexicons', name));
  const table = argv.table ?? (named.length > 0 ? join(dirname(named[0]!), 'inflections.csv') : shippedFolder('lexicons', 'inflections.csv'));
  const sources: string[] = [];
  const problems: Problem[] = [];
  for (const folder of folders) {
    const read = await readLexiconSources(folder);
    if ('problem' in read) problems.push(read.problem);
    else sources.push(...read.files.values());
  }
  printProblems(problems);
  if (problems.length > 0) {
    process.exitCode = 2;
    return;
  }
  const old = await readFile(table, 'utf8').catch(() => '');
  const comments = old.split(/\r?\n/).filter((line) => line.startsWith('#'));
  const { added, lines } = await extendTable(readInflections(table, old).table, lemmasIn(sources));
  try {
    await writeWhole(table, `${[...comments, 'lemma,forms', ...lines].join('\n')}\n`);
  } catch (error) {
    printProblems([cannotWrite(table, error)]);
    process.exitCode = 2;
    return;
  }
  process.stdout.write(added.length === 0 ? `${table} had them all.\n` : `Added to ${table}; please read them over:\n${added.map((lemma) => `  ${lines.find((line) => line.startsWith(`${lemma},`))}\n`).join('')}`);
}
