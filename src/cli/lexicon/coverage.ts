import type { Argv } from 'yargs';
import type { Problem } from '../../../pipeline/model.js';

interface CoverageArguments {
  readonly paths: readonly string[];
  readonly lexicon: string | undefined;
  readonly format: 'text' | 'json' | 'csv';
  readonly show: number;
  readonly least: number;
}

export const command = 'coverage [paths..]';
export const describe = 'Say what a lexicon reaches in threads, and what it misses';

export function builder(yargs: Argv): Argv {
  return yargs
    .positional('paths', { type: 'string', array: true, default: [], describe: 'Files and folders of threads (default: seeds)' })
    .option('lexicon', { type: 'string', describe: 'The folder of the lexicon (default: the one that comes with Heddle)' })
    .option('format', { choices: ['text', 'json', 'csv'] as const, default: 'text' as const, describe: 'json and csv hold every pattern, term and unit' })
    .option('show', { type: 'number', default: 20, describe: 'Lines shown of each list' })
    .option('least', { type: 'number', default: 5, describe: 'Words typical of uncovered units stand in at least so many, in two threads' })
    .example('$0 lexicon coverage my-threads', 'units without a theme, patterns that fire and that never do')
    .example('$0 lexicon coverage my-threads --format csv > coverage.csv', 'all of it for a spreadsheet');
}

export async function handler(argv: CoverageArguments): Promise<void> {
  const { loadCodingTools } = await import('../../files/coding-tools.js');
  const { shippedFolder } = await import('../../files/package-info.js');
  const { printProblems } = await import('../../terminal/problems.js');
  const { codedBatches } = await import('../../workbench/corpus.js');
  const { CoverageCounter } = await import('../../../pipeline/lexicon/workbench/coverage.js');
  const { coverageCsv, coverageJson, coverageText } = await import('../../terminal/coverage.js');
  const { tools, problems: toolProblems } = await loadCodingTools(argv.lexicon ?? shippedFolder('lexicons', 'probation'));
  const problems: Problem[] = [...toolProblems, ...badOptions(argv)];
  if (!tools || problems.some(({ id }) => id === 'bad-option')) {
    printProblems(problems);
    process.exitCode = 2;
    return;
  }
  const counter = new CoverageCounter(tools.lexicon, tools.tagger);
  const paths = argv.paths.length > 0 ? argv.paths.map(String) : [shippedFolder('seeds')];
  for await (const batch of codedBatches(paths, tools, problems)) counter.add(batch);
  const coverage = counter.result({ leastUnits: argv.least, leastThreads: 2 });
  printProblems(problems);
  if (coverage.units > 0) {
    const text = argv.format === 'json' ? coverageJson(coverage) : argv.format === 'csv' ? coverageCsv(coverage) : coverageText(coverage, argv.show);
    process.stdout.write(text);
  }
  process.exitCode = coverage.units === 0 ? 2 : problems.some(({ severity }) => severity !== 'note') ? 1 : 0;
}

function badOptions({ show, least }: CoverageArguments): readonly Problem[] {
  return Object.entries({ show, least }).flatMap(([name, value]): Problem[] =>
    Number.isInteger(value) && value >= 1 ? [] : [{ severity: 'error', id: 'bad-option', file: `--${name}`, message: 'It must be a whole number above 0.' }],
  );
}
