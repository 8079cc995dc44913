import type { Coverage, PatternUse } from '../../pipeline/lexicon/workbench/coverage.js';
import type { GuardUse } from '../../pipeline/lexicon/workbench/guard-uses.js';
import type { KeyTerm } from '../../pipeline/lexicon/workbench/keyness.js';
import { csvTable } from './csv.js';
import { textTable } from './figures.js';

const LONGEST_PATTERN = 60;

/** Coverage as text for a terminal, `show` lines of each list. */
export function coverageText(coverage: Coverage, show: number): string {
  const { units, covered, uncovered, patterns, guards, typical } = coverage;
  const dead = patterns.filter(({ matches }) => matches === 0);
  const silent = patterns.filter(({ matches, codings }) => matches > 0 && codings === 0);
  const busiest = [...patterns].filter(({ codings }) => codings > 0).sort((a, b) => b.codings - a.codings || b.units - a.units);
  const below = [...patterns].filter((use) => use.below > 0).sort((a, b) => b.below - a.below || b.matches - a.matches);
  const busy = [...guards].filter(({ vetoed }) => vetoed > 0).sort((a, b) => b.vetoed - a.vetoed);
  const idle = guards.filter(({ vetoed }) => vetoed === 0);
  return [
    `${covered} of ${units} units (${percent(covered, units)}) have a theme, ${uncovered.length} have none; in ${uncovered.filter((unit) => unit.below.length > 0).length} of these something matched and stayed below the threshold.`,
    `${patterns.length} patterns: ${busiest.length} gave codings, ${silent.length} matched without giving any (below the threshold, or inside a stronger match), ${dead.length} never matched here.`,
    ...(guards.length === 0 ? [] : [`${guards.length} guards (unless, except): ${busy.length} took matches away, ${idle.filter(({ matches }) => matches > 0).length} matched where there was nothing to take, ${idle.filter(({ matches }) => matches === 0).length} never matched here.`]),
    ...section('Patterns that gave most codings', busiest.length, show, patternTable(busiest.slice(0, show))),
    ...section('Patterns that matched most often below the threshold', below.length, show, patternTable(below.slice(0, show))),
    ...section('Patterns that never matched', dead.length, show, [...byTheme(dead, show), ...dead.slice(0, show).map((use) => `${place(use)}  ${shortened(use.pattern.text)}`)].join('\n')),
    ...section('Guards that took most matches away', busy.length, show, guardTable(busy.slice(0, show))),
    ...section('Guards that took nothing away here', idle.length, show, [...byTheme(idle, show), ...idle.slice(0, show).map((use) => `${place(use)}  ${use.pattern.section}  ${shortened(use.pattern.text)}${use.matches > 0 ? `  (matched ${use.matches} times)` : ''}`)].join('\n')),
    ...section('Typical of units without a theme, against the others', typical.length, show, keyTable(typical.slice(0, show))),
    ...section('Units without a theme', uncovered.length, show, uncovered.slice(0, show).map(({ file, label, below: near, opening }) => `${file}:${label}${near.length > 0 ? ` (below: ${near.join(', ')})` : ''}  ${opening}`).join('\n')),
    '',
  ].join('\n');
}

/** The same in full. */
export function coverageJson({ units, covered, uncovered, patterns, guards, typical }: Coverage): string {
  const plain = patterns.map(({ theme, code, pattern, ...counts }) => ({ theme, code, rule: pattern.text, section: pattern.section, strength: pattern.strength, file: pattern.place.file, line: pattern.place.line, ...counts }));
  const vetoes = guards.map(({ theme, code, pattern, ...counts }) => ({ theme, code, rule: pattern.text, section: pattern.section, file: pattern.place.file, line: pattern.place.line, ...counts }));
  const terms = typical.map((one) => ({ ...one, logLikelihood: rounded(one.logLikelihood), logRatio: rounded(one.logRatio) }));
  return `${JSON.stringify({ units, covered, patterns: plain, guards: vetoes, typical: terms, uncovered }, null, 2)}\n`;
}

/** A row a pattern, a guard, a typical term or an uncovered unit: the column `kind` says which, and cells that do not apply are empty. */
export function coverageCsv({ uncovered, patterns, guards, typical }: Coverage): string {
  return csvTable(
    ['kind', 'theme', 'code', 'rule', 'section', 'strength', 'file', 'line', 'label', 'matches', 'units', 'codings', 'alone', 'below', 'vetoed', 'other_units', 'threads', 'log_likelihood', 'log_ratio', 'words', 'text'],
    [
      ...patterns.map(({ theme, code, pattern, matches, units, codings, alone, below }) => ['pattern', theme, code, pattern.text, pattern.section, pattern.strength, pattern.place.file, pattern.place.line, '', matches, units, codings, alone, below, '', '', '', '', '', '', '']),
      ...guards.map(({ theme, code, pattern, matches, vetoed }) => ['guard', theme, code, pattern.text, pattern.section, '', pattern.place.file, pattern.place.line, '', matches, '', '', '', '', vetoed, '', '', '', '', '', '']),
      ...typical.map(({ term, target, reference, threads, ...key }) => ['term', '', '', '', '', '', '', '', '', '', target, '', '', '', '', reference, threads, rounded(key.logLikelihood), rounded(key.logRatio), '', term]),
      ...uncovered.map(({ file, label, words, below, opening }) => ['unit', below.join(';'), '', '', '', '', file, '', label, '', '', '', '', '', '', '', '', '', '', words, opening]),
    ],
  );
}

/** Key terms as an aligned table. */
export function keyTable(terms: readonly KeyTerm[]): string {
  return textTable(
    ['term', 'units', 'others', 'threads', 'log-likelihood', 'log ratio'],
    terms.map(({ term, target, reference, threads, ...key }) => [term, String(target), String(reference), String(threads), key.logLikelihood.toFixed(1), key.logRatio.toFixed(2)]),
  );
}

function patternTable(uses: readonly PatternUse[]): string {
  return textTable(
    ['pattern', 'codings', 'units', 'alone', 'below', 'line'],
    uses.map((use) => [`${use.theme}  ${shortened(use.pattern.text)}`, String(use.codings), String(use.units), String(use.alone), String(use.below), place(use)]),
  );
}

/** How many each theme has, where more than are shown; the lists themselves are in the files' order. */
function byTheme(uses: readonly { readonly theme: string }[], show: number): readonly string[] {
  if (uses.length <= show) return [];
  const counts = new Map<string, number>();
  for (const { theme } of uses) counts.set(theme, (counts.get(theme) ?? 0) + 1);
  return [`By theme: ${[...counts].sort((a, b) => b[1] - a[1]).map(([theme, count]) => `${theme} ${count}`).join(', ')}.`, ''];
}

function guardTable(guards: readonly GuardUse[]): string {
  return textTable(
    ['guard', 'took away', 'matched', 'line'],
    guards.map((use) => [`${use.theme}  ${use.pattern.section} ${shortened(use.pattern.text)}`, String(use.vetoed), String(use.matches), place(use)]),
  );
}

function section(title: string, count: number, show: number, body: string): readonly string[] {
  if (count === 0) return [];
  return ['', count > show ? `${title} (${show} of ${count}):` : `${title}:`, '', body];
}

function place({ pattern }: Pick<PatternUse, 'pattern'>): string {
  return `${pattern.place.file}:${pattern.place.line}`;
}

function shortened(text: string): string {
  return text.length <= LONGEST_PATTERN ? text : `${text.slice(0, LONGEST_PATTERN - 1)}…`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? 'none' : `${Math.round((100 * part) / whole)} %`;
}

export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
