import { batchOf } from '../../pipeline/5-score/batch.js';
import { Tagger, type TagOptions } from '../../pipeline/4-tag/tag.js';
import { checkLexicon } from '../../pipeline/lexicon/check.js';
import type { CompiledLexicon } from '../../pipeline/lexicon/compile.js';
import { readInflections } from '../../pipeline/lexicon/inflections.js';
import { taggingsOf } from '../../pipeline/lexicon/taggings.js';
import type { Problem, Tagging } from '../../pipeline/model.js';
import { loadSources, type LoadedLexicon } from '../../src/files/lexicon.js';

const INFLECTIONS = readInflections('inflections.csv', 'leave,leave leaves leaving left\ncase,case cases\nquit,quit quits quitting\nbully,bully bullies bullied bullying\n');

/** Loads a lexicon from the texts of its files, as if they lay in a folder named `lexicon`. */
export function load(files: Readonly<Record<string, string>>): Promise<LoadedLexicon> {
  return loadSources({ folder: 'lexicon', files: new Map(Object.entries(files)), inflections: INFLECTIONS });
}

/** A theme file with these lines below `strong`, from line 4 and column 3 on. */
export function themeOf(...patterns: readonly string[]): string {
  return `id: theme\ndefinition: A theme.\nstrong: |\n${patterns.map((line) => `  ${line}\n`).join('')}examples:\n  coded: |\n    [[One]] line.\n`;
}

/** A lexicon without a fault, ready to tag. */
export async function lexiconOf(files: Readonly<Record<string, string>>): Promise<CompiledLexicon> {
  const { lexicon, problems } = await load(files);
  if (!lexicon) throw new Error(problems.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return lexicon;
}

/** Everything `heddle lexicon check` says of these files. */
export async function problemsOf(files: Readonly<Record<string, string>>): Promise<readonly Problem[]> {
  const { codebook, lexicon, problems } = await load(files);
  return [...problems, ...checkLexicon(codebook, lexicon)];
}

/** The taggings of texts, each a unit, with the words that each took. */
export function tag(lexicon: CompiledLexicon, texts: readonly string[], options: TagOptions = {}): readonly (Tagging & { readonly words: string })[] {
  const tagged = new Tagger(lexicon, options).tag(batchOf(texts));
  return [...taggingsOf(tagged), ...taggingsOf(tagged, tagged.belowThreshold)].map((tagging) => ({ ...tagging, words: tagged.text.slice(tagging.span.start, tagging.span.end) }));
}

/** The words that a pattern takes in a text. */
export async function wordsOf(pattern: string, text: string, codebook = 'id: one\n'): Promise<readonly string[]> {
  return tag(await lexiconOf({ 'codebook.yml': codebook, 'theme.yml': themeOf(pattern) }), [text]).map(({ words }) => words);
}
