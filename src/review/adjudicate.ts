import type { Problem } from '../../pipeline/model.js';
import { stanceConflicts, stanceTheme } from '../../pipeline/review/conflicts.js';
import { CONSENSUS, SENTIMENT, type Decision } from '../../pipeline/review/decision.js';
import { factsOf } from '../../pipeline/review/sketch.js';
import type { ReviewBook, ReviewRow } from '../files/review/book.js';
import { openRun, type RunUnit } from '../files/review/run.js';
import { writeBook, type Exported } from './export.js';
import { ownCells } from './rows.js';
import { ReviewState } from './state.js';

export interface AdjudicateOptions {
  readonly run: string;
  readonly threads: string | undefined;
  readonly out: string;
}

/** Writes a workbook of the units on which coders differ, to be filled by those who decide; it comes back as the consensus. */
export async function exportConflicts({ run: folder, threads, out }: AdjudicateOptions): Promise<Exported> {
  const run = await openRun(folder);
  if ('problem' in run) return { problems: [run.problem], files: [], units: 0, of: 0 };
  const state = await ReviewState.load(threads ?? run.threads, run);
  const rows: ReviewRow[] = [];
  for await (const unit of run.units()) {
    const row = conflictRow(unit, state);
    if (row) rows.push(row);
  }
  if (rows.length === 0) {
    const note: Problem = { severity: 'note', id: 'no-conflicts', file: state.file, message: 'No coder contradicts another, so there is nothing to decide.' };
    return { problems: [...state.problems, note], files: [], units: 0, of: state.holding.size };
  }
  const book: ReviewBook = {
    codebook: run.codebook, themes: run.themes, run: await run.digest(), coder: CONSENSUS, blind: false, test: false, adjudicates: true, rows, remarks: [],
  };
  const written = await writeBook(book, out, run, state);
  return { problems: [...state.problems, ...written.problems], files: written.files, units: rows.length, of: state.holding.size };
}

function conflictRow(unit: RunUnit, state: ReviewState): ReviewRow | null {
  const decisions = state.holding.get(unit.id);
  if (!decisions) return null;
  const outcome = state.resolver.resolve(decisions);
  const asked = outcome.themes.filter(({ verdict }) => verdict === 'contested').map(({ theme }) => theme);
  const stances = stanceConflicts(decisions).map(({ theme }) => theme);
  if (asked.length === 0 && outcome.sentiment !== 'contested' && stances.length === 0) return null;
  const themes = new Set([...asked, ...stances]);
  return {
    unit,
    facts: factsOf(unit),
    sampling: { stratum: '', probability: null, blind: false, test: false },
    depth: 0,
    own: ownCells(decisions, CONSENSUS, state),
    formerly: state.formerIds(unit.id),
    // A row that only asks for a sentiment or a stance must not ask about every theme.
    asked: asked.length > 0 ? asked : ['-'],
    summary: [...asked.map((theme) => whoSaid(theme, decisions, state)), ...sentiments(outcome.sentiment, decisions), ...stances.map((theme) => `stance of ${theme}: ${stanceValues(theme, decisions)}`)].join('\n'),
    shaded: new Set(unit.codings.map(({ theme }) => theme).filter((theme) => themes.has(theme))),
    codings: unit.codings.filter(({ theme }) => themes.has(theme)),
  };
}

function whoSaid(theme: string, decisions: readonly Decision[], state: ReviewState): string {
  const coders = [...new Set(decisions.map(({ coder }) => coder))].sort();
  const said = coders.flatMap((coder) => {
    const verdict = state.resolver.verdictsOf(decisions, coder).get(theme) ?? null;
    return verdict === null ? [] : [`${coder} ${verdict === 'both' ? 'yes and no' : verdict}`];
  });
  return `${theme}: ${said.join(', ')}`;
}

function sentiments(sentiment: unknown, decisions: readonly Decision[]): readonly string[] {
  if (sentiment !== 'contested') return [];
  return [`sentiment: ${decisions.filter(({ item }) => item === SENTIMENT).map(({ coder, value }) => `${coder} ${value}`).join(', ')}`];
}

function stanceValues(theme: string, decisions: readonly Decision[]): string {
  return decisions.filter(({ item }) => stanceTheme(item) === theme).map(({ coder, value }) => `${coder} ${value}`).join(', ');
}
