import type { Finds } from './finds.js';
import type { Plan } from './plan.js';

/**
 * Between which tokens a plan's matches can begin and end at all, from the first and last place of each of its leaves.
 * Most plans that have all their parts in a sentence have them in the wrong order or too far apart; this tells them at the cost of a few comparisons.
 * One is used again and again; what it holds is of the last plan that was possible.
 */
export class Extents {
  private startFrom = 0;
  private startTo = 0;
  private endFrom = 0;
  private endTo = 0;

  constructor(private readonly finds: Finds) {}

  /** False where the plan can match nothing in the sentence; true where it may. */
  isPossible(plan: Plan): boolean {
    switch (plan.kind) {
      case 'leaf':
        return this.leaf(plan.leaf);
      case 'either':
        return this.either(plan.options);
      case 'join':
        return this.join(plan.parts, plan.gaps);
      case 'proximity':
        return this.isPossible(plan.right) && this.widened(plan.left);
      case 'and':
        return this.isPossible(plan.right) && this.isPossible(plan.left);
      case 'not':
        return this.isPossible(plan.left);
    }
  }

  private leaf(leaf: number): boolean {
    const { finds } = this;
    if (!finds.has(leaf)) return false;
    this.endFrom = finds.firstEnd[leaf]!;
    this.endTo = finds.lastEnd[leaf]!;
    this.startFrom = this.endFrom + 1 - finds.longest[leaf]!;
    this.startTo = this.endTo;
    return true;
  }

  private either(options: readonly Plan[]): boolean {
    let any = false;
    let [startFrom, startTo, endFrom, endTo] = [0, 0, 0, 0];
    for (let i = 0; i < options.length; i++) {
      if (!this.isPossible(options[i]!)) continue;
      startFrom = any ? Math.min(startFrom, this.startFrom) : this.startFrom;
      startTo = any ? Math.max(startTo, this.startTo) : this.startTo;
      endFrom = any ? Math.min(endFrom, this.endFrom) : this.endFrom;
      endTo = any ? Math.max(endTo, this.endTo) : this.endTo;
      any = true;
    }
    if (any) this.set(startFrom, startTo, endFrom, endTo);
    return any;
  }

  /** Each part must be able to begin after the one before, and not further off than the gap. */
  private join(parts: readonly Plan[], gaps: readonly number[]): boolean {
    if (!this.isPossible(parts[0]!)) return false;
    const { startFrom, startTo } = this;
    for (let i = 1; i < parts.length; i++) {
      const { endFrom, endTo } = this;
      if (!this.isPossible(parts[i]!)) return false;
      if (this.startTo <= endFrom || this.startFrom > endTo + 1 + gaps[i - 1]!) return false;
    }
    this.startFrom = startFrom;
    this.startTo = startTo;
    return true;
  }

  /** The extent of a plan together with the one that was looked at last. */
  private widened(plan: Plan): boolean {
    const { startFrom, startTo, endFrom, endTo } = this;
    if (!this.isPossible(plan)) return false;
    this.set(Math.min(startFrom, this.startFrom), Math.max(startTo, this.startTo), Math.min(endFrom, this.endFrom), Math.max(endTo, this.endTo));
    return true;
  }

  private set(startFrom: number, startTo: number, endFrom: number, endTo: number): void {
    this.startFrom = startFrom;
    this.startTo = startTo;
    this.endFrom = endFrom;
    this.endTo = endTo;
  }
}
