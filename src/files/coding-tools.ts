import { dirname, join } from 'node:path';
import { stat } from 'node:fs/promises';
import type { CompiledLexicon } from '../../pipeline/lexicon/compile.js';
import type { Problem } from '../../pipeline/model.js';
import type { CodingTools } from '../../pipeline/run.js';
import { BUILT_FOLDER, KeptThings } from './kept.js';
import { openLexicon } from './open-lexicon.js';
import { openSentimentLexicon } from './open-sentiment.js';
import { PACKAGE_FOLDER } from './package-info.js';

/** Tools with all that the editors of the lexicon wrote. */
export type EditingTools = Omit<CodingTools, 'lexicon'> & { readonly lexicon: CompiledLexicon };

export interface LoadedTools<Tools extends CodingTools> {
  /** Null when a lexicon has an error. */
  readonly tools: Tools | null;
  readonly problems: readonly Problem[];
}

interface LoadedThemes<Lexicon> {
  readonly lexicon: Lexicon | null;
  readonly problems: readonly Problem[];
}

/**
 * Loads all that coding needs: the theme lexicon in `folder`, and beside it the rules for roles and the sentiment lexicon.
 * A lexicon that lies elsewhere uses the roles and sentiment that come with Heddle. What is compiled is kept in the folder `store`.
 */
export async function openCodingTools(folder: string, store?: string): Promise<LoadedTools<CodingTools>> {
  const kept = keptThings(store);
  return together(openLexicon(folder, kept), folder, kept);
}

/** As `openCodingTools`, the theme lexicon compiled from what its files say: for those who look into it. */
export async function loadCodingTools(folder: string): Promise<LoadedTools<EditingTools>> {
  const { loadLexicon } = await import('./lexicon.js');
  return together(loadLexicon(folder), folder, keptThings());
}

function keptThings(store?: string): KeptThings {
  return new KeptThings([BUILT_FOLDER, ...(store === undefined ? [] : [store])], store !== undefined);
}

async function together<Lexicon extends CodingTools['lexicon']>(
  loading: Promise<LoadedThemes<Lexicon>>, folder: string, kept: KeptThings,
): Promise<LoadedTools<Omit<CodingTools, 'lexicon'> & { readonly lexicon: Lexicon }>> {
  const [themes, roles, sentiment] = await Promise.all([
    loading,
    openRoles(await besideOrOwn(folder, 'roles'), kept),
    openSentimentLexicon(await besideOrOwn(folder, 'sentiment'), kept),
  ]);
  const problems = [...themes.problems, ...roles.problems, ...sentiment.problems];
  const { lexicon } = themes;
  if (!lexicon || !sentiment.value || problems.some(({ severity }) => severity === 'error')) return { tools: null, problems };
  const tagger = lexicon.needsTagger || roles.lexicon?.needsTagger ? await (await import('./part-of-speech.js')).partOfSpeechTagger() : null;
  return { tools: { lexicon, roles: roles.lexicon, sentiment: sentiment.value, tagger }, problems };
}

async function openRoles(folder: string, kept: KeptThings): Promise<LoadedThemes<CodingTools['lexicon']>> {
  return (await isFolder(folder)) ? openLexicon(folder, kept) : { lexicon: null, problems: [] };
}

async function besideOrOwn(folder: string, name: string): Promise<string> {
  const beside = join(dirname(folder), name);
  return (await isFolder(beside)) ? beside : join(PACKAGE_FOLDER, 'lexicons', name);
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}
