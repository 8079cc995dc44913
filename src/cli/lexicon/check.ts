import type { Argv } from 'yargs';
import type { Problem } from '../../../pipeline/model.js';

interface CheckArguments {
  readonly lexicons: readonly string[];
  readonly format: 'text' | 'json';
  readonly forms: boolean;
}

export const command = 'check [lexicons..]';
export const describe = 'Find every fault of a lexicon, with file, line and column';

export function builder(yargs: Argv): Argv {
  return yargs
    .positional('lexicons', { type: 'string', array: true, describe: 'Folders of lexicons', default: ['lexicons/probation', 'lexicons/roles'] })
    .option('format', { choices: ['text', 'json'] as const, default: 'text' as const, describe: 'json for editors and CI' })
    .option('forms', { type: 'boolean', default: false, describe: 'Also print the forms that each {word} stands for' })
    .example('$0 lexicon check', 'check the lexicons in lexicons/')
    .example('$0 lexicon check my-lexicon --format json', 'the faults as JSON')
    .example('$0 lexicon check my-lexicon --forms', 'read over the inflections it uses');
}

interface Checked {
  readonly problems: readonly Problem[];
  readonly patterns: number;
  /** Lines such as `{leave}  leave leaves leaving left`. */
  readonly forms: readonly string[];
  /** False when there was nothing to read. */
  readonly isRead: boolean;
}

export async function handler(argv: CheckArguments): Promise<void> {
  const { problemCounts, problemText } = await import('../../terminal/problems.js');
  const checked = await Promise.all(argv.lexicons.map((folder) => check(folder)));
  const problems = checked.flatMap((one) => one.problems);
  if (argv.format === 'json') process.stdout.write(`${JSON.stringify(problems, null, 2)}\n`);
  else {
    // All of them: whoever edits a lexicon wants to go through the list.
    process.stderr.write([...problems].sort(byPlace).map(problemText).join(''));
    if (argv.forms) process.stdout.write(checked.flatMap(({ forms }) => forms).map((line) => `${line}\n`).join(''));
    const patterns = checked.reduce((sum, one) => sum + one.patterns, 0);
    process.stdout.write(`${problemCounts(problems) || 'Nothing is wrong'} in ${argv.lexicons.join(', ')} (${patterns} patterns).\n`);
  }
  process.exitCode = !checked.every(({ isRead }) => isRead) ? 2 : problems.some(({ severity }) => severity === 'error') ? 1 : 0;
}

async function check(folder: string): Promise<Checked> {
  const { loadSources, readLexiconSources } = await import('../../files/lexicon.js');
  const { checkLexicon } = await import('../../../pipeline/lexicon/check.js');
  const { wordsIn } = await import('../../../pipeline/lexicon/check-words.js');
  const sources = await readLexiconSources(folder);
  if ('problem' in sources) return { problems: [sources.problem], patterns: 0, forms: [], isRead: false };
  const { codebook, lexicon, problems } = await loadSources(sources);
  const patterns = codebook.themes.flatMap(({ rules }) => rules.flatMap((rule) => rule.patterns));
  const lines = [...patterns, ...codebook.lists.flatMap((list) => list.patterns)];
  const lemmas = new Set(lines.flatMap(({ node }) => wordsIn(node).flatMap(({ word, text }) => (word === 'lemma' ? [text] : []))));
  const { table } = sources.inflections;
  const forms = [...lemmas].filter((lemma) => table.has(lemma)).sort().map((lemma) => `{${lemma}}  ${table.get(lemma)!.join(' ')}`);
  return { problems: [...problems, ...checkLexicon(codebook, lexicon)], patterns: patterns.length, forms, isRead: true };
}

function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
