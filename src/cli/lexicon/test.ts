import type { Argv } from 'yargs';

interface TestArguments {
  readonly lexicon: string;
  readonly unexercised: boolean;
}

export const command = 'test [lexicon]';
export const describe = 'Run every example of a lexicon';

export function builder(yargs: Argv): Argv {
  return yargs
    .positional('lexicon', { type: 'string', describe: 'A folder of lexicons', default: 'lexicons/probation' })
    .option('unexercised', { type: 'boolean', default: false, describe: 'Also name the patterns that no example fires' })
    .example('$0 lexicon test', 'run the examples of lexicons/probation');
}

export async function handler(argv: TestArguments): Promise<void> {
  const { loadCodingTools } = await import('../../files/coding-tools.js');
  const { printProblems, problemText } = await import('../../terminal/problems.js');
  const { themesOf } = await import('../../../pipeline/run-text.js');
  const { problemOf, runExamples, unexercised } = await import('../../../pipeline/lexicon/examples.js');
  const { tools, problems } = await loadCodingTools(argv.lexicon);
  printProblems(problems);
  if (!tools) {
    process.exitCode = 2;
    return;
  }
  const { codebook } = tools.lexicon;
  const code = themesOf(tools);
  const results = runExamples(codebook, code);
  const failures = results.flatMap((result) => problemOf(result) ?? []);
  const fired = new Set(results.flatMap(({ theme, rules }) => rules.map((rule) => `${theme.id}\0${rule}`)));
  const unseen = unexercised(codebook, fired);
  process.stderr.write([...failures, ...(argv.unexercised ? unseen : [])].map(problemText).join(''));
  const more = unseen.length > 0 && !argv.unexercised ? ' (--unexercised lists them)' : '';
  process.stdout.write(`${results.length - failures.length} of ${results.length} examples are right; ${unseen.length} patterns are exercised by none${more}.\n`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}
