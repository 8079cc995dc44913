import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { RenderPlan } from '../../pipeline/7-report/batch.js';
import { DecidedColumns, unitRowState, type DecidedUnit } from '../../pipeline/7-report/decided.js';
import { decodeIndex } from '../../pipeline/7-report/fragment-form.js';
import type { CodebookOutline } from '../../pipeline/lexicon/codebook.js';
import type { Problem } from '../../pipeline/model.js';
import { CONSENSUS, type Decision } from '../../pipeline/review/decision.js';
import { ThemeFollower } from '../../pipeline/review/follow.js';
import { holdingByUnit, placeDecisions, wordsOfId, type PlaceableUnit, type PlacedHow, type UnitLookup } from '../../pipeline/review/place.js';
import { Resolver, type ConflictPolicy, type UnitOutcome } from '../../pipeline/review/resolve.js';

import type { FragmentStore } from '../files/fragments.js';
import { loadDecisions } from '../files/review/decisions.js';

/** People's decisions on the units of a run. */
export interface RunDecisions {
  /** By fragment, in order of unit. */
  readonly byFragment: ReadonlyMap<number, readonly DecidedUnit[]>;
  readonly facts: DecisionFacts;
  readonly problems: readonly Problem[];
}

/** What `run.json` says of them. */
export interface DecisionFacts {
  readonly files: readonly string[];
  readonly coders: readonly string[];
  readonly decisions: number;
  readonly units: Readonly<Record<PlacedHow, number>>;
  readonly contested: number;
  readonly unsure: number;
  readonly on_conflict: ConflictPolicy;
}

/** Reads `reviews/decisions.csv` beside the inputs, in the folders named and in those the files lie in. */
export async function findDecisions(paths: readonly string[], folders: readonly string[]): Promise<{ readonly decisions: readonly Decision[]; readonly files: readonly string[]; readonly problems: readonly Problem[] }> {
  const named = await Promise.all(paths.map(async (path) => ((await stat(path).catch(() => null))?.isDirectory() ? resolve(path) : dirname(resolve(path)))));
  const decisions: Decision[] = [];
  const problems: Problem[] = [];
  const files: string[] = [];
  for (const folder of new Set([...named, ...folders])) {
    const loaded = await loadDecisions(folder);
    problems.push(...loaded.problems);
    if (loaded.decisions.length === 0) continue;
    files.push(loaded.file);
    decisions.push(...loaded.decisions);
  }
  return { decisions, files, problems };
}

/** Places decisions on the units of a run's fragments, and puts together what holds. */
export function decideUnits(
  { decisions, files }: { readonly decisions: readonly Decision[]; readonly files: readonly string[] },
  store: FragmentStore,
  keys: readonly string[],
  plan: RenderPlan,
  codebook: CodebookOutline,
  policy: ConflictPolicy,
): RunDecisions {
  const units = new FragmentUnits(store, keys, plan, decisions);
  const placed = decisions.length === 0 ? [] : placeDecisions(decisions, units);
  const resolver = new Resolver(codebook.themes, decisions, policy);
  const byFragment = new Map<number, DecidedUnit[]>();
  const themeIndex = new Map(plan.themes.map((id, i) => [id, i]));
  let [contested, unsure] = [0, 0];
  for (const [id, own] of holdingByUnit(placed)) {
    const outcome = resolver.resolve(own);
    contested += outcome.themes.filter(({ verdict }) => verdict === 'contested').length;
    unsure += outcome.unsure.length;
    const { at, unit } = units.placeOf(id)!;
    const known = byFragment.get(at) ?? [];
    byFragment.set(at, known);
    known.push(decidedUnit(unit, outcome, themeIndex));
  }
  for (const known of byFragment.values()) known.sort((a, b) => a.unit - b.unit);
  const counts = { kept: 0, moved: 0, stale: 0, superseded: 0, lost: 0 };
  for (const { how } of placed) counts[how]++;
  const coders = [...new Set(decisions.map(({ coder }) => coder))].sort();
  const facts = { files, coders, decisions: decisions.length, units: counts, contested, unsure, on_conflict: policy };
  const split = decisions.filter((decision) => new ThemeFollower(codebook.themes).needsReview(decision)).length;
  return { byFragment, facts, problems: problemsOf(facts, split, policy) };
}

function decidedUnit(unit: number, outcome: UnitOutcome, themes: ReadonlyMap<string, number>): DecidedUnit {
  const { sentiment } = outcome;
  return {
    unit,
    themes: outcome.themes.map(({ theme, ...rest }) => ({ ...rest, theme: themes.get(theme)! })),
    stances: outcome.stances.map(({ theme, start, end, stance, coder }) => ({ theme: themes.get(theme)!, start, end, stance, coder, source: coder === CONSENSUS ? 'consensus' : 'person' })),
    sentiment: typeof sentiment === 'number' ? Math.round(sentiment * 5_000) : null,
    sentimentContested: sentiment === 'contested',
    coders: outcome.coders,
    memos: outcome.memos,
  };
}

function problemsOf({ files, contested, units }: DecisionFacts, split: number, policy: ConflictPolicy): readonly Problem[] {
  const file = files[0] ?? '';
  const problems: Problem[] = [];
  if (contested > 0) {
    const message = `People differ on ${contested} themes of units. They are left out of prevalence and counted as contested in every table.`;
    const severity = policy === 'stop' ? 'error' : 'warning';
    problems.push({ severity, id: 'contested', file, message, hint: 'heddle review adjudicate writes a workbook of them; --on-conflict says what else a run can do.' });
  }
  if (units.stale > 0) problems.push({ severity: 'warning', id: 'stale-decisions', file, message: `The texts of ${units.stale} reviewed units were edited since. Their decisions are kept and not applied.`, hint: 'heddle review status lists them; heddle review export asks for them again.' });
  if (units.lost > 0) problems.push({ severity: 'warning', id: 'lost-units', file, message: `${units.lost} reviewed units are not there any more. Their decisions are kept.`, hint: 'heddle review status lists them.' });
  if (split > 0) problems.push({ severity: 'warning', id: 'split-themes', file, message: `${split} decisions are on themes that were split since, and are not applied.`, hint: 'heddle review export asks about the new themes.' });
  return problems;
}

/** Units that were edited are not looked for in tables of more rows than this: their rows have ids of their own. */
const MOST_SEARCHED = 20_000;

/** Units of fragments that decisions may belong to. Texts are read when they are asked for. */
class FragmentUnits implements UnitLookup {
  private readonly ids = new Map<string, PlaceableUnit>();
  private readonly words = new Map<string, PlaceableUnit[]>();
  private readonly files = new Map<string, { readonly fragments: number[]; units: number }>();
  private readonly places = new Map<string, { readonly at: number; readonly unit: number }>();
  private readonly columns: DecidedColumns;

  constructor(
    private readonly store: FragmentStore,
    private readonly keys: readonly string[],
    plan: RenderPlan,
    decisions: readonly Decision[],
  ) {
    this.columns = new DecidedColumns(plan);
    const ids = new Set(decisions.map(({ unit }) => unit));
    const words = new Set(decisions.map(({ unit }) => wordsOfId(unit)).filter((hash) => hash !== ''));
    if (decisions.length > 0) keys.forEach((_, at) => this.scan(at, ids, words));
  }

  byId(id: string): PlaceableUnit | null {
    return this.ids.get(id) ?? null;
  }

  byWords(hash: string): readonly PlaceableUnit[] {
    return this.words.get(hash) ?? [];
  }

  inFile(file: string): readonly PlaceableUnit[] {
    const known = this.files.get(file);
    return known === undefined || known.units > MOST_SEARCHED ? [] : known.fragments.flatMap((at) => this.all(at));
  }

  placeOf(id: string): { readonly at: number; readonly unit: number } | undefined {
    return this.places.get(id);
  }

  private scan(at: number, ids: ReadonlySet<string>, words: ReadonlySet<string>): void {
    const fragment = this.store.open(this.keys[at]!);
    try {
      const { header } = fragment;
      if (header.thread === null) return;
      const { file } = header.thread;
      const known = this.files.get(file) ?? { fragments: [], units: 0 };
      known.fragments.push(at);
      known.units += header.units;
      this.files.set(file, known);
      const starts = decodeIndex(fragment.section('index'), header.units).idStarts;
      const text = fragment.section('ids');
      const decoder = new TextDecoder();
      for (let unit = 0; unit < header.units; unit++) {
        const id = decoder.decode(text.subarray(starts[unit], starts[unit + 1]));
        const hash = wordsOfId(id);
        if (ids.has(id) || (hash !== '' && words.has(hash))) this.keep(at, unit, id, file, hash);
      }
    } finally {
      fragment.close();
    }
  }

  private keep(at: number, unit: number, id: string, file: string, hash: string): PlaceableUnit {
    const known = this.ids.get(id);
    if (known) return known;
    let state: ReturnType<FragmentUnits['read']> | null = null;
    const read = (): ReturnType<FragmentUnits['read']> => (state ??= this.read(at, unit));
    const found: PlaceableUnit = {
      id,
      file,
      get label() {
        return read().label;
      },
      get text() {
        return read().text;
      },
    };
    this.ids.set(id, found);
    this.places.set(id, { at, unit });
    if (hash !== '') this.words.set(hash, [...(this.words.get(hash) ?? []), found]);
    return found;
  }

  private all(at: number): readonly PlaceableUnit[] {
    const fragment = this.store.open(this.keys[at]!);
    try {
      const { header } = fragment;
      const starts = decodeIndex(fragment.section('index'), header.units).idStarts;
      const text = fragment.section('ids');
      const decoder = new TextDecoder();
      return Array.from({ length: header.units }, (_, unit) => {
        const id = decoder.decode(text.subarray(starts[unit], starts[unit + 1]));
        return this.keep(at, unit, id, header.thread!.file, wordsOfId(id));
      });
    } finally {
      fragment.close();
    }
  }

  private read(at: number, unit: number): { readonly label: string; readonly text: string } {
    const fragment = this.store.open(this.keys[at]!);
    try {
      const index = decodeIndex(fragment.section('index'), fragment.header.units);
      const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
      if (fragment.sectionLength('units') > 0) return unitRowState(decoder.decode(fragment.slice('units', index.unitStarts[unit]!, index.unitStarts[unit + 1]!)).replace(/\r\n$/, ''), this.columns);
      return JSON.parse(decoder.decode(fragment.slice('lines', index.lineStarts[unit]!, index.lineStarts[unit + 1]!))) as { label: string; text: string };
    } finally {
      fragment.close();
    }
  }
}
