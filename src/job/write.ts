import { CODING_COLUMNS, EXPLAIN_COLUMNS, EXPLAIN_SENTIMENT_COLUMNS, EXPLAIN_STANCE_COLUMNS, unitColumns } from '../../pipeline/7-report/columns.js';
import type { RenderPlan } from '../../pipeline/7-report/batch.js';
import { codebookTable, cooccurrenceTable, headerRow, themesTable } from '../../pipeline/7-report/counted.js';
import { DatasetWriter, movedStarts, type DatasetFacts } from '../../pipeline/7-report/dataset.js';
import { Contested } from '../../pipeline/7-report/contested.js';
import { decideFragment } from '../../pipeline/7-report/decide-fragment.js';
import { DecidedColumns, type DecidedUnit } from '../../pipeline/7-report/decided.js';
import { decodeIndex, type FragmentHeader, type UnitIndex } from '../../pipeline/7-report/fragment-form.js';
import { cellInsertions, lineInsertions, withInsertions, type DuplicatePatch, type Insertion } from '../../pipeline/7-report/join.js';
import { Tally } from '../../pipeline/7-report/tally.js';
import type { CodebookOutline } from '../../pipeline/lexicon/codebook.js';
import type { FragmentFile, FragmentStore } from '../files/fragments.js';
import { FileSink } from '../files/sink.js';
import { UnitIds, type Links } from './link.js';
import type { Format } from './options.js';

export interface Joined {
  readonly tally: Tally;
  readonly contested: Contested;
  /** The headers without what is heavy, for the account of the run. */
  readonly names: readonly string[];
}

export interface JoinFacts {
  readonly formats: ReadonlySet<Format>;
  readonly plan: RenderPlan;
  readonly codebook: CodebookOutline;
  readonly dataset: DatasetFacts;
  /** Where a file of this name is written. */
  readonly pathOf: (name: string) => string;
  /** Called with every header, in input order. */
  readonly onHeader: (header: FragmentHeader) => void;
}

const NOTHING = new Uint8Array(0);

/** Joins the fragments in input order to the files of the result, and counts the tables. Gives the names of the files written. */
export function joinFragments(store: FragmentStore, keys: readonly string[], links: Links, decided: ReadonlyMap<number, readonly DecidedUnit[]>, facts: JoinFacts): Joined {
  const join = new Join(facts, new UnitIds(store, keys, links.bases), links, decided);
  try {
    keys.forEach((key, at) => {
      const fragment = store.open(key);
      try {
        join.add(fragment, at);
      } finally {
        fragment.close();
      }
    });
    return join.finish();
  } catch (error) {
    join.abandon();
    throw error;
  }
}

interface Changes {
  readonly units: readonly Insertion[];
  readonly codings: readonly Insertion[];
  readonly lines: readonly Insertion[];
}

class Join {
  private readonly sinks = new Map<string, FileSink>();
  private readonly dataset = new DatasetWriter();
  private readonly tally: Tally;
  private readonly contested = new Contested();
  private readonly columns: DecidedColumns;

  constructor(
    private readonly facts: JoinFacts,
    private readonly ids: UnitIds,
    private readonly links: Links,
    private readonly decided: ReadonlyMap<number, readonly DecidedUnit[]>,
  ) {
    const { plan, formats } = facts;
    this.tally = new Tally(plan.themes.length);
    this.columns = new DecidedColumns(plan);
    if (formats.has('csv')) {
      this.open('units.csv', headerRow(unitColumns(plan.themes, plan.attributes)));
      this.open('codings.csv', headerRow(CODING_COLUMNS));
    }
    if (formats.has('json')) this.open('dataset.json', this.dataset.open(facts.dataset));
    if (formats.has('jsonl')) this.open('dataset.jsonl', NOTHING);
    if (plan.explain) {
      this.open('explain.csv', headerRow(EXPLAIN_COLUMNS));
      this.open('explain-sentiment.csv', headerRow(EXPLAIN_SENTIMENT_COLUMNS));
      this.open('explain-stance.csv', headerRow(EXPLAIN_STANCE_COLUMNS));
    }
  }

  add(fragment: FragmentFile, at: number): void {
    const { header } = fragment;
    this.facts.onHeader(header);
    this.tally.addSparse(header.tally);
    if (header.thread === null) return;
    const index = decodeIndex(fragment.section('index'), header.units);
    const patches = this.patchesOf(at);
    const changes = this.decide(fragment, index, at, cellInsertions(index, patches), lineInsertions(index, patches));
    const units = this.sinks.get('units.csv');
    if (units) {
      for (const piece of withInsertions(fragment.section('units'), changes.units)) units.write(piece);
      for (const piece of withInsertions(fragment.section('codings'), changes.codings)) this.sinks.get('codings.csv')!.write(piece);
    }
    this.sinks.get('explain.csv')?.write(fragment.section('explain'));
    this.sinks.get('explain-sentiment.csv')?.write(fragment.section('sentiment'));
    this.sinks.get('explain-stance.csv')?.write(fragment.section('stances'));
    this.addLines(fragment, index, changes.lines);
  }

  /** What goes into the sections of a fragment: which units repeat others, and what people decided. */
  private decide(fragment: FragmentFile, index: UnitIndex, at: number, cells: readonly Insertion[], members: readonly Insertion[]): Changes {
    const units = this.decided.get(at);
    if (!units) return { units: cells, codings: [], lines: members };
    const sections = { units: fragment.section('units'), codings: fragment.section('codings'), lines: fragment.section('lines') };
    const { decided, ...changes } = decideFragment(sections, index, this.columns, units, cells, members);
    for (const unit of decided) {
      this.tally.change(unit);
      this.contested.add(unit);
    }
    return changes;
  }

  private addLines(fragment: FragmentFile, index: UnitIndex, insertions: readonly Insertion[]): void {
    const json = this.sinks.get('dataset.json');
    const jsonl = this.sinks.get('dataset.jsonl');
    if (!json && !jsonl) return;
    const lines = Buffer.concat([...withInsertions(fragment.section('lines'), insertions)]);
    jsonl?.write(lines);
    if (!json || fragment.header.thread === null) return;
    json.write(this.dataset.begin(fragment.header.thread));
    for (const piece of this.dataset.units(lines, movedStarts(index.lineStarts, insertions))) json.write(piece);
  }

  /** The units of a fragment that repeat an earlier one. */
  private patchesOf(at: number): DuplicatePatch[] {
    const { duplicates, bases } = this.links;
    const base = bases[at]!;
    const patches: DuplicatePatch[] = [];
    for (let unit = base; unit < bases[at + 1]!; unit++) {
      if (duplicates[unit]! >= 0) patches.push({ unit: unit - base, of: this.ids.of(duplicates[unit]!) });
    }
    return patches;
  }

  finish(): Joined {
    const { codebook, formats } = this.facts;
    this.sinks.get('dataset.json')?.write(this.dataset.close());
    if (formats.has('csv')) {
      this.open('themes.csv', themesTable(codebook, this.tally, this.contested));
      this.open('cooccurrence.csv', cooccurrenceTable(codebook, this.tally, this.contested));
      this.open('codebook.csv', codebookTable(codebook));
    }
    for (const sink of this.sinks.values()) sink.close();
    return { tally: this.tally, contested: this.contested, names: [...this.sinks.keys()] };
  }

  abandon(): void {
    for (const sink of this.sinks.values()) sink.abandon();
  }

  private open(name: string, first: Uint8Array): void {
    const sink = new FileSink(this.facts.pathOf(name));
    this.sinks.set(name, sink);
    sink.write(first);
  }
}
