import { MEASURES, type Agreement, type Measured } from '../../pipeline/agreement/agree.js';
import { figure, figureWithInterval, footnotes, textTable } from './figures.js';

/** What the tables of agreement are arranged by. */
export type AgreementView = 'theme' | 'pair';

/** Agreement as text for a terminal. */
export function agreementText(agreement: Agreement, view: AgreementView, notes: readonly string[]): string {
  const { coders, units, single } = agreement;
  const head = `${coders.length} coders (${coders.join(', ')}), ${units} units coded by two or more${single > 0 ? `, ${single} by one alone (left out)` : ''}`;
  const table = view === 'pair' ? pairTable(agreement) : themeTable(agreement);
  return [head, ...notes, '', table, '', ...summary(agreement), ''].join('\n');
}

function themeTable({ themes, mean }: Agreement): string {
  const cells = (measures: Agreement['mean']): readonly string[] => [
    figure(measures.percent.value),
    withInterval(measures.positive),
    withInterval(measures.kappa),
    figure(measures.fleiss.value),
    withInterval(measures.alpha),
    figure(measures.brennanPrediger.value),
  ];
  const header = ['theme', 'given', 'percent', 'positive', 'kappa', 'Fleiss', 'alpha', 'Brennan-P.'];
  const rows = themes.map(({ theme, given, measures }) => [theme, String(given), ...cells(measures)]);
  const undefinedFigures = themes.flatMap(({ theme, measures }) => MEASURES.map((name) => ({ name: theme, statistic: measures[name].value })));
  return [textTable(header, [...rows, ['mean', '', ...cells(mean)]]), ...footnotes(undefinedFigures)].join('\n');
}

function pairTable({ pairs }: Agreement): string {
  const header = ['coders', 'units', 'percent', 'positive', 'mean kappa', 'alpha of theme sets'];
  const rows = pairs.map(({ first, second, units, percent, positive, kappa, alphaOfThemeSets }) => [
    `${first} - ${second}`,
    String(units),
    ...[percent, positive, kappa, alphaOfThemeSets].map((statistic) => figure(statistic)),
  ]);
  const undefinedFigures = pairs.flatMap(({ first, second, percent, kappa, positive, alphaOfThemeSets }) =>
    [percent, kappa, positive, alphaOfThemeSets].map((statistic) => ({ name: `${first} - ${second}`, statistic })),
  );
  return [textTable(header, rows), ...footnotes(undefinedFigures)].join('\n');
}

function summary({ pooledPositive, themeSets, stance, sentiment }: Agreement): readonly string[] {
  const lines: readonly (readonly [string, string])[] = [
    ['positive agreement, all themes summed (micro-F1)', withInterval(pooledPositive)],
    ['alpha of theme sets (MASI)', withInterval(themeSets)],
    ['alpha of stances of shared themes (nominal)', figure(stance)],
    ['alpha of unit sentiment (ordinal)', figure(sentiment)],
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  return [
    ...lines.map(([name, value]) => `${name.padEnd(width)}  ${value}`),
    ...footnotes([{ name: 'stances', statistic: stance }, { name: 'sentiment', statistic: sentiment }, { name: 'theme sets', statistic: themeSets.value }]),
    'Brackets: 95% bootstrap intervals over units within threads. kappa: Cohen, the mean over pairs of coders.',
  ];
}

function withInterval(measured: Measured): string {
  return figureWithInterval(measured.value, measured.interval);
}
