/**
 * Copies of bytes, eight to a step. The steps are numbers, which the engine moves unchanged: the bytes of UTF-8 are never those of a NaN,
 * since 0xff stands nowhere in it and 0x7f never behind 0xf0.
 */
const STEP = 8;

/** What a copy may write past its end, and what is written next writes over; it may read as much past the end of its source. */
export const SPILL = STEP;

/** From so many bytes on the engine's own copy is faster, call and all. */
const BULK = 64;

/** Copies what stands in another buffer to `at`; gives where the copy ends. Both have room for `SPILL` bytes more. */
export function putFrom(view: DataView, at: number, source: DataView, from: number, to: number): number {
  const distance = at - from;
  for (let i = from; i < to; i += STEP) view.setFloat64(i + distance, source.getFloat64(i, true), true);
  return to + distance;
}

/** As `putFrom`, from further up in the same buffer. */
export function putAgain(buffer: Uint8Array, view: DataView, at: number, from: number, to: number): number {
  if (to - from < BULK) return putFrom(view, at, view, from, to);
  buffer.copyWithin(at, from, to);
  return at + to - from;
}

/** Bytes as `putFrom` takes them, up to `SPILL` before the end. */
export function padded(bytes: Uint8Array): DataView {
  const copy = new Uint8Array(bytes.length + SPILL);
  copy.set(bytes);
  return new DataView(copy.buffer);
}

/** Cells that are written again and again, one after the other in one buffer. */
export class CellStore {
  view = new DataView(new ArrayBuffer(1 << 12));
  length = 0;

  /** Gives where the bytes begin; they end where the store then does. */
  add(bytes: Uint8Array): number {
    const start = this.length;
    const end = start + bytes.length;
    const old = new Uint8Array(this.view.buffer);
    if (end + SPILL > old.length) {
      const larger = new Uint8Array(Math.max(2 * old.length, end + SPILL));
      larger.set(old);
      this.view = new DataView(larger.buffer);
    }
    new Uint8Array(this.view.buffer).set(bytes, start);
    this.length = end;
    return start;
  }
}
