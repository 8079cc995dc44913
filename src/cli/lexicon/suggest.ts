import type { Argv } from 'yargs';
import type { Problem } from '../../../pipeline/model.js';

interface SuggestArguments {
  readonly theme: string;
  readonly gold: readonly string[];
  readonly lexicon: string | undefined;
  readonly format: 'text' | 'json' | 'csv';
  readonly show: number;
  readonly evidence: number;
  readonly least: number;
}

export const command = 'suggest <theme> [gold..]';
export const describe = "Suggest words for a theme from people's codings and reviews";

export function builder(yargs: Argv): Argv {
  return yargs
    .positional('theme', { type: 'string', demandOption: true, describe: 'The id of a theme, or of a new code that reviewers wrote' })
    .positional('gold', { type: 'string', array: true, default: [], describe: 'Folders with codings.csv and units.csv, or of threads with reviews/decisions.csv beside them; where there are both, both are read (default: seeds)' })
    .option('lexicon', { type: 'string', describe: 'The folder of the lexicon (default: the one that comes with Heddle)' })
    .option('format', { choices: ['text', 'json', 'csv'] as const, default: 'text' as const, describe: 'json and csv hold every suggestion' })
    .option('show', { type: 'number', default: 12, describe: 'Suggestions shown of each kind' })
    .option('evidence', { type: 'number', default: 2, describe: 'Lines of evidence for each' })
    .option('least', { type: 'number', default: 5, describe: 'Units of the theme, in two threads, that a word must stand in' })
    .example('$0 lexicon suggest union seeds', 'words of units coded union that its patterns do not know, and what the review of them says')
    .example('$0 lexicon suggest working-from-home my-threads', 'words for a code that reviewers wrote and the lexicon does not have yet')
    .example('$0 lexicon suggest pay coded reviewed --format csv > pay.csv', 'with their evidence, for a spreadsheet');
}

export async function handler(argv: SuggestArguments): Promise<void> {
  const { loadCodingTools } = await import('../../files/coding-tools.js');
  const { shippedFolder } = await import('../../files/package-info.js');
  const { printProblems } = await import('../../terminal/problems.js');
  const folder = argv.lexicon ?? shippedFolder('lexicons', 'probation');
  const { tools, problems: toolProblems } = await loadCodingTools(folder);
  const problems: Problem[] = [...toolProblems, ...badOptions(argv)];
  const folders = argv.gold.length > 0 ? argv.gold.map(String) : [shippedFolder('seeds')];
  const { suggestWords } = await import('../../workbench/suggest-words.js');
  const { theme, evidence, least } = argv;
  const view = tools && !problems.some(({ id }) => id === 'bad-option') ? await suggestWords({ theme: String(theme), folders, evidence, least }, folder, tools, problems) : null;
  printProblems(problems);
  if (view) {
    const { suggestionCsv, suggestionJson, suggestionText } = await import('../../terminal/suggestions.js');
    process.stdout.write(argv.format === 'json' ? suggestionJson(view) : argv.format === 'csv' ? suggestionCsv(view) : suggestionText(view, argv.show));
  }
  process.exitCode = view === null ? 2 : problems.some(({ severity }) => severity !== 'note') ? 1 : 0;
}

function badOptions({ show, least, evidence }: SuggestArguments): readonly Problem[] {
  return Object.entries({ show, least, evidence }).flatMap(([name, value]): Problem[] =>
    Number.isInteger(value) && value >= 1 ? [] : [{ severity: 'error', id: 'bad-option', file: `--${name}`, message: 'It must be a whole number above 0.' }],
  );
}
