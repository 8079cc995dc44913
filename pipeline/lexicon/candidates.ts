import type { Finds } from './finds.js';
import type { Machine } from './machine.js';
import type { Rows } from './rows.js';
import { ANYWHERE } from './skeleton.js';

/** Numbers for each pattern that waits for a leaf: see `neighboursOf`. */
const WIDTH = 4;
const NONE = -1;

/**
 * Tells which patterns a sentence may hold. A pattern waits for the rarest part of its skeleton; where that is met, the parts to its right
 * and then those to its left are looked for, each within the words it may be off from the one before. Nearly all that are waiting end here,
 * after a look at a token or two.
 */
export class Candidates {
  /** Between which tokens the part that was looked at last ends. */
  private first = 0;
  private last = 0;

  constructor(
    private readonly machine: Machine,
    private readonly finds: Finds,
  ) {}

  /**
   * For each place of `waiting` the part next to the one that is waited for, and between how many tokens further on it ends at least and at most;
   * -1 where there is none within reach. So the first look, which mostly is the last, needs nothing else.
   */
  neighboursOf({ starts, values }: Rows): Int32Array {
    const neighbours = new Int32Array(values.length * WIDTH).fill(NONE);
    const { shortest, longest } = this.finds;
    const { skeletons, reaches } = this.machine;
    for (let leaf = 0; leaf + 1 < starts.length; leaf++) {
      for (let i = starts[leaf]!; i < starts[leaf + 1]!; i++) {
        const own = this.placeOf(values[i]!, leaf);
        const end = skeletons.starts[values[i]! + 1]!;
        if (own + 1 < end && reaches[own] !== ANYWHERE) {
          const next = skeletons.values[own + 1]!;
          neighbours.set([next, shortest[next]!, reaches[own]! + longest[next]!], i * WIDTH);
        } else if (own < end && own > skeletons.starts[values[i]!]! && reaches[own - 1] !== ANYWHERE) {
          neighbours.set([skeletons.values[own - 1]!, -longest[leaf]! - reaches[own - 1]!, -shortest[leaf]!], i * WIDTH);
        }
      }
    }
    return neighbours;
  }

  /** False where the neighbour of what waits at place `at` of the rows is not within reach of `token`. */
  hasNeighbour(neighbours: Int32Array, at: number, token: number): boolean {
    const leaf = neighbours[at * WIDTH]!;
    if (leaf === NONE) return true;
    const from = token + neighbours[at * WIDTH + 1]!;
    const to = token + neighbours[at * WIDTH + 2]!;
    const { count } = this.finds;
    return this.finds.firstWith(leaf, from < 0 ? 0 : from, to < count ? to : count - 1) >= 0;
  }

  /** The place of a leaf among the parts of a pattern; one past the last where it is none of them. */
  private placeOf(pattern: number, leaf: number): number {
    const { starts, values } = this.machine.skeletons;
    const end = starts[pattern + 1]!;
    let place = starts[pattern]!;
    while (place < end && values[place] !== leaf) place++;
    return place;
  }

  /** False where `pattern` can have no match in which `leaf`, that it waits for, ends at `token`. */
  isPossible(pattern: number, leaf: number, token: number): boolean {
    const { skeletons: { starts, values }, reaches } = this.machine;
    const start = starts[pattern]!;
    const end = starts[pattern + 1]!;
    const own = this.placeOf(pattern, leaf);
    // Where no part is in every match, the pattern waits for one of several leaves.
    if (own === end) return true;
    this.first = token;
    this.last = token;
    for (let i = own; i + 1 < end; i++) if (!this.isFollowed(values[i + 1]!, reaches[i]!)) return false;
    this.first = token;
    this.last = token;
    for (let i = own; i > start; i--) if (!this.isPreceded(values[i]!, values[i - 1]!, reaches[i - 1]!)) return false;
    return true;
  }

  private isFollowed(next: number, words: number): boolean {
    if (words === ANYWHERE) return this.isThere(next);
    const { shortest, longest } = this.finds;
    return this.isBetween(next, this.first + shortest[next]!, this.last + words + longest[next]!);
  }

  private isPreceded(leaf: number, before: number, words: number): boolean {
    if (words === ANYWHERE) return this.isThere(before);
    const { shortest, longest } = this.finds;
    return this.isBetween(before, this.first - longest[leaf]! - words, this.last - shortest[leaf]!);
  }

  private isThere(leaf: number): boolean {
    const { finds } = this;
    if (!finds.has(leaf)) return false;
    this.first = finds.firstEnd[leaf]!;
    this.last = finds.lastEnd[leaf]!;
    return true;
  }

  /** True where a part ends somewhere from token `from` to token `to`. */
  private isBetween(leaf: number, from: number, to: number): boolean {
    const { finds } = this;
    const end = to < finds.count ? to : finds.count - 1;
    const first = finds.firstWith(leaf, from < 0 ? 0 : from, end);
    if (first < 0) return false;
    this.first = first;
    this.last = finds.lastWith(leaf, first, end);
    return true;
  }
}
