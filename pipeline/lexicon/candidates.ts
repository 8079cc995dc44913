import type { Finds } from './finds.js';
import type { Machine } from './machine.js';
import { ANYWHERE } from './skeleton.js';

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

  /** False where `pattern` can have no match in which `leaf`, that it waits for, ends at `token`. */
  isPossible(pattern: number, leaf: number, token: number): boolean {
    const { skeletons: { starts, values }, reaches } = this.machine;
    const start = starts[pattern]!;
    const end = starts[pattern + 1]!;
    let own = start;
    while (own < end && values[own] !== leaf) own++;
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
