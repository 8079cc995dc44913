import { decimal, textCellOf, type CodingRow, type DecidedColumns, type DecidedStance, type DecidedUnit } from './decided.js';
import { rawCells, valueOf } from './record.js';

/** People's decisions in `codings.csv`: the lexicon's rows stay, marked where they no longer hold, and people's own rows follow. */

const STANCE_SCORES = { neg: -10_000, neu: 0, pos: 10_000, mix: 0 } as const;

export interface DecidedCodings {
  /** Rows without their line ends. */
  readonly rows: readonly string[];
  readonly before: readonly CodingRow[];
  /** Those that hold. */
  readonly after: readonly CodingRow[];
}

/**
 * Takes the lexicon's rows of one unit, what was decided of it and its text's length in code points.
 * A theme that people gave and the lexicon had not is a coding of the whole unit; one they both gave keeps the lexicon's passages.
 */
export function decidedCodings(rows: readonly string[], columns: DecidedColumns, decided: DecidedUnit, unit: UnitPlace): DecidedCodings {
  const verdicts = new Map(decided.themes.map((theme) => [theme.theme, theme]));
  const all = rows.map((row) => ({ cells: rawCells(row), coding: codingOf(row, columns) }));
  const found: { cells: readonly string[]; coding: CodingRow }[] = [];
  for (const { cells, coding } of all) {
    const verdict = verdicts.get(coding.theme)?.verdict ?? 'yes';
    const stance = verdict === 'yes' ? stanceFor(coding, decided.stances) : undefined;
    const holds = verdict === 'yes' && stance === undefined;
    found.push({ cells: withCells(cells, columns, { holds: holds ? '1' : '0' }), coding: { ...coding, holds } });
    if (stance) found.push(restanced(cells, coding, stance, columns));
  }
  const given = new Set(all.map(({ coding }) => coding.theme));
  for (const { theme, verdict, source, coders } of decided.themes) {
    if (verdict !== 'yes') continue;
    coders.forEach((coder, i) => {
      // The passages count where there are some; of several people who gave a theme the first one's coding counts.
      const coding = wholeUnit(theme, unit.length, !given.has(theme) && i === 0);
      found.push({ cells: wholeUnitCells(columns, unit, coding, coder, source), coding });
    });
  }
  return {
    rows: found.map(({ cells }) => cells.join(',')),
    before: all.map(({ coding }) => coding),
    after: found.map(({ coding }) => coding).filter(({ holds }) => holds),
  };
}

export interface UnitPlace {
  readonly id: string;
  readonly file: string;
  readonly label: string;
  /** In code points. */
  readonly length: number;
}

function codingOf(row: string, columns: DecidedColumns): CodingRow {
  const cells = rawCells(row);
  const of = (name: string): string => valueOf(cells[columns.coding.get(name)!] ?? '');
  return {
    theme: columns.themeIndex.get(of('theme'))!,
    start: Number(of('start')),
    end: Number(of('end')),
    negated: of('negated') === '1',
    quoted: of('quoted') === '1',
    stance: of('stance') as CodingRow['stance'],
    stanceScore: Math.round(Number(of('stance_score')) * 10_000),
    holds: true,
  };
}

/** The stance a person gave to the same passage, or to one that overlaps it where the lexicon's has moved since. */
export function stanceFor({ theme, start, end }: Pick<CodingRow, 'theme' | 'start' | 'end'>, stances: readonly DecidedStance[]): DecidedStance | undefined {
  const own = stances.filter((stance) => stance.theme === theme);
  return own.find((stance) => stance.start === start && stance.end === end) ?? own.find((stance) => stance.start < end && start < stance.end);
}

function restanced(cells: readonly string[], coding: CodingRow, { stance, coder, source }: DecidedStance, columns: DecidedColumns): { cells: readonly string[]; coding: CodingRow } {
  const stanceScore = STANCE_SCORES[stance];
  const id = valueOf(cells[columns.coding.get('coding_id')!]!);
  const changed = { coding_id: textCellOf(`${id}:${coder}`), rule: '', stance, stance_score: decimal(stanceScore), weight: '', coder: textCellOf(coder), source, holds: '1' };
  return { cells: withCells(cells, columns, changed), coding: { ...coding, stance, stanceScore, holds: true } };
}

function wholeUnit(theme: number, length: number, holds: boolean): CodingRow {
  return { theme, start: 0, end: length, negated: false, quoted: false, stance: '', stanceScore: 0, holds };
}

function wholeUnitCells(columns: DecidedColumns, { id, file, label, length }: UnitPlace, { theme, holds }: CodingRow, coder: string, source: string): readonly string[] {
  const name = columns.plan.themes[theme]!;
  const blank = [...columns.coding.keys()].map(() => '');
  return withCells(blank, columns, {
    coding_id: textCellOf(`${id}:${name}:0-${length}:${coder}`), unit_id: textCellOf(id), file: textCellOf(file), label: textCellOf(label), theme: name,
    start: '0', end: String(length), quoted: '0', negated: '0', coder: textCellOf(coder), source, holds: holds ? '1' : '0',
  });
}

function withCells(cells: readonly string[], columns: DecidedColumns, changed: Readonly<Record<string, string>>): readonly string[] {
  const copy = [...cells];
  for (const [name, raw] of Object.entries(changed)) copy[columns.coding.get(name)!] = raw;
  return copy;
}
