import { checkLexicon } from '../../pipeline/lexicon/check.js';
import { wordsIn } from '../../pipeline/lexicon/check-words.js';
import type { Problem } from '../../pipeline/model.js';
import { loadSources, readLexiconSources } from '../files/lexicon.js';
import { readSentimentTables } from '../files/sentiment-lexicon.js';
import { isSentimentFolder } from './lexicon-kind.js';

export interface CheckedLexicon {
  readonly problems: readonly Problem[];
  /** Patterns of themes or roles, or rows of valences. */
  readonly size: number;
  readonly unit: 'patterns' | 'words';
  /** Lines such as `{leave}  leave leaves leaving left`. */
  readonly forms: readonly string[];
  /** False when there was nothing to read. */
  readonly isRead: boolean;
}

/** Finds all that is wrong with, or doubtful in, a folder of themes, of roles or of sentiment. */
export async function checkFolder(folder: string): Promise<CheckedLexicon> {
  if (await isSentimentFolder(folder)) {
    const { value, problems } = await readSentimentTables(folder);
    const own = value?.tables.valences.filter(({ line }) => line > 0).length ?? 0;
    return { problems, size: own + (value?.tables.learned.length ?? 0), unit: 'words', forms: [], isRead: true };
  }
  const sources = await readLexiconSources(folder);
  if ('problem' in sources) return { problems: [sources.problem], size: 0, unit: 'patterns', forms: [], isRead: false };
  const { codebook, lexicon, problems } = await loadSources(sources);
  const patterns = codebook.themes.flatMap(({ rules }) => rules.flatMap((rule) => rule.patterns));
  const lines = [...patterns, ...codebook.lists.flatMap((list) => list.patterns)];
  const lemmas = new Set(lines.flatMap(({ node }) => wordsIn(node).flatMap(({ word, text }) => (word === 'lemma' ? [text] : []))));
  const { table } = sources.inflections;
  const forms = [...lemmas].filter((lemma) => table.has(lemma)).sort().map((lemma) => `{${lemma}}  ${table.get(lemma)!.join(' ')}`);
  return { problems: [...problems, ...checkLexicon(codebook, lexicon)], size: patterns.length, unit: 'patterns', forms, isRead: true };
}
