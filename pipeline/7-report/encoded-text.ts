import type { Annotated, Unit } from '../model.js';
import { doubled } from '../text/columns.js';
import { SPILL } from './cells.js';

const encoder = new TextEncoder();
const QUOTE = 0x22;
const NUL = 0;
/** Four bytes of ASCII have none of these bits. */
const NOT_ASCII = 0x80808080 | 0;
/** Bytes that are looked at together. */
const LOOKED = 16;

/**
 * A batch's text in UTF-8, so that what is written of it is copied; it is used again for the next batch.
 * Offsets are UTF-16 offsets into the batch's text. Nearly all characters are ASCII: those that are not are kept in a list.
 */
export class EncodedText {
  private bytes = Buffer.alloc(1 << 18);
  /** The bytes, with room for `SPILL` more. */
  view = new DataView(this.bytes.buffer);
  text = '';
  /** The UTF-16 units of the text. */
  codes: Annotated['codes'] = new Uint16Array(0);
  private length = 0;
  /** The offsets of the characters that are not ASCII, ascending. */
  private wide = new Int32Array(256);
  private count = 0;
  /** How many bytes more than UTF-16 units stand before each of them. */
  private surplus = new Int32Array(257);
  /** Where the bytes are that cells do not take as they are; those before the unit last asked for are passed over. */
  private quote = -1;
  private nul = -1;
  /** The characters of `wide` that the unit has. */
  private firstWide = 0;
  private endWide = 0;
  private unitStart = 0;
  /** True where the unit has neither quotation mark nor NUL: its text stands in cells as it is. */
  isPlain = false;

  /** Takes a batch's text. Gives where its surrogate pairs begin. */
  begin({ text, codes }: Pick<Annotated, 'text' | 'codes'>): Int32Array {
    this.text = text;
    this.codes = codes;
    const room = text.length * 3 + LOOKED + SPILL;
    if (room > this.bytes.length) {
      this.bytes = Buffer.alloc(2 * room);
      this.view = new DataView(this.bytes.buffer);
    }
    this.length = encoder.encodeInto(text, this.bytes).written;
    this.bytes.fill(0, this.length, this.length + SPILL);
    this.quote = this.nul = -1;
    this.firstWide = this.endWide = this.unitStart = 0;
    this.count = 0;
    return this.findWide();
  }

  /** To be called before offsets of a unit are asked for. */
  enter({ paragraphs }: Unit): void {
    const { start } = paragraphs[0]!;
    const { end } = paragraphs[paragraphs.length - 1]!;
    const isBack = start < this.unitStart;
    if (isBack) this.firstWide = 0;
    this.unitStart = start;
    const { wide, count } = this;
    let at = this.firstWide;
    while (at < count && wide[at]! < start) at++;
    this.firstWide = at;
    while (at < count && wide[at]! < end) at++;
    this.endWide = at;
    const from = start + this.surplus[this.firstWide]!;
    const to = end + this.surplus[at]!;
    if (isBack || this.quote < from) this.quote = this.search(QUOTE, from);
    if (isBack || this.nul < from) this.nul = this.search(NUL, from);
    this.isPlain = this.quote >= to && this.nul >= to;
  }

  /** Where an offset of the unit stands among the bytes; -1 in the midst of a surrogate pair. */
  at(offset: number): number {
    const { firstWide, endWide } = this;
    return firstWide === endWide ? offset + this.surplus[firstWide]! : this.behindWide(offset);
  }

  private behindWide(offset: number): number {
    if ((this.codes[Math.min(offset, this.codes.length - 1)]! & 0xfc00) === 0xdc00) return -1;
    let low = this.firstWide;
    let high = this.endWide;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.wide[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return offset + this.surplus[low]!;
  }

  private search(byte: number, from: number): number {
    const found = this.bytes.indexOf(byte, from);
    return found < 0 || found >= this.length ? Infinity : found;
  }

  private findWide(): Int32Array {
    const pairs: number[] = [];
    if (this.length > this.text.length) {
      const words = new Int32Array(this.bytes.buffer, 0, Math.ceil(this.length / LOOKED) * (LOOKED / 4));
      let surplus = 0;
      for (let word = 0; word < words.length; word += 4) {
        const some = words[word]! | words[word + 1]! | words[word + 2]! | words[word + 3]!;
        if ((some & NOT_ASCII) !== 0) surplus = this.wideOf(word * 4, surplus, pairs);
      }
    }
    this.surplus[this.count] = this.length - this.text.length;
    return Int32Array.from(pairs);
  }

  /** Those of the bytes looked at together that begin a character. Takes and gives the bytes there are more than UTF-16 units. */
  private wideOf(from: number, before: number, pairs: number[]): number {
    let surplus = before;
    for (let at = from; at < from + LOOKED && at < this.length; at++) {
      const byte = this.bytes[at]!;
      if (byte < 0xc0) continue;
      if (this.count + 1 === this.wide.length) this.grow();
      const offset = at - surplus;
      this.wide[this.count] = offset;
      this.surplus[this.count++] = surplus;
      surplus += byte < 0xe0 ? 1 : 2;
      if (byte >= 0xf0) pairs.push(offset);
    }
    return surplus;
  }

  private grow(): void {
    this.wide = doubled(this.wide);
    this.surplus = doubled(this.surplus);
  }
}
