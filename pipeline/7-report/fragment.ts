import type { Fingerprints, Problem, Scored } from '../model.js';
import { endOfUnit } from '../lexicon/taggings.js';
import { Locator, renderBatch, takeThemes, type Places, type RenderBatch, type RenderPlan } from './batch.js';
import { ByteWriter } from './bytes.js';
import {
  encodeFragment, encodeIndex, encodeLinks, encodeShingles, FRAGMENT_FORM, newIndex, newLinks, SECTIONS,
  type LeftOut, type ThreadFacts, type UnitIndex, type UnitLinks,
} from './fragment-form.js';
import { beginUnitLine, endUnitLine, writeCoding } from './lines.js';
import { CodingRows } from './coding-rows.js';
import { EncodedText } from './encoded-text.js';
import { UnitRows } from './rows.js';
import { writeSentimentRows, writeStanceRows } from './sentiment-rows.js';
import { Tally } from './tally.js';
import { UnitHead } from './unit-head.js';

/** What goes into a fragment beside the coded batch. */
export interface FragmentFacts {
  readonly thread: ThreadFacts;
  readonly left: LeftOut;
  readonly bytes: number;
  readonly fingerprints: Fingerprints;
  /** The digests of the units' ids, low and high halves, parallel to the units. */
  readonly idDigests: { readonly low: Uint32Array; readonly high: Uint32Array };
}

/** Renders coded batches to fragments. Its buffers are used again, so a fragment is to be written before the next is rendered. */
export class FragmentRenderer {
  private readonly units = new ByteWriter();
  private readonly codings = new ByteWriter();
  private readonly explain = new ByteWriter();
  private readonly sentiment = new ByteWriter();
  private readonly stances = new ByteWriter();
  private readonly lines = new ByteWriter();
  private readonly ids = new ByteWriter();
  private readonly text = new EncodedText();
  private readonly locator = new Locator();

  private readonly head = new UnitHead();
  private readonly unitRows: UnitRows;
  private readonly codingRows: CodingRows;
  private readonly explainRows: CodingRows;

  constructor(private readonly plan: RenderPlan) {
    this.unitRows = new UnitRows(plan, this.head, this.units);
    this.codingRows = new CodingRows(plan, this.head, this.codings, 'codings');
    this.explainRows = new CodingRows(plan, this.head, this.explain, 'explain');
  }

  /** Gives the fragment as parts to write one after the other. */
  render(scored: Scored, facts: FragmentFacts): Uint8Array[] {
    for (const writer of [this.units, this.codings, this.explain, this.sentiment, this.stances, this.lines, this.ids]) writer.clear();
    const batch = renderBatch(this.plan, scored, facts.fingerprints, this.text);
    const index = newIndex(scored.units.length);
    const tally = new Tally(this.plan.themes.length);
    this.writeUnits(batch, index, tally);
    if (this.plan.explain) this.writeExplain(batch);
    writeSentimentRows(this.sentiment, scored);
    writeStanceRows(this.stances, scored, this.plan.themes);
    const links = linksOf(facts);
    const sections = [
      this.units.bytes(), this.codings.bytes(), this.explain.bytes(), this.sentiment.bytes(), this.stances.bytes(), this.lines.bytes(),
      encodeIndex(index), this.ids.bytes(), encodeLinks(links), encodeShingles(facts.fingerprints.shingles),
    ];
    const header = {
      form: FRAGMENT_FORM,
      thread: facts.thread,
      units: scored.units.length,
      codings: scored.taggings.count,
      words: facts.fingerprints.words.reduce((sum, words) => sum + words, 0),
      left: facts.left,
      tally: tally.sparse(),
      problems: scored.warnings,
      bytes: facts.bytes,
      sections: sections.map(({ length }) => length),
    };
    return encodeFragment(header, sections);
  }

  /** The fragment of a file that could not be read: no units, only what is to be said of it. */
  refusal(problems: readonly Problem[], bytes: number): Uint8Array[] {
    const nothing = new Uint8Array(0);
    const sections = SECTIONS.map((name) => (name === 'index' ? encodeIndex(newIndex(0)) : nothing));
    const left = { excluded: 0, empty: 0, broken: 0 };
    const header = { form: FRAGMENT_FORM, thread: null, units: 0, codings: 0, words: 0, left, tally: [], problems, bytes };
    return encodeFragment({ ...header, sections: sections.map(({ length }) => length) }, sections);
  }

  private writeUnits(batch: RenderBatch, index: UnitIndex, tally: Tally): void {
    const { units, taggings } = batch;
    const places = this.locator.locate(batch, taggings);
    const themes: number[] = [];
    let coding = 0;
    for (let unit = 0; unit < units.length; unit++) {
      const end = endOfUnit(taggings, coding, unit);
      takeThemes(themes, taggings, coding, end);
      tally.addUnit(batch, unit, batch.fingerprints.words[unit]!, coding, end, themes);
      this.ids.text(units[unit]!.id);
      if (this.plan.csv) this.writeUnitRows(batch, index, unit, themes, places, coding, end);
      if (this.plan.json) this.writeUnitLine(batch, index, unit, themes, places, coding, end);
      coding = end;
      index.unitStarts[unit + 1] = this.units.length;
      index.codingStarts[unit + 1] = this.codings.length;
      index.lineStarts[unit + 1] = this.lines.length;
      index.idStarts[unit + 1] = this.ids.length;
    }
  }

  private writeUnitRows(batch: RenderBatch, index: UnitIndex, unit: number, themes: readonly number[], places: Places, first: number, end: number): void {
    this.enter(batch, unit);
    index.unitDuplicates[unit] = this.unitRows.write(batch, unit, themes);
    if (first < end) this.codingRows.write(batch, batch.taggings, places, first, end);
  }

  private enter(batch: RenderBatch, unit: number): void {
    batch.text.enter(batch.units[unit]!);
    this.head.enter(batch, unit);
  }

  private writeUnitLine(batch: RenderBatch, index: UnitIndex, unit: number, themes: readonly number[], places: Places, first: number, end: number): void {
    index.lineDuplicates[unit] = beginUnitLine(this.lines, this.plan, batch, unit, themes);
    for (let i = first; i < end; i++) writeCoding(this.lines, this.plan, batch, i, places, i === first);
    endUnitLine(this.lines);
  }

  private writeExplain(batch: RenderBatch): void {
    const { belowThreshold } = batch.scored;
    const places = this.locator.locate(batch, belowThreshold);
    for (let first = 0; first < belowThreshold.count; ) {
      const unit = belowThreshold.units[first]!;
      const end = endOfUnit(belowThreshold, first, unit);
      this.enter(batch, unit);
      this.explainRows.write(batch, belowThreshold, places, first, end);
      first = end;
    }
  }
}

function linksOf({ fingerprints, idDigests }: FragmentFacts): UnitLinks {
  const links = newLinks(fingerprints.words.length);
  links.low.set(fingerprints.low);
  links.high.set(fingerprints.high);
  links.idLow.set(idDigests.low);
  links.idHigh.set(idDigests.high);
  links.words.set(fingerprints.words);
  return links;
}
