import { createRequire } from 'node:module';
import AhoCorasick from 'ahocorasick';
import Sentiment from 'sentiment';
import type { Comment } from './corpus.js';
import { importedLexicon, readCategories, themeFinder } from './dictionary.js';
import { plainRegex, wholeTokenRegex, type Category } from './regexes.js';

/** What was found in a comment: numbers of themes with blanks between, or one number. */
export type Find = (comments: readonly Comment[]) => readonly string[];

export interface Peer {
  readonly id: string;
  readonly title: string;
  /** Seen too slow to go through all that the others go through; it gets the first megabyte. */
  readonly isSlow: boolean;
  /** What the finder gives: themes by number, or a figure of its own. */
  readonly gives: 'themes' | 'number';
  /** Gets ready, which is not counted. `vocabulary` holds the words of the corpus in small letters. */
  prepare(dictionary: string, vocabulary: () => ReadonlySet<string>): Promise<Find>;
}

export const BASELINE = 'regexes';

/** Everybody who goes through the same comments. Heddle's own tags are among them: segment, annotate and tag. */
export const PEERS: readonly Peer[] = [
  { id: BASELINE, title: 'twenty plain regexes', isSlow: false, gives: 'themes', prepare: async (dictionary) => regexFind(readCategories(dictionary).map(plainRegex)) },
  { id: 'whole-tokens', title: 'twenty regexes on whole tokens', isSlow: true, gives: 'themes', prepare: async (dictionary) => regexFind(readCategories(dictionary).map(wholeTokenRegex)) },
  { id: 'heddle', title: '**Heddle**, tags (segment, annotate, tag)', isSlow: false, gives: 'themes', prepare: heddle },
  { id: 'ahocorasick', title: 'ahocorasick, globs expanded beforehand', isSlow: false, gives: 'themes', prepare: async (dictionary, vocabulary) => ahoCorasick(readCategories(dictionary), vocabulary()) },
  { id: 'wink', title: 'wink-nlp, tokens alone', isSlow: true, gives: 'number', prepare: wink },
  { id: 'vader', title: 'vader-sentiment', isSlow: true, gives: 'number', prepare: async () => vader() },
  { id: 'sentiment', title: 'sentiment (AFINN)', isSlow: false, gives: 'number', prepare: async () => afinn() },
];

function regexFind(regexes: readonly RegExp[]): Find {
  return (comments) => comments.map(({ text }) => listed(regexes, (regex) => regex.test(text)));
}

function listed<T>(all: readonly T[], isThere: (one: T, index: number) => boolean): string {
  let found = '';
  all.forEach((one, index) => {
    if (isThere(one, index)) found += ` ${index}`;
  });
  return found.slice(1);
}

async function heddle(dictionary: string): Promise<Find> {
  const names = readCategories(dictionary).map(({ name }) => name);
  const find = themeFinder(await importedLexicon(dictionary));
  return (comments) => find(comments).map((themes) => listed(names, (name) => themes.has(name)));
}

const LETTER = /[\p{L}\p{N}]/u;
/** More phrases than this of one entry are not made. */
const MOST_PHRASES = 5000;

/** All words that a glob stands for are looked up in the corpus beforehand, since the package knows no globs. */
function ahoCorasick(categories: readonly Category[], vocabulary: ReadonlySet<string>): Find {
  const owners = new Map<string, number[]>();
  categories.forEach(({ entries }, category) => {
    for (const phrase of new Set(entries.flatMap((entry) => phrasesOf(entry, vocabulary)))) owners.set(phrase, [...(owners.get(phrase) ?? []), category]);
  });
  const automaton = new AhoCorasick([...owners.keys()]);
  return (comments) =>
    comments.map(({ text }) => {
      const lower = text.toLowerCase().replaceAll('’', "'");
      const found = new Uint8Array(categories.length);
      for (const [last, phrases] of automaton.search(lower)) {
        for (const phrase of phrases) if (isWhole(lower, last + 1 - phrase.length, last + 1)) for (const owner of owners.get(phrase)!) found[owner] = 1;
      }
      return listed(categories, (_, index) => found[index] === 1);
    });
}

function phrasesOf(entry: string, vocabulary: ReadonlySet<string>): readonly string[] {
  const words = entry.toLowerCase().split(/\s+/).map((word) => {
    if (!/[*?]/.test(word)) return [word];
    const glob = new RegExp(`^${word.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'u');
    return [...vocabulary].filter((known) => glob.test(known));
  });
  return words.reduce<readonly string[]>((phrases, next) => phrases.flatMap((phrase) => next.map((word) => (phrase === '' ? word : `${phrase} ${word}`))).slice(0, MOST_PHRASES), ['']);
}

function isWhole(text: string, start: number, end: number): boolean {
  const isInside = (at: number, step: number): boolean => LETTER.test(text[at] ?? '') || (/[-']/.test(text[at] ?? '') && LETTER.test(text[at + step] ?? ''));
  return !isInside(start - 1, -1) && !isInside(end, 1);
}

async function wink(): Promise<Find> {
  const [{ default: winkNLP }, { default: model }] = await Promise.all([import('wink-nlp'), import('wink-eng-lite-web-model')]);
  const nlp = winkNLP(model, []);
  return (comments) => comments.map(({ text }) => String(nlp.readDoc(text).tokens().length()));
}

function vader(): Find {
  const loaded: unknown = createRequire(import.meta.url)('vader-sentiment');
  const { SentimentIntensityAnalyzer: analyzer } = loaded as { SentimentIntensityAnalyzer: { polarity_scores(text: string): { compound: number } } };
  return (comments) => comments.map(({ text }) => String(analyzer.polarity_scores(text).compound));
}

function afinn(): Find {
  const analyzer = new Sentiment();
  return (comments) => comments.map(({ text }) => String(analyzer.analyze(text).score));
}
