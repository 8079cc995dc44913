import type { MatchColumns } from '../lexicon/match-columns.js';

/** Up to so many matches are put in order by moving each to its place. */
const FEW = 24;

/**
 * Chooses among the matches of one theme in one unit those that count towards it.
 * Of matches that overlap the strongest stays (of equals the longer, then the earlier): words inside a counted span add nothing.
 * One is used again and again; what it holds is of the last choice.
 */
export class Cues {
  /** How many matches stay, and which, in reading order. */
  count = 0;
  readonly kept: number[] = [];
  /** What they add up to: only different patterns do. */
  sum = 0;
  private choice = 0;
  /** The last choice that took a token, and that counted a pattern. */
  private takenIn = new Int32Array(1 << 10);
  private readonly countedIn: Int32Array;

  constructor(private readonly strengths: Float64Array) {
    this.countedIn = new Int32Array(strengths.length);
  }

  /** Takes all matches, and the numbers of the `count` to choose among, which it puts in another order. */
  choose(matches: MatchColumns, candidates: number[], count: number): void {
    const { kept } = this;
    this.choice++;
    this.count = 0;
    this.sum = 0;
    if (count === 1) {
      kept[this.count++] = candidates[0]!;
      this.sum = this.strengths[matches.patterns[candidates[0]!]!]!;
      return;
    }
    this.strongestFirst(matches, candidates, count);
    for (let i = 0; i < count; i++) if (this.take(matches, candidates[i]!)) kept[this.count++] = candidates[i]!;
    this.earliestFirst(matches);
    for (let i = 0; i < this.count; i++) this.add(matches.patterns[kept[i]!]!);
  }

  private strongestFirst(matches: MatchColumns, list: number[], count: number): void {
    if (count > FEW) {
      const sorted = list.slice(0, count).sort((a, b) => (this.isStronger(matches, a, b) ? -1 : this.isStronger(matches, b, a) ? 1 : 0));
      for (let i = 0; i < count; i++) list[i] = sorted[i]!;
      return;
    }
    for (let i = 1; i < count; i++) {
      const one = list[i]!;
      let at = i;
      for (; at > 0 && this.isStronger(matches, one, list[at - 1]!); at--) list[at] = list[at - 1]!;
      list[at] = one;
    }
  }

  private isStronger({ patterns, firsts, ends }: MatchColumns, a: number, b: number): boolean {
    const strength = this.strengths[patterns[a]!]! - this.strengths[patterns[b]!]!;
    if (strength !== 0) return strength > 0;
    const length = ends[a]! - firsts[a]! - (ends[b]! - firsts[b]!);
    if (length !== 0) return length > 0;
    return firsts[a] !== firsts[b] ? firsts[a]! < firsts[b]! : patterns[a]! < patterns[b]!;
  }

  /** Kept matches do not overlap, so no two begin at the same token. */
  private earliestFirst({ firsts }: MatchColumns): void {
    const { kept, count } = this;
    if (count > FEW) {
      const sorted = kept.slice(0, count).sort((a, b) => firsts[a]! - firsts[b]!);
      for (let i = 0; i < count; i++) kept[i] = sorted[i]!;
      return;
    }
    for (let i = 1; i < count; i++) {
      const one = kept[i]!;
      let at = i;
      for (; at > 0 && firsts[one]! < firsts[kept[at - 1]!]!; at--) kept[at] = kept[at - 1]!;
      kept[at] = one;
    }
  }

  /** Takes the tokens of a match; false where one of them is taken. */
  private take({ firsts, ends }: MatchColumns, match: number): boolean {
    const first = firsts[match]!;
    const end = ends[match]!;
    if (end > this.takenIn.length) {
      const larger = new Int32Array(end * 2);
      larger.set(this.takenIn);
      this.takenIn = larger;
    }
    for (let token = first; token < end; token++) if (this.takenIn[token] === this.choice) return false;
    for (let token = first; token < end; token++) this.takenIn[token] = this.choice;
    return true;
  }

  private add(pattern: number): void {
    if (this.countedIn[pattern] === this.choice) return;
    this.countedIn[pattern] = this.choice;
    this.sum += this.strengths[pattern]!;
  }
}
