import type { Argv } from 'yargs';

interface CheckArguments {
  readonly lexicons: readonly string[];
  readonly format: 'text' | 'json';
}

export const command = 'check [lexicons..]';
export const describe = 'Find every fault of a lexicon, with file, line and column';

export function builder(yargs: Argv): Argv {
  return yargs
    .positional('lexicons', { type: 'string', array: true, describe: 'Folders of lexicons', default: ['lexicons/probation', 'lexicons/roles'] })
    .option('format', { choices: ['text', 'json'] as const, default: 'text' as const, describe: 'json for editors and CI' })
    .example('$0 lexicon check', 'check the lexicons in lexicons/')
    .example('$0 lexicon check my-lexicon --format json', 'the faults as JSON');
}

export async function handler(argv: CheckArguments): Promise<void> {
  const { loadLexicon } = await import('../../files/lexicon.js');
  const { checkLexicon } = await import('../../../pipeline/lexicon/check.js');
  const { printProblems, problemCounts } = await import('../../terminal/problems.js');
  const loaded = await Promise.all(argv.lexicons.map((folder) => loadLexicon(folder)));
  const problems = loaded.flatMap(({ lexicon, codebook, problems: found }) => [...found, ...checkLexicon(codebook, lexicon)]);
  const patterns = loaded.reduce((sum, { lexicon }) => sum + (lexicon?.patterns.length ?? 0), 0);
  if (argv.format === 'json') process.stdout.write(`${JSON.stringify(problems, null, 2)}\n`);
  else {
    printProblems(problems);
    process.stdout.write(`${problemCounts(problems) || 'Nothing is wrong'} in ${argv.lexicons.join(', ')}${patterns > 0 ? ` (${patterns} patterns)` : ''}.\n`);
  }
  process.exitCode = problems.some(({ severity }) => severity === 'error') ? 1 : 0;
}
