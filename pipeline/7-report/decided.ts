import { ByteWriter } from './bytes.js';
import type { RenderPlan } from './batch.js';
import { CODING_COLUMNS, unitColumns } from './columns.js';
import { textCell } from './csv.js';
import { rawCells, valueOf } from './record.js';

/** What people decided of a theme in a unit. */
export interface DecidedTheme {
  /** Index into the plan's themes. */
  readonly theme: number;
  readonly verdict: 'yes' | 'no' | 'contested';
  readonly source: 'person' | 'consensus';
  readonly coders: readonly string[];
}

export interface DecidedStance {
  readonly theme: number;
  /** The passage, in code points of the unit's text. */
  readonly start: number;
  readonly end: number;
  readonly stance: 'neg' | 'neu' | 'pos' | 'mix';
  readonly coder: string;
  readonly source: 'person' | 'consensus';
}

/** People's decisions on a unit of a fragment. */
export interface DecidedUnit {
  /** Its place in the fragment. */
  readonly unit: number;
  /** In the codebook's order. */
  readonly themes: readonly DecidedTheme[];
  readonly stances: readonly DecidedStance[];
  /** In ten-thousandths; null where nobody corrected it. */
  readonly sentiment: number | null;
  readonly sentimentContested: boolean;
  readonly coders: readonly string[];
  readonly memos: readonly { readonly coder: string; readonly text: string }[];
}

/** A coding as its row has it. */
export interface CodingRow {
  readonly theme: number;
  readonly start: number;
  readonly end: number;
  readonly negated: boolean;
  readonly quoted: boolean;
  /** Empty for a person who gave none. */
  readonly stance: 'neg' | 'neu' | 'pos' | 'mix' | '';
  readonly stanceScore: number;
  /** False where a person overruled it, or coders differ. */
  readonly holds: boolean;
}

/** The decided unit with what it was and what it is now. */
export interface Decided {
  readonly kind: string;
  readonly before: UnitState;
  readonly after: UnitState;
  /** Themes on which coders differ: neither given nor not. */
  readonly contested: readonly number[];
}

export interface UnitState {
  readonly themes: readonly number[];
  /** In ten-thousandths. */
  readonly sentiment: number;
  readonly label: 'negative' | 'neutral' | 'positive';
  /** Those that hold. */
  readonly codings: readonly CodingRow[];
}

/** The columns of the tables of a run, by name. */
export class DecidedColumns {
  readonly unit: ReadonlyMap<string, number>;
  readonly coding: ReadonlyMap<string, number>;
  readonly themeIndex: ReadonlyMap<string, number>;

  constructor(readonly plan: RenderPlan) {
    this.unit = new Map(unitColumns(plan.themes, plan.attributes).map((name, i) => [name, i]));
    this.coding = new Map(CODING_COLUMNS.map((name, i) => [name, i]));
    this.themeIndex = new Map(plan.themes.map((id, i) => [id, i]));
  }
}

/** The themes a unit has after people decided: contested ones are left out. */
export function decidedThemes(before: readonly number[], decided: readonly DecidedTheme[]): readonly number[] {
  const themes = new Set(before);
  for (const { theme, verdict } of decided) {
    if (verdict === 'yes') themes.add(theme);
    else themes.delete(theme);
  }
  return [...themes].sort((a, b) => a - b);
}

/** A person's sentiment has no neutral band: only 0 is neutral. */
export function labelOf(sentiment: number): UnitState['label'] {
  if (sentiment < 0) return 'negative';
  return sentiment > 0 ? 'positive' : 'neutral';
}

/** A row of `units.csv` with the decisions in it. Takes and gives the row without its line end. */
export function decidedUnitRow(row: string, columns: DecidedColumns, decided: DecidedUnit, after: UnitState, contested: readonly number[]): string {
  const cells = rawCells(row);
  const { plan } = columns;
  const set = (name: string, raw: string): void => {
    cells[columns.unit.get(name)!] = raw;
  };
  set('themes', after.themes.map((theme) => plan.themes[theme]!).join(';'));
  plan.themes.forEach((id, theme) => set(`theme_${id}`, contested.includes(theme) ? '' : after.themes.includes(theme) ? '1' : '0'));
  if (decided.sentiment !== null) {
    set('sentiment', decimal(decided.sentiment));
    set('sentiment_label', after.label);
  }
  const open = contested.map((theme) => plan.themes[theme]!);
  set('contested', [...open, ...(decided.sentimentContested ? ['sentiment'] : [])].join(';'));
  set('reviewed_by', textCellOf(decided.coders.join(';')));
  set('memo', textCellOf(memoText(decided)));
  return cells.join(',');
}

/** What is read from a row of `units.csv`. */
export function unitRowState(row: string, columns: DecidedColumns): { readonly id: string; readonly file: string; readonly label: string; readonly kind: string; readonly text: string; readonly themes: readonly number[]; readonly sentiment: number; readonly sentimentLabel: UnitState['label'] } {
  const cells = rawCells(row);
  const of = (name: string): string => valueOf(cells[columns.unit.get(name)!] ?? '');
  return {
    id: of('unit_id'),
    file: of('file'),
    label: of('label'),
    kind: of('kind'),
    text: of('text'),
    themes: of('themes').split(';').filter((id) => id !== '').map((id) => columns.themeIndex.get(id)!),
    sentiment: Math.round(Number(of('sentiment')) * 10_000),
    sentimentLabel: of('sentiment_label') as UnitState['label'],
  };
}

export function memoText({ memos }: DecidedUnit): string {
  return memos.map(({ coder, text }) => `${coder}: ${text}`).join('\n');
}

/** A text as a cell of CSV, guarded and quoted where it must be. */
export function textCellOf(text: string): string {
  const out = new ByteWriter();
  textCell(out, text);
  return new TextDecoder().decode(out.bytes().subarray(0, out.length - 1));
}

/** Ten-thousandths as a decimal. */
export function decimal(tenThousandths: number): string {
  const out = new ByteWriter();
  out.tenThousandths(tenThousandths);
  return new TextDecoder().decode(out.bytes());
}
