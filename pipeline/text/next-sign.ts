/**
 * Where in a text the next of a sign stands. Asked for stretches in order it searches the text once over, however many they are;
 * should one step back, it searches anew.
 */
export class NextSign {
  private found = -1;
  private asked = 0;

  constructor(
    private readonly text: string,
    private readonly sign: string,
  ) {}

  /** The place of the first sign at or after `start`; Infinity where there is none. */
  from(start: number): number {
    if (start < this.asked || this.found < start) {
      const found = this.text.indexOf(this.sign, start);
      this.found = found < 0 ? Infinity : found;
    }
    this.asked = start;
    return this.found;
  }
}
