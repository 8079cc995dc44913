import type { Argv } from 'yargs';

interface SegmentArguments {
  readonly paths: readonly string[];
  readonly format: 'text' | 'json';
}

export const command = 'segment <paths..>';
export const describe = 'Show how threads were cut into units, with warnings';

export function builder(yargs: Argv): Argv {
  return yargs
    .positional('paths', { describe: 'Files and folders of threads', type: 'string', array: true, demandOption: true })
    .option('format', { describe: 'How to print', choices: ['text', 'json'] as const, default: 'text' as const })
    .example('$0 segment thread.txt', 'a line a unit: label, parent, words, how it begins')
    .example('$0 segment my-threads --format json', 'every unit with its paragraphs and their places, for another program');
}

export async function handler(argv: SegmentArguments): Promise<void> {
  const { segmentFiles } = await import('../files/segment-files.js');
  const { printProblems } = await import('../terminal/problems.js');
  const { segmentationText } = await import('../terminal/segmentation.js');
  const { threads, problems } = await segmentFiles(argv.paths.map(String));
  const text = argv.format === 'json' ? `${JSON.stringify(threads, null, 2)}\n` : segmentationText(threads);
  if (threads.length > 0) process.stdout.write(text);
  printProblems(problems);
  const hasErrors = problems.some(({ severity }) => severity === 'error');
  process.exitCode = threads.length === 0 ? 2 : hasErrors ? 1 : 0;
}
