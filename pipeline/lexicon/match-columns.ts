import { doubled } from '../text/columns.js';

/** Up to so many matches are put in order by moving each to its place. */
const FEW = 24;

/** Matches as columns, used again and again: pattern, first token and one past the last, and the sentence they lie in. */
export class MatchColumns {
  count = 0;
  patterns = new Int32Array(64);
  firsts = new Int32Array(64);
  ends = new Int32Array(64);
  sentences = new Int32Array(64);

  push(pattern: number, first: number, end: number, sentence: number): void {
    const at = this.count++;
    if (at === this.patterns.length) this.grow();
    this.patterns[at] = pattern;
    this.firsts[at] = first;
    this.ends[at] = end;
    this.sentences[at] = sentence;
  }

  /** Orders the matches from `from` on by pattern and place, the longer first; of each pattern's that overlap, the one that starts first stays, of those the longest. */
  settle(from: number): void {
    if (this.count - from < 2) return;
    if (this.count - from <= FEW) this.insertionSort(from);
    else this.indexSort(from);
    let kept = from;
    for (let i = from; i < this.count; i++) {
      const overlaps = kept > from && this.patterns[kept - 1] === this.patterns[i] && this.firsts[i]! < this.ends[kept - 1]!;
      if (overlaps) continue;
      if (kept < i) this.copy(i, kept);
      kept++;
    }
    this.count = kept;
  }

  /** Leaves out, from `from` on, the matches that `isHidden` tells. */
  drop(from: number, isHidden: (match: number) => boolean): void {
    let kept = from;
    for (let i = from; i < this.count; i++) {
      if (isHidden(i)) continue;
      if (kept < i) this.copy(i, kept);
      kept++;
    }
    this.count = kept;
  }

  private insertionSort(from: number): void {
    for (let i = from + 1; i < this.count; i++) {
      const pattern = this.patterns[i]!;
      const first = this.firsts[i]!;
      const end = this.ends[i]!;
      let at = i;
      while (at > from && this.isAfter(at - 1, pattern, first, end)) {
        this.copy(at - 1, at);
        at--;
      }
      this.patterns[at] = pattern;
      this.firsts[at] = first;
      this.ends[at] = end;
    }
  }

  private isAfter(at: number, pattern: number, first: number, end: number): boolean {
    if (this.patterns[at] !== pattern) return this.patterns[at]! > pattern;
    if (this.firsts[at] !== first) return this.firsts[at]! > first;
    return this.ends[at]! < end;
  }

  private indexSort(from: number): void {
    const { patterns, firsts, ends } = this;
    const order = Array.from({ length: this.count - from }, (_, i) => from + i);
    order.sort((a, b) => patterns[a]! - patterns[b]! || firsts[a]! - firsts[b]! || ends[b]! - ends[a]!);
    for (const column of [patterns, firsts, ends]) column.set(order.map((at) => column[at]!), from);
  }

  private copy(from: number, to: number): void {
    this.patterns[to] = this.patterns[from]!;
    this.firsts[to] = this.firsts[from]!;
    this.ends[to] = this.ends[from]!;
    this.sentences[to] = this.sentences[from]!;
  }

  private grow(): void {
    this.patterns = doubled(this.patterns);
    this.firsts = doubled(this.firsts);
    this.ends = doubled(this.ends);
    this.sentences = doubled(this.sentences);
  }
}
