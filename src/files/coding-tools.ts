import { dirname, join } from 'node:path';
import { stat } from 'node:fs/promises';
import type { CodingTools } from '../../pipeline/run.js';
import type { Problem } from '../../pipeline/model.js';
import { loadLexicon, type LoadedLexicon } from './lexicon.js';
import { partOfSpeechTagger } from './part-of-speech.js';
import { loadSentimentLexicon, shippedSentimentFolder } from './sentiment-lexicon.js';

export interface LoadedTools {
  /** Null when a lexicon has an error. */
  readonly tools: CodingTools | null;
  readonly problems: readonly Problem[];
}

/**
 * Loads all that coding needs: the theme lexicon in `folder`, and beside it the rules for roles and the sentiment lexicon.
 * A lexicon that lies elsewhere uses the roles and sentiment that come with Heddle. `store` is a folder where compiled lexicons are kept.
 */
export async function loadCodingTools(folder: string, store?: string): Promise<LoadedTools> {
  const [themes, roles, sentiment] = await Promise.all([
    loadLexicon(folder, store),
    loadRoles(await besideOrOwn(folder, 'roles'), store),
    loadSentimentLexicon(await besideOrOwn(folder, 'sentiment')),
  ]);
  const problems = [...themes.problems, ...roles.problems, ...sentiment.problems];
  const { lexicon } = themes;
  if (!lexicon || !sentiment.value || problems.some(({ severity }) => severity === 'error')) return { tools: null, problems };
  const tagger = lexicon.needsTagger || roles.lexicon?.needsTagger ? await partOfSpeechTagger() : null;
  return { tools: { lexicon, roles: roles.lexicon, sentiment: sentiment.value, tagger }, problems };
}

async function loadRoles(folder: string, store?: string): Promise<Pick<LoadedLexicon, 'lexicon' | 'problems'>> {
  return (await isFolder(folder)) ? loadLexicon(folder, store) : { lexicon: null, problems: [] };
}

async function besideOrOwn(folder: string, name: string): Promise<string> {
  const beside = join(dirname(folder), name);
  return (await isFolder(beside)) ? beside : join(dirname(shippedSentimentFolder()), name);
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}
