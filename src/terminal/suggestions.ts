import type { Suggestion, Suggestions } from '../../pipeline/lexicon/workbench/suggest.js';
import { rounded } from './coverage.js';
import { csvTable } from './csv.js';

/** A suggestion of the classifier, with what the word says for the theme in doublings of the odds. */
export interface WeighedSuggestion extends Suggestion {
  readonly weight: number;
}

export interface SuggestionView extends Suggestions {
  readonly theme: string;
  readonly bayes: readonly WeighedSuggestion[];
}

const CONTEXT = 45;

/** Suggestions as text for a terminal, `show` of each kind. */
export function suggestionText({ theme, carrying, others, missed, terms, collocates, bayes }: SuggestionView, show: number): string {
  return [
    `${carrying} coded units carry ${theme} (the lexicon misses ${missed}), ${others} do not. Nothing is added to the lexicon: try a word out with heddle lexicon kwic, then write it into the theme's file.`,
    ...section(`Typical of units that carry ${theme}, its own patterns' words left out`, terms, show),
    ...section("Near the words of the theme's own patterns", collocates, show),
    ...section('Words that speak for the theme by naive Bayes', bayes, show),
    ...(terms.length + collocates.length + bayes.length === 0 ? ['', 'No word stands in enough of its units and threads. Code more, or ask for less with --least.'] : []),
    '',
  ].join('\n');
}

export function suggestionJson(view: SuggestionView): string {
  const plain = <T extends Suggestion>(one: T): T => ({ ...one, logLikelihood: rounded(one.logLikelihood), logRatio: rounded(one.logRatio) });
  const bayes = view.bayes.map((one) => ({ ...plain(one), weight: rounded(one.weight) }));
  return `${JSON.stringify({ ...view, terms: view.terms.map(plain), collocates: view.collocates.map(plain), bayes }, null, 2)}\n`;
}

/** A row a line of evidence. */
export function suggestionCsv({ theme, terms, collocates, bayes }: SuggestionView): string {
  const rows = (kind: string, suggestions: readonly Suggestion[], weightOf: (index: number) => number | ''): (string | number)[][] =>
    suggestions.flatMap((one, index) =>
      one.evidence.map(({ file, label, left, keyword, right }) => [kind, theme, one.term, one.target, one.missed, one.reference, one.threads, rounded(one.logLikelihood), rounded(one.logRatio), weightOf(index), file, label, left, keyword, right]),
    );
  return csvTable(
    ['kind', 'theme', 'term', 'units', 'missed', 'other_units', 'threads', 'log_likelihood', 'log_ratio', 'bayes_weight', 'file', 'label', 'left', 'keyword', 'right'],
    [...rows('term', terms, () => ''), ...rows('collocate', collocates, () => ''), ...rows('bayes', bayes, (index) => rounded(bayes[index].weight))],
  );
}

function section(title: string, suggestions: readonly (Suggestion | WeighedSuggestion)[], show: number): readonly string[] {
  if (suggestions.length === 0) return [];
  const shown = suggestions.slice(0, show);
  return ['', suggestions.length > show ? `${title} (${show} of ${suggestions.length}):` : `${title}:`, '', ...shown.flatMap(linesOf)];
}

function linesOf(one: Suggestion | WeighedSuggestion): readonly string[] {
  const weight = 'weight' in one ? `, weight ${one.weight.toFixed(2)}` : '';
  const counts = `${one.target} units (${one.missed} missed) in ${one.threads} threads, ${one.reference} others, log-likelihood ${one.logLikelihood.toFixed(1)}, log ratio ${one.logRatio.toFixed(2)}${weight}`;
  const evidence = one.evidence.map(({ file, label, left, keyword, right }) => `    ${file}:${label}  ${[...left].slice(-CONTEXT).join('').trimStart()}[[${keyword}]]${[...right].slice(0, CONTEXT).join('').trimEnd()}`);
  return [`${one.term}  ${counts}`, ...evidence];
}
