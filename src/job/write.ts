import { CODING_COLUMNS, EXPLAIN_COLUMNS, unitColumns } from '../../pipeline/7-report/columns.js';
import type { RenderPlan } from '../../pipeline/7-report/batch.js';
import { codebookTable, cooccurrenceTable, headerRow, themesTable } from '../../pipeline/7-report/counted.js';
import { DatasetWriter, movedStarts, type DatasetFacts } from '../../pipeline/7-report/dataset.js';
import { decodeIndex, type FragmentHeader, type UnitIndex } from '../../pipeline/7-report/fragment-form.js';
import { cellInsertions, lineInsertions, withInsertions, type DuplicatePatch, type Insertion } from '../../pipeline/7-report/join.js';
import { Tally } from '../../pipeline/7-report/tally.js';
import type { Codebook } from '../../pipeline/lexicon/codebook.js';
import type { FragmentFile, FragmentStore } from '../files/fragments.js';
import { FileSink } from '../files/sink.js';
import { UnitIds, type Links } from './link.js';
import type { Format } from './options.js';

export interface Joined {
  readonly tally: Tally;
  /** The headers without what is heavy, for the account of the run. */
  readonly names: readonly string[];
}

export interface JoinFacts {
  readonly formats: ReadonlySet<Format>;
  readonly plan: RenderPlan;
  readonly codebook: Codebook;
  readonly dataset: DatasetFacts;
  /** Where a file of this name is written. */
  readonly pathOf: (name: string) => string;
  /** Called with every header, in input order. */
  readonly onHeader: (header: FragmentHeader) => void;
}

const NOTHING = new Uint8Array(0);

/** Joins the fragments in input order to the files of the result, and counts the tables. Gives the names of the files written. */
export function joinFragments(store: FragmentStore, keys: readonly string[], links: Links, facts: JoinFacts): Joined {
  const join = new Join(facts, new UnitIds(store, keys, links.bases), links);
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

class Join {
  private readonly sinks = new Map<string, FileSink>();
  private readonly dataset = new DatasetWriter();
  private readonly tally: Tally;

  constructor(
    private readonly facts: JoinFacts,
    private readonly ids: UnitIds,
    private readonly links: Links,
  ) {
    const { plan, formats } = facts;
    this.tally = new Tally(plan.themes.length);
    if (formats.has('csv')) {
      this.open('units.csv', headerRow(unitColumns(plan.themes, plan.attributes)));
      this.open('codings.csv', headerRow(CODING_COLUMNS));
    }
    if (formats.has('json')) this.open('dataset.json', this.dataset.open(facts.dataset));
    if (formats.has('jsonl')) this.open('dataset.jsonl', NOTHING);
    if (plan.explain) this.open('explain.csv', headerRow(EXPLAIN_COLUMNS));
  }

  add(fragment: FragmentFile, at: number): void {
    const { header } = fragment;
    this.facts.onHeader(header);
    this.tally.addSparse(header.tally);
    if (header.thread === null) return;
    const index = decodeIndex(fragment.section('index'), header.units);
    const patches = this.patchesOf(at);
    const units = this.sinks.get('units.csv');
    if (units) {
      for (const piece of withInsertions(fragment.section('units'), cellInsertions(index, patches))) units.write(piece);
      this.sinks.get('codings.csv')!.write(fragment.section('codings'));
    }
    this.sinks.get('explain.csv')?.write(fragment.section('explain'));
    this.addLines(fragment, index, lineInsertions(index, patches));
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
      this.open('themes.csv', themesTable(codebook, this.tally));
      this.open('cooccurrence.csv', cooccurrenceTable(codebook, this.tally));
      this.open('codebook.csv', codebookTable(codebook));
    }
    for (const sink of this.sinks.values()) sink.close();
    return { tally: this.tally, names: [...this.sinks.keys()] };
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
