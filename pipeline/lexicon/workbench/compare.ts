import type { Codebook, NamedList, Pattern, Place, Policy, Section, Theme } from '../codebook.js';
import { followThemes, successorsOf, type ThemePath } from './follow-themes.js';

/** A pattern in one edition. */
export interface PatternSide {
  readonly section: Section;
  readonly strength: number;
  readonly place: Place;
}

export interface PatternChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly code: string;
  readonly pattern: string;
  /** Null where it was added. */
  readonly before: PatternSide | null;
  /** Null where it was removed. */
  readonly after: PatternSide | null;
}

export interface ThemeChanges {
  readonly path: ThemePath;
  /** The factor of the codebook's thresholds, before and after; null where it stayed or one of them is not there. */
  readonly threshold: { readonly before: number; readonly after: number } | null;
  readonly patterns: readonly PatternChange[];
}

export interface ListChanges {
  readonly name: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export interface CodebookChanges {
  readonly paths: readonly ThemePath[];
  /** Themes of which something changed, in the newer codebook's order; those that are gone come last. */
  readonly themes: readonly ThemeChanges[];
  readonly lists: readonly ListChanges[];
  /** What the policy says otherwise: `spelling`, `thresholds` and so on. */
  readonly policy: readonly (keyof Policy)[];
}

/** The rules that differ between two editions of a codebook. Themes renamed, merged or split are followed by their `was`. */
export function compareCodebooks(old: Codebook, now: Codebook): CodebookChanges {
  const paths = followThemes(old.themes, now.themes);
  return {
    paths,
    themes: themeChanges(old, now, paths),
    lists: listChanges(old.lists, now.lists),
    policy: (['hyphens', 'spelling', 'acronyms', 'strengths', 'thresholds'] as const).filter((key) => written(old.policy[key]) !== written(now.policy[key])),
  };
}

/** True where the two say the same. */
export function isUnchanged({ themes, lists, policy }: CodebookChanges): boolean {
  return themes.length === 0 && lists.length === 0 && policy.length === 0;
}

function written(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (one === Infinity ? 'any' : one));
}

type PlacedPattern = Pattern & { readonly code: string };

function themeChanges(old: Codebook, now: Codebook, paths: readonly ThemePath[]): readonly ThemeChanges[] {
  const before = patternsByTheme(old.themes);
  const after = patternsByTheme(now.themes);
  const successors = successorsOf(paths);
  return paths.flatMap((path): readonly ThemeChanges[] => {
    const earlier = merged(path.before.map((id) => before.get(id)!));
    const later = path.isKept ? after.get(path.id)! : new Map<string, PlacedPattern>();
    // A pattern that went to the other half of a split theme is not gone.
    const elsewhere = merged(path.before.flatMap((id) => successors.get(id)!).map((id) => after.get(id)!));
    const patterns = [
      ...[...later].flatMap(([key, pattern]) => changeOf(earlier.get(key), pattern)),
      ...[...earlier].flatMap(([key, pattern]) => (later.has(key) || elsewhere.has(key) ? [] : changeOf(pattern, undefined))),
    ];
    const threshold = thresholdChange(old.themes, now.themes, path);
    const isSame = path.isKept && path.before.length === 1 && path.before[0] === path.id;
    return isSame && patterns.length === 0 && threshold === null ? [] : [{ path, threshold, patterns }];
  });
}

function thresholdChange(old: readonly Theme[], now: readonly Theme[], path: ThemePath): ThemeChanges['threshold'] {
  const after = path.isKept ? now.find(({ id }) => id === path.id) : undefined;
  const before = old.find(({ id }) => id === path.before[0]);
  return !after || !before || after.threshold === before.threshold ? null : { before: before.threshold, after: after.threshold };
}

function patternsByTheme(themes: readonly Theme[]): ReadonlyMap<string, ReadonlyMap<string, PlacedPattern>> {
  return new Map(themes.map(({ id, rules }) => [id, byKey(rules.flatMap(({ code, patterns }) => patterns.map((pattern) => ({ ...pattern, code }))))]));
}

/** A cue and a guard of the same words are two things. */
function byKey(patterns: readonly PlacedPattern[]): ReadonlyMap<string, PlacedPattern> {
  const found = new Map<string, PlacedPattern>();
  for (const pattern of patterns) {
    const role = pattern.section === 'unless' || pattern.section === 'except' ? pattern.section : '';
    const key = `${pattern.code}\0${role}\0${pattern.text}`;
    if (!found.has(key)) found.set(key, pattern);
  }
  return found;
}

function merged(maps: readonly ReadonlyMap<string, PlacedPattern>[]): ReadonlyMap<string, PlacedPattern> {
  return new Map(maps.flatMap((map) => [...map]));
}

function changeOf(before: PlacedPattern | undefined, after: PlacedPattern | undefined): readonly PatternChange[] {
  const one = after ?? before;
  if (!one) return [];
  const change = { code: one.code, pattern: one.text, before: before ? sideOf(before) : null, after: after ? sideOf(after) : null };
  if (!before) return [{ kind: 'added', ...change }];
  if (!after) return [{ kind: 'removed', ...change }];
  return before.section === after.section && before.strength === after.strength ? [] : [{ kind: 'changed', ...change }];
}

function sideOf({ section, strength, place }: Pattern): PatternSide {
  return { section, strength, place };
}

function listChanges(old: readonly NamedList[], now: readonly NamedList[]): readonly ListChanges[] {
  const linesOf = (lists: readonly NamedList[]): ReadonlyMap<string, ReadonlySet<string>> =>
    new Map(lists.map(({ name, patterns }) => [name, new Set(patterns.map(({ text }) => text))]));
  const before = linesOf(old);
  const after = linesOf(now);
  const nothing: ReadonlySet<string> = new Set();
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((name): readonly ListChanges[] => {
    const [earlier, later] = [before.get(name) ?? nothing, after.get(name) ?? nothing];
    const added = [...later].filter((line) => !earlier.has(line));
    const removed = [...earlier].filter((line) => !later.has(line));
    return added.length + removed.length === 0 ? [] : [{ name, added, removed }];
  });
}
