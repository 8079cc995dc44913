import type { ConcordanceLine } from '../../pipeline/lexicon/workbench/concordance.js';
import { csvTable } from './csv.js';

export interface ConcordanceView {
  /** Characters of context on either side. */
  readonly width: number;
  readonly isColoured: boolean;
  /** Also names the pattern that fired and marks what stayed below the threshold. */
  readonly showsRules: boolean;
}

const LONGEST_RULE = 60;
const KEYWORD = ['\u001b[1;33m', '\u001b[0m'] as const;

/** Concordance lines, the keywords one below the other. */
export function concordanceText(lines: readonly ConcordanceLine[], { width, isColoured, showsRules }: ConcordanceView): string {
  const places = lines.map(({ file, label }) => `${file}:${label}`);
  const placeWidth = Math.max(0, ...places.map(lengthOf));
  const keywordWidth = showsRules ? Math.min(width, Math.max(0, ...lines.map(({ keyword }) => lengthOf(keyword)))) : 0;
  return lines
    .map((line, index) => {
      const left = [...line.left].slice(Math.max(0, lengthOf(line.left) - width)).join('');
      const after = Math.max(0, keywordWidth - lengthOf(line.keyword));
      // The right contexts end in one column, so that the patterns behind them stand below each other.
      const right = [...line.right].slice(0, width + after).join('');
      const keyword = isColoured ? KEYWORD.join(line.keyword) : line.keyword;
      const rule = showsRules ? `${' '.repeat(Math.max(0, width + after - lengthOf(right)))}  ${shortened(line.rule)}${line.isBelow ? ' (below threshold)' : ''}` : '';
      return `${padEnd(places[index], placeWidth)}  ${' '.repeat(Math.max(0, width - lengthOf(left)))}${left}${keyword}${right}${rule}`.trimEnd() + '\n';
    })
    .join('');
}

export function concordanceCsv(lines: readonly ConcordanceLine[]): string {
  return csvTable(
    ['file', 'label', 'theme', 'rule', 'below_threshold', 'left', 'keyword', 'right'],
    lines.map(({ file, label, theme, rule, isBelow, left, keyword, right }) => [file, label, theme, rule, isBelow ? 1 : 0, left, keyword, right]),
  );
}

/** True where colours are wanted: a terminal, and no NO_COLOR (no-color.org). */
export function wantsColour(stream: { readonly isTTY?: boolean }, environment: Readonly<Record<string, string | undefined>>): boolean {
  return stream.isTTY === true && (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb';
}

/** The whole pattern stands in the table. */
function shortened(rule: string): string {
  return rule.length <= LONGEST_RULE ? rule : `${rule.slice(0, LONGEST_RULE - 1)}…`;
}

function lengthOf(text: string): number {
  return [...text].length;
}

function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - lengthOf(text)));
}
