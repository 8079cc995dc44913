import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Argv } from 'yargs';
import { readInflections } from '../../../pipeline/lexicon/inflections.js';
import { readLexiconSources } from '../../files/lexicon.js';
import { writeWhole } from '../../files/whole.js';

export const command = 'inflect [lexicons..]';
export const describe = 'add the inflections of new {words} to the table, for a person to read over';

export function builder(yargs: Argv): Argv {
  return yargs
    .positional('lexicons', { type: 'string', array: true, describe: 'folders of lexicons', default: ['lexicons/probation', 'lexicons/roles'] })
    .option('table', { type: 'string', describe: 'the table', default: join('lexicons', 'inflections.csv') })
    .example('$0 lexicon inflect', 'extend lexicons/inflections.csv');
}

export async function handler(argv: { readonly lexicons: readonly string[]; readonly table: string }): Promise<void> {
  const { extendTable, lemmasIn } = await import('../../files/inflect.js');
  const sources: string[] = [];
  for (const folder of argv.lexicons) {
    const read = await readLexiconSources(folder);
    if ('files' in read) sources.push(...read.files.values());
  }
  const old = await readFile(argv.table, 'utf8').catch(() => '');
  const comments = old.split(/\r?\n/).filter((line) => line.startsWith('#'));
  const { added, lines } = await extendTable(readInflections(argv.table, old).table, lemmasIn(sources));
  await writeWhole(argv.table, `${[...comments, 'lemma,forms', ...lines].join('\n')}\n`);
  process.stdout.write(added.length === 0 ? `${argv.table} had them all.\n` : `Added to ${argv.table}; please read them over:\n${added.map((lemma) => `  ${lines.find((line) => line.startsWith(`${lemma},`))}\n`).join('')}`);
}

