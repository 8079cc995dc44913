import type { Argv } from 'yargs';

interface SentimentArguments {
  readonly action: 'explain' | 'fit' | 'fit-stance' | 'check';
  readonly inputs: readonly string[] | undefined;
  readonly lexicon: string | undefined;
  readonly format: 'text' | 'json';
  readonly without: string | undefined;
}

export const command = 'sentiment <action> [inputs..]';
export const describe = 'Why a text has its score; check the sentiment lexicon; learn it anew';

export function builder(yargs: Argv): Argv {
  return yargs
    .positional('action', {
      describe: 'explain a text; check the tables and run their examples; fit learned.csv and calibration.yml to rated texts; fit-stance leaning.csv and stance.csv to human codings',
      choices: ['explain', 'check', 'fit', 'fit-stance'] as const,
      demandOption: true,
    })
    .positional('inputs', { describe: 'The text to explain, the files of rated texts, or the folders of codings', type: 'string', array: true })
    .option('lexicon', { describe: 'The folder of the sentiment lexicon (default: the one that comes with Heddle)', type: 'string' })
    .option('format', { describe: 'How explain prints', choices: ['text', 'json'] as const, default: 'text' as const })
    .option('without', { describe: 'fit-stance leaves out threads whose file name begins so; several with commas between', type: 'string' })
    .example('$0 sentiment explain "The training could be better."', 'each word, its valence, the rules, the sum')
    .example('$0 sentiment check', 'problems in the tables, and the examples as tests')
    .example('$0 sentiment fit rated/*.jsonl coded', 'learn valences from rated texts and from a folder of human codings')
    .example('$0 sentiment fit-stance coded more/coded --without 001', 'learn what tells a stance from folders of human codings');
}

const MISSING = {
  explain: 'Give the text to explain.', fit: 'Name files of rated texts.', 'fit-stance': 'Name folders of human codings.', check: '',
};

export async function handler({ action, inputs, lexicon, format, without }: SentimentArguments): Promise<void> {
  const { shippedSentimentFolder } = await import('../files/sentiment-lexicon.js');
  const { printProblems } = await import('../terminal/problems.js');
  const folder = lexicon ?? shippedSentimentFolder();
  const given = inputs ?? [];
  if (action !== 'check' && given.length === 0) {
    const message = MISSING[action];
    printProblems([{ severity: 'error', id: 'no-input', file: `sentiment ${action}`, message, hint: 'heddle sentiment --help shows examples.' }]);
    process.exitCode = 2;
    return;
  }
  if (action === 'fit') await fit(folder, given);
  else if (action === 'fit-stance') await fitStance(folder, given, without);
  else if (action === 'check') await check(folder);
  else await explain(folder, given.join(' '), format);
}

async function explain(folder: string, text: string, format: 'text' | 'json'): Promise<void> {
  const { loadSentimentLexicon } = await import('../files/sentiment-lexicon.js');
  const { printProblems } = await import('../terminal/problems.js');
  const { value, problems } = await loadSentimentLexicon(folder);
  printProblems(problems);
  if (!value) {
    process.exitCode = 2;
    return;
  }
  const { explain: explainText } = await import('../../pipeline/5-score/explain.js');
  const { explanationText } = await import('../terminal/sentiment.js');
  const explanation = explainText(text, value);
  process.stdout.write(format === 'json' ? `${JSON.stringify(explanation, null, 2)}\n` : explanationText(explanation));
}

async function check(folder: string): Promise<void> {
  const { checkSentiment } = await import('../evaluation/check-sentiment.js');
  const { printProblems } = await import('../terminal/problems.js');
  const { problems, examples, failed } = await checkSentiment(folder);
  printProblems(problems);
  const isThere = problems.every(({ id }) => id !== 'no-folder');
  if (isThere) process.stdout.write(`${examples - failed} of ${examples} examples come out as they should\n`);
  process.exitCode = !isThere ? 2 : problems.some(({ severity }) => severity === 'error') || failed > 0 ? 1 : 0;
}

async function fit(folder: string, files: readonly string[]): Promise<void> {
  const { fitFiles } = await import('../evaluation/fit-sentiment.js');
  const { printProblems } = await import('../terminal/problems.js');
  const { summary, problems } = await fitFiles(folder, files);
  printProblems(problems);
  if (summary === null) process.exitCode = 2;
  else process.stdout.write(summary);
}

async function fitStance(folder: string, folders: readonly string[], without: string | undefined): Promise<void> {
  const { fitStance: learn } = await import('../evaluation/fit-stance.js');
  const { shippedFolder } = await import('../files/package-info.js');
  const { printProblems } = await import('../terminal/problems.js');
  const starts = (without ?? '').split(',').map((start) => start.trim()).filter((start) => start !== '');
  const { summary, problems } = await learn(folders, { folder, themes: shippedFolder('lexicons', 'probation'), without: starts });
  printProblems(problems);
  if (summary === null) process.exitCode = 2;
  else process.stdout.write(summary);
}
