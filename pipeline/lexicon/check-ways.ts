import { Forms } from '../text/forms.js';
import type { Atoms, WordSet } from './atoms.js';
import type { CompiledLexicon } from './compile.js';
import type { LeafElement } from './leaves.js';
import type { Plan } from './plan.js';

/**
 * Which pattern's matches are another's too, as far as it can be proved by writing both out.
 * Where a pattern can be written in too many ways, nothing is claimed.
 */

/** Words in a row; before word i (but the first) there may be `gaps[i]` others. */
export interface Way {
  readonly words: readonly LeafElement[];
  readonly gaps: readonly number[];
}

/** A pattern written out: the ways of its span, and what else its sentence must hold. */
export interface Ways {
  readonly span: readonly Way[];
  /** The right sides of AND. */
  readonly also: readonly (readonly Way[])[];
  /** The right sides of NOT. */
  readonly never: readonly (readonly Way[])[];
}

const MOST_WAYS = 120;

/** Writes a pattern out; null where that is too much. */
export function waysOf(plan: Plan, lexicon: CompiledLexicon): Ways | null {
  if (plan.kind === 'and' || plan.kind === 'not') {
    const left = waysOf(plan.left, lexicon);
    const right = waysOf(plan.right, lexicon);
    if (!left || !right) return null;
    if (plan.kind === 'and') return { ...left, also: [...left.also, right.span, ...right.also], never: [...left.never, ...right.never] };
    // What is absent is known only where the right side is plain.
    return right.also.length + right.never.length > 0 ? null : { ...left, never: [...left.never, right.span] };
  }
  const span = spanWays(plan, lexicon);
  return span && { span, also: [], never: [] };
}

function spanWays(plan: Plan, lexicon: CompiledLexicon): readonly Way[] | null {
  switch (plan.kind) {
    case 'leaf':
      return few(lexicon.leaves.rows[plan.leaf]!.map((row) => ({ words: row, gaps: row.map(() => 0) })));
    case 'either':
      return few(allOf(plan.options.map((option) => spanWays(option, lexicon)))?.flat());
    case 'join': {
      const parts = allOf(plan.parts.map((part) => spanWays(part, lexicon)));
      return parts && parts.slice(1).reduce<readonly Way[] | null>((ways, next, i) => ways && inRow(ways, next, plan.gaps[i]!), parts[0]!);
    }
    case 'proximity': {
      const left = spanWays(plan.left, lexicon);
      const right = spanWays(plan.right, lexicon);
      if (!left || !right) return null;
      const there = inRow(left, right, plan.words);
      const back = plan.ordered ? [] : inRow(right, left, plan.words);
      return there && back && few([...there, ...back]);
    }
    default:
      return null;
  }
}

function few(ways: readonly Way[] | null | undefined): readonly Way[] | null {
  return ways && ways.length <= MOST_WAYS ? ways : null;
}

function allOf<T>(items: readonly (T | null)[]): readonly T[] | null {
  return items.every((item): item is T => item !== null) ? items : null;
}

function inRow(left: readonly Way[], right: readonly Way[], gap: number): readonly Way[] | null {
  if (left.length * right.length > MOST_WAYS) return null;
  return left.flatMap((a) => right.map((b) => ({ words: [...a.words, ...b.words], gaps: [...a.gaps, gap, ...b.gaps.slice(1)] })));
}

/** Compares patterns that were written out; what it learns of pairs of word sets it keeps. */
export class Comparison {
  private readonly known = new Map<number, boolean>();
  private readonly wider = new Map<number, readonly number[] | null>();
  private readonly forms = new Forms();

  constructor(private readonly atoms: Atoms) {}

  /** The atoms that may hold all words of this one: those that hold one of its words. Null where any may. */
  maybeWider(atom: number): readonly number[] | null {
    const known = this.wider.get(atom);
    if (known !== undefined) return known;
    const word = wordOf(this.atoms.setOf(atom));
    const wider = word === null ? null : this.atoms.of(this.forms, this.forms.intern(word, 0, word.length));
    this.wider.set(atom, wider);
    return wider;
  }

  /** True when each of these stretches is one of those. */
  isPart(ways: readonly Way[], of: readonly Way[]): boolean {
    return ways.length > 0 && ways.every((way) => of.some((other) => this.embeds(way, other, true)));
  }

  /** True when each of these stretches holds one of those. */
  holds(ways: readonly Way[], inner: readonly Way[]): boolean {
    return ways.length > 0 && ways.every((way) => inner.some((other) => this.embeds(way, other, false)));
  }

  /** Whether the words of `inner` are found, in order and near enough, among those of `outer`; `whole`: from its first word to its last. */
  private embeds(outer: Way, inner: Way, whole: boolean): boolean {
    if (inner.words.length > outer.words.length || inner.words.length === 0) return false;
    const last = inner.words.length - 1;
    const from = (at: number, word: number): boolean => {
      const { atom, pos } = inner.words[word]!;
      if ((pos !== '' && pos !== outer.words[at]!.pos) || !this.isWithin(outer.words[at]!.atom, atom)) return false;
      if (word === last) return !whole || at === outer.words.length - 1;
      let between = 0;
      for (let next = at + 1; next < outer.words.length; next++) {
        between += outer.gaps[next]!;
        if (between > inner.gaps[word + 1]!) return false;
        if (from(next, word + 1)) return true;
        between++;
      }
      return false;
    };
    if (whole) return from(0, 0);
    return outer.words.some((_, at) => from(at, 0));
  }

  /** True when every word of the one atom is one of the other. */
  private isWithin(a: number, b: number): boolean {
    if (a === b) return true;
    const key = a * 0x4000000 + b;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const within = isSubset(this.atoms.setOf(a), this.atoms.setOf(b));
    this.known.set(key, within);
    return within;
  }
}

/** A word of the set; null where none can be told, as of a regular expression. */
function wordOf({ literals, exact, prefixes, suffixes, sets }: WordSet): string | null {
  const own = literals[0] ?? exact[0] ?? prefixes[0] ?? suffixes[0];
  if (own !== undefined) return own;
  for (const set of sets) {
    const word = wordOf(set);
    if (word !== null) return word;
  }
  return null;
}

/** True when every word of the one set is surely in the other. */
function isSubset(a: WordSet, b: WordSet): boolean {
  return (
    a.literals.every((word) => accepts(b, word)) &&
    a.exact.every((word) => acceptsExact(b, word)) &&
    a.prefixes.every((start) => some(b, ({ prefixes }) => prefixes.some((prefix) => start.startsWith(prefix)))) &&
    a.suffixes.every((end) => some(b, ({ suffixes }) => suffixes.some((suffix) => end.endsWith(suffix)))) &&
    a.tests.every(({ source }) => some(b, ({ tests }) => tests.some((test) => test.source === source))) &&
    a.sets.every((part) => b.sets.includes(part) || isSubset(part, b))
  );
}

function some(set: WordSet, holds: (set: WordSet) => boolean): boolean {
  return holds(set) || set.sets.some((part) => some(part, holds));
}

function accepts(set: WordSet, word: string): boolean {
  return some(
    set,
    ({ literals, prefixes, suffixes, tests }) =>
      literals.includes(word) || prefixes.some((start) => word.startsWith(start)) || suffixes.some((end) => word.endsWith(end)) || tests.some(({ test }) => test(word)),
  );
}

function acceptsExact(set: WordSet, word: string): boolean {
  return some(set, ({ exact }) => exact.includes(word)) || accepts(set, word.toLowerCase());
}
