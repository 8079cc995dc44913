import type { Argv } from 'yargs';

interface EvaluateArguments {
  readonly gold: string;
  readonly files: readonly string[] | undefined;
  readonly threads: string | undefined;
  readonly lexicon: string | undefined;
  readonly file: string | undefined;
  readonly format: 'text' | 'json';
  readonly resamples: number;
}

export const command = 'evaluate <gold> [files..]';
export const describe = "The lexicon against people's codings";

export function builder(yargs: Argv): Argv {
  return yargs
    .positional('gold', { describe: 'A folder with codings.csv and units.csv; or the word sentiment', type: 'string', demandOption: true })
    .positional('files', { describe: 'After sentiment: files of rated texts (JSON Lines with id, text, mean, label)', type: 'string', array: true })
    .option('threads', { describe: 'Where the coded threads lie (default: beside or in the gold folder)', type: 'string' })
    .option('lexicon', { describe: 'The folder of the lexicon (default: the one that comes with Heddle)', type: 'string' })
    .option('file', { describe: 'Only threads whose file name begins so; several with commas between', type: 'string' })
    .option('format', { describe: 'How to print', choices: ['text', 'json'] as const, default: 'text' as const })
    .option('resamples', { describe: 'Bootstrap resamples for the intervals', type: 'number', default: 1000 })
    .example('$0 evaluate seeds', 'the shipped lexicon against the codings of the sample threads')
    .example('$0 evaluate sentiment rated.jsonl', "sentiment against people's ratings, beside VADER's")
    .example('$0 evaluate coded --file 004 --lexicon lexicons/mine', 'one thread, a lexicon of your own');
}

export async function handler(argv: EvaluateArguments): Promise<void> {
  if (argv.gold === 'sentiment') await evaluateSentiment(argv);
  else await evaluateCodings(argv);
}

async function evaluateCodings(argv: EvaluateArguments): Promise<void> {
  const { evaluateGold } = await import('../evaluation/evaluate-gold.js');
  const { evaluationText } = await import('../terminal/evaluation.js');
  const { shippedFolder } = await import('../files/package-info.js');
  const { printProblems } = await import('../terminal/problems.js');
  const { result, problems } = await evaluateGold(argv.gold, {
    threads: argv.threads,
    lexicon: argv.lexicon ?? shippedFolder('lexicons', 'probation'),
    files: (argv.file ?? '').split(',').map((start) => start.trim()).filter((start) => start !== ''),
    resamples: argv.resamples,
  });
  printProblems(problems);
  if (result !== null) process.stdout.write(argv.format === 'json' ? `${JSON.stringify(result, null, 2)}\n` : evaluationText(result));
  process.exitCode = result === null ? 2 : problems.some(({ severity }) => severity !== 'note') ? 1 : 0;
}

async function evaluateSentiment({ files, lexicon, format, resamples }: EvaluateArguments): Promise<void> {
  const { evaluateSentimentFiles } = await import('../evaluation/evaluate-sentiment.js');
  const { sentimentEvaluationText } = await import('../terminal/sentiment.js');
  const { printProblems } = await import('../terminal/problems.js');
  if (!files || files.length === 0) {
    process.stderr.write('Name files of rated texts: heddle evaluate sentiment rated.jsonl\n');
    process.exitCode = 2;
    return;
  }
  const { results, problems } = await evaluateSentimentFiles(files.map(String), { lexicon, resamples });
  printProblems(problems);
  if (results.length > 0) process.stdout.write(format === 'json' ? `${JSON.stringify(results, null, 2)}\n` : sentimentEvaluationText(results));
  process.exitCode = results.length === 0 ? 2 : problems.some(({ severity }) => severity === 'error') ? 1 : 0;
}
