import type { EvidenceLine, Suggestion, Suggestions } from '../../pipeline/lexicon/workbench/suggest.js';
import type { NewCode } from '../workbench/new-codes.js';
import type { ThemeLessons } from '../workbench/review-lessons.js';
import { rounded } from './coverage.js';
import { csvTable } from './csv.js';

/** A suggestion of the classifier, with what the word says for the theme in doublings of the odds. */
export interface WeighedSuggestion extends Suggestion {
  readonly weight: number;
}

export interface SuggestionView extends Suggestions {
  readonly theme: string;
  /** True for a code that reviewers wrote and the lexicon does not have. */
  readonly isNew: boolean;
  /** Carrying units that were given the theme in a review. */
  readonly reviewed: number;
  readonly bayes: readonly WeighedSuggestion[];
  readonly newCodes: readonly NewCode[];
  readonly lessons: ThemeLessons;
}

const CONTEXT = 45;

/** Suggestions as text for a terminal, `show` of each kind. */
export function suggestionText(view: SuggestionView, show: number): string {
  const { theme, terms, collocates, bayes, corrected, correctedUnits, newCodes, lessons } = view;
  return [
    headline(view),
    ...section(`Typical of units that carry ${theme}, its own patterns' words left out`, terms.map(linesOf), show),
    ...section("Near the words of the theme's own patterns", collocates.map(linesOf), show),
    ...section('Words that speak for the theme by naive Bayes', bayes.map(linesOf), show),
    ...section(`Shared by units that a reviewer gave ${theme} and the lexicon did not`, corrected.map(linesOf), show),
    ...section(`Units that a reviewer gave ${theme} and the lexicon did not`, correctedUnits.map(({ file, label, opening }) => [`${file}:${label}  ${opening}`]), show),
    ...section('Codes that reviewers added', newCodes.map(codeLines), show),
    ...lessonSections(theme, lessons, show),
    ...(terms.length + collocates.length + bayes.length + corrected.length === 0 ? ['', 'No word stands in enough of its units and threads. Code more, or ask for less with --least.'] : []),
    '',
  ].join('\n');
}

function headline({ theme, isNew, carrying, others, missed, reviewed }: SuggestionView): string {
  const from = reviewed === 0 ? '' : `, ${reviewed} of them by review`;
  if (isNew) return `${carrying} units were given the code ${theme} in a review, ${others} reviewed units were not. The lexicon has no such theme: heddle review import writes a draft of one into reviews/drafts. Nothing is added by itself.`;
  return `${carrying} coded units carry ${theme}${from} (the lexicon misses ${missed}), ${others} do not. Nothing is added to the lexicon: try a word out with heddle lexicon kwic, then write it into the theme's file.`;
}

function lessonSections(theme: string, { units, isSample, rules, confusions }: ThemeLessons, show: number): readonly string[] {
  const basis = isSample ? `${units} units of random or blind samples` : `${units} coded units, which are no random sample: counts, no shares`;
  return [
    ...section(`Patterns to look at first: they gave ${theme} where people say it is not (${basis})`, rules.map(({ rule, wrong, units: of, evidence }) => [`${rule}  wrong in ${wrong} of ${of} units`, ...evidence.map(evidenceLine)]), show),
    ...section('Confused: the lexicon gave the one, and people meant the other', confusions.map(({ given, meant, units: count, evidence }) => [`${given}, meant ${meant}  ${count} unit${count === 1 ? '' : 's'}`, ...evidence.map(evidenceLine)]), show),
  ];
}

export function suggestionJson(view: SuggestionView): string {
  const plain = <T extends Suggestion>(one: T): T => ({ ...one, logLikelihood: rounded(one.logLikelihood), logRatio: rounded(one.logRatio) });
  const bayes = view.bayes.map((one) => ({ ...plain(one), weight: rounded(one.weight) }));
  return `${JSON.stringify({ ...view, terms: view.terms.map(plain), collocates: view.collocates.map(plain), bayes, corrected: view.corrected.map(plain) }, null, 2)}\n`;
}

const COLUMNS = ['kind', 'theme', 'term', 'units', 'missed', 'other_units', 'threads', 'log_likelihood', 'log_ratio', 'bayes_weight', 'wrong', 'other_theme', 'coder', 'file', 'label', 'left', 'keyword', 'right'] as const;
type Cells = Partial<Record<(typeof COLUMNS)[number], string | number>>;

/** A row a line of evidence; cells that do not apply to the kind are empty. */
export function suggestionCsv({ theme, terms, collocates, bayes, corrected, correctedUnits, newCodes, lessons }: SuggestionView): string {
  const placed = (cells: Cells, evidence: readonly EvidenceLine[]): readonly Cells[] => evidence.map((line) => ({ ...cells, ...line }));
  const rows = (kind: string, suggestions: readonly (Suggestion | WeighedSuggestion)[]): readonly Cells[] =>
    suggestions.flatMap((one) =>
      placed(
        {
          kind, theme, term: one.term, units: one.target, missed: one.missed, other_units: one.reference, threads: one.threads,
          log_likelihood: rounded(one.logLikelihood), log_ratio: rounded(one.logRatio), ...('weight' in one ? { bayes_weight: rounded(one.weight) } : {}),
        },
        one.evidence,
      ),
    );
  const cells: readonly Cells[] = [
    ...rows('term', terms), ...rows('collocate', collocates), ...rows('bayes', bayes), ...rows('corrected', corrected),
    ...correctedUnits.map(({ file, label, opening }): Cells => ({ kind: 'corrected_unit', theme, file, label, right: opening })),
    ...newCodes.flatMap(({ name, units, carrying, threads, evidence }) => evidence.map(({ file, label, coder, opening }): Cells => ({ kind: 'new_code', theme, term: name, units: carrying, other_units: units - carrying, threads, coder, file, label, right: opening }))),
    ...lessons.rules.flatMap(({ rule, units, wrong, evidence }) => placed({ kind: 'rule', theme, term: rule, units, wrong }, evidence)),
    ...lessons.confusions.flatMap(({ given, meant, units, evidence }) => placed({ kind: 'confusion', theme: given, other_theme: meant, units }, evidence)),
  ];
  return csvTable(COLUMNS, cells.map((row) => COLUMNS.map((name) => row[name] ?? '')));
}

function section(title: string, items: readonly (readonly string[])[], show: number): readonly string[] {
  if (items.length === 0) return [];
  return ['', items.length > show ? `${title} (${show} of ${items.length}):` : `${title}:`, '', ...items.slice(0, show).flat()];
}

function linesOf(one: Suggestion | WeighedSuggestion): readonly string[] {
  const weight = 'weight' in one ? `, weight ${one.weight.toFixed(2)}` : '';
  const counts = `${one.target} units (${one.missed} missed) in ${one.threads} threads, ${one.reference} others, log-likelihood ${one.logLikelihood.toFixed(1)}, log ratio ${one.logRatio.toFixed(2)}${weight}`;
  return [`${one.term}  ${counts}`, ...one.evidence.map(evidenceLine)];
}

function codeLines({ name, units, carrying, threads, evidence }: NewCode): readonly string[] {
  return [`${name}  ${units} unit${units === 1 ? '' : 's'} (${carrying} carry the theme) in ${threads} thread${threads === 1 ? '' : 's'}`, ...evidence.map(({ file, label, coder, opening }) => `    ${file}:${label} (${coder})  ${opening}`)];
}

function evidenceLine({ file, label, left, keyword, right }: EvidenceLine): string {
  return `    ${file}:${label}  ${[...left].slice(-CONTEXT).join('').trimStart()}[[${keyword}]]${[...right].slice(0, CONTEXT).join('').trimEnd()}`;
}
