export interface LeafElement {
  readonly atom: number;
  /** A part of speech, or empty. */
  readonly pos: string;
}

/** One row of words of a leaf. */
export type LeafRow = readonly LeafElement[];

/** The distinct leaves of a lexicon. */
export class Leaves {
  readonly rows: (readonly LeafRow[])[] = [];
  private readonly byKey = new Map<string, number>();

  add(rows: readonly LeafRow[]): number {
    const written = rows.map((row) => row.map(({ atom, pos }) => `${atom}${pos}`).join(' '));
    const key = [...new Set(written)].sort().join('|');
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    this.byKey.set(key, this.rows.length);
    return this.rows.push(rows) - 1;
  }
}
