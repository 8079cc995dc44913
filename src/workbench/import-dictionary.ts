import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { codebookFiles, type ImportedDictionary } from '../../pipeline/lexicon/import/dictionary.js';
import { readLiwcDictionary } from '../../pipeline/lexicon/import/liwc.js';
import { readQuantedaDictionary } from '../../pipeline/lexicon/import/quanteda.js';
import { isThemeFile } from '../../pipeline/lexicon/theme-file.js';
import type { Problem } from '../../pipeline/model.js';
import { codeOf } from '../files/inputs.js';
import { decodeLexicon } from '../files/lexicon.js';
import { createFolder } from '../files/new-folder.js';

/** Dictionaries of words are far smaller. */
const MOST_BYTES = 32 * 1024 * 1024;

export interface DictionaryImport {
  readonly themes: number;
  readonly patterns: number;
}

/** Makes a codebook in a new folder out of a dictionary of quanteda (YAML) or LIWC (.dic); null where it cannot. */
export async function importDictionary(file: string, folder: string): Promise<{ readonly result: DictionaryImport | null; readonly problems: readonly Problem[] }> {
  const problems: Problem[] = [];
  const source = await sourceOf(file, problems);
  if (source === null) return { result: null, problems };
  const isLiwc = extname(file).toLowerCase() === '.dic';
  if (!isLiwc && isThemeFile(source)) {
    const hint = 'It is edited as it is, or through heddle lexicon export.';
    return { result: null, problems: [{ severity: 'error', id: 'no-dictionary', file, message: "This is a theme of Heddle's own, no dictionary.", hint }] };
  }
  const read: ImportedDictionary = isLiwc ? readLiwcDictionary(file, source) : readQuantedaDictionary(file, source);
  problems.push(...read.problems);
  if (read.themes.length === 0) {
    problems.push({ severity: 'error', id: 'no-dictionary', file, message: 'The file holds no category that could become a theme.', hint: 'A dictionary of quanteda is YAML with lists of words below names; one of LIWC has two lines with a % sign.' });
    return { result: null, problems };
  }
  await createFolder(folder, codebookFiles(basename(file, extname(file)), read.themes));
  return { result: { themes: read.themes.length, patterns: read.themes.reduce((sum, { patterns }) => sum + patterns.length, 0) }, problems };
}

/** The text of the file; null where there is none to read, and why among the problems. */
async function sourceOf(file: string, problems: Problem[]): Promise<string | null> {
  const refuse = (id: string, message: string, hint: string): null => {
    problems.push({ severity: 'error', id, file, message, hint });
    return null;
  };
  try {
    const { size } = await stat(file);
    if (size > MOST_BYTES) return refuse('too-large', 'The file is larger than 32 MB, which no dictionary is.', 'Name the dictionary itself.');
    const text = decodeLexicon(await readFile(file), file, problems);
    return problems.some(({ severity }) => severity === 'error') ? null : text;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return refuse('no-such-file', 'There is no such file.', 'Check the path; a path with spaces in it must stand between quotation marks.');
    if (code === 'EISDIR') return refuse('unreadable', 'This is a folder.', 'Name the file of the dictionary in it.');
    return refuse('unreadable', `The file cannot be read (${code}).`, 'Check who may read it.');
  }
}
