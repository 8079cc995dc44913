import type { Unit } from '../model.js';
import type { RenderBatch, RenderPlan } from './batch.js';
import type { ByteWriter } from './bytes.js';
import { padded, putFrom, SPILL } from './cells.js';
import { REVIEW_COLUMNS } from './columns.js';
import { cellBound, COMMA, endRow, putAscii, putCell, putInteger, putParagraphs, putScore, putWord } from './csv.js';
import type { UnitHead } from './unit-head.js';

const encoder = new TextEncoder();
const SEMICOLON = 0x3b;
const ONE = 0x31;
/** Numbers and words of this program's own in a row. */
const ROOM_FOR_WORDS = 512;

/** Writes the rows of `units.csv`. */
export class UnitRows {
  /** The columns of themes for a unit without any, and the cells that are filled where the batches are joined. */
  private readonly noThemes: DataView;
  /** What the cell `themes` takes at most. */
  private readonly themesBound: number;

  constructor(
    private readonly plan: RenderPlan,
    private readonly head: UnitHead,
    private readonly out: ByteWriter,
  ) {
    const empty = 1 + REVIEW_COLUMNS.length;
    this.noThemes = padded(encoder.encode('0,'.repeat(plan.themes.length) + ','.repeat(empty)));
    this.themesBound = plan.themes.join(';').length + 1;
  }

  /**
   * The row of a unit that was entered in `head` and in the batch's text. `themes` are its themes, ascending.
   * Gives where `duplicate_of`, which stays empty until the units of all batches are linked, begins.
   */
  write(batch: RenderBatch, index: number, themes: readonly number[]): number {
    const { head, out, noThemes } = this;
    const { fingerprints, threadCell } = batch;
    const unit = batch.units[index]!;
    const { role, quoted, firstSentence, endSentence } = batch.annotations[index]!;
    const sentiment = batch.unitSentiments[index]!;
    const buffer = out.reserve(this.bound(batch, unit));
    const { view } = out;
    let at = putFrom(view, out.length, head.view, 0, head.labelStart);
    at = putFrom(view, at, threadCell, 0, threadCell.byteLength - SPILL);
    at = putFrom(view, at, head.view, head.labelStart, head.length);
    at = putCell(buffer, at, unit.parent, 0, unit.parent.length);
    at = putWord(buffer, at, unit.kind);
    at = putCell(buffer, at, unit.author, 0, unit.author.length);
    at = putCell(buffer, at, unit.postedAt, 0, unit.postedAt.length);
    at = putWord(buffer, at, role);
    at = putInteger(view, at, fingerprints.words[index]!);
    at = putInteger(view, at, endSentence - firstSentence);
    at = putWord(buffer, at, quoted);
    at = putScore(view, at, sentiment.score);
    at = putWord(buffer, at, sentiment.label);
    at = this.themeNames(buffer, at, themes);
    const columns = at;
    at = putFrom(view, at, noThemes, 0, noThemes.byteLength - SPILL);
    for (let i = 0; i < themes.length; i++) buffer[columns + 2 * themes[i]!] = ONE;
    for (const place of batch.attributes) {
      const value = place < 0 ? '' : unit.attributes[place] ?? '';
      at = putCell(buffer, at, value, 0, value.length);
    }
    out.length = putParagraphs(buffer, view, at, batch.text, unit);
    endRow(out);
    return columns + 2 * this.plan.themes.length;
  }

  private bound({ threadCell, attributes }: RenderBatch, unit: Unit): number {
    let texts = unit.parent.length + unit.author.length + unit.postedAt.length + unit.text.length;
    for (const place of attributes) texts += place < 0 ? 0 : unit.attributes[place]?.length ?? 0;
    const cells = 4 + attributes.length;
    return this.head.length + threadCell.byteLength + this.themesBound + this.noThemes.byteLength + cellBound(0) * cells + 3 * texts + ROOM_FOR_WORDS + SPILL;
  }

  private themeNames(buffer: Uint8Array, from: number, themes: readonly number[]): number {
    const names = this.plan.themes;
    let at = from;
    for (let i = 0; i < themes.length; i++) {
      if (i > 0) buffer[at++] = SEMICOLON;
      at = putAscii(buffer, at, names[themes[i]!]!);
    }
    buffer[at] = COMMA;
    return at + 1;
  }
}
