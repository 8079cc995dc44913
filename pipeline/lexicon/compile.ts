import type { Problem } from '../model.js';
import { Atoms } from './atoms.js';
import type { Codebook, CodebookOutline, Pattern, Place } from './codebook.js';
import { Leaves } from './leaves.js';
import { machineOf, type Machine } from './machine.js';
import { branchesOf, merged, planPattern, type Branch, type Plan, type PlanContext } from './plan.js';
import { frequencyOfLeaf } from './rarity.js';
import { skeletonOf, type Skeleton } from './skeleton.js';
import type { PatternFault, PatternNode } from './syntax.js';
import type { TestOf } from './open-words.js';
import { testOf, type WordSources } from './words.js';

/** Lists that name lists, and so on. */
const DEEPEST_LIST = 12;
/** Phrases of several words; single words are one set, however many. */
const LONGEST_LIST = 10_000;

/** What matching needs of a pattern, with the theme and rule it belongs to. */
export interface MatchablePattern {
  readonly pattern: Pick<Pattern, 'text' | 'section' | 'strength'>;
  /** Index into the codebook's themes. */
  readonly theme: number;
  /** The sub-code's id, or empty. */
  readonly code: string;
  readonly plan: Plan;
}

/** A codebook ready to match. Immutable: what a matcher learns while it runs is the matcher's own. */
export interface Matchable {
  readonly codebook: CodebookOutline;
  readonly patterns: readonly MatchablePattern[];
  readonly machine: Machine;
  readonly testOf: TestOf;
  /** True when a pattern asks for a part of speech, so that a tagger may be needed. */
  readonly needsTagger: boolean;
}

/** A compiled pattern as it was written. */
export interface CompiledPattern extends MatchablePattern {
  readonly pattern: Pattern;
  /** Leaves of which every match has one; the pattern waits for them. */
  readonly trigger: readonly number[];
  readonly skeleton: Skeleton;
}

/** A matchable lexicon with all that its editors wrote. */
export interface CompiledLexicon extends Matchable {
  readonly codebook: Codebook;
  readonly patterns: readonly CompiledPattern[];
  readonly atoms: Atoms;
  readonly leaves: Leaves;
}

export interface CompileTools {
  readonly inflections: WordSources['inflections'];
  readonly regex: WordSources['regex'];
}

/** Compiles a codebook. All faults are found at once; with any error the lexicon is null. */
export function compileLexicon(codebook: Codebook, tools: CompileTools): { readonly lexicon: CompiledLexicon | null; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const compiler = new Compiler(codebook, tools, problems);
  const patterns = compiler.compile();
  if (problems.length > 0) return { lexicon: null, problems };
  const { atoms, leaves } = compiler.context;
  const needsTagger = leaves.rows.some((rows) => rows.some((row) => row.some(({ pos }) => pos !== '')));
  const machine = machineOf(patterns, atoms, leaves);
  return { lexicon: { codebook, patterns, machine, testOf: (source) => testOf(source, tools.regex), atoms, leaves, needsTagger }, problems };
}

class Compiler {
  readonly context: PlanContext;
  private readonly lists = new Map<string, readonly Branch[]>();
  private readonly open = new Set<string>();

  constructor(
    private readonly codebook: Codebook,
    tools: CompileTools,
    private readonly problems: Problem[],
  ) {
    this.context = {
      atoms: new Atoms(),
      leaves: new Leaves(),
      words: { policy: codebook.policy, ...tools },
      list: (name) => this.listBranches(name),
    };
  }

  compile(): readonly CompiledPattern[] {
    for (const list of this.codebook.lists) this.listBranches(list.name);
    return this.codebook.themes.flatMap((theme, index) =>
      theme.rules.flatMap((rule) => rule.patterns.flatMap((pattern) => this.compilePattern(pattern, index, rule.code))),
    );
  }

  private compilePattern(pattern: Pattern, theme: number, code: string): readonly CompiledPattern[] {
    const faults: PatternFault[] = [];
    const plan = planPattern(pattern.node, this.context, faults);
    this.report(faults, pattern.place);
    if (!plan) return [];
    const skeleton = skeletonOf(pattern.node, this.context);
    return [{ pattern, theme, code, plan, trigger: triggerOf(plan, skeleton, this.context), skeleton }];
  }

  private report(faults: readonly PatternFault[], place: Place): void {
    for (const { id, column, message, hint } of faults) {
      this.problems.push({ severity: 'error', id, file: place.file, line: place.line, column: place.column + column - 1, message, ...(hint ? { hint } : {}) });
    }
  }

  private listBranches(name: string): readonly Branch[] | null {
    const known = this.lists.get(name);
    if (known) return known;
    const list = this.codebook.lists.find((candidate) => candidate.name === name);
    if (!list) return null;
    if (this.open.has(name)) {
      this.report([{ id: 'cyclic-list', column: 1, message: `The list @${name} holds itself.`, hint: 'Take the list out of its own lines, and out of those of the lists it names.' }], list.place);
      return [];
    }
    if (this.open.size >= DEEPEST_LIST) {
      this.report([{ id: 'too-deep', column: 1, message: `More than ${DEEPEST_LIST} lists name one another, down to @${name}.`, hint: 'Put the words where they are needed.' }], list.place);
      return [];
    }
    this.open.add(name);
    const branches = this.bounded(merged(list.patterns.flatMap(({ node, place }) => this.lineBranches(node, place))), list.place);
    this.open.delete(name);
    this.lists.set(name, branches);
    return branches;
  }

  private lineBranches(node: PatternNode, place: Place): readonly Branch[] {
    const faults: PatternFault[] = [];
    if (node.kind === 'and' || node.kind === 'not') {
      faults.push({ id: 'nested-and', column: node.column, message: `A list holds words; ${node.kind.toUpperCase()} speaks of a whole sentence.`, hint: 'Write it in the pattern that uses the list.' });
    }
    const found = faults.length > 0 ? [] : branchesOf(node, this.context, faults);
    this.report(faults, place);
    return found.filter((branch) => branch.length > 0);
  }

  private bounded(branches: readonly Branch[], place: Place): readonly Branch[] {
    if (branches.length <= LONGEST_LIST) return branches;
    this.report([{ id: 'too-many-alternatives', column: 1, message: `The list holds more than ${LONGEST_LIST} phrases, those of the lists it names included.`, hint: 'Split it.' }], place);
    return [];
  }
}

/** What a pattern waits for: of the parts that every match has, the one that should be met most seldom. */
function triggerOf(plan: Plan, { leaves }: Skeleton, context: Pick<PlanContext, 'leaves' | 'atoms'>): readonly number[] {
  if (plan.kind === 'leaf') return [plan.leaf];
  return rarest(leaves.length > 0 ? leaves.map((leaf) => [leaf]) : partsNeeded(plan, context), context);
}

function rarest(parts: readonly (readonly number[])[], context: Pick<PlanContext, 'leaves' | 'atoms'>): readonly number[] {
  const costs = parts.map((leaves) => leaves.reduce((sum, leaf) => sum + frequencyOfLeaf(leaf, context.leaves, context.atoms), 0));
  return parts[costs.indexOf(Math.min(...costs))] ?? [];
}

/** Lists of leaves, of each of which every match of the plan has one. */
function partsNeeded(plan: Plan, context: Pick<PlanContext, 'leaves' | 'atoms'>): readonly (readonly number[])[] {
  switch (plan.kind) {
    case 'leaf':
      return [[plan.leaf]];
    case 'either':
      return [[...new Set(plan.options.flatMap((option) => rarest(partsNeeded(option, context), context)))]];
    case 'join':
      return plan.parts.flatMap((part) => partsNeeded(part, context));
    case 'proximity':
    case 'and':
      return [...partsNeeded(plan.left, context), ...partsNeeded(plan.right, context)];
    case 'not':
      return partsNeeded(plan.left, context);
  }
}
