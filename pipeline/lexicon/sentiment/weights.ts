import { STANCES, type Problem } from '../../model.js';
import { numberCell, parseTable } from './parse.js';
import { foldWord } from './spelling.js';
import type { LexiconFile } from './tables.js';

/** What a row of weights is about: the level, a sign of the text, a theme by its id, or a word. */
export const WEIGHT_KINDS = ['level', 'sign', 'theme', 'word'] as const;
export type WeightKind = (typeof WEIGHT_KINDS)[number];

/** A row of `leaning.csv` or `stance.csv`: what it adds to each answer. */
export interface WeightRow {
  readonly kind: WeightKind;
  readonly name: string;
  /** One an answer, in the order of the table's columns. */
  readonly weights: readonly number[];
}

/** Numbers a row of weights takes: as many as the widest table has answers; in others the last stay 0. */
export const ROW = 4;

/** The answers of a unit's label and of a stance, in the order of the columns. */
export const LABELS = ['negative', 'neutral', 'positive'] as const;
export { STANCES };

/** Reads a table of `kind,name` and a column of weights for each answer. Faulty rows are left out, with a problem at their line. */
export function parseWeights(source: LexiconFile, answers: readonly string[], problems: Problem[]): WeightRow[] {
  const { file } = source;
  const rows: WeightRow[] = [];
  const lines = new Map<string, number>();
  for (const row of parseTable(source, ['kind', 'name', ...answers], problems)) {
    const kind = WEIGHT_KINDS.find((one) => one === row.cells['kind']);
    const name = row.cells['name'] ?? '';
    if (kind === undefined || (name === '' && kind !== 'level')) {
      const message = kind === undefined ? `"${row.cells['kind'] ?? ''}" is no kind of row.` : 'The row has no name.';
      problems.push({ severity: 'error', id: 'bad-weight', file, line: row.line, message, hint: `Kinds are ${WEIGHT_KINDS.join(', ')}; all but level need a name.` });
      continue;
    }
    const weights = answers.map((answer) => numberCell(row, answer, file, -20, 20, problems));
    if (weights.some((weight) => weight === undefined)) continue;
    const before = lines.get(`${kind} ${name}`);
    if (before !== undefined) {
      problems.push({ severity: 'warning', id: 'repeated-words', file, line: row.line, message: `The ${kind} "${name}" stands in line ${before} already; this one counts.`, hint: 'Delete one of the two.' });
    }
    lines.set(`${kind} ${name}`, row.line);
    rows.push({ kind, name, weights: weights as number[] });
  }
  return rows;
}

/** Rows of weights made fit for looking up. Tables of weights are flat: row `r` has its weights from `r * ROW` on, one an answer. */
export class Weights {
  readonly level: readonly number[];
  /** Weights of the signs in the order asked for. */
  readonly signs: Float64Array;
  /** The words' weights; word 0 is every word the table has not. */
  readonly words: Float64Array;
  readonly wordCount: number;
  readonly wordNames: readonly string[];
  private readonly wordIds = new Map<string, number>();
  private readonly themeRows = new Map<string, readonly number[]>();
  private lastIds: readonly string[] = [];
  private lastThemes: Float64Array = new Float64Array(0);

  constructor(
    rows: readonly WeightRow[],
    readonly answers: readonly string[],
    signNames: readonly string[],
  ) {
    this.level = rows.find(({ kind }) => kind === 'level')?.weights ?? answers.map(() => 0);
    this.signs = new Float64Array(signNames.length * ROW);
    const words: (readonly number[])[] = [[]];
    for (const { kind, name, weights } of rows) {
      const sign = kind === 'sign' ? signNames.indexOf(name) : -1;
      if (sign >= 0) this.signs.set(weights, sign * ROW);
      if (kind === 'theme') this.themeRows.set(name, weights);
      if (kind === 'word') {
        const known = this.wordIds.get(foldWord(name));
        if (known === undefined) this.wordIds.set(foldWord(name), words.push(weights) - 1);
        else words[known] = weights;
      }
    }
    this.words = flat(words);
    this.wordCount = words.length;
    this.wordNames = ['', ...this.wordIds.keys()];
  }

  /** Weights of these themes in their order; 0 for those the table has not. The last answer is kept: all batches of a run ask for the same. */
  themes(ids: readonly string[]): Float64Array {
    const isSame = ids.length === this.lastIds.length && ids.every((id, i) => id === this.lastIds[i]);
    if (!isSame) {
      this.lastIds = ids;
      this.lastThemes = flat(ids.map((id) => this.themeRows.get(id) ?? []));
    }
    return this.lastThemes;
  }

  /** The number of a word in small letters; 0 where the table has it not. */
  wordOf(word: string): number {
    return this.wordIds.get(word) ?? 0;
  }
}

function flat(rows: readonly (readonly number[])[]): Float64Array {
  const table = new Float64Array(rows.length * ROW);
  rows.forEach((weights, row) => table.set(weights, row * ROW));
  return table;
}
