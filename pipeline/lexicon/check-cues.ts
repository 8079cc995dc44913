import type { Problem } from '../model.js';
import { doubt, writing } from './check-doubt.js';
import { isGuard } from './codebook.js';
import { Comparison, waysOf, type Ways } from './check-ways.js';
import type { CompiledLexicon, CompiledPattern } from './compile.js';
import { isPlaced } from './role-book.js';

/** A pattern written out. */
interface Written extends CompiledPattern {
  readonly ways: Ways;
}

/** Cues that can never count: they rule themselves out, their own guards do, or another cue is always there and at least as strong. */
export function doubtfulCues(lexicon: CompiledLexicon): readonly Problem[] {
  const compare = new Comparison(lexicon.atoms);
  const rules = new Map<string, Written[]>();
  for (const pattern of lexicon.patterns) {
    const ways = waysOf(pattern.plan, lexicon);
    if (!ways) continue;
    const key = `${pattern.theme}/${pattern.code}`;
    const rule = rules.get(key);
    if (rule) rule.push({ ...pattern, ways });
    else rules.set(key, [{ ...pattern, ways }]);
  }
  return [...rules].flatMap(([, rule]) => {
    const { theme, code } = rule[0]!;
    const above = code === '' ? [] : (rules.get(`${theme}/`) ?? []);
    return doubtfulRule(rule, above, compare, isPlaced(lexicon.codebook, code));
  });
}

/** @param isPlaced the rule's matches count in one place only, so that one within another may not count where the other does. */
function doubtfulRule(rule: readonly Written[], above: readonly Written[], compare: Comparison, isPlaced: boolean): readonly Problem[] {
  const cues = rule.filter(({ pattern }) => !isGuard(pattern));
  const guardsWithin = withinReach([...rule, ...above].filter(({ pattern }) => isGuard(pattern)), compare);
  const cuesWithin = withinReach(cues, compare);
  return cues.flatMap((cue): readonly Problem[] => {
    if (rulesItselfOut(cue, compare)) {
      return [doubt('never-matches', cue.pattern, `"${cue.pattern.text}" can match nothing: what stands after NOT is in every match of what stands before.`, 'Write what should be absent after NOT.')];
    }
    const guard = guardsWithin(cue).find((candidate) => silences(candidate, cue, compare));
    if (guard) return [silenced(cue, guard)];
    const stronger = cuesWithin(cue).find((candidate) => shadows(candidate, cue, compare, isPlaced));
    return stronger ? [shadowed(cue, stronger)] : [];
  });
}

/**
 * Gives, for a cue, the patterns of which a first word may be a word of the cue: the others are in no match of it.
 * Most pairs of patterns have no word in common, and this finds them without comparing the pairs.
 */
function withinReach(patterns: readonly Written[], compare: Comparison): (cue: Written) => readonly Written[] {
  const inOrder = [...patterns].sort((a, b) => a.pattern.place.line - b.pattern.place.line);
  const byFirst = new Map<number, Set<number>>();
  inOrder.forEach(({ ways }, index) => {
    for (const { words } of ways.span) {
      const { atom } = words[0]!;
      const known = byFirst.get(atom);
      if (known) known.add(index);
      else byFirst.set(atom, new Set([index]));
    }
  });
  const reached = new Map<number, readonly number[]>();
  const reachOf = (atom: number): readonly number[] => {
    const known = reached.get(atom);
    if (known) return known;
    const found = new Set<number>();
    for (const first of compare.maybeWider(atom) ?? byFirst.keys()) for (const index of byFirst.get(first) ?? []) found.add(index);
    const list = [...found];
    reached.set(atom, list);
    return list;
  };
  return ({ ways: { span, also } }) => {
    const isReached = new Uint8Array(inOrder.length);
    for (const way of [span[0], ...also.map((other) => other[0])]) for (const { atom } of way?.words ?? []) for (const index of reachOf(atom)) isReached[index] = 1;
    return inOrder.filter((_, index) => isReached[index] === 1);
  };
}

function rulesItselfOut({ ways }: Written, compare: Comparison): boolean {
  return ways.never.some((never) => compare.holds(ways.span, never) || ways.also.some((also) => compare.holds(also, never)));
}

/** True when the guard is there, and takes the cue away, wherever the cue is. */
function silences({ pattern, ways: guard }: Written, { ways: cue }: Written, compare: Comparison): boolean {
  if (guard.never.length > 0) return false;
  const stands = (needed: Ways['span']): boolean => compare.holds(cue.span, needed) || (pattern.section === 'unless' && cue.also.some((also) => compare.holds(also, needed)));
  return stands(guard.span) && guard.also.every(stands);
}

/**
 * True when the other cue always wins over this one: it is stronger and within it, or at least as strong and matches all that this one does.
 * An equally strong cue within a longer one does not: the longer is counted, and the shorter elsewhere counts beside it.
 */
function shadows(other: Written, cue: Written, compare: Comparison, isPlaced: boolean): boolean {
  if (other.pattern === cue.pattern || other.ways.also.length + other.ways.never.length > 0) return false;
  const difference = other.pattern.strength - cue.pattern.strength;
  if (difference < 0) return false;
  if (difference > 0 && !isPlaced) return compare.holds(cue.ways.span, other.ways.span);
  // Of two that match the same, the later is the one too many; the same line twice is said elsewhere.
  if (!compare.isPart(cue.ways.span, other.ways.span) || isSameLine(other, cue)) return false;
  if (difference > 0) return true;
  const isMutual = cue.ways.also.length + cue.ways.never.length === 0 && compare.isPart(other.ways.span, cue.ways.span);
  return !isMutual || other.pattern.place.line < cue.pattern.place.line;
}

function isSameLine(a: Written, b: Written): boolean {
  return writing(a.pattern) === writing(b.pattern);
}

function silenced({ pattern }: Written, { pattern: guard }: Written): Problem {
  const place = guard.place.file === pattern.place.file ? `line ${guard.place.line}` : `${guard.place.file}:${guard.place.line}`;
  return guard.section === 'unless'
    ? doubt('always-vetoed', pattern, `"${pattern.text}" never counts: the "unless" in ${place}, "${guard.text}", is in every match of it.`, 'Make the "unless" longer, or delete one of the two.')
    : doubt('always-hidden', pattern, `"${pattern.text}" never counts: the "except" in ${place}, "${guard.text}", hides it.`, 'Make the "except" longer, or delete one of the two.');
}

function shadowed({ pattern }: Written, { pattern: other }: Written): Problem {
  const reason = other.strength > pattern.strength ? `in it "${other.text}" (line ${other.place.line}) is found, and is stronger` : `"${other.text}" (line ${other.place.line}) finds the same, and is as strong`;
  return doubt('shadowed', pattern, `"${pattern.text}" never adds anything: ${reason}.`, 'Delete it, or give it a greater strength.');
}
