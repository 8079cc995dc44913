import type { Lessons, Share } from '../../pipeline/review/teach.js';
import type { ContestedStatus, ReviewStatus } from '../review/status.js';
import { count } from './figures.js';

const MOST_LISTED = 20;

/** The state of a review, to read on a terminal. */
export function statusText(status: ReviewStatus): string {
  const { file, units, ofRun, coders, contested, stances, consensus, stale, lost, moved, split, gone, test, imports } = status;
  const lines = [
    `${units} of ${ofRun} units have decisions that hold (${file})`,
    '',
    row(['coder', 'units', 'done', 'decisions', 'unsure']),
    ...coders.map((coder) => row([coder.coder, coder.units, coder.done, coder.decisions, coder.unsure].map(String))),
    '',
    `${contested.length} contested${contested.length === 0 ? '' : ` in ${count(new Set(contested.map(({ file: thread, label }) => `${thread} ${label}`)).size, 'unit')}: left out of prevalence until heddle review adjudicate settles them`}`,
    ...listed(contested.map(conflictLine)),
  ];
  if (stances.length > 0) lines.push(`${count(stances.length, 'stance')} on which coders differ: Heddle’s counts until heddle review adjudicate settles it`, ...listed(stances.map(conflictLine)));
  if (consensus > 0) lines.push(`${consensus} settled by consensus`);
  if (moved > 0) lines.push(`${moved} units are in a thread of another name now; their decisions hold`);
  lines.push(`${stale.length} units stale: their text was edited, and their decisions wait to be made again`);
  lines.push(...listed(stale.map(({ decisions, similarity, now }) => `  ${decisions[0]!.file} ${decisions[0]!.label}: ${decisions[0]!.opening} (${Math.round(similarity * 100)}% of the words; now ${now})`)));
  if (lost.length > 0) lines.push(`${lost.length} units are not there any more; their decisions are kept`, ...listed(lost.map(({ decisions }) => `  ${decisions[0]!.file} ${decisions[0]!.label}: ${decisions[0]!.opening}`)));
  if (split.length > 0) lines.push(`${split.length} decisions are on themes that were split and have to be made again`, ...listed(split.map(({ file: thread, label, item, coder }) => `  ${thread} ${label}: ${item} (${coder})`)));
  if (gone.length > 0) lines.push(`${gone.length} decisions are on themes that the codebook does not have: ${[...new Set(gone.map(({ item }) => item.replace(/^theme:|^stance:|@.*$/g, '')))].join(', ')}`);
  if (test > 0) lines.push(`${test} units are set aside for tests`);
  lines.push('', `${imports.length} imports`);
  return `${lines.join('\n')}\n`;
}

function conflictLine({ theme, file, label, coders }: ContestedStatus): string {
  return `  ${file} ${label}: ${theme} (${coders.join(', ')})`;
}

/** What the review says of the lexicon. */
export function lessonsText({ units, themes, rules, confusions }: Lessons): string {
  if (units === 0) return 'Nothing can be learned yet: no unit of a random or blind sample is done.\n';
  const wrong = rules.filter((rule) => rule.wrong > 0).slice(0, MOST_LISTED);
  const lines = [
    `From ${units} units of random or blind samples, weighted by what each stands for; intervals are 95 %.`,
    '',
    row(['theme', 'with', 'without', 'precision', 'recall', 'counted', 'corrected'], LESSON_WIDTHS),
    ...themes.map((lesson) => row([lesson.theme, String(lesson.reviewedWith), String(lesson.reviewedWithout), share(lesson.precision), share(lesson.recall), percent(lesson.counted), share(lesson.corrected)], LESSON_WIDTHS)),
  ];
  if (wrong.length > 0) lines.push('', 'Patterns to look at first (wrong of reviewed):', ...wrong.map((rule) => `  ${rule.wrong} of ${rule.units}  ${rule.theme}: ${rule.rule}`));
  if (confusions.length > 0) lines.push('', 'Given, and meant instead:', ...confusions.slice(0, MOST_LISTED).map((one) => `  ${one.units}  ${one.given} -> ${one.meant}`));
  return `${lines.join('\n')}\n`;
}

const STATUS_WIDTHS = [16, 8, 8, 10, 8];
const LESSON_WIDTHS = [16, 5, 8, 18, 18, 8, 18];

function row(cells: readonly string[], widths: readonly number[] = STATUS_WIDTHS): string {
  return cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[i]!))).join(' ');
}

function share({ value, low, high }: Share): string {
  return value === null ? `? (${percent(low)}–${percent(high)})` : `${percent(value)} (${percent(low)}–${percent(high)})`;
}

function percent(value: number): string {
  return `${Math.round(value * 100)}%`;
}

function listed(lines: readonly string[]): readonly string[] {
  return lines.length <= MOST_LISTED ? lines : [...lines.slice(0, MOST_LISTED), `  … and ${lines.length - MOST_LISTED} more`];
}
