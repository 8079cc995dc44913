/** Bytes that are written again and again, four to a number, so that copying them takes a quarter of the steps. */
export interface Cells {
  readonly words: Int32Array;
  /** Bytes; the last number may hold some more, which are not counted. */
  readonly length: number;
}

/** What a copy may write past its end, and what is written next writes over. */
export const SPILL = 4;

export function cellsOf(bytes: Uint8Array): Cells {
  const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
  padded.set(bytes);
  const view = new DataView(padded.buffer);
  return { words: Int32Array.from({ length: padded.length / 4 }, (_, i) => view.getInt32(i * 4, true)), length: bytes.length };
}

/** Writes cells to `at`, where there is room for `SPILL` bytes more; gives where they end. */
export function putCells(view: DataView, at: number, { words, length }: Cells): number {
  for (let i = 0; i < words.length; i++) view.setInt32(at + i * 4, words[i]!, true);
  return at + length;
}

/** Copies what stands in another buffer, or further up in the same, to `at`; gives where the copy ends. Both have room for `SPILL` bytes more. */
export function putFrom(view: DataView, at: number, source: DataView, from: number, to: number): number {
  const distance = at - from;
  for (let i = from; i < to; i += 4) view.setInt32(i + distance, source.getInt32(i, true), true);
  return to + distance;
}
