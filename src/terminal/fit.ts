import { scoresOf, sumCounts, type Counts } from '../../pipeline/evaluation/counts.js';
import { LEAST_POSITIVES, LEAST_THREADS, themesWithFew, type FitOptions } from '../../pipeline/fit/learn.js';
import type { ThemeCounts } from '../../pipeline/fit/validate.js';
import type { CompiledLexicon } from '../../pipeline/lexicon/compile.js';
import type { LexiconFit } from '../fitting/fit-lexicon.js';
import type { ThemeChange } from '../fitting/write-fit.js';
import { figure, textTable } from './figures.js';

export interface FitView {
  readonly fit: LexiconFit;
  readonly lexicon: CompiledLexicon;
  readonly themes: ReadonlySet<number>;
  readonly changes: readonly ThemeChange[];
  readonly heldOut: { readonly units: number; readonly before: ThemeCounts; readonly after: ThemeCounts } | null;
  /** Units that people decided on in a review. */
  readonly reviewed: number;
  readonly options: FitOptions;
  /** How many changed patterns are shown. */
  readonly show: number;
  /** The files written; null where none was to be. */
  readonly written: readonly string[] | null;
}

/** A fit as text for a terminal: what it gains on threads left out, what it changes and why, what stays. */
export function fitText(view: FitView): string {
  const { fit, heldOut, reviewed } = view;
  const from = reviewed === 0 ? '' : ` (${reviewed} of them reviewed)`;
  return [
    `${fit.evidence.units.length} coded units${from} in ${fit.threads} threads. F1 on codings that all coders of a unit agree on, each thread measured with numbers learned from the others:`,
    '',
    gains(view, fit.before, fit.after),
    '',
    ...settingLines(view),
    '',
    ...(heldOut === null ? [] : [`On ${heldOut.units} units held out, which taught nothing:`, '', gains(view, heldOut.before, heldOut.after), '']),
    ...patternLines(view),
    '',
    ...endLines(view),
    '',
  ].join('\n');
}

function gains({ fit, lexicon, themes }: FitView, before: ThemeCounts, after: ThemeCounts): string {
  const chosen = [...themes];
  const row = (name: string, one: Counts, other: Counts, threshold: string): readonly string[] => {
    const [now, then] = [scoresOf(one), scoresOf(other)];
    return [name, String(now.positives), figure(now.precision), figure(now.recall), figure(now.f1), figure(then.precision), figure(then.recall), figure(then.f1), threshold];
  };
  const factor = (theme: number): string => `${fit.written.thresholds[theme]} → ${fit.fitted.thresholds[theme]}`;
  const rows = chosen.map((theme) => row(lexicon.codebook.themes[theme].id, before[theme], after[theme], factor(theme)));
  const micro = row('micro', sumCounts(chosen.map((theme) => before[theme])), sumCounts(chosen.map((theme) => after[theme])), '');
  return textTable(['theme', 'positives', 'precision', 'recall', 'F1 now', 'precision', 'recall', 'F1 fitted', 'threshold'], chosen.length > 1 ? [...rows, micro] : rows);
}

function settingLines({ fit, lexicon, themes }: FitView): readonly string[] {
  const { tried, setting } = fit;
  const holds = [...new Set(tried.map((one) => one.setting.hold))];
  const decisions = [...new Set(tried.map((one) => one.setting.decision))];
  const name = (hold: number): string => (Number.isFinite(hold) ? `strengths held by ${hold}` : 'thresholds only');
  const rows = holds.map((hold) => [
    name(hold),
    ...decisions.map((decision) => tried.find((one) => one.setting.hold === hold && one.setting.decision === decision)!.f1.toFixed(3)),
  ]);
  const few = [...themesWithFew(fit.evidence)].filter((theme) => themes.has(theme)).map((theme) => lexicon.codebook.themes[theme].id);
  return [
    ...(few.length > 0 ? [`Thresholds stay where fewer than ${LEAST_POSITIVES} units have the theme: ${few.join(', ')}.`] : []),
    `Chosen: ${name(setting.hold)}, a theme given from a probability of ${setting.decision} on.`,
    ...(tried.length > 1 ? ['micro-F1 on threads left out, all themes, by setting:', '', textTable(['probability from', ...decisions.map(String)], rows)] : []),
  ];
}

function patternLines({ fit, lexicon, themes, changes, options, show }: FitView): readonly string[] {
  const patterns = lexicon.patterns.flatMap(({ theme, pattern }, index) => (themes.has(theme) && pattern.strength !== 0 ? [index] : []));
  const enough = patterns.filter((index) => fit.free.has(index)).length;
  if (!Number.isFinite(fit.setting.hold)) return [`The strengths of all ${patterns.length} patterns stay: learning them gained nothing on threads left out (--hold 30 shows what would change).`];
  const stay = `${patterns.length - enough} of ${patterns.length} patterns stay as they are: they counted in fewer than ${options.leastUnits} units or ${LEAST_THREADS} threads.`;
  const size = (from: number, to: number): number => Math.abs(Math.log(to / from));
  const changed = changes
    .flatMap(({ strengths }) => strengths)
    .sort((a, b) => size(b.pattern.strength, b.strength) - size(a.pattern.strength, a.strength) || a.pattern.place.line - b.pattern.place.line);
  if (changed.length === 0) return [stay];
  const rows = changed.slice(0, show).map(({ pattern, strength, evidence }) => [
    `${pattern.place.file}:${pattern.place.line}`, String(pattern.strength), String(strength), String(evidence.with), String(evidence.without), String(evidence.threads), shortened(pattern.text),
  ]);
  return [
    stay,
    `${changed.length} change${changed.length > show ? `; the ${show} that change most` : ''}, with the units where each counted (contested ones half each way):`,
    '',
    textTable(['line', 'now', 'fitted', 'with theme', 'without', 'threads', 'pattern'], rows),
  ];
}

const LONGEST = 60;

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

function endLines({ changes, written }: FitView): readonly string[] {
  if (changes.length === 0) return ['Nothing changes.'];
  if (written === null) return ['Nothing was written. --write puts these numbers into the files.'];
  return [`Written: ${written.join(', ')}.`];
}
