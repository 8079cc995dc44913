import { scoresOf, sumCounts, type Counts } from '../../pipeline/evaluation/counts.js';
import { isUnchanged, type CodebookChanges, type PatternChange, type PatternSide, type ThemeChanges } from '../../pipeline/lexicon/workbench/compare.js';
import type { SeenCue, UnitImpact } from '../../pipeline/lexicon/workbench/impact.js';
import type { ThemeMeasure } from '../../pipeline/lexicon/workbench/measure.js';
import { figure, textTable } from './figures.js';

const LONGEST_SENTENCE = 160;
const SIGNS = { added: '+', removed: '-', changed: '~', gained: '+', lost: '-' } as const;

/** The rules that changed, a line each. */
export function changesText(changes: CodebookChanges): string {
  if (isUnchanged(changes)) return 'The rules are the same.\n';
  const all = changes.themes.flatMap(({ patterns }) => patterns);
  const count = (kind: PatternChange['kind']): number => all.filter((change) => change.kind === kind).length;
  const lines = [`Patterns: ${count('added')} added, ${count('removed')} removed, ${count('changed')} changed.`];
  if (changes.policy.length > 0) lines.push(`The policy says otherwise: ${changes.policy.join(', ')}.`);
  for (const { name, added, removed } of changes.lists) {
    lines.push('', `@${name}`, ...added.map((line) => `  + ${line}`), ...removed.map((line) => `  - ${line}`));
  }
  for (const theme of changes.themes) lines.push('', ...themeLines(theme));
  return `${lines.join('\n')}\n`;
}

function themeLines({ path: { id, before, isKept }, threshold, patterns }: ThemeChanges): readonly string[] {
  const formerly = before.filter((name) => name !== id);
  const fate = !isKept ? ' (gone)' : before.length === 0 ? ' (new)' : formerly.length > 0 ? ` (was ${formerly.join(', ')})` : '';
  return [
    `${id}${fate}`,
    ...(threshold === null ? [] : [`  ~ threshold ${threshold.before} → ${threshold.after}`]),
    ...patterns.map(({ kind, code, pattern, before: earlier, after }) => `  ${SIGNS[kind]} ${sideText(earlier, after)}  ${code === '' ? '' : `${code}: `}${pattern}`),
  ];
}

function sideText(before: PatternSide | null, after: PatternSide | null): string {
  const text = ({ section, strength }: PatternSide): string => (section === 'unless' || section === 'except' ? section : `${section} ^${strength}`);
  if (before && after) return `${text(before)} → ${text(after)}`;
  const one = after ?? before;
  return one ? text(one) : '';
}

/** Units gained and lost, by theme, each with the words that did it; at most `show` a theme and kind. */
export function impactText(units: number, impacts: readonly UnitImpact[], show: number): string {
  const places = (kind: UnitImpact['kind']): number => new Set(impacts.filter((one) => one.kind === kind).map(({ file, label }) => `${file}\0${label}`)).size;
  const head = `Of ${units} units, ${places('gained')} gained a theme and ${places('lost')} lost one.\n`;
  const themes = [...new Set(impacts.map(({ theme }) => theme))];
  return head + themes.map((theme) => impactOfTheme(theme, impacts.filter((one) => one.theme === theme), show)).join('');
}

function impactOfTheme(theme: string, impacts: readonly UnitImpact[], show: number): string {
  const kinds = (['gained', 'lost'] as const).map((kind) => impacts.filter((one) => one.kind === kind));
  const lines = kinds.flatMap((some) => {
    const rest = some.length - show;
    return [...some.slice(0, show).flatMap(unitLines), ...(rest > 0 ? [`  … and ${rest} more ${some[0]!.kind}; --show ${some.length} shows all.`] : [])];
  });
  return `\n${[`${theme}  +${kinds[0]!.length} -${kinds[1]!.length}`, ...lines].join('\n')}\n`;
}

function unitLines({ kind, file, label, cues }: UnitImpact): readonly string[] {
  const sentence = (cues[0]?.sentence ?? '').replace(/\s+/g, ' ').trim();
  const shown = sentence.length > LONGEST_SENTENCE ? `${sentence.slice(0, LONGEST_SENTENCE - 1)}…` : sentence;
  return [`  ${SIGNS[kind]} ${file} ${label}: ${cues.map(cueText).join('; ')}`, `      ${shown}`];
}

function cueText({ words, rule, weight }: SeenCue): string {
  return `“${words.replace(/\s+/g, ' ')}” by ${rule} ^${weight}`;
}

/** Precision, recall and F1 before and after, of the themes whose figures moved, and of all together. */
export function measuredText(measured: readonly ThemeMeasure[]): string {
  const moved = measured.filter(({ before, after }) => before.right !== after.right || before.wrong !== after.wrong);
  const row = (name: string, before: Counts, after: Counts): readonly string[] => {
    const [then, now] = [scoresOf(before), scoresOf(after)];
    return [name, String(now.positives), ...(['precision', 'recall', 'f1'] as const).map((key) => `${figure(then[key])} → ${figure(now[key])}`)];
  };
  const all = row('all', sumCounts(measured.map(({ before }) => before)), sumCounts(measured.map(({ after }) => after)));
  return `Against people's codings, where the coders of a unit agree:\n\n${textTable(['theme', 'positives', 'precision', 'recall', 'F1'], [...moved.map(({ theme, before, after }) => row(theme, before, after)), all])}\n`;
}
