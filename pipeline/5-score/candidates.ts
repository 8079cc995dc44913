import { AFTER_NOT } from '../lexicon/sentiment/items.js';
import { foldWord, spellings } from '../lexicon/sentiment/spelling.js';
import type { SentimentTables, ValenceRow } from '../lexicon/sentiment/tables.js';
import type { Tagged } from '../model.js';
import { GAP_HYPHEN, GAP_SPACE } from '../text/gap.js';

export interface CandidatePolicy {
  /** In how many texts a word, and a pair of words, must stand to be given a valence. */
  readonly wordTexts: number;
  readonly pairTexts: number;
  /** Words that say nothing alone or beside one another. */
  readonly never: readonly string[];
}

/** Words and pairs that a valence may be learned for, with the number of texts they stand in. */
export interface Candidates {
  readonly words: ReadonlyMap<string, number>;
  readonly pairs: ReadonlyMap<string, number>;
}

const WORD = /^[a-z][a-z']*$/;

/** Counts the words and the neighbouring words of a batch's units. `isListed` says of a word that it has an entry, so that its loose spellings count with it. */
export function countCandidates(batch: Tagged, isListed: (word: string) => boolean, { wordTexts, pairTexts, never }: CandidatePolicy): Candidates {
  const words = new Map<string, number>();
  const pairs = new Map<string, number>();
  const names = nameForms(batch, isListed);
  batch.annotations.forEach(({ firstSentence, endSentence }) => {
    const seen = new Set<string>();
    const { firstToken } = batch.sentences;
    const end = firstToken[endSentence]!;
    for (let i = firstToken[firstSentence]!; i < end; i++) {
      const word = names[batch.tokens.forms[i]!]!;
      if (word === '') continue;
      seen.add(word);
      const next = i + 1 < end && (batch.tokens.before[i + 1]! & ~(GAP_SPACE | GAP_HYPHEN)) === 0 ? names[batch.tokens.forms[i + 1]!]! : '';
      if (next !== '') seen.add(`${word} ${next}`);
    }
    for (const key of seen) {
      const counts = key.includes(' ') ? pairs : words;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  });
  const empty = new Set(never);
  for (const key of [...words.keys(), ...pairs.keys()]) {
    if (!key.split(' ').every((word) => empty.has(word))) continue;
    words.delete(key);
    pairs.delete(key);
  }
  return { words: atLeast(words, wordTexts), pairs: atLeast(pairs, pairTexts) };
}

/** For each form the word it counts as; empty where it is none. */
function nameForms(batch: Tagged, isListed: (word: string) => boolean): string[] {
  return Array.from({ length: batch.forms.size }, (_, form) => {
    const word = spellings(batch.forms.surface(form)).find(isListed) ?? foldWord(batch.forms.surface(form));
    return WORD.test(word) ? word : '';
  });
}

function atLeast(counts: ReadonlyMap<string, number>, least: number): Map<string, number> {
  return new Map([...counts].filter(([, n]) => n >= least).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The tables with every candidate among the learned rows: a word at the valence it has, a pair at none. */
export function withCandidates(tables: SentimentTables, candidates: Candidates, valenceOf: (word: string) => number): SentimentTables {
  const learned: ValenceRow[] = [];
  const add = (words: string, valence: number): void => {
    learned.push({ words, valence, file: 'learned.csv', line: 0 });
  };
  for (const word of candidates.words.keys()) add(word, valenceOf(word));
  for (const word of candidates.words.keys()) add(`${AFTER_NOT} ${word}`, 0);
  for (const pair of candidates.pairs.keys()) add(pair, 0);
  return { ...tables, learned };
}
