import type { Argv } from 'yargs';

interface WatchArguments {
  readonly paths: readonly string[];
  readonly lexicon: string | undefined;
  readonly show: number;
  readonly once: boolean;
}

export const command = 'watch [paths..]';
export const describe = 'While you edit a lexicon, show what each save breaks, gains and loses';

export function builder(yargs: Argv): Argv {
  return yargs
    .positional('paths', { type: 'string', array: true, default: [], describe: 'Threads and tables to try it on (default: seeds)' })
    .option('lexicon', { type: 'string', describe: 'The folder of the lexicon (default: lexicons/probation)' })
    .option('show', { type: 'number', default: 5, describe: 'How many units are shown a theme, gained and lost each' })
    .option('once', { type: 'boolean', default: false, describe: 'Stop after one save' })
    .example('$0 lexicon watch seeds', 'edit lexicons/probation in another window; Ctrl-C ends it');
}

export async function handler(argv: WatchArguments): Promise<void> {
  const { readCorpus } = await import('../../workbench/read-corpus.js');
  const { WatchedLexicon } = await import('../../workbench/watched-lexicon.js');
  const { watchFolder } = await import('../../workbench/watch-folder.js');
  const { readLexiconSources } = await import('../../files/lexicon.js');
  const { shippedFolder } = await import('../../files/package-info.js');
  const { printProblems, problemText } = await import('../../terminal/problems.js');
  const { saveText } = await import('../../terminal/lexicon-watch.js');
  const folder = argv.lexicon ?? shippedFolder('lexicons', 'probation');
  const sources = await readLexiconSources(folder);
  if ('problem' in sources) {
    printProblems([sources.problem]);
    process.exitCode = 2;
    return;
  }
  const { corpus, problems } = await readCorpus(argv.paths.length > 0 ? argv.paths.map(String) : [shippedFolder('seeds')]);
  printProblems(problems);
  if (corpus.units === 0) {
    process.exitCode = 2;
    return;
  }
  const watched = new WatchedLexicon(corpus);
  const first = await watched.update(sources);
  printProblems((first?.problems ?? []).filter(({ severity }) => severity === 'error'));
  // What was doubtful before the first edit is no news.
  first?.doubts();
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const watching = watchFolder(
    folder,
    async () => {
      const now = await readLexiconSources(folder).catch(() => null);
      // Between two steps of a save a file may be away for a moment.
      if (now === null || 'problem' in now) return true;
      const report = await watched.update(now);
      if (report === null) return true;
      process.stdout.write(`\n${saveText(report, argv.show)}`);
      process.stdout.write(report.doubts().map(problemText).join(''));
      return !argv.once;
    },
    stop.signal,
  );
  process.stdout.write(`Watching ${folder} with ${corpus.units} units. Ctrl-C ends it.\n`);
  await watching;
}
