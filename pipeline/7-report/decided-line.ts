import { labelOf, type CodingRow, type DecidedColumns, type DecidedUnit, type UnitState } from './decided.js';
import { stanceFor } from './decided-codings.js';

/** People's decisions in the lines of `dataset.jsonl`. */

const STANCE_SCORES = { neg: -1, neu: 0, pos: 1, mix: 0 } as const;

interface Line {
  readonly [member: string]: unknown;
  readonly unit_id: string;
  readonly kind: string;
  readonly text: string;
  readonly sentiment: number;
  readonly sentiment_label: UnitState['label'];
  readonly themes: readonly string[];
  readonly codings: readonly Coding[];
}

interface Coding {
  readonly [member: string]: unknown;
  readonly coding_id: string;
  readonly theme: string;
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
  readonly negated: boolean;
  readonly stance: CodingRow['stance'];
  readonly stance_score: number;
}

/** A line without its end, as it was and as it is with the decisions in it. */
export function decidedLine(text: string, columns: DecidedColumns, decided: DecidedUnit, themes: readonly number[], contested: readonly number[]): { readonly line: string; readonly before: UnitState; readonly after: UnitState; readonly kind: string } {
  const line = JSON.parse(text) as Line;
  const codings = decidedCodings(line, columns, decided);
  const sentiment = decided.sentiment === null ? line.sentiment : decided.sentiment / 10_000;
  const label = decided.sentiment === null ? line.sentiment_label : labelOf(decided.sentiment);
  const review = {
    coders: decided.coders,
    contested: [...contested.map((theme) => columns.plan.themes[theme]!), ...(decided.sentimentContested ? ['sentiment'] : [])],
    memos: decided.memos,
    ...(decided.sentiment === null ? {} : { lexicon_sentiment: line.sentiment }),
  };
  const changed = { ...line, sentiment, sentiment_label: label, themes: themes.map((theme) => columns.plan.themes[theme]!), review, codings };
  const state = (names: readonly string[], score: number, sentimentLabel: UnitState['label'], rows: readonly Coding[]): UnitState => ({
    themes: names.map((id) => columns.themeIndex.get(id)!),
    sentiment: Math.round(score * 10_000),
    label: sentimentLabel,
    codings: rows.map((coding) => rowOf(coding, columns)),
  });
  return {
    line: JSON.stringify(changed),
    before: state(line.themes, line.sentiment, line.sentiment_label, line.codings),
    after: state(changed.themes, sentiment, label, codings.filter(({ holds }) => holds)),
    kind: line.kind,
  };
}

function decidedCodings(line: Line, columns: DecidedColumns, decided: DecidedUnit): readonly (Coding & { readonly holds: boolean })[] {
  const verdicts = new Map(decided.themes.map((theme) => [columns.plan.themes[theme.theme]!, theme.verdict]));
  const found: (Coding & { readonly holds: boolean })[] = [];
  for (const coding of line.codings) {
    const verdict = verdicts.get(coding.theme) ?? 'yes';
    const stance = verdict === 'yes' ? stanceFor({ theme: columns.themeIndex.get(coding.theme)!, start: coding.start, end: coding.end }, decided.stances) : undefined;
    found.push({ ...coding, holds: verdict === 'yes' && !stance });
    if (!stance) continue;
    const { coder, source } = stance;
    found.push({ ...coding, coding_id: `${coding.coding_id}:${coder}`, rule: '', stance: stance.stance, stance_score: STANCE_SCORES[stance.stance], weight: null, coder, source, holds: true });
  }
  const given = new Set(line.codings.map(({ theme }) => theme));
  const length = Array.from(line.text).length;
  for (const { theme, verdict, source, coders } of decided.themes) {
    if (verdict !== 'yes') continue;
    const id = columns.plan.themes[theme]!;
    coders.forEach((coder, i) => {
      found.push({
        coding_id: `${line.unit_id}:${id}:0-${length}:${coder}`, theme: id, code: '', rule: '', matched: '', start: 0, end: length, source_start: null, source_end: null,
        sentence: '', quoted: false, negated: false, stance: '', stance_score: 0, weight: null, coder, source, holds: !given.has(id) && i === 0,
      });
    });
  }
  return found;
}

function rowOf({ theme, start, end, quoted, negated, stance, stance_score: score }: Coding, columns: DecidedColumns): CodingRow {
  return { theme: columns.themeIndex.get(theme)!, start, end, quoted, negated, stance, stanceScore: Math.round(score * 10_000), holds: true };
}
