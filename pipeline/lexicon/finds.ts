/** Leaves found in one sentence, as columns: a find costs three stores and no object. Finds of one leaf are chained. */
export class Finds {
  count = 0;
  private arrivals = new Int32Array(256);
  private ends = new Int32Array(256);
  private previousOnes = new Int32Array(256);

  /** Adds an arrival of the trie and gives its number. `previous` is the one before of the same leaf, or -1. */
  add(arrival: number, end: number, previous: number): number {
    const find = this.count++;
    if (find === this.ends.length) {
      this.arrivals = doubled(this.arrivals);
      this.ends = doubled(this.ends);
      this.previousOnes = doubled(this.previousOnes);
    }
    this.arrivals[find] = arrival;
    this.ends[find] = end;
    this.previousOnes[find] = previous;
    return find;
  }

  arrival(find: number): number {
    return this.arrivals[find]!;
  }

  /** One past the last token, counted from the start of the sentence. */
  end(find: number): number {
    return this.ends[find]!;
  }

  previous(find: number): number {
    return this.previousOnes[find]!;
  }
}

function doubled(column: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(column.length * 2);
  larger.set(column);
  return larger;
}
