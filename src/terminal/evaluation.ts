import type { Scores } from '../../pipeline/evaluation/counts.js';
import type { Evaluation } from '../../pipeline/evaluation/evaluate.js';
import type { ThemeEvaluation, ThemeScores } from '../../pipeline/evaluation/themes.js';
import type { MentionEvaluation, ValueEvaluation } from '../../pipeline/evaluation/values.js';
import type { GoldEvaluation } from '../evaluation/evaluate-gold.js';
import { figure, figureWithInterval, footnotes, textTable } from './figures.js';

/** An evaluation as text for a terminal: every figure beside the constant answer's. */
export function evaluationText({ evaluation, coders, files, segmentation }: GoldEvaluation): string {
  const { units, themes } = evaluation;
  const cut = segmentation === null ? '' : `; ${segmentation.exact} of ${segmentation.units} cut as segments.json has them`;
  return [
    `${units} units in ${files.length} ${files.length === 1 ? 'thread' : 'threads'}, coded by ${coders.join(', ')}${cut}`,
    '',
    themeTable(themes),
    '',
    `constant: every unit gets ${themes.constant.themes.join(', ')}`,
    `agreed: given by all coders of a unit, or by none; ${themes.contested} contested unit-theme pairs left out. each: the mean over coders, nothing left out.`,
    `coders against one another: micro-F1 ${figure(themes.coders.f1)}`,
    `micro-F1 on agreed codings, 95% bootstrap interval over units within threads: ${figureWithInterval(themes.agreed.micro.f1, themes.microInterval)}`,
    '',
    ...evidenceLines(evaluation),
    '',
    valueTable(evaluation),
    '',
    mentionTable(evaluation),
    '',
  ].join('\n');
}

function themeTable(evaluation: ThemeEvaluation): string {
  const { themes, agreed, againstEach, constant } = evaluation;
  const header = ['theme', 'positives', 'precision', 'recall', 'F1', 'positives (each)', 'F1 (each)'];
  const cells = (one: Scores, each: Scores): readonly string[] => [
    count(one.positives), figure(one.precision), figure(one.recall), figure(one.f1), count(each.positives), figure(each.f1),
  ];
  const summary = (name: string, one: ThemeScores, each: ThemeScores): readonly (readonly string[])[] => [
    [`micro${name}`, ...cells(one.micro, each.micro)],
    [`macro${name}`, ...cells(one.macro, each.macro)],
  ];
  const rows = [
    ...themes.map((theme, index) => [theme, ...cells(agreed.themes[index], againstEach.themes[index])]),
    ...summary('', agreed, againstEach),
    ...summary(', constant', constant.agreed, constant.againstEach),
  ];
  const notes = themes.flatMap((theme, index) => {
    const { precision, recall, f1 } = agreed.themes[index];
    return [precision, recall, f1].map((statistic) => ({ name: theme, statistic }));
  });
  return [textTable(header, rows), ...footnotes(notes), 'macro: the mean over the themes with positives; their mean number stands beside it.'].join('\n');
}

function evidenceLines({ evidence }: Evaluation): readonly string[] {
  const { share, shareOfCodings, themes, unplaced } = evidence;
  return [
    `right themes with a sentence that overlaps a coder's evidence: ${figure(share)} of ${themes}`,
    `sentences of right themes that do: ${figure(shareOfCodings)}`,
    ...(unplaced > 0 ? [`right themes whose evidence is not in the unit's text, left out: ${unplaced}`] : []),
  ];
}

function valueTable({ stance, sentiment }: Evaluation): string {
  const row = (name: string, { pairs, accuracy, macroF1, constant }: ValueEvaluation): readonly string[] => [
    name, String(pairs), figure(accuracy), figure(macroF1), constant.value ?? '', figure(constant.accuracy), figure(constant.macroF1),
  ];
  const values = (name: string, { values: some }: ValueEvaluation): readonly (readonly string[])[] =>
    some.map(({ value, scores }) => [`  ${name} ${value}`, count(scores.positives), '', figure(scores.f1)]);
  const header = ['on agreed codings', 'number', 'accuracy', 'macro-F1', 'constant', 'accuracy', 'macro-F1'];
  return textTable(header, [
    row('stance of right themes', stance),
    ...values('stance', stance),
    row('sign of unit sentiment', sentiment),
    ...values('sign', sentiment),
  ]);
}

function mentionTable({ role, quoted }: Evaluation): string {
  const rows = (name: string, { scores, constant }: MentionEvaluation): readonly (readonly string[])[] => [
    [name, count(scores.positives), figure(scores.precision), figure(scores.recall), figure(scores.f1)],
    [`  constant ${constant.value ?? ''}`, '', figure(constant.scores.precision), figure(constant.scores.recall), figure(constant.scores.f1)],
  ];
  const header = ['agreed, not empty', 'positives', 'precision', 'recall', 'F1'];
  return textTable(header, [...rows('role', role), ...rows('quoted', quoted)]);
}

/** A number of positives; a mean over coders or themes has a decimal. */
function count(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}
