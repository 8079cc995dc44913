import type { Argv } from 'yargs';
import type { Problem } from '../../../pipeline/model.js';

interface CheckArguments {
  readonly lexicons: readonly string[] | undefined;
  readonly format: 'text' | 'json';
  readonly forms: boolean;
}

export const command = 'check [lexicons..]';
export const describe = 'Find every fault of a lexicon, with file, line and column';

export function builder(yargs: Argv): Argv {
  return yargs
    .positional('lexicons', { type: 'string', array: true, describe: 'Folders of themes, roles or sentiment (default: the three in lexicons/)' })
    .option('format', { choices: ['text', 'json'] as const, default: 'text' as const, describe: 'json for editors and CI' })
    .option('forms', { type: 'boolean', default: false, describe: 'Also print the forms that each {word} stands for' })
    .example('$0 lexicon check', 'check the lexicons in lexicons/')
    .example('$0 lexicon check my-lexicon --format json', 'the faults as JSON')
    .example('$0 lexicon check my-lexicon --forms', 'read over the inflections it uses');
}

export async function handler(argv: CheckArguments): Promise<void> {
  const { problemCounts, problemText } = await import('../../terminal/problems.js');
  const { checkFolder } = await import('../../workbench/check-lexicon.js');
  const { shippedFolder } = await import('../../files/package-info.js');
  const folders = argv.lexicons?.length ? argv.lexicons.map(String) : ['probation', 'roles', 'sentiment'].map((name) => shippedFolder('lexicons', name));
  const checked = await Promise.all(folders.map((folder) => checkFolder(folder)));
  const problems = checked.flatMap((one) => one.problems);
  if (argv.format === 'json') process.stdout.write(`${JSON.stringify(problems, null, 2)}\n`);
  else {
    // All of them: whoever edits a lexicon wants to go through the list.
    process.stderr.write([...problems].sort(byPlace).map(problemText).join(''));
    if (argv.forms) process.stdout.write(checked.flatMap(({ forms }) => forms).map((line) => `${line}\n`).join(''));
    const sizes = (['patterns', 'words'] as const).flatMap((unit) => {
      const size = checked.reduce((sum, one) => sum + (one.unit === unit ? one.size : 0), 0);
      return size > 0 || (unit === 'patterns' && checked.every((one) => one.unit === unit)) ? [`${size} ${unit}`] : [];
    });
    process.stdout.write(`${problemCounts(problems) || 'Nothing is wrong'} in ${folders.join(', ')} (${sizes.join(', ')}).\n`);
  }
  process.exitCode = !checked.every(({ isRead }) => isRead) ? 2 : problems.some(({ severity }) => severity === 'error') ? 1 : 0;
}

function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
