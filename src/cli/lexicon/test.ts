import type { Argv } from 'yargs';

interface TestArguments {
  readonly lexicon: string | undefined;
  readonly unexercised: boolean;
  readonly theme: string | undefined;
  readonly format: 'text' | 'json';
}

export const command = 'test [lexicon]';
export const describe = 'Run every example of a lexicon';

export function builder(yargs: Argv): Argv {
  return yargs
    .positional('lexicon', { type: 'string', describe: 'A folder of themes, of roles or of sentiment (default: lexicons/probation)' })
    .option('unexercised', { type: 'boolean', default: false, describe: 'Name the patterns that no example fires' })
    .option('theme', { type: 'string', describe: 'Look at one theme only' })
    .option('format', { choices: ['text', 'json'] as const, default: 'text' as const, describe: 'json for editors and CI' })
    .example('$0 lexicon test', 'run the examples of lexicons/probation')
    .example('$0 lexicon test --theme pay --unexercised', 'the patterns of pay that nobody has seen work');
}

export async function handler(argv: TestArguments): Promise<void> {
  const { testLexicon, ofTheme } = await import('../../workbench/test-lexicon.js');
  const { shippedFolder } = await import('../../files/package-info.js');
  const { printProblems, problemText } = await import('../../terminal/problems.js');
  const { testText } = await import('../../terminal/lexicon-test.js');
  const folder = argv.lexicon ?? shippedFolder('lexicons', 'probation');
  const { test: whole, problems } = await testLexicon(folder);
  printProblems(problems);
  const test = whole && argv.theme !== undefined ? ofTheme(whole, folder, argv.theme) : whole;
  if (test === null || 'problem' in test) {
    if (test !== null) printProblems([test.problem]);
    process.exitCode = 2;
    return;
  }
  if (argv.format === 'json') process.stdout.write(`${JSON.stringify(test, null, 2)}\n`);
  else {
    // All of them: whoever edits a lexicon wants to go through the list.
    process.stderr.write(test.failures.map(problemText).join(''));
    process.stdout.write(testText(test, { lists: argv.unexercised }));
  }
  process.exitCode = test.failures.length > 0 ? 1 : 0;
}
