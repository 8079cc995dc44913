import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js';
import type { CodedWords } from '../../pipeline/lexicon/workbench/suggest.js';

/** Words in fewer units teach a classifier chance, and make every document's row longer. */
const LEAST_UNITS = 3;

/**
 * What each word says for a theme, in doublings of the odds, as natural's naive Bayes learned it from coded units.
 * Words that speak against it are left out; empty where all units are of one kind.
 */
export function bayesWeights(documents: readonly CodedWords[]): ReadonlyMap<string, number> {
  if (documents.every(({ carries }) => carries) || !documents.some(({ carries }) => carries)) return new Map();
  const counts = new Map<string, number>();
  for (const { words } of documents) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const kept = [...counts].flatMap(([word, count]) => (count >= LEAST_UNITS ? [word] : []));
  const known = new Set(kept);
  const classifier = new BayesClassifier();
  for (const { carries, words } of documents) {
    const learned = words.filter((word) => known.has(word));
    // A unit without any of the words still tells how common the theme is; natural passes over empty documents.
    classifier.addDocument(learned.length > 0 ? learned : [' '], carries ? 'theme' : 'other');
  }
  classifier.train();
  const prior = oddsOf(classifier, []);
  const weights = kept.map((word): readonly [string, number] => [word, Math.log2(oddsOf(classifier, [word]) / prior)]);
  return new Map(weights.filter(([, weight]) => weight > 0));
}

function oddsOf(classifier: BayesClassifier, words: readonly string[]): number {
  const values = new Map(classifier.getClassifications(words).map(({ label, value }) => [label, value]));
  return values.get('theme')! / values.get('other')!;
}
