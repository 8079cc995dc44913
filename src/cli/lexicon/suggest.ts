import type { Argv } from 'yargs';
import type { Suggester } from '../../../pipeline/lexicon/workbench/suggest.js';
import type { Problem } from '../../../pipeline/model.js';
import type { EditingTools } from '../../files/coding-tools.js';
import type { SuggestionView } from '../../terminal/suggestions.js';

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
export const describe = "Suggest words for a theme from people's codings";

export function builder(yargs: Argv): Argv {
  return yargs
    .positional('theme', { type: 'string', demandOption: true, describe: 'The id of a theme' })
    .positional('gold', { type: 'string', array: true, default: [], describe: 'Folders with codings.csv and units.csv, or reviewed decisions, as evaluate reads them (default: seeds)' })
    .option('lexicon', { type: 'string', describe: 'The folder of the lexicon (default: the one that comes with Heddle)' })
    .option('format', { choices: ['text', 'json', 'csv'] as const, default: 'text' as const, describe: 'json and csv hold every suggestion' })
    .option('show', { type: 'number', default: 12, describe: 'Suggestions shown of each kind' })
    .option('evidence', { type: 'number', default: 2, describe: 'Lines of evidence for each' })
    .option('least', { type: 'number', default: 5, describe: 'Units of the theme, in two threads, that a word must stand in' })
    .example('$0 lexicon suggest union seeds', 'words of units coded union that its patterns do not know')
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
  const view = tools && !problems.some(({ id }) => id === 'bad-option') ? await suggest(argv, folder, folders, tools, problems) : null;
  printProblems(problems);
  if (view) {
    const { suggestionCsv, suggestionJson, suggestionText } = await import('../../terminal/suggestions.js');
    process.stdout.write(argv.format === 'json' ? suggestionJson(view) : argv.format === 'csv' ? suggestionCsv(view) : suggestionText(view, argv.show));
  }
  process.exitCode = view === null ? 2 : problems.some(({ severity }) => severity !== 'note') ? 1 : 0;
}

async function suggest({ theme, evidence, least }: SuggestArguments, lexicon: string, folders: readonly string[], tools: EditingTools, problems: Problem[]): Promise<SuggestionView | null> {
  const { codedThreads } = await import('../../workbench/coded-threads.js');
  const { Suggester } = await import('../../../pipeline/lexicon/workbench/suggest.js');
  const { themes } = tools.lexicon.codebook;
  const index = themes.findIndex(({ id }) => id === theme);
  if (index < 0) {
    problems.push({ severity: 'error', id: 'unknown-theme', file: lexicon, message: `The lexicon has no theme "${theme}".`, hint: `Its themes are ${themes.map(({ id }) => id).join(', ')}.` });
    return null;
  }
  const suggester = new Suggester(tools.lexicon, index, tools.tagger);
  for await (const { batch, shares } of codedThreads(folders, theme, tools, problems)) suggester.add(batch, shares);
  const options = { leastUnits: least, leastThreads: 2 };
  const found = suggester.result(options, evidence);
  if (found.carrying === 0) {
    problems.push({ severity: 'error', id: 'no-codings', file: folders.join(', '), message: `No unit is coded ${theme} by half of its coders or more.`, hint: 'Name a folder in which people gave the theme.' });
    return null;
  }
  return { theme, ...found, bayes: await weighed(suggester, options, evidence) };
}

async function weighed(suggester: Suggester, options: { readonly leastUnits: number; readonly leastThreads: number }, evidence: number): Promise<SuggestionView['bayes']> {
  const { bayesWeights } = await import('../../workbench/naive-bayes.js');
  const weights = bayesWeights(suggester.documents());
  return suggester
    .suggestionsFor(new Set(weights.keys()), options, evidence)
    .map((one) => ({ ...one, weight: weights.get(one.term)! }))
    // What a word says, times how often it says it: rare words have the largest weights.
    .sort((a, b) => b.weight * b.target - a.weight * a.target || (a.term < b.term ? -1 : 1));
}

function badOptions({ show, least, evidence }: SuggestArguments): readonly Problem[] {
  return Object.entries({ show, least, evidence }).flatMap(([name, value]): Problem[] =>
    Number.isInteger(value) && value >= 1 ? [] : [{ severity: 'error', id: 'bad-option', file: `--${name}`, message: 'It must be a whole number above 0.' }],
  );
}
