import { STANCES, TAGGING_NEGATED, TAGGING_QUOTED, type Rule, type TaggingTable, type Unit } from '../model.js';
import { codingId, type Located, type RenderBatch, type RenderPlan } from './batch.js';
import { ByteWriter, concatenated } from './bytes.js';
import { cellsOf, putFrom, putCells, type Cells } from './cells.js';
import { cellBound, COMMA, encodedCell, isGuarded, LONG, putCell, putInteger, putScore, QUOTE, scoreCell } from './csv.js';

const encoder = new TextEncoder();
const CRLF = encoder.encode('\r\n');
/** The cells source and holds of what a lexicon found. */
const LAST_CELLS = encoder.encode('lexicon,1\r\n');
/** Larger than any offset. */
const NOWHERE = Number.MAX_SAFE_INTEGER;
const scratch = new ByteWriter();
/** Digits, signs and commas of a row. */
const ROOM_FOR_NUMBERS = 256;

/** The cell of each stance. */
const STANCE_CELLS: readonly Cells[] = STANCES.map((stance) => cellsOf(encoder.encode(`${stance},`)));

/** What is the same in all rows of a rule. */
interface RuleCells {
  /** Theme, code and rule. */
  readonly cells: Cells;
  /** From the weight to the end of the row: of a coding, and of a match below the threshold. */
  readonly ending: Cells;
  readonly endingBelow: Cells;
}

/** A sub-code is written `theme/code`; a coding of the theme as a whole has none. */
export function codeName(theme: string, code: string): string {
  return code === '' ? '' : `${theme}/${code}`;
}

/**
 * Writes the rows of `codings.csv` and of `explain.csv`. There are many times more of them than of units, so what comes again is
 * encoded once: a unit's cells and its sentences are copied from its rows before, a rule's cells are kept for the whole run.
 */
export class CodingRows {
  private readonly themes: readonly Cells[];
  /** By pattern, of `rulesOf`. */
  private rules: (RuleCells | undefined)[] = [];
  private rulesOf: readonly Rule[] | null = null;
  private readonly coder: Uint8Array;
  private unit = -1;
  /** True for a unit whose id needs neither quotation marks nor guard; it then stands at the start of `unitCells`. */
  private isPlainId = false;
  private idLength = 0;
  /** A buffer that has the unit's text, and what an offset into the batch's text differs by from one into it. */
  private written: DataView | null = null;
  private writtenAt = NOWHERE;
  /** Where the cells unit_id, file and label of the unit stand in the buffer. */
  private unitCells = { start: 0, end: 0 };
  /** Where the sentences of the unit stand in the buffer, by turns their start and end; 0 where they do not yet. */
  private sentences = new Int32Array(64);

  constructor(
    private readonly plan: RenderPlan,
    private readonly out: ByteWriter,
  ) {
    this.themes = plan.themes.map((id) => cellsOf(encoder.encode(`:${id}:`)));
    this.coder = encodedCell(plan.coder);
  }

  /** To be called before a batch. */
  begin(): void {
    this.unit = -1;
  }

  /** Coding `coding` of the batch. */
  coding(batch: RenderBatch, coding: number, located: Located): void {
    const { taggings, stances, stanceScores } = batch.scored;
    const rule = this.ruleCells(taggings, coding);
    this.finding(batch, taggings, coding, located, rule);
    // Room for all of it was made with the finding.
    const { view } = this.out;
    const stance = putCells(view, this.out.length, STANCE_CELLS[stances[coding]!]!);
    const score = putScore(this.out.reserve(0), stance, stanceScores[coding]!);
    this.out.length = putCells(view, score, rule.ending);
  }

  /** Match `match` of those that stayed below their theme's threshold. */
  below(batch: RenderBatch, match: number, located: Located): void {
    const { belowThreshold } = batch.scored;
    const rule = this.ruleCells(belowThreshold, match);
    this.finding(batch, belowThreshold, match, located, rule);
    this.out.length = putCells(this.out.view, this.out.length, rule.endingBelow);
  }

  private finding(batch: RenderBatch, table: TaggingTable, i: number, located: Located, rule: RuleCells): void {
    const { scored } = batch;
    const unit = table.units[i]!;
    const theme = table.themes[i]!;
    const sentence = table.sentences[i]!;
    const flags = table.flags[i]!;
    const start = scored.tokens.starts[table.firsts[i]!]!;
    const end = scored.tokens.ends[table.ends[i]! - 1]!;
    const isNew = unit !== this.unit;
    if (isNew) this.beginUnit(batch, unit);
    const sentenceStart = scored.sentences.starts[sentence]!;
    const sentenceEnd = scored.sentences.ends[sentence]!;
    const unitLength = isNew ? this.unitBound(batch) : this.unitCells.end - this.unitCells.start;
    const buffer = this.out.reserve(
      this.idBound(batch) + unitLength + rule.cells.length + rule.ending.length + cellBound(end - start) + cellBound(sentenceEnd - sentenceStart) + ROOM_FOR_NUMBERS,
    );
    const { view } = this.out;
    let at = this.id(buffer, this.out.length, batch, theme, located, isNew);
    at = this.unitPart(buffer, at, batch, isNew);
    at = putCells(view, at, rule.cells);
    at = putCell(buffer, at, scored.text, start, end);
    at = putInteger(buffer, at, located.start);
    at = putInteger(buffer, at, located.end);
    at = putInteger(buffer, at, located.sourceStart);
    at = putInteger(buffer, at, located.sourceEnd);
    at = this.sentence(buffer, at, batch, sentence, sentenceStart, sentenceEnd);
    buffer[at] = (flags & TAGGING_QUOTED) !== 0 ? 0x31 : 0x30;
    buffer[at + 1] = 0x2c;
    buffer[at + 2] = (flags & TAGGING_NEGATED) !== 0 ? 0x31 : 0x30;
    buffer[at + 3] = 0x2c;
    this.out.length = at + 4;
  }

  /** Says where the text of the unit that comes next is written already, a byte a letter; -1 where it is not. */
  takeText({ paragraphs }: Unit, view: DataView, at: number): void {
    this.written = view;
    this.writtenAt = at < 0 || paragraphs.length !== 1 ? NOWHERE : at - paragraphs[0]!.start;
  }

  private beginUnit({ scored }: RenderBatch, unit: number): void {
    this.unit = unit;
    const { id } = scored.units[unit]!;
    this.isPlainId = isPlain(id);
    this.idLength = id.length;
    const { firstSentence, endSentence } = scored.annotations[unit]!;
    const places = 2 * (endSentence - firstSentence);
    if (places > this.sentences.length) this.sentences = new Int32Array(2 * places);
    else this.sentences.fill(0, 0, places);
  }

  private unitBound({ scored }: RenderBatch): number {
    const unit = scored.units[this.unit]!;
    return cellBound(unit.id.length) + cellBound(scored.file.length) + cellBound(unit.label.length);
  }

  private idBound({ scored }: RenderBatch): number {
    return cellBound(scored.units[this.unit]!.id.length + ROOM_FOR_NUMBERS);
  }

  private id(buffer: Uint8Array, from: number, { scored }: RenderBatch, theme: number, located: Located, isNew: boolean): number {
    const { view } = this.out;
    const unitId = scored.units[this.unit]!.id;
    if (!this.isPlainId) {
      const id = codingId(unitId, this.plan.themes[theme]!, located);
      return putCell(buffer, from, id, 0, id.length);
    }
    let at = isNew ? putAscii(buffer, from, unitId) : putFrom(view, from, view, this.unitCells.start, this.unitCells.start + this.idLength);
    at = putCells(view, at, this.themes[theme]!);
    at = putInteger(buffer, at, located.start);
    buffer[at - 1] = 0x2d;
    at = putInteger(buffer, at, located.end);
    if (located.ordinal === 1) return at;
    buffer[at - 1] = 0x2e;
    return putInteger(buffer, at, located.ordinal);
  }

  private unitPart(buffer: Uint8Array, from: number, { scored }: RenderBatch, isNew: boolean): number {
    if (!isNew) return putFrom(this.out.view, from, this.out.view, this.unitCells.start, this.unitCells.end);
    const unit = scored.units[this.unit]!;
    let at = putCell(buffer, from, unit.id, 0, unit.id.length);
    at = putCell(buffer, at, scored.file, 0, scored.file.length);
    at = putCell(buffer, at, unit.label, 0, unit.label.length);
    this.unitCells = { start: from, end: at };
    return at;
  }

  private sentence(buffer: Uint8Array, from: number, { scored }: RenderBatch, sentence: number, start: number, end: number): number {
    const place = 2 * (sentence - scored.annotations[this.unit]!.firstSentence);
    const known = this.sentences[place + 1]!;
    if (known > 0) return putFrom(this.out.view, from, this.out.view, this.sentences[place]!, known);
    const isWritten = this.writtenAt !== NOWHERE && end - start >= LONG && !isGuarded(scored.text, start, end);
    const at = isWritten ? this.copied(buffer, from, start, end) : putCell(buffer, from, scored.text, start, end);
    this.sentences[place] = from;
    this.sentences[place + 1] = at;
    return at;
  }

  /** A long cell from where its text is written already. */
  private copied(buffer: Uint8Array, from: number, start: number, end: number): number {
    buffer[from] = QUOTE;
    const at = putFrom(this.out.view, from + 1, this.written!, start + this.writtenAt, end + this.writtenAt);
    buffer[at] = QUOTE;
    buffer[at + 1] = COMMA;
    return at + 2;
  }

  private ruleCells({ rules, patterns }: TaggingTable, i: number): RuleCells {
    if (rules !== this.rulesOf) {
      this.rulesOf = rules;
      this.rules = rules.map(() => undefined);
    }
    const pattern = patterns[i]!;
    return this.rules[pattern] ?? (this.rules[pattern] = this.cellsOfRule(rules[pattern]!));
  }

  private cellsOfRule({ theme, code, text, weight }: Rule): RuleCells {
    const name = this.plan.themes[theme]!;
    const weightCell = encodedNumber(Math.round(weight * 10_000));
    return {
      cells: cellsOf(concatenated([encodedCell(name), encodedCell(codeName(name, code)), encodedCell(text)])),
      ending: cellsOf(concatenated([weightCell, this.coder, LAST_CELLS])),
      endingBelow: cellsOf(concatenated([weightCell, this.coder.subarray(0, -1), CRLF])),
    };
  }
}

/** A cell of ten-thousandths. */
function encodedNumber(tenThousandths: number): Uint8Array {
  scratch.clear();
  scoreCell(scratch, tenThousandths);
  return scratch.bytes().slice();
}

/** True for an id that needs neither quotation marks nor guard and takes a byte a letter, as nearly all. */
function isPlain(id: string): boolean {
  return /^[!#-+\--~][ !#-+\--~]*$/.test(id) && !isGuarded(id);
}

function putAscii(buffer: Uint8Array, from: number, text: string): number {
  for (let i = 0; i < text.length; i++) buffer[from + i] = text.charCodeAt(i);
  return from + text.length;
}
