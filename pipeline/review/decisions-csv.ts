import { DONE, readItem, SENTIMENT, sortDecisions, valuesOf, type Decision } from './decision.js';

/**
 * The form of `decisions.csv`: a line a decision, sorted, in UTF-8 behind a byte-order mark with plain line feeds, so that a spreadsheet
 * opens it, a person reads it, and two versions of it are compared and merged line by line.
 */

export const DECISION_COLUMNS = [
  'file', 'label', 'opening', 'coder', 'item', 'value', 'among', 'stratum', 'probability', 'blind', 'part', 'run', 'unit_id', 'digest', 'sketch',
] as const;
export type DecisionColumn = (typeof DECISION_COLUMNS)[number];

const TEST_PART = 'test';
const VERDICTS: ReadonlySet<string> = new Set(['yes', 'no', 'unsure']);
const STANCES: ReadonlySet<string> = new Set(['neg', 'neu', 'pos', 'mix']);
export const SENTIMENTS: readonly string[] = ['-2', '-1', '0', '1', '2'];

export function decisionsCsv(decisions: readonly Decision[]): string {
  const lines = sortDecisions(decisions).map((decision) => rowOf(decision).map(csvCell).join(','));
  return `\ufeff${[DECISION_COLUMNS.join(','), ...lines].join('\n')}\n`;
}

function rowOf(decision: Decision): readonly string[] {
  const { file, label, opening, coder, item, value, among, stratum, probability, blind, test, run, unit, digest, sketch } = decision;
  return [
    file, label, opening, coder, item, oneLine(value), among.join(';'), stratum,
    probability === null ? '' : String(probability), blind ? '1' : '', test ? TEST_PART : '', run, unit, digest, sketch,
  ];
}

/** Reads one row; a text says what is wrong with it and in which column. */
export function readDecision(cell: (column: DecisionColumn) => string): Decision | { readonly column: DecisionColumn; readonly message: string } {
  const [unit, coder, item, value] = [cell('unit_id'), cell('coder'), cell('item'), severalLines(cell('value'))];
  if (unit === '') return { column: 'unit_id', message: 'The decision does not say which unit it is about.' };
  if (coder === '') return { column: 'coder', message: 'The decision does not say who made it.' };
  if (readItem(item) === null) return { column: 'item', message: `"${item}" is nothing that can be decided.` };
  const wrong = wrongValue(item, value);
  if (wrong !== null) return { column: 'value', message: wrong };
  const written = cell('probability');
  const probability = written === '' ? null : Number(written);
  if (probability !== null && !(probability > 0 && probability <= 1)) return { column: 'probability', message: `"${written}" is no probability.` };
  return {
    unit, file: cell('file'), label: cell('label'), digest: cell('digest'), sketch: cell('sketch'), opening: cell('opening'),
    coder, item, value, among: cell('among').split(';').filter((theme) => theme !== ''),
    stratum: cell('stratum'), probability, blind: cell('blind') === '1', test: cell('part') === TEST_PART, run: cell('run'),
  };
}

/** What is wrong with the value of an item; null where nothing is. */
export function wrongValue(item: string, value: string): string | null {
  if (value === '') return 'The decision has no value.';
  const read = readItem(item);
  const allowed = read?.kind === 'theme' ? VERDICTS : read?.kind === 'stance' ? STANCES : item === SENTIMENT ? new Set(SENTIMENTS) : item === DONE ? new Set(['yes']) : null;
  if (allowed === null) return null;
  const strange = valuesOf(value, item).find((one) => !allowed.has(one));
  return strange === undefined ? null : `"${strange}" is none of ${[...allowed].join(', ')}.`;
}


/** Memos may have several lines; a decision has one. */
function oneLine(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('\r\n', '\\n').replaceAll(/[\r\n]/g, '\\n');
}

function severalLines(value: string): string {
  return value.replaceAll(/\\(\\|n)/g, (_, letter: string) => (letter === 'n' ? '\n' : '\\'));
}

/** A cell of CSV, with one apostrophe before a text that a spreadsheet would run as a formula; a plain number is none. */
export function csvCell(text: string): string {
  const guarded = /^'*[=+\-@\t\r]/.test(text) && !/^-\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

