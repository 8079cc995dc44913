/**
 * Where in a text the next of a sign stands. Asked for stretches in order, the text is searched once over, however many they are;
 * one that steps back behind what was searched is searched for anew.
 */
export class NextSign {
  private found = -1;
  private searched = 0;

  constructor(
    private readonly text: string,
    private readonly sign: string,
  ) {}

  /** The place of the first sign at or after `start`; Infinity where there is none. */
  from(start: number): number {
    if (start < this.searched || this.found < start) {
      this.searched = start;
      const found = this.text.indexOf(this.sign, start);
      this.found = found < 0 ? Infinity : found;
    }
    return this.found;
  }
}
