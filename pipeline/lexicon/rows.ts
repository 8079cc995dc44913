/** Rows of numbers of different lengths in two columns: row `i` is `values` from `starts[i]` up to `starts[i + 1]`. */
export interface Rows {
  readonly starts: Int32Array;
  readonly values: Int32Array;
}

export function rowsOf(lists: readonly (readonly number[])[]): Rows {
  const starts = new Int32Array(lists.length + 1);
  lists.forEach((list, i) => (starts[i + 1] = starts[i]! + list.length));
  const values = new Int32Array(starts[lists.length]!);
  lists.forEach((list, i) => values.set(list, starts[i]!));
  return { starts, values };
}

/** Row `i` as a view. */
export function rowAt({ starts, values }: Rows, i: number): Int32Array {
  return values.subarray(starts[i]!, starts[i + 1]!);
}
