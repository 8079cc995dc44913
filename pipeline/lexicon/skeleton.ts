import type { LeafRow } from './leaves.js';
import { branchesOf, MOST_ROWS, rowOf, type Branch, type PlanContext } from './plan.js';
import { frequencyOfRow } from './rarity.js';
import type { PatternNode } from './syntax.js';

/** No bound on the words between two parts, or no order. */
export const ANYWHERE = -1;

/**
 * The parts of a pattern that no match can do without, as leaves, in the order they are written in.
 * However many ways of writing a pattern unfolds into, these few are in every match: where one of them is missing, the pattern is done with.
 */
export interface Skeleton {
  readonly leaves: readonly number[];
  /** For each leaf how many words there may be between it and the next, or `ANYWHERE`. */
  readonly reaches: readonly number[];
}

/** The parts of a piece of a pattern, and how many words of it may come before the first and after the last; without parts, how many it may be. */
interface Outline extends Skeleton {
  readonly before: number;
  readonly after: number;
}

/** The skeleton of a parsed pattern without faults; it may be empty. */
export function skeletonOf(node: PatternNode, context: PlanContext): Skeleton {
  const { leaves, reaches } = outlineOf(node, context);
  return { leaves, reaches };
}

function outlineOf(node: PatternNode, context: PlanContext): Outline {
  switch (node.kind) {
    case 'gap':
      return blank(node.words);
    case 'optional':
      return blank(widthOf(branchesOf(node.item, context, [])));
    case 'sequence':
      return sequenceOutline(node.items, context);
    case 'proximity': {
      const left = outlineOf(node.left, context);
      const right = outlineOf(node.right, context);
      return node.ordered ? joined(left, node.words, right) : { ...joined(left, ANYWHERE, right), before: ANYWHERE, after: ANYWHERE };
    }
    case 'and':
      return joined(outlineOf(node.left, context), ANYWHERE, outlineOf(node.right, context));
    case 'not':
      return outlineOf(node.left, context);
    case 'word':
    case 'list':
    case 'alternatives':
      return leafOutline(branchesOf(node, context, []), context);
  }
}

function blank(words: number): Outline {
  return { leaves: [], reaches: [], before: words, after: words };
}

/** One after the other, with at most so many words between them. */
function joined(left: Outline, words: number, right: Outline): Outline {
  const between = sum(sum(left.after, words), right.before);
  const reaches = left.leaves.length > 0 && right.leaves.length > 0 ? [...left.reaches.slice(0, -1), between] : left.reaches;
  return {
    leaves: [...left.leaves, ...right.leaves],
    reaches: [...reaches, ...right.reaches],
    before: left.leaves.length > 0 ? left.before : between,
    after: right.leaves.length > 0 ? right.after : between,
  };
}

/**
 * Items that are nothing but words are one part as long as there are few ways of writing them: the automaton reads them as rows,
 * and three common words in a row are rare.
 */
function sequenceOutline(items: readonly PatternNode[], context: PlanContext): Outline {
  let outline = blank(0);
  let rows: readonly Branch[] = [];
  /** As `rows`, the optional words after them included, and how many those are. */
  let open: readonly Branch[] = [];
  let optional = 0;
  const close = (): void => {
    if (rows.length > 0) outline = joined(outline, 0, { ...leafOutline(rows, context), after: optional });
    rows = [];
  };
  for (const item of items) {
    const ways = waysInWords(item, context);
    if (ways === null || open.length * ways.length > MOST_ROWS) close();
    if (ways === null || (rows.length === 0 && item.kind === 'optional')) outline = joined(outline, 0, outlineOf(item, context));
    else {
      open = rows.length === 0 ? ways : open.flatMap((start) => ways.map((end) => [...start, ...end]));
      optional = item.kind === 'optional' ? optional + widthOf(ways) : 0;
      if (item.kind !== 'optional') rows = open;
    }
  }
  close();
  return outline;
}

/** All ways of writing an item; null where one of them is more than words in a row. */
function waysInWords(item: PatternNode, context: PlanContext): readonly Branch[] | null {
  if (item.kind === 'gap' || item.kind === 'sequence') return null;
  const ways = branchesOf(item, context, []);
  const isWords = ways.every((way) => (way.length > 0 || item.kind === 'optional') && way.every(({ kind }) => kind === 'words'));
  return isWords && ways.length > 0 ? ways : null;
}

/** One leaf for all ways of writing something: of each its rarest words in a row. */
function leafOutline(branches: readonly Branch[], context: PlanContext): Outline {
  const runs = branches.map((branch) => rarestRun(branch, context));
  if (runs.length === 0 || runs.some((run) => run === null)) return blank(widthOf(branches));
  const found = runs.filter((run) => run !== null);
  const most = (words: readonly number[]): number => (words.includes(ANYWHERE) ? ANYWHERE : Math.max(...words));
  return {
    leaves: [context.leaves.add(found.map(({ row }) => row))],
    reaches: [ANYWHERE],
    before: most(found.map(({ before }) => before)),
    after: most(found.map(({ after }) => after)),
  };
}

interface Run {
  readonly row: LeafRow;
  readonly before: number;
  readonly after: number;
}

function rarestRun(branch: Branch, context: PlanContext): Run | null {
  let rarest: Run | null = null;
  let frequency = Infinity;
  for (let from = 0; from < branch.length; from++) {
    let to = from;
    while (to < branch.length && branch[to]!.kind === 'words') to++;
    if (to === from) continue;
    const row = rowOf(branch.slice(from, to), context);
    const own = frequencyOfRow(row, context.atoms);
    if (own < frequency) {
      rarest = { row, before: widthOf([branch.slice(0, from)]), after: widthOf([branch.slice(to)]) };
      frequency = own;
    }
    from = to;
  }
  return rarest;
}

/** The most words that one of the branches may be. */
function widthOf(branches: readonly Branch[]): number {
  let most = 0;
  for (const branch of branches) {
    let words = 0;
    for (const element of branch) {
      if (element.kind === 'plan') return ANYWHERE;
      words += element.kind === 'gap' ? element.words : 1;
    }
    most = Math.max(most, words);
  }
  return most;
}

function sum(words: number, more: number): number {
  return words === ANYWHERE || more === ANYWHERE ? ANYWHERE : words + more;
}
