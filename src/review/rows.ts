import { DONE, MEMO, NEW_CODE, readItem, SENTIMENT, type Decision } from '../../pipeline/review/decision.js';
import { verdictDecision } from '../../pipeline/review/follow.js';
import { isDone } from '../../pipeline/review/resolve.js';
import type { Drawn } from '../../pipeline/review/sample.js';
import { factsOf } from '../../pipeline/review/sketch.js';
import type { ReviewRow } from '../files/review/book.js';
import type { RunUnit } from '../files/review/run.js';
import type { ReviewState } from './state.js';

export interface RowFacts {
  readonly state: ReviewState;
  readonly coder: string;
  readonly blind: boolean;
  readonly test: boolean;
  readonly drawn: ReadonlyMap<string, Drawn>;
  /** By unit, themes that the lexicon nearly gave. */
  readonly nearly: ReadonlyMap<string, readonly string[]>;
}

/** The rows of a workbook: what the coder has decided before stands in its cells, what Heddle found beside them. */
export function rowsOf(units: readonly RunUnit[], facts: RowFacts): readonly ReviewRow[] {
  const depths = depthsOf(units);
  return units.map((unit, i) => {
    const { state, coder, blind, test } = facts;
    const drawn = facts.drawn.get(unit.id)!;
    const suggested = new Set(unit.codings.map(({ theme }) => theme));
    const decisions = state.holding.get(unit.id) ?? [];
    return {
      unit,
      facts: factsOf(unit),
      // In a blind review of everything each unit stands for itself.
      sampling: { ...drawn, probability: drawn.probability ?? (blind && drawn.stratum === '' ? 1 : null), blind, test },
      depth: depths[i]!,
      own: coder === '' ? new Map() : ownCells(decisions, coder, state),
      formerly: state.formerIds(unit.id),
      asked: [],
      summary: [...staleNote(state.staleOn(unit.id), coder), ...(blind ? [] : [summaryOf(unit, facts.nearly.get(unit.id) ?? [])])].join('\n'),
      shaded: blind ? new Set() : suggested,
      codings: blind ? [] : unit.codings,
    };
  });
}

/** A coder's own decisions as they stand in cells: themes under their ids of today, blanks of a done unit left blank. */
export function ownCells(decisions: readonly Decision[], coder: string, state: ReviewState): ReadonlyMap<string, string> {
  const own = decisions.filter((decision) => decision.coder === coder);
  const cells = new Map<string, string>();
  for (const { item, value } of own) {
    if ([SENTIMENT, MEMO, NEW_CODE, DONE].includes(item) || readItem(item)?.kind === 'stance') cells.set(item, value);
  }
  const done = isDone(own, coder);
  const written = new Set(own.map(({ item }) => item));
  for (const [theme, verdict] of state.resolver.verdictsOf(decisions, coder)) {
    const { item, value } = verdictDecision(theme, verdict);
    if (value !== '' && !(done && verdict === 'no' && !written.has(item))) cells.set(item, value);
  }
  return cells;
}

/** How deep each unit stands among those before it, by the labels they answer. */
function depthsOf(units: readonly RunUnit[]): readonly number[] {
  const depths = new Map<string, number>();
  return units.map(({ file, label, parent }) => {
    const depth = parent === '' || parent === 'post' ? 0 : (depths.get(`${file}\0${parent}`) ?? 0) + 1;
    depths.set(`${file}\0${label}`, depth);
    return depth;
  });
}

function summaryOf({ codings, sentiment }: RunUnit, nearly: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const { theme } of codings) counts.set(theme, (counts.get(theme) ?? 0) + 1);
  const themes = [...counts].map(([theme, count]) => (count === 1 ? theme : `${theme} (${count})`)).join(', ');
  return `${themes === '' ? 'no theme' : themes}${nearly.length === 0 ? '' : `\nnearly: ${nearly.join(', ')}`}\nsentiment ${sentiment.toFixed(2).replace('-', '−')}`;
}

function staleNote(stale: readonly Decision[], coder: string): readonly string[] {
  const own = stale.filter((decision) => decision.coder === coder && readItem(decision.item)?.kind === 'theme');
  if (own.length === 0) return [];
  return [`Before the text was edited you said: ${own.map(({ item, value }) => `${item.slice('theme:'.length)} ${value}`).join(', ')}. Please decide again.`];
}
