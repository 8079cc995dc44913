import { branchesOf, rowOf, type Branch, type PlanContext } from './plan.js';
import type { PatternNode } from './syntax.js';

/** No bound on the words between two parts, or no order. */
export const ANYWHERE = -1;

/**
 * The parts of a pattern that no match can do without, as leaves, in the order they are written in.
 * However many ways of writing a pattern unfolds into, these few are in every match: a sentence without one of them is done with.
 */
export interface Skeleton {
  readonly leaves: readonly number[];
  /** For each leaf how many words there may be between it and the next, or `ANYWHERE`. */
  readonly reaches: readonly number[];
}

interface Part {
  readonly leaf: number;
  /** The words of the longest row. */
  readonly length: number;
  reach: number;
}

/** The skeleton of a parsed pattern without faults, of the parts that `isTelling`; it may be empty. */
export function skeletonOf(node: PatternNode, context: PlanContext, isTelling: (leaf: number) => boolean): Skeleton {
  const parts: Part[] = [];
  for (const part of partsOf(node, context)) {
    const last = parts.at(-1);
    // What is left out lies between the parts on either side.
    if (isTelling(part.leaf)) parts.push({ ...part });
    else if (last) last.reach = last.reach === ANYWHERE || part.reach === ANYWHERE ? ANYWHERE : last.reach + part.length + part.reach;
  }
  return { leaves: parts.map(({ leaf }) => leaf), reaches: parts.map(({ reach }) => reach) };
}

function partsOf(node: PatternNode, context: PlanContext): Part[] {
  switch (node.kind) {
    case 'gap':
    case 'optional':
      return [];
    case 'sequence':
      return sequenceParts(node.items, context);
    case 'proximity':
    case 'and':
      return loose([...partsOf(node.left, context), ...partsOf(node.right, context)]);
    case 'not':
      return partsOf(node.left, context);
    case 'word':
    case 'list':
    case 'alternatives':
      return leafParts(branchesOf(node, context, []), context);
  }
}

/** One leaf for all ways of writing something; none where one of them is more than words in a row. */
function leafParts(branches: readonly Branch[], context: PlanContext): Part[] {
  const isPlain = branches.every((branch) => branch.length > 0 && branch.every(({ kind }) => kind === 'words'));
  if (!isPlain || branches.length === 0) return [];
  const rows = branches.map((branch) => rowOf(branch, context));
  return [{ leaf: context.leaves.add(rows), length: Math.max(...rows.map(({ length }) => length)), reach: ANYWHERE }];
}

function sequenceParts(items: readonly PatternNode[], context: PlanContext): Part[] {
  const parts: Part[] = [];
  let between = ANYWHERE;
  for (const item of items) {
    const own = partsOf(item, context);
    if (own.length === 0) {
      between = between === ANYWHERE ? ANYWHERE : widened(between, item, context);
      continue;
    }
    // What stands inside a sequence as a plan of its own begins and ends where its own parts do not tell.
    const isPlain = item.kind === 'word' || item.kind === 'list' || item.kind === 'alternatives';
    const last = parts.at(-1);
    if (last && isPlain) last.reach = between;
    parts.push(...own);
    between = isPlain ? 0 : ANYWHERE;
  }
  return parts;
}

/** The words that may stand between two parts, an item between them added. */
function widened(between: number, item: PatternNode, context: PlanContext): number {
  if (item.kind === 'gap') return between + item.words;
  const inner = item.kind === 'optional' ? item.item : item;
  let longest = 0;
  for (const branch of branchesOf(inner, context, [])) {
    let words = 0;
    for (const element of branch) {
      if (element.kind === 'plan') return ANYWHERE;
      words += element.kind === 'gap' ? element.words : 1;
    }
    longest = Math.max(longest, words);
  }
  return between + longest;
}

function loose(parts: readonly Part[]): Part[] {
  return parts.map((part) => ({ ...part, reach: ANYWHERE }));
}
