import type { MatchColumns } from '../lexicon/match-columns.js';

/** Up to so many matches are put in order by moving each to its place. */
const FEW = 24;

/**
 * Chooses among the matches of one theme in one unit those that count towards it.
 * Of matches that overlap the strongest stays (of equals the longer, then the earlier): words inside a counted span add nothing.
 * One is used again and again; what it holds is of the last choice.
 */
export class Cues {
  /** The matches that stay, in reading order. */
  readonly kept: number[] = [];
  /** What they add up to: only different patterns do. */
  sum = 0;
  /** The patterns that were added. */
  readonly counted: number[] = [];
  private choice = 0;
  /** The last choice that took a token, and that counted a pattern. */
  private takenIn = new Int32Array(1 << 10);
  private readonly countedIn: Int32Array;

  constructor(private readonly strengths: Float64Array) {
    this.countedIn = new Int32Array(strengths.length);
  }

  /** Takes all matches and the numbers of those to choose among, which it puts in another order. */
  choose(matches: MatchColumns, candidates: number[]): void {
    this.choice++;
    this.kept.length = 0;
    this.counted.length = 0;
    this.sum = 0;
    order(candidates, (a, b) => this.isStronger(matches, a, b));
    for (let i = 0; i < candidates.length; i++) if (this.take(matches, candidates[i]!)) this.kept.push(candidates[i]!);
    order(this.kept, (a, b) => matches.firsts[a]! < matches.firsts[b]!);
    for (let i = 0; i < this.kept.length; i++) this.count(matches.patterns[this.kept[i]!]!);
  }

  private isStronger({ patterns, firsts, ends }: MatchColumns, a: number, b: number): boolean {
    const strength = this.strengths[patterns[a]!]! - this.strengths[patterns[b]!]!;
    if (strength !== 0) return strength > 0;
    const length = ends[a]! - firsts[a]! - (ends[b]! - firsts[b]!);
    if (length !== 0) return length > 0;
    return firsts[a] !== firsts[b] ? firsts[a]! < firsts[b]! : patterns[a]! < patterns[b]!;
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

  private count(pattern: number): void {
    if (this.countedIn[pattern] === this.choice) return;
    this.countedIn[pattern] = this.choice;
    this.counted.push(pattern);
    this.sum += this.strengths[pattern]!;
  }
}

/** Sorts in place by what comes before what. */
function order(list: number[], isBefore: (a: number, b: number) => boolean): void {
  if (list.length > FEW) {
    list.sort((a, b) => (isBefore(a, b) ? -1 : isBefore(b, a) ? 1 : 0));
    return;
  }
  for (let i = 1; i < list.length; i++) {
    const one = list[i]!;
    let at = i;
    while (at > 0 && isBefore(one, list[at - 1]!)) {
      list[at] = list[at - 1]!;
      at--;
    }
    list[at] = one;
  }
}
