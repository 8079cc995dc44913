import type { Argv } from 'yargs';

interface DiffArguments {
  readonly old: string;
  readonly new: string;
  readonly paths: readonly string[];
  readonly lexicon: string | undefined;
  readonly gold: string | undefined;
  readonly show: number;
  readonly format: 'text' | 'json';
}

export const command = 'diff <old> <new> [paths..]';
export const describe = 'Compare two editions of a lexicon: the rules, and what they do to texts';

export function builder(yargs: Argv): Argv {
  return yargs
    .positional('old', { type: 'string', demandOption: true, describe: 'A folder, or a revision of git such as HEAD~1' })
    .positional('new', { type: 'string', demandOption: true, describe: 'The same' })
    .positional('paths', { type: 'string', array: true, default: [], describe: 'Threads and tables to try both on' })
    .option('lexicon', { type: 'string', describe: 'The folder that revisions are of (default: the one of the two that is a folder, else lexicons/probation)' })
    .option('gold', { type: 'string', describe: 'A folder of human codings or reviewed threads, to measure both against' })
    .option('show', { type: 'number', default: 10, describe: 'How many units are shown a theme, gained and lost each' })
    .option('format', { choices: ['text', 'json'] as const, default: 'text' as const, describe: 'json for another program' })
    .example('$0 lexicon diff HEAD~1 lexicons/probation seeds --gold seeds', 'what the last edits did to the sample threads');
}

export async function handler(argv: DiffArguments): Promise<void> {
  const { statSync } = await import('node:fs');
  const { diffLexicons } = await import('../../workbench/diff-lexicons.js');
  const { shippedFolder } = await import('../../files/package-info.js');
  const { printProblems } = await import('../../terminal/problems.js');
  const { changesText, impactText, measuredText } = await import('../../terminal/lexicon-diff.js');
  const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const [old, now] = [String(argv.old), String(argv.new)];
  const folder = argv.lexicon ?? [now, old].find(isFolder) ?? shippedFolder('lexicons', 'probation');
  const { diff, problems } = await diffLexicons({ old, now, folder, paths: argv.paths.map(String), gold: argv.gold ?? null });
  printProblems(problems);
  if (diff === null) {
    process.exitCode = 2;
    return;
  }
  const { changes, impact, measured } = diff;
  if (argv.format === 'json') process.stdout.write(`${JSON.stringify(diff, null, 2)}\n`);
  else {
    const parts = [changesText(changes), impact && impactText(impact.units, impact.themes, argv.show), measured && measuredText(measured)];
    process.stdout.write(parts.filter((part) => part !== null).join('\n'));
  }
  process.exitCode = problems.some(({ severity }) => severity === 'error') ? 1 : 0;
}
