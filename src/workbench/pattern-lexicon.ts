import type { CompiledLexicon } from '../../pipeline/lexicon/compile.js';
import type { Problem } from '../../pipeline/model.js';
import { loadSources, readLexiconSources } from '../files/lexicon.js';

const FILE = 'pattern.yml';
/** What stands before the pattern on its line. */
const INDENT = 2;

/**
 * One pattern of the language as a lexicon of its own, with the named lists, policy and inflections of the codebook in a folder.
 * Its theme has the id `pattern` and takes every match. Faults are located in the pattern itself.
 */
export async function patternLexicon(folder: string, pattern: string): Promise<{ readonly lexicon: CompiledLexicon | null; readonly problems: readonly Problem[] }> {
  const sources = await readLexiconSources(folder);
  if ('problem' in sources) return { lexicon: null, problems: [sources.problem] };
  const line = pattern.replace(/\s+/g, ' ').trim();
  if (line === '' || line.startsWith('# ')) {
    return { lexicon: null, problems: [{ severity: 'error', id: 'empty-pattern', file: 'pattern', message: 'There is no pattern.', hint: 'Write a word or phrase, or a pattern as in lexicons/README.md, between quotation marks.' }] };
  }
  const head = [...sources.files].filter(([name]) => name === 'codebook.yml');
  const theme = `id: pattern\ndefinition: One pattern.\ndecisive: |\n${' '.repeat(INDENT)}${line}\n`;
  const { lexicon, problems } = await loadSources({ ...sources, files: new Map([...head, [FILE, theme]]), problems: [] });
  return { lexicon, problems: problems.filter(({ severity }) => severity === 'error').map(atPattern) };
}

function atPattern(problem: Problem): Problem {
  if (!problem.file.endsWith(FILE)) return problem;
  const { line: _, column, ...rest } = problem;
  return { ...rest, file: 'pattern', ...(column === undefined ? {} : { line: 1, column: Math.max(1, column - INDENT) }) };
}

/** The ids of the themes in a folder, without reading what they say: what a word of the command line may mean. */
export async function themeIds(folder: string): Promise<readonly string[]> {
  const sources = await readLexiconSources(folder);
  if ('problem' in sources) return [];
  return [...sources.files].flatMap(([name, text]) => (name === 'codebook.yml' ? [] : (/^id[ \t]*:[ \t]*["']?([a-z][a-z0-9_-]*)/m.exec(text)?.[1] ?? [])));
}
