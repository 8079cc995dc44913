import { CODING_COLUMNS, EXPLAIN_COLUMNS, EXPLAIN_SENTIMENT_COLUMNS, EXPLAIN_STANCE_COLUMNS, unitColumns } from '../../pipeline/7-report/columns.js';
import type { RenderPlan } from '../../pipeline/7-report/batch.js';
import { codebookTable, cooccurrenceTable, headerRow, themesTable } from '../../pipeline/7-report/counted.js';
import { DatasetWriter, movedStarts, type DatasetFacts } from '../../pipeline/7-report/dataset.js';
import { Contested } from '../../pipeline/7-report/contested.js';
import { decideFragment } from '../../pipeline/7-report/decide-fragment.js';
import { DecidedColumns, type DecidedUnit } from '../../pipeline/7-report/decided.js';
import { decodeIndex, type Section, type UnitIndex } from '../../pipeline/7-report/fragment-form.js';
import { cellInsertions, lineInsertions, withInsertions, type DuplicatePatch, type Insertion } from '../../pipeline/7-report/join.js';
import { Tally } from '../../pipeline/7-report/tally.js';
import type { CodebookOutline } from '../../pipeline/lexicon/codebook.js';
import type { FragmentFile, FragmentStore } from '../files/fragments.js';
import { FileSink } from '../files/sink.js';
import type { Links } from './link.js';
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
  /** Nobody has decided anything, so that no row of `codings.csv` waits for all fragments to be there. */
  readonly isUndecided: boolean;
}

const NOTHING = new Uint8Array(0);
const NOBODY: readonly DecidedUnit[] = [];

interface Changes {
  readonly units: readonly Insertion[];
  readonly codings: readonly Insertion[];
  readonly lines: readonly Insertion[];
}

/**
 * Joins fragments in input order to the files of the result, and counts the tables. What says nothing of other fragments is written
 * as they come; the rows of units, which name the units they repeat, when all are linked.
 */
export class Join {
  private readonly sinks = new Map<string, FileSink>();
  private readonly dataset = new DatasetWriter();
  private readonly tally: Tally;
  private readonly contested = new Contested();
  private readonly columns: DecidedColumns;

  constructor(private readonly facts: JoinFacts) {
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

  /** Takes a fragment that came; fragments come in input order. */
  take(fragment: FragmentFile): void {
    this.tally.addSparse(fragment.header.tally);
    const codings = this.sinks.get('codings.csv');
    if (codings && this.facts.isUndecided) fragment.copySection('codings', codings);
    if (!this.facts.plan.explain) return;
    fragment.copySection('explain', this.sinks.get('explain.csv')!);
    fragment.copySection('sentiment', this.sinks.get('explain-sentiment.csv')!);
    fragment.copySection('stances', this.sinks.get('explain-stance.csv')!);
  }

  /** Takes the rest of all fragments, and gives the names of the files written. */
  finish(store: FragmentStore, keys: readonly string[], { originals }: Links, decided: ReadonlyMap<number, readonly DecidedUnit[]>): Joined {
    keys.forEach((key, at) => {
      const fragment = store.open(key);
      try {
        if (fragment.header.thread !== null) this.addUnits(fragment, originals.patchesOf(at), decided.get(at) ?? NOBODY);
      } finally {
        fragment.close();
      }
    });
    return this.close();
  }

  private addUnits(fragment: FragmentFile, patches: readonly DuplicatePatch[], decided: readonly DecidedUnit[]): void {
    const index = decodeIndex(fragment.section('index'), fragment.header.units);
    const changes = this.decide(fragment, index, decided, cellInsertions(index, patches), lineInsertions(index, patches));
    const units = this.sinks.get('units.csv');
    if (units) {
      addSection(units, fragment, 'units', changes.units);
      if (!this.facts.isUndecided) addSection(this.sinks.get('codings.csv')!, fragment, 'codings', changes.codings);
    }
    this.addLines(fragment, index, changes.lines);
  }

  /** What goes into the sections of a fragment: which units repeat others, and what people decided. */
  private decide(fragment: FragmentFile, index: UnitIndex, units: readonly DecidedUnit[], cells: readonly Insertion[], members: readonly Insertion[]): Changes {
    if (units.length === 0) return { units: cells, codings: [], lines: members };
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
    if (!json) {
      addSection(jsonl!, fragment, 'lines', insertions);
      return;
    }
    const section = fragment.section('lines');
    const lines = insertions.length === 0 ? section : Buffer.concat([...withInsertions(section, insertions)]);
    jsonl?.write(lines);
    if (fragment.header.thread === null) return;
    json.write(this.dataset.begin(fragment.header.thread));
    for (const piece of this.dataset.units(lines, movedStarts(index.lineStarts, insertions))) json.write(piece);
  }

  private close(): Joined {
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

function addSection(to: FileSink, fragment: FragmentFile, name: Section, insertions: readonly Insertion[]): void {
  if (insertions.length === 0) fragment.copySection(name, to);
  else for (const piece of withInsertions(fragment.section(name), insertions)) to.write(piece);
}
