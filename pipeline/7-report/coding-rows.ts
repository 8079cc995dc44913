import { STANCES, TAGGING_NEGATED, TAGGING_QUOTED, type TaggingTable } from '../model.js';
import { codingId, type Places, type RenderBatch, type RenderPlan } from './batch.js';
import { ByteWriter, concatenated } from './bytes.js';
import { CellStore, putAgain, putFrom, SPILL } from './cells.js';
import { cellBound, encodedCell, putCell, putInteger, putPassage, putScore } from './csv.js';
import { RuleCells } from './rule-cells.js';
import type { UnitHead } from './unit-head.js';

const encoder = new TextEncoder();
const CRLF = encoder.encode('\r\n');
/** The cells source and holds of what a lexicon found. */
const LAST_CELLS = encoder.encode('lexicon,1\r\n');
/** Digits, signs and commas of a row, and what copies write past their end. */
const ROOM_FOR_NUMBERS = 256 + SPILL;
const FLAGS = TAGGING_QUOTED | TAGGING_NEGATED;
const HYPHEN = 0x2d;
const POINT = 0x2e;

/**
 * Writes the rows of `codings.csv`, or of `explain.csv`, whose matches have no stance. There are many times more of them than of units, so what
 * comes again is encoded once: the cells of unit and rule are kept, and a sentence is copied from its row before.
 */
export class CodingRows {
  /** The cells of rules, themes and findings. */
  private readonly store = new CellStore();
  private readonly rules: RuleCells;
  /** Where `:theme:` stands in the store, by theme; one more for the end of the last. */
  private readonly themes: Int32Array;
  /** Where the cells quoted, negated and stance stand in the store, by stance and flags; one more for the end of the last. */
  private readonly findings: Int32Array;
  /** The coding id up to its place: of the unit, and behind it of the theme. */
  private readonly idStart = new ByteWriter();
  private idLength = 0;
  /** Where the sentences of the unit stand in the rows, by turns their start and end; 0 where they do not yet. */
  private sentences = new Int32Array(64);

  constructor(
    private readonly plan: RenderPlan,
    private readonly head: UnitHead,
    private readonly out: ByteWriter,
    private readonly kind: 'codings' | 'explain',
  ) {
    const coder = encodedCell(plan.coder);
    const ending = concatenated(kind === 'codings' ? [coder, LAST_CELLS] : [coder.subarray(0, -1), CRLF]);
    this.rules = new RuleCells(plan.themes, ending, this.store);
    this.themes = this.kept(plan.themes.map((id) => `:${id}:`));
    const stances = kind === 'codings' ? STANCES.map((stance) => `${stance},`) : [''];
    this.findings = this.kept(stances.flatMap((stance) => Array.from({ length: FLAGS + 1 }, (_, flags) => flagCells(flags) + stance)));
  }

  /** The rows of a unit: of the taggings from `first` up to `end`, at least one. The unit was entered in `head` and in the batch's text. */
  write(batch: RenderBatch, table: TaggingTable, places: Places, first: number, end: number): void {
    const { text, units, stances, stanceScores } = batch;
    const { starts: tokenStarts, ends: tokenEnds } = batch.tokens;
    const { starts: sentenceStarts, ends: sentenceEnds } = batch.sentences;
    const { themes, patterns, firsts, ends, sentences: sentenceOf, flags } = table;
    const { store, rules, idStart, head, findings, out } = this;
    const unit = table.units[first]!;
    this.beginUnit(batch, unit);
    rules.begin(table.rules);
    const { sentences } = this;
    const isCoding = this.kind === 'codings';
    const { firstSentence } = batch.annotations[unit]!;
    const unitBound = cellBound(units[unit]!.id.length + ROOM_FOR_NUMBERS) + head.length + ROOM_FOR_NUMBERS;
    let theme = -1;
    let at = out.length;
    for (let i = first; i < end; i++) {
      const rule = patterns[i]!;
      if (rules.ends[rule] === 0) rules.add(rule);
      const from = tokenStarts[firsts[i]!]!;
      const to = tokenEnds[ends[i]! - 1]!;
      const sentence = sentenceOf[i]!;
      const ruleEnd = rules.ends[rule]!;
      const ruleStart = rules.starts[rule]!;
      const endingStart = rules.endingStarts[rule]!;
      const endingEnd = rules.endingEnds[rule]!;
      const sentenceStart = sentenceStarts[sentence]!;
      const sentenceEnd = sentenceEnds[sentence]!;
      out.length = at;
      const buffer = out.reserve(unitBound + ruleEnd - ruleStart + endingEnd - endingStart + cellBound(to - from) + cellBound(sentenceEnd - sentenceStart));
      const { view } = out;
      const { view: cells } = store;

      if (theme !== themes[i]!) {
        theme = themes[i]!;
        this.beginTheme(theme);
      }
      const start = places.starts[i]!;
      const last = places.ends[i]!;
      if (head.isPlainId) {
        at = putFrom(view, at, idStart.view, 0, idStart.length);
        at = putInteger(view, at, start);
        buffer[at - 1] = HYPHEN;
        at = putInteger(view, at, last);
        if (places.ordinals[i] !== 1) {
          buffer[at - 1] = POINT;
          at = putInteger(view, at, places.ordinals[i]!);
        }
      } else at = this.strangeId(buffer, at, units[unit]!.id, theme, places, i);
      at = putFrom(view, at, head.view, 0, head.length);
      at = putFrom(view, at, cells, ruleStart, ruleEnd);
      at = putPassage(buffer, view, at, text, from, to);
      at = putInteger(view, at, start);
      at = putInteger(view, at, last);
      const sourceStart = places.sourceStarts[i]!;
      at = putInteger(view, at, sourceStart);
      at = putInteger(view, at, sourceStart + last - start);

      const place = 2 * (sentence - firstSentence);
      const known = sentences[place + 1]!;
      if (known > 0) at = putAgain(buffer, view, at, sentences[place]!, known);
      else {
        sentences[place] = at;
        at = putPassage(buffer, view, at, text, sentenceStart, sentenceEnd);
        sentences[place + 1] = at;
      }

      const finding = (flags[i]! & FLAGS) + (isCoding ? stances[i]! * (FLAGS + 1) : 0);
      at = putFrom(view, at, cells, findings[finding]!, findings[finding + 1]!);
      if (isCoding) at = putScore(view, at, stanceScores[i]!);
      at = putFrom(view, at, cells, endingStart, endingEnd);
    }
    out.length = at;
  }

  private beginUnit({ units, annotations }: RenderBatch, unit: number): void {
    const { idStart, head } = this;
    if (head.isPlainId) {
      this.idLength = units[unit]!.id.length;
      idStart.clear();
      idStart.ascii(units[unit]!.id);
    }
    const { firstSentence, endSentence } = annotations[unit]!;
    const places = 2 * (endSentence - firstSentence);
    if (places > this.sentences.length) this.sentences = new Int32Array(2 * places);
    else for (let i = 0; i < places; i++) this.sentences[i] = 0;
  }

  private beginTheme(theme: number): void {
    const { idStart, store, themes } = this;
    const start = themes[theme]!;
    const end = themes[theme + 1]!;
    idStart.length = this.idLength;
    idStart.reserve(end - start + 2 * SPILL);
    idStart.length = putFrom(idStart.view, this.idLength, store.view, start, end);
  }

  private strangeId(buffer: Uint8Array, at: number, unitId: string, theme: number, places: Places, i: number): number {
    const id = codingId(unitId, this.plan.themes[theme]!, places, i);
    return putCell(buffer, at, id, 0, id.length);
  }

  private kept(texts: readonly string[]): Int32Array {
    return Int32Array.from([...texts.map((text) => this.store.add(encoder.encode(text))), this.store.length]);
  }
}

function flagCells(flags: number): string {
  return `${(flags & TAGGING_QUOTED) !== 0 ? 1 : 0},${(flags & TAGGING_NEGATED) !== 0 ? 1 : 0},`;
}
