import type { Plan } from './plan.js';

/** A row of tokens within a sentence: offsets from the sentence's first token, half-open. */
export interface TokenRange {
  readonly start: number;
  readonly end: number;
}

/** Where each leaf was found in the sentence. */
export type FoundLeaves = (leaf: number) => readonly TokenRange[];

/**
 * All ranges that a plan matches, in no particular order, each once.
 * Sentences are short (`LONGEST_SENTENCE` tokens at the most), so pairs are tried one by one.
 */
export function rangesOf(plan: Plan, found: FoundLeaves): readonly TokenRange[] {
  switch (plan.kind) {
    case 'leaf':
      return found(plan.leaf);
    case 'either':
      return distinct(plan.options.flatMap((option) => rangesOf(option, found)));
    case 'join':
      return joined(plan, found);
    case 'proximity':
      return near(plan, found);
    case 'and':
      return rangesOf(plan.right, found).length > 0 ? rangesOf(plan.left, found) : [];
    case 'not':
      return rangesOf(plan.right, found).length > 0 ? [] : rangesOf(plan.left, found);
  }
}

function joined(plan: Plan & { kind: 'join' }, found: FoundLeaves): readonly TokenRange[] {
  let ranges = rangesOf(plan.parts[0]!, found);
  for (let i = 1; i < plan.parts.length && ranges.length > 0; i++) {
    const next = rangesOf(plan.parts[i]!, found);
    const gap = plan.gaps[i - 1]!;
    ranges = distinct(ranges.flatMap((left) => next.filter((right) => isWithin(left, right, gap)).map((right) => ({ start: left.start, end: right.end }))));
  }
  return ranges;
}

function near(plan: Plan & { kind: 'proximity' }, found: FoundLeaves): readonly TokenRange[] {
  const left = rangesOf(plan.left, found);
  if (left.length === 0) return [];
  const right = rangesOf(plan.right, found);
  const ranges: TokenRange[] = [];
  for (const a of left) {
    for (const b of right) {
      if (isWithin(a, b, plan.words)) ranges.push({ start: a.start, end: b.end });
      else if (!plan.ordered && isWithin(b, a, plan.words)) ranges.push({ start: b.start, end: a.end });
    }
  }
  return distinct(ranges);
}

function isWithin(left: TokenRange, right: TokenRange, words: number): boolean {
  const between = right.start - left.end;
  return between >= 0 && between <= words;
}

function distinct(ranges: readonly TokenRange[]): readonly TokenRange[] {
  if (ranges.length < 2) return ranges;
  const seen = new Set<number>();
  return ranges.filter(({ start, end }) => {
    const key = start * 65536 + end;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Of ranges that overlap, the one that starts first stays, of those the longest: what a reader would mark. */
export function leftmostLongest(ranges: readonly TokenRange[]): readonly TokenRange[] {
  if (ranges.length < 2) return ranges;
  const sorted = [...ranges].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: TokenRange[] = [];
  let end = -1;
  for (const range of sorted) {
    if (range.start < end) continue;
    kept.push(range);
    end = range.end;
  }
  return kept;
}
