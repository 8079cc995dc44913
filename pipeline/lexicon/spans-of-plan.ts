import type { Extents } from './extents.js';
import { NO_RANGES, type Finds, type TokenRange } from './finds.js';
import type { Plan } from './plan.js';

/** So many pairs are tried one by one. */
const FEW_PAIRS = 64;

/** What is known of the sentence: the leaves found in it, and what can be told from their places. */
export interface Found {
  readonly finds: Finds;
  readonly extents: Extents;
}

/**
 * All ranges that a plan matches, in no particular order, each once.
 * Sentences are short (`LONGEST_SENTENCE` tokens at the most), and so are the lists of ranges.
 */
export function rangesOf(plan: Plan, found: Found): readonly TokenRange[] {
  switch (plan.kind) {
    case 'leaf':
      return found.finds.of(plan.leaf);
    case 'either':
      return either(plan.options, found);
    case 'join':
      return found.extents.isPossible(plan) ? joined(plan, found) : NO_RANGES;
    case 'proximity':
      return found.extents.isPossible(plan) ? near(plan, found) : NO_RANGES;
    case 'and':
      return found.extents.isPossible(plan) && rangesOf(plan.right, found).length > 0 ? rangesOf(plan.left, found) : NO_RANGES;
    case 'not':
      return rangesOf(plan.right, found).length > 0 ? NO_RANGES : rangesOf(plan.left, found);
  }
}

function either(options: readonly Plan[], found: Found): readonly TokenRange[] {
  let ranges: readonly TokenRange[] = NO_RANGES;
  for (let i = 0; i < options.length; i++) {
    const more = rangesOf(options[i]!, found);
    if (more.length > 0) ranges = ranges.length === 0 ? more : distinct([...ranges, ...more]);
  }
  return ranges;
}

function joined(plan: Plan & { kind: 'join' }, found: Found): readonly TokenRange[] {
  const { parts, gaps } = plan;
  let ranges = rangesOf(parts[0]!, found);
  for (let i = 1; i < parts.length && ranges.length > 0; i++) ranges = distinct(following(ranges, rangesOf(parts[i]!, found), gaps[i - 1]!));
  return ranges;
}

function near(plan: Plan & { kind: 'proximity' }, found: Found): readonly TokenRange[] {
  const left = rangesOf(plan.left, found);
  if (left.length === 0) return [];
  const right = rangesOf(plan.right, found);
  const inOrder = following(left, right, plan.words);
  return distinct(plan.ordered ? inOrder : [...inOrder, ...following(right, left, plan.words)]);
}

/** Every left range with every right one that begins after it, at most so many words further on. */
function following(left: readonly TokenRange[], right: readonly TokenRange[], words: number): readonly TokenRange[] {
  if (left.length * right.length <= FEW_PAIRS) {
    let ranges: TokenRange[] | null = null;
    for (let i = 0; i < left.length; i++) {
      for (let k = 0; k < right.length; k++) {
        if (isWithin(left[i]!, right[k]!, words)) (ranges ??= []).push({ start: left[i]!.start, end: right[k]!.end });
      }
    }
    return ranges ?? NO_RANGES;
  }
  // Where a word is repeated hundreds of times, only the starts within reach are looked at.
  const ends = new Map<number, number[]>();
  for (const { start, end } of right) {
    const known = ends.get(start);
    if (known) known.push(end);
    else ends.set(start, [end]);
  }
  const seen = new Set<number>();
  const ranges: TokenRange[] = [];
  for (const { start, end: from } of left) {
    for (let at = from; at <= from + words; at++) {
      for (const end of ends.get(at) ?? []) {
        const key = start * 65536 + end;
        if (seen.has(key)) continue;
        seen.add(key);
        ranges.push({ start, end });
      }
    }
  }
  return ranges;
}

function isWithin(left: TokenRange, right: TokenRange, words: number): boolean {
  const between = right.start - left.end;
  return between >= 0 && between <= words;
}

function distinct(ranges: readonly TokenRange[]): readonly TokenRange[] {
  if (ranges.length < 2) return ranges;
  if (ranges.length === 2) return ranges[0]!.start === ranges[1]!.start && ranges[0]!.end === ranges[1]!.end ? [ranges[0]!] : ranges;
  const seen = new Set<number>();
  return ranges.filter(({ start, end }) => {
    const key = start * 65536 + end;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
