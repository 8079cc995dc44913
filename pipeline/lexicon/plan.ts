import { type Atoms, NO_WORDS, unionOf, type WordSet } from './atoms.js';
import type { LeafRow, Leaves } from './leaves.js';
import type { PatternFault, PatternNode } from './syntax.js';
import { LONGEST_SENTENCE } from '../text/sentences.js';
import { simpleForms, wordRows, type WordSources } from './words.js';

/** More ways of writing than this, and a pattern is refused rather than left to swell. */
export const MOST_BRANCHES = 2000;
/** More parts than this, and matching would take longer than it is worth. */
const LARGEST_PLAN = 20_000;
/** Items in a row of which there are more ways of writing are found one by one and joined, which costs a little more when they are met. */
export const MOST_ROWS = 24;

/** How a pattern is put together from leaves, the rows of words that the automaton finds. */
export type Plan =
  | { readonly kind: 'leaf'; readonly leaf: number }
  /** Parts in order; between part i and the next at most `gaps[i]` words. */
  | { readonly kind: 'join'; readonly parts: readonly Plan[]; readonly gaps: readonly number[] }
  | { readonly kind: 'either'; readonly options: readonly Plan[] }
  | { readonly kind: 'proximity'; readonly left: Plan; readonly right: Plan; readonly words: number; readonly ordered: boolean }
  | { readonly kind: 'and' | 'not'; readonly left: Plan; readonly right: Plan };

/** What planning needs: where atoms and leaves are numbered, how words are read, and the lists. */
export interface PlanContext {
  readonly atoms: Atoms;
  readonly leaves: Leaves;
  readonly words: WordSources;
  /** The branches of a named list; null when there is none of the name. Faults inside a list are reported where it stands. */
  readonly list: (name: string) => readonly Branch[] | null;
}

interface WordElement {
  readonly kind: 'words';
  readonly set: WordSet;
  readonly pos: string;
}
type Element = WordElement | { readonly kind: 'gap'; readonly words: number } | { readonly kind: 'plan'; readonly plan: Plan };
/** One way of writing a pattern: words, gaps and nested plans in a row. */
export type Branch = readonly Element[];

/** Turns a parsed pattern into a plan; null with faults when it can match nothing or too much. */
export function planPattern(node: PatternNode, context: PlanContext, faults: PatternFault[]): Plan | null {
  const branches = branchesOf(node, context, faults);
  if (faults.length > 0) return null;
  if (branches.some((branch) => branch.length === 0)) {
    faults.push({ id: 'matches-nothing', column: node.column, message: 'Every word of this pattern may be left out.', hint: 'Take at least one word out of the square brackets.' });
    return null;
  }
  const plan = planOf(branches, context);
  if (sizeOf(plan) <= LARGEST_PLAN) return plan;
  faults.push({ id: 'too-many-alternatives', column: node.column, message: 'This pattern unfolds into too many parts.', hint: 'Lists that name lists that name lists grow fast: name fewer of them.' });
  return null;
}

const sizes = new WeakMap<Plan, number>();

/** How many parts a plan has; one that is used twice counts twice, as it does when it is matched. */
function sizeOf(plan: Plan): number {
  const known = sizes.get(plan);
  if (known !== undefined) return known;
  const size = 1 + partsOf(plan).reduce((sum, part) => sum + sizeOf(part), 0);
  sizes.set(plan, size);
  return size;
}

/** The plans that a plan is made of; none for a leaf. */
export function partsOf(plan: Plan): readonly Plan[] {
  if (plan.kind === 'leaf') return [];
  if (plan.kind === 'join') return plan.parts;
  return plan.kind === 'either' ? plan.options : [plan.left, plan.right];
}

/** All ways of writing a pattern. Single words that stand for each other become one word set. */
export function branchesOf(node: PatternNode, context: PlanContext, faults: PatternFault[]): readonly Branch[] {
  switch (node.kind) {
    case 'word':
      return wordRows(node, context.words, faults).map((row) => row.map((set): Element => ({ kind: 'words', set, pos: node.pos })));
    case 'list': {
      const branches = context.list(node.name);
      if (branches) return branches;
      faults.push({ id: 'unknown-list', column: node.column, message: `There is no list @${node.name}.`, hint: 'Lists stand in codebook.yml under "lists".' });
      return [];
    }
    case 'gap':
      return [[{ kind: 'gap', words: node.words }]];
    case 'alternatives':
      return alternatives(node.options, context, faults);
    case 'optional':
      return [...branchesOf(node.item, context, faults), []];
    case 'sequence':
      return product(node, context, faults);
    case 'proximity':
      return [[{ kind: 'plan', plan: proximity(node, context, faults) }]];
    case 'and':
    case 'not': {
      const left = sidePlan(node.left, context, faults);
      const right = sidePlan(node.right, context, faults);
      return [[{ kind: 'plan', plan: { kind: node.kind, left, right } }]];
    }
  }
}

function alternatives(options: readonly PatternNode[], context: PlanContext, faults: PatternFault[]): readonly Branch[] {
  // Most options are one plain word; those go into one set without a set of their own first.
  const plain = options.flatMap((option) => (option.kind === 'word' ? (simpleForms(option, context.words.policy) ?? []) : []));
  const others = options.filter((option) => option.kind !== 'word' || simpleForms(option, context.words.policy) === null);
  const branches = others.flatMap((option) => branchesOf(option, context, faults));
  if (plain.length === 0) return merged(branches);
  return merged([[{ kind: 'words', set: { ...NO_WORDS, literals: plain }, pos: '' }], ...branches]);
}

/**
 * The ways of writing a row of items. Items between two gaps, and those of which there would be too many ways together, are written out
 * by themselves, so that what is put together of a match are a few parts and not a great many rows.
 */
function product(node: PatternNode & { kind: 'sequence' }, context: PlanContext, faults: PatternFault[]): readonly Branch[] {
  let done: readonly Branch[] = [[]];
  let open: readonly Branch[] = [[]];
  let ways = 1;
  const close = (): void => {
    done = inRow(done, folded(open, context));
    open = [[]];
  };
  for (const item of node.items) {
    if (nestsSentence(item, faults)) return [];
    const next = branchesOf(item, context, faults);
    ways *= ways * next.length > MOST_ROWS && isFoldable(next) ? (next.some(isEmpty) ? 2 : 1) : next.length;
    if (ways > MOST_BRANCHES) {
      faults.push({ id: 'too-many-alternatives', column: item.column, message: `This pattern can be written in more than ${MOST_BRANCHES} ways.`, hint: 'Split it over several lines, or join words with a gap (..).' });
      return [];
    }
    if (longest(done) + longest(open) + longest(next) > LONGEST_SENTENCE) {
      faults.push({ id: 'too-long', column: item.column, message: `This pattern is longer than any sentence (${LONGEST_SENTENCE} words).`, hint: 'A phrase of three to six words finds more.' });
      return [];
    }
    if (item.kind === 'gap' || open.length * next.length > MOST_ROWS) close();
    if (item.kind === 'gap') done = inRow(done, next);
    else open = inRow(open, next);
  }
  if (done.length === 1 && done[0]!.length === 0) return open;
  close();
  return done;
}

function inRow(starts: readonly Branch[], ends: readonly Branch[]): readonly Branch[] {
  return starts.flatMap((start) => ends.map((end) => [...start, ...end]));
}

function longest(branches: readonly Branch[]): number {
  return branches.reduce((most, { length }) => Math.max(most, length), 0);
}

/** AND and NOT speak of a whole sentence; true, with a fault, where one stands inside something smaller. */
function nestsSentence(node: PatternNode, faults: PatternFault[]): boolean {
  switch (node.kind) {
    case 'and':
    case 'not':
      faults.push({ id: 'nested-and', column: node.column, message: `${node.kind.toUpperCase()} speaks of a whole sentence and cannot stand inside a row of words.`, hint: 'Write it outermost: (a b) AND c.' });
      return true;
    case 'alternatives':
      return node.options.some((option) => nestsSentence(option, faults));
    case 'optional':
      return nestsSentence(node.item, faults);
    default:
      return false;
  }
}

/** Many ways of writing one part as a plan of its own, which a row can hold as one element. */
function folded(branches: readonly Branch[], context: PlanContext): readonly Branch[] {
  if (!isFoldable(branches)) return branches;
  const whole: Branch = [{ kind: 'plan', plan: planOf(branches.filter((branch) => !isEmpty(branch)), context) }];
  return branches.some(isEmpty) ? [whole, []] : [whole];
}

function isFoldable(branches: readonly Branch[]): boolean {
  const written = branches.filter((branch) => !isEmpty(branch));
  // A gap at the edge, left by an optional word, belongs to the row around it.
  return written.length > 1 && !written.some((branch) => branch[0]!.kind === 'gap' || branch[branch.length - 1]!.kind === 'gap');
}

function isEmpty({ length }: Branch): boolean {
  return length === 0;
}

const NOTHING: Plan = { kind: 'either', options: [] };

function sidePlan(node: PatternNode, context: PlanContext, faults: PatternFault[]): Plan {
  return planPattern(node, context, faults) ?? NOTHING;
}

function proximity(node: PatternNode & { kind: 'proximity' }, context: PlanContext, faults: PatternFault[]): Plan {
  if (nestsSentence(node.left, faults) || nestsSentence(node.right, faults)) return NOTHING;
  const left = sidePlan(node.left, context, faults);
  const right = sidePlan(node.right, context, faults);
  return { kind: 'proximity', left, right, words: node.words, ordered: node.ordered };
}

/** Joins the branches that are one word each into one. */
export function merged(branches: readonly Branch[]): readonly Branch[] {
  const sets = new Map<string, WordSet[]>();
  const others: Branch[] = [];
  for (const branch of branches) {
    const [only] = branch;
    if (branch.length === 1 && only!.kind === 'words') {
      const list = sets.get(only.pos);
      if (list) list.push(only.set);
      else sets.set(only.pos, [only.set]);
    } else others.push(branch);
  }
  const singles = [...sets].map(([pos, list]): Branch => [{ kind: 'words', set: unionOf(list), pos }]);
  return [...singles, ...others];
}

function planOf(branches: readonly Branch[], context: PlanContext): Plan {
  const rows = branches.filter((branch) => branch.every((element) => element.kind === 'words')).map((branch) => rowOf(branch, context));
  const joined = branches.filter((branch) => branch.some((element) => element.kind !== 'words')).map((branch) => joinOf(branch, context));
  const options: Plan[] = rows.length > 0 ? [{ kind: 'leaf', leaf: context.leaves.add(rows) }, ...joined] : joined;
  return options.length === 1 ? options[0]! : { kind: 'either', options };
}

/** A branch of nothing but words as the row of a leaf. */
export function rowOf(branch: Branch, context: PlanContext): LeafRow {
  return branch.flatMap((element) => (element.kind === 'words' ? [{ atom: context.atoms.add(element.set), pos: element.pos }] : []));
}

function joinOf(branch: Branch, context: PlanContext): Plan {
  const parts: Plan[] = [];
  const gaps: number[] = [];
  let row: WordElement[] = [];
  let gap = 0;
  const close = (part: Plan): void => {
    if (parts.length > 0) gaps.push(gap);
    parts.push(part);
    gap = 0;
  };
  const closeRow = (): void => {
    if (row.length > 0) close({ kind: 'leaf', leaf: context.leaves.add([rowOf(row, context)]) });
    row = [];
  };
  for (const element of branch) {
    if (element.kind === 'words') row.push(element);
    else {
      closeRow();
      // Two gaps in a row, where what stood between was optional, add up.
      if (element.kind === 'gap') gap += element.words;
      else close(element.plan);
    }
  }
  closeRow();
  return parts.length === 1 ? parts[0]! : { kind: 'join', parts, gaps };
}
