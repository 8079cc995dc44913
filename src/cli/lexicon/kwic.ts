import type { Argv } from 'yargs';
import type { ConcordanceLine, ConcordanceOrder } from '../../../pipeline/lexicon/workbench/concordance.js';
import type { Problem } from '../../../pipeline/model.js';
import type { EditingTools } from '../../files/coding-tools.js';

interface KwicArguments {
  readonly pattern: string;
  readonly paths: readonly string[];
  readonly lexicon: string | undefined;
  readonly sort: ConcordanceOrder;
  readonly width: number;
  readonly csv: string | undefined;
}

export const command = 'kwic <pattern> [paths..]';
export const describe = 'Show a pattern or a theme in its contexts, a line a match';

export function builder(yargs: Argv): Argv {
  return yargs
    .positional('pattern', { type: 'string', demandOption: true, describe: `A pattern of the language, or the id of a theme; for the word instead of the theme: '"pay"'` })
    .positional('paths', { type: 'string', array: true, default: [], describe: 'Files and folders of threads (default: seeds)' })
    .option('lexicon', { type: 'string', describe: 'The folder of the lexicon (default: the one that comes with Heddle)' })
    .option('sort', { choices: ['left', 'right', 'none'] as const, default: 'none' as const, describe: 'Order of the words before or after the keyword, or of the files' })
    .option('width', { type: 'number', default: 40, describe: 'Characters shown on either side' })
    .option('csv', { type: 'string', describe: 'Write a table to this file; - for standard output' })
    .example('$0 lexicon kwic "{leave} .. job" seeds', 'where a pattern would match')
    .example('$0 lexicon kwic caseload my-threads --sort right', "a theme's cues, those below its threshold too, with the rule that fired")
    .example('$0 lexicon kwic @boss --csv boss.csv', 'the words of a named list, as a table');
}

export async function handler(argv: KwicArguments): Promise<void> {
  const { printProblems } = await import('../../terminal/problems.js');
  const { shippedFolder } = await import('../../files/package-info.js');
  const problems: Problem[] = [];
  const folder = argv.lexicon ?? shippedFolder('lexicons', 'probation');
  const searched = await toolsFor(folder, argv, problems);
  if (!searched) {
    printProblems(problems);
    process.exitCode = 2;
    return;
  }
  // yargs takes the lone hyphen of "--csv -" for a path.
  const named = argv.paths.map(String).filter((path) => path !== '-');
  const paths = named.length > 0 ? named : [shippedFolder('seeds')];
  const { lines, units } = await linesIn(paths, searched, problems);
  if (units > 0) await print(lines, argv, searched.isTheme, problems);
  printProblems(problems);
  if (units > 0 && !isStdout(argv.csv)) process.stderr.write(`${lines.length} matches in ${new Set(lines.map(({ file, label }) => `${file}\0${label}`)).size} of ${units} units.\n`);
  process.exitCode = units === 0 ? 2 : problems.some(({ severity }) => severity !== 'note') ? 1 : 0;
}

interface Searched {
  readonly tools: EditingTools;
  readonly theme: number;
  readonly isTheme: boolean;
}

async function toolsFor(folder: string, { pattern, width }: KwicArguments, problems: Problem[]): Promise<Searched | null> {
  const { loadCodingTools } = await import('../../files/coding-tools.js');
  if (!Number.isInteger(width) || width < 0) {
    problems.push({ severity: 'error', id: 'bad-option', file: '--width', message: 'It must be a whole number from 0 on.' });
    return null;
  }
  const { patternLexicon, themeIds } = await import('../../workbench/pattern-lexicon.js');
  const words = String(pattern);
  if ((await themeIds(folder)).includes(words)) {
    const loaded = await loadCodingTools(folder);
    problems.push(...loaded.problems);
    return loaded.tools && { tools: loaded.tools, theme: loaded.tools.lexicon.codebook.themes.findIndex(({ id }) => id === words), isTheme: true };
  }
  const { lexicon, problems: faults } = await patternLexicon(folder, words);
  problems.push(...faults);
  if (!lexicon) return null;
  const { partOfSpeechTagger } = await import('../../files/part-of-speech.js');
  const { loadSentimentLexicon } = await import('../../files/sentiment-lexicon.js');
  const { value: sentiment, problems: scoring } = await loadSentimentLexicon();
  problems.push(...scoring);
  return sentiment ? { tools: { lexicon, roles: null, sentiment, tagger: lexicon.needsTagger ? await partOfSpeechTagger() : null }, theme: 0, isTheme: false } : null;
}

async function linesIn(paths: readonly string[], { tools, theme }: Searched, problems: Problem[]): Promise<{ lines: ConcordanceLine[]; units: number }> {
  const { codedBatches } = await import('../../workbench/corpus.js');
  const { concordance } = await import('../../../pipeline/lexicon/workbench/concordance.js');
  const lines: ConcordanceLine[] = [];
  let units = 0;
  for await (const batch of codedBatches(paths, tools, problems)) {
    units += batch.units.length;
    for (const line of concordance(batch, tools.lexicon, theme)) lines.push(line);
  }
  return { lines, units };
}

async function print(lines: readonly ConcordanceLine[], { sort, width, csv }: KwicArguments, showsRules: boolean, problems: Problem[]): Promise<void> {
  const { sortedLines } = await import('../../../pipeline/lexicon/workbench/concordance.js');
  const { concordanceCsv, concordanceText, wantsColour } = await import('../../terminal/concordance.js');
  const sorted = sortedLines(lines, sort);
  if (csv === undefined) process.stdout.write(concordanceText(sorted, { width, isColoured: wantsColour(process.stdout, process.env), showsRules }));
  else if (isStdout(csv)) process.stdout.write(concordanceCsv(sorted));
  else {
    const { cannotWrite } = await import('../../files/cannot-write.js');
    const { writeWhole } = await import('../../files/whole.js');
    const failed = await writeWhole(csv, concordanceCsv(sorted)).then(() => null, (error: unknown) => cannotWrite(csv, error));
    if (failed) problems.push(failed);
  }
}

function isStdout(csv: string | undefined): boolean {
  return csv === '-' || csv === '';
}
