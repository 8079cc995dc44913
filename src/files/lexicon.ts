import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import iconv from 'iconv-lite';
import type { Problem } from '../../pipeline/model.js';
import type { Codebook, Theme } from '../../pipeline/lexicon/codebook.js';
import { readCodebookFile } from '../../pipeline/lexicon/codebook-file.js';
import { compileLexicon, type CompiledLexicon, type CompileTools } from '../../pipeline/lexicon/compile.js';
import { readInflections, type Inflections } from '../../pipeline/lexicon/inflections.js';
import { looksBinary } from '../../pipeline/1-read/binary.js';
import { firstInvalid } from '../../pipeline/1-read/utf8.js';
import { readThemeFile } from '../../pipeline/lexicon/theme-file.js';

export interface LoadedLexicon {
  /** Null when a file has an error: a lexicon with an error codes nothing. */
  readonly lexicon: CompiledLexicon | null;
  readonly codebook: Codebook;
  readonly problems: readonly Problem[];
}

/** The text of every file of a lexicon by its name, so that an older revision or an unsaved edit loads as the files do. */
export interface LexiconSources {
  readonly folder: string;
  readonly files: ReadonlyMap<string, string>;
  readonly inflections: Inflections;
  /** What was wrong with the files before anybody looked into them. */
  readonly problems?: readonly Problem[];
}

const CODEBOOK = 'codebook.yml';
const INFLECTIONS = 'inflections.csv';

/** Reads and compiles the lexicon in a folder. All that is wrong with it comes back at once, with file, line and column. */
export async function loadLexicon(folder: string): Promise<LoadedLexicon> {
  const read = await readLexiconSources(folder);
  if ('problem' in read) return { lexicon: null, codebook: emptyCodebook(), problems: [read.problem] };
  return loadSources(read);
}

/** One digest of all that a lexicon is made from. */
function digestOf({ files, inflections }: LexiconSources): string {
  const hash = createHash('sha256');
  for (const [name, source] of files) hash.update(name).update('\0').update(source).update('\0');
  for (const [lemma, forms] of inflections.table) hash.update(`${lemma}:${forms.join(' ')}\n`);
  return hash.digest('hex');
}

/** Reads the files of a lexicon without looking into them. */
export async function readLexiconSources(folder: string): Promise<LexiconSources | { readonly problem: Problem }> {
  let names: readonly string[];
  try {
    names = (await readdir(folder)).filter((name) => name.endsWith('.yml') || name.endsWith('.yaml')).sort();
  } catch {
    return { problem: { severity: 'error', id: 'no-lexicon', file: folder, message: 'There is no such folder of lexicons.', hint: 'Name a folder that holds codebook.yml and one file a theme, with --lexicon.' } };
  }
  if (names.length === 0) {
    return { problem: { severity: 'error', id: 'no-lexicon', file: folder, message: 'The folder holds no lexicon.', hint: 'A theme is a file that ends in .yml; see lexicons/README.md.' } };
  }
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name))));
  const problems: Problem[] = [];
  const files = new Map(names.map((name, index) => [name, decodeLexicon(texts[index]!, placeName(folder, name), problems)]));
  return { folder, files, inflections: await inflectionsFor(folder), problems };
}

/** Compiles files that were read. */
export async function loadSources(sources: LexiconSources): Promise<LoadedLexicon> {
  const { folder, files, inflections, problems: before = [] } = sources;
  const problems: Problem[] = [...before, ...inflections.problems];
  const nameOf = (name: string): string => placeName(folder, name);
  const { head, problems: headProblems } = readCodebookFile(nameOf(CODEBOOK), files.get(CODEBOOK) ?? 'id: codebook\n');
  problems.push(...headProblems);
  const themes: Theme[] = [];
  for (const [name, source] of files) {
    if (name === CODEBOOK) continue;
    const read = readThemeFile(nameOf(name), source, head.policy);
    problems.push(...read.problems);
    if (read.theme) themes.push(read.theme);
  }
  problems.push(...repeatedIds(themes));
  const codebook: Codebook = { ...head, themes, digest: digestOf(sources) };
  const compiled = compileLexicon(codebook, await toolsFor(files, inflections));
  problems.push(...compiled.problems);
  const broken = problems.some(({ severity }) => severity === 'error');
  return { lexicon: broken ? null : compiled.lexicon, codebook, problems };
}

function placeName(folder: string, name: string): string {
  return join(folder, name).replaceAll('\\', '/');
}

/** UTF-8 is wanted; what Notepad and Word write instead is read too, with a warning where letters may have suffered. */
export function decodeLexicon(bytes: Uint8Array, file: string, problems: Problem[]): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const binary = looksBinary(bytes);
  if (binary !== null) {
    problems.push({ severity: 'error', id: 'not-text', file, message: `This is ${binary.name}, not text.`, hint: 'Save it as plain text, UTF-8.' });
    return 'id: not-text\n';
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const { line, column } = firstInvalid(bytes);
    problems.push({ severity: 'warning', id: 'not-utf8', file, line, column, message: 'The file is not UTF-8; it was read as Windows-1252, as old editors and Word write it.', hint: 'Save it as plain text, UTF-8, and look over the letters with accents.' });
    // TextDecoder of some versions of Node leaves the curly quotation marks of Windows-1252 as control characters.
    return iconv.decode(Buffer.from(bytes), 'windows-1252');
  }
}

function repeatedIds(themes: readonly Theme[]): readonly Problem[] {
  const seen = new Map<string, Theme>();
  return themes.flatMap((theme): Problem[] => {
    const first = seen.get(theme.id);
    if (!first) {
      seen.set(theme.id, theme);
      return [];
    }
    return [{ severity: 'error', id: 'repeated-theme', ...theme.place, message: `The theme "${theme.id}" stands in ${first.place.file} already.`, hint: 'Give one of them another id.' }];
  });
}

async function inflectionsFor(folder: string): Promise<Inflections> {
  for (const candidate of [join(folder, INFLECTIONS), join(dirname(folder), INFLECTIONS)]) {
    if (await stat(candidate).catch(() => null)) return readInflections(candidate.replaceAll('\\', '/'), await readFile(candidate, 'utf8'));
  }
  return readInflections(INFLECTIONS, '');
}

/** Two slashes in a line; now and then that is no regular expression, which costs a moment and changes nothing. */
const HAS_REGEX = /\/[^\n/]+\//;

async function toolsFor(files: ReadonlyMap<string, string>, { table }: Inflections): Promise<CompileTools> {
  const inflections = (lemma: string): readonly string[] | undefined => table.get(lemma);
  if (![...files.values()].some((source) => HAS_REGEX.test(source))) {
    return { inflections, regex: () => () => false };
  }
  // Regular expressions are rare and the library is not small, so it is loaded only for lexicons that have one.
  const { regexTest } = await import('./regex.js');
  return { inflections, regex: regexTest };
}

function emptyCodebook(): Codebook {
  return { ...readCodebookFile(CODEBOOK, 'id: codebook\n').head, themes: [], digest: '' };
}
