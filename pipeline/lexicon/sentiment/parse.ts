import Papa from 'papaparse';
import type { Problem } from '../../model.js';
import type { DegreeRow, LexiconFile, SentimentExample, ValenceRow } from './tables.js';

/** A record of a table with the line it begins on. */
export interface TableRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/**
 * Reads a CSV table with a header. Lines that begin with `# ` and blank lines say nothing.
 * Problems name line and column; a row with a problem is left out.
 */
export function parseTable({ file, text }: LexiconFile, columns: readonly string[], problems: Problem[]): TableRow[] {
  const rows: TableRow[] = [];
  let header: readonly string[] | undefined;
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  lines.forEach((line, index) => {
    if (line.trim() === '' || line.startsWith('# ') || line === '#' || line.startsWith('"# ')) return;
    const cells = Papa.parse<string[]>(line, { delimiter: ',' }).data[0] ?? [];
    if (header === undefined) {
      header = cells.map((cell) => cell.trim());
      const missing = columns.filter((column) => !header!.includes(column));
      if (missing.length > 0) {
        problems.push({
          severity: 'error', id: 'missing-column', file, line: index + 1, message: `The table has no column ${missing.map((name) => `"${name}"`).join(' and ')}.`,
          hint: `The first row names the columns: ${columns.join(',')}.`,
        });
      }
      return;
    }
    rows.push({ line: index + 1, cells: Object.fromEntries(header.map((name, i) => [name, (cells[i] ?? '').trim()])) });
  });
  return rows;
}

/** The number in a cell; undefined, with a problem, where it is none from `least` to `most`. */
export function numberCell(row: TableRow, name: string, file: string, least: number, most: number, problems: Problem[]): number | undefined {
  const cell = row.cells[name] ?? '';
  const value = Number(cell);
  if (cell !== '' && Number.isFinite(value) && value >= least && value <= most) return value;
  problems.push({
    severity: 'error', id: 'bad-number', file, line: row.line, message: `"${cell}" in column "${name}" is not a number from ${least} to ${most}.`,
    hint: 'Write it with a full stop, such as -1.5.',
  });
  return undefined;
}

function wordsCell(row: TableRow, file: string, problems: Problem[]): string | undefined {
  const words = row.cells['words'] ?? '';
  if (words === '') {
    problems.push({ severity: 'error', id: 'empty-words', file, line: row.line, message: 'The row has no words.', hint: 'Write a word or a phrase in its first cell, or delete the row.' });
    return undefined;
  }
  if (/[a-z]/i.test(words) && !isBalanced(words)) {
    problems.push({
      severity: 'error', id: 'open-bracket', file, line: row.line, message: `A bracket in "${words}" is not closed, or brackets stand inside one another.`,
      hint: 'Alternatives are (this|that), words that may be missing [this] or [this|that].',
    });
    return undefined;
  }
  return words;
}

function isBalanced(words: string): boolean {
  let open = '';
  for (const char of words) {
    if (char === '(' || char === '[') {
      if (open !== '') return false;
      open = char;
    } else if (char === ')' || char === ']') {
      if (open !== (char === ')' ? '(' : '[')) return false;
      open = '';
    } else if (char === '|' && open === '') return false;
  }
  return open === '';
}

/** Reads a table of `words,valence` with further columns for people. Repeated words are a warning: the last counts. */
export function parseValences(source: LexiconFile, problems: Problem[]): ValenceRow[] {
  const { file } = source;
  const rows: ValenceRow[] = [];
  const lines = new Map<string, number>();
  for (const row of parseTable(source, ['words', 'valence'], problems)) {
    const words = wordsCell(row, file, problems);
    const valence = numberCell(row, 'valence', file, -8, 8, problems);
    if (words === undefined || valence === undefined) continue;
    const before = lines.get(words.toLowerCase());
    if (before !== undefined) {
      problems.push({
        severity: 'warning', id: 'repeated-words', file, line: row.line, message: `"${words}" stands in line ${before} already; this one counts.`, hint: 'Delete one of the two.',
      });
    }
    lines.set(words.toLowerCase(), row.line);
    rows.push({ words, valence, file, line: row.line });
  }
  return rows;
}

/** Reads `words,factor`. */
export function parseDegrees(source: LexiconFile, problems: Problem[]): DegreeRow[] {
  const rows: DegreeRow[] = [];
  for (const row of parseTable(source, ['words', 'factor'], problems)) {
    const words = wordsCell(row, source.file, problems);
    const factor = numberCell(row, 'factor', source.file, 0, 4, problems);
    if (words !== undefined && factor !== undefined) rows.push({ words, factor, file: source.file, line: row.line });
  }
  return rows;
}

/** Reads `label,text`. */
export function parseExamples(source: LexiconFile, problems: Problem[]): SentimentExample[] {
  const examples: SentimentExample[] = [];
  for (const { line, cells } of parseTable(source, ['label', 'text'], problems)) {
    const { label, text } = cells;
    if ((label === 'negative' || label === 'neutral' || label === 'positive') && text !== undefined && text !== '') {
      examples.push({ label, text, file: source.file, line });
    } else {
      problems.push({
        severity: 'error', id: 'bad-example', file: source.file, line, message: `An example needs a label and a text; this label is "${label ?? ''}".`,
        hint: 'Labels are negative, neutral and positive. A text with a comma stands in double quotation marks.',
      });
    }
  }
  return examples;
}

/** Reads VADER's own `vader_lexicon.txt`: word, mean valence and more, between tabs. Its emoticons of several words are left out. */
export function parseVader({ file, text }: LexiconFile): ValenceRow[] {
  const rows: ValenceRow[] = [];
  text.split('\n').forEach((line, index) => {
    const [words, mean] = line.split('\t');
    const valence = Number(mean);
    if (words === undefined || mean === undefined || words.includes(' ') || !Number.isFinite(valence)) return;
    rows.push({ words, valence, file, line: index + 1 });
  });
  return rows;
}
