import { count } from './figures.js';
import { problemCounts } from './problems.js';
import type { RunOutcome } from '../job/run-job.js';

const BAR_WIDTH = 24;
const MOST_THEMES = 20;

/** What a run says at its end: units, words, themes by prevalence, what was left out, and where the files are. */
export interface SummaryFacts extends RunOutcome {
  /** As the user named it. */
  readonly out: string;
}

export function summaryText(facts: SummaryFacts): string {
  const { account, files, out, seconds } = facts;
  const rate = account.bytes > 1e6 ? `, ${(account.bytes / 1e6 / seconds).toFixed(1)} MB/s` : '';
  const lines = [
    `${count(account.threads, 'file')}, ${count(account.units, 'unit')}, ${count(account.words, 'word')}, ${count(account.codings, 'coding')} in ${seconds.toFixed(1)} s${rate}`,
    ...leftOut(facts),
    ...reviewed(facts),
    '',
    ...themeLines(facts),
    '',
  ];
  const counts = problemCounts(account.problems);
  if (counts !== '') lines.push(`${counts} (above, and in run.json)`, '');
  const folder = out.replace(/[\\/]+$/, '');
  lines.push('Written:', ...files.map((name) => `  ${folder}/${name}`));
  return `${lines.join('\n')}\n`;
}

function leftOut({ account, links }: SummaryFacts): string[] {
  const { excluded, empty, broken } = account.left;
  const parts: string[] = [];
  if (links.exact + links.near > 0) parts.push(`${links.exact} with the words of an earlier unit, ${links.near} nearly so (duplicate_of)`);
  if (excluded > 0) parts.push(`${excluded} left out by exclude.csv`);
  if (empty > 0) parts.push(`${empty} rows without text`);
  if (broken > 0) parts.push(`${broken} rows that could not be read`);
  if (account.reused > 0) parts.push(`${account.reused} of ${account.batches} batches taken from the run before`);
  return parts;
}

function reviewed({ review, contested }: SummaryFacts): string[] {
  if (review === null) return [];
  const { units, coders } = review;
  const open = contested.count === 0 ? '' : `; ${count(contested.count, 'unit')} contested and left out of the shares of their themes`;
  return [`${count(units.kept + units.moved, 'unit')} as ${coders.join(', ')} decided${open}`];
}

function themeLines({ tally, codebook, contested }: SummaryFacts): string[] {
  const units = tally.ofUnits(0, 'units') + tally.ofUnits(1, 'units');
  if (units === 0) return ['no units'];
  const rows = codebook.themes
    .map(({ id }, theme) => ({
      id,
      units: units - contested.ofTheme(theme, [0, 1]),
      having: tally.ofTheme(theme, 0, 'units') + tally.ofTheme(theme, 1, 'units'),
      neg: tally.ofTheme(theme, 0, 'neg') + tally.ofTheme(theme, 1, 'neg'),
      codings: tally.ofTheme(theme, 0, 'codings') + tally.ofTheme(theme, 1, 'codings'),
    }))
    .sort((a, b) => b.having - a.having || (a.id < b.id ? -1 : 1));
  const width = Math.max(5, ...rows.map(({ id }) => id.length));
  const most = Math.max(1, rows[0]?.having ?? 1);
  const lines = rows.slice(0, MOST_THEMES).map(({ id, units: of, having, neg, codings }) => {
    const share = of === 0 ? '' : `${((100 * having) / of).toFixed(1)}%`;
    const negative = codings === 0 ? '' : `${Math.round((100 * neg) / codings)}%`;
    return `${id.padEnd(width)}  ${String(having).padStart(7)}  ${share.padStart(6)}  ${negative.padStart(8)}  ${'#'.repeat(Math.round((BAR_WIDTH * having) / most))}`.trimEnd();
  });
  const rest = rows.length - lines.length;
  if (rest > 0) lines.push(`… and ${count(rest, 'theme')} more in themes.csv`);
  return [`${'theme'.padEnd(width)}  ${'units'.padStart(7)}  ${'share'.padStart(6)}  ${'negative'.padStart(8)}`, ...lines];
}
