import { STANCES, type FormTable, type Problem } from '../../model.js';
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

/** Rows of weights made fit for looking up: signs and themes by their place, words by form id. */
export class Weights {
  readonly level: readonly number[];
  /** Weights of the signs in the order asked for, flat, one an answer. */
  readonly signs: Float64Array;
  /** The words' weights, flat; word 0 is every word the table has not. */
  readonly words: Float64Array;
  readonly wordCount: number;
  readonly wordNames: readonly string[];
  /** The word of each form. */
  wordOf = new Int32Array(1 << 12);
  private readonly wordIds = new Map<string, number>();
  private readonly themeRows = new Map<string, readonly number[]>();
  private table: FormTable | undefined;
  private generation = -1;
  private known = 0;
  private lastIds: readonly string[] = [];
  private lastThemes = new Float64Array(0);

  constructor(
    rows: readonly WeightRow[],
    readonly answers: readonly string[],
    signNames: readonly string[],
  ) {
    const width = answers.length;
    this.level = rows.find(({ kind }) => kind === 'level')?.weights ?? answers.map(() => 0);
    this.signs = new Float64Array(signNames.length * width);
    const words: (readonly number[])[] = [answers.map(() => 0)];
    for (const { kind, name, weights } of rows) {
      const sign = kind === 'sign' ? signNames.indexOf(name) : -1;
      if (sign >= 0) this.signs.set(weights, sign * width);
      if (kind === 'theme') this.themeRows.set(name, weights);
      if (kind === 'word') {
        const known = this.wordIds.get(foldWord(name));
        if (known === undefined) this.wordIds.set(foldWord(name), words.push(weights) - 1);
        else words[known] = weights;
      }
    }
    this.words = Float64Array.from(words.flat());
    this.wordCount = words.length;
    this.wordNames = ['', ...this.wordIds.keys()];
  }

  /** Weights of these themes in their order, flat; 0 for those the table has not. The last answer is kept: all batches of a run ask for the same. */
  themes(ids: readonly string[]): Float64Array {
    const isSame = ids.length === this.lastIds.length && ids.every((id, i) => id === this.lastIds[i]);
    if (!isSame) {
      this.lastIds = ids;
      this.lastThemes = Float64Array.from(ids.flatMap((id) => this.themeRows.get(id) ?? this.answers.map(() => 0)));
    }
    return this.lastThemes;
  }

  /** Makes `wordOf` cover every form. Call it once a batch. */
  cover(forms: FormTable): void {
    if (this.table !== forms || this.generation !== forms.generation) {
      this.table = forms;
      this.generation = forms.generation;
      this.known = 0;
    }
    if (forms.size > this.wordOf.length) {
      const wider = new Int32Array(forms.size * 2);
      wider.set(this.wordOf);
      this.wordOf = wider;
    }
    for (let form = this.known; form < forms.size; form++) this.wordOf[form] = this.wordIds.get(foldWord(forms.surface(form))) ?? 0;
    this.known = forms.size;
  }
}
