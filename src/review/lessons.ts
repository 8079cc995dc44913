import { csvCell } from '../../pipeline/review/decisions-csv.js';
import type { Lessons, Share } from '../../pipeline/review/teach.js';

const COLUMNS = ['kind', 'theme', 'rule', 'other_theme', 'reviewed', 'reviewed_without', 'wrong', 'wrong_weighted', 'precision', 'precision_low', 'precision_high', 'recall', 'recall_low', 'recall_high', 'prevalence', 'corrected', 'corrected_low', 'corrected_high'] as const;
type Cells = Partial<Record<(typeof COLUMNS)[number], string | number | null>>;

/** What a review teaches as one table: a row a theme, a row a pattern (those wrong most often first), a row a confusion. */
export function lessonsCsv({ themes, rules, confusions }: Lessons): string {
  const rows: Cells[] = [
    ...themes.map((lesson): Cells => ({
      kind: 'theme', theme: lesson.theme, reviewed: lesson.reviewedWith, reviewed_without: lesson.reviewedWithout,
      ...shareCells('precision', lesson.precision), ...shareCells('recall', lesson.recall), prevalence: figure(lesson.counted), ...shareCells('corrected', lesson.corrected),
    })),
    ...rules.map((lesson): Cells => ({
      kind: 'rule', theme: lesson.theme, rule: lesson.rule, reviewed: lesson.units, wrong: lesson.wrong, wrong_weighted: figure(lesson.weightedWrong),
      ...shareCells('precision', lesson.precision),
    })),
    ...confusions.map(({ given, meant, units }): Cells => ({ kind: 'confusion', theme: given, other_theme: meant, reviewed: units })),
  ];
  const lines = rows.map((row) => COLUMNS.map((name) => csvCell(String(row[name] ?? ''))).join(','));
  return `\ufeff${[COLUMNS.join(','), ...lines].join('\r\n')}\r\n`;
}

function shareCells(name: 'precision' | 'recall' | 'corrected', { value, low, high }: Share): Cells {
  return { [name]: value === null ? null : figure(value), [`${name}_low`]: figure(low), [`${name}_high`]: figure(high) };
}

function figure(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
