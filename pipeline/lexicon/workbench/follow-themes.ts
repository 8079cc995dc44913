/** What following needs to know of a theme. */
export interface NamedTheme {
  readonly id: string;
  readonly was: readonly string[];
}

/** One theme through a change of the codebook. */
export interface ThemePath {
  /** The id it has now; of a theme that is gone, the one it had. */
  readonly id: string;
  /** The ids that stood for it before: none where it is new, several where themes were merged. */
  readonly before: readonly string[];
  /** False where the theme is gone and no other took its place. */
  readonly isKept: boolean;
  /** Every id by which people's codings may call it. */
  readonly names: readonly string[];
}

/**
 * Follows themes from an older codebook to a newer one, by their ids and by what the newer ones say they were.
 * Two themes that were one (a split) both have that one before them.
 */
export function followThemes(old: readonly NamedTheme[], now: readonly NamedTheme[]): readonly ThemePath[] {
  const known = new Map(old.map((theme) => [theme.id, theme]));
  const kept = now.map(({ id, was }): ThemePath => {
    // What an older edition said already happened before it; an id used again since is another theme.
    const formerly = was.filter((name) => name !== id && known.has(name) && !known.get(id)?.was.includes(name));
    const before = [...new Set([...(known.has(id) ? [id] : []), ...formerly])];
    return { id, before, isKept: true, names: [...new Set([id, ...before, ...was])] };
  });
  const followed = new Set(kept.flatMap(({ before }) => before));
  const gone = old.filter(({ id }) => !followed.has(id)).map(({ id, was }): ThemePath => ({ id, before: [id], isKept: false, names: [...new Set([id, ...was])] }));
  return [...kept, ...gone];
}

/** The themes that came of an older one. */
export function successorsOf(paths: readonly ThemePath[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { id, before, isKept } of paths) {
    for (const name of before) {
      const successors = found.get(name) ?? [];
      if (isKept) successors.push(id);
      found.set(name, successors);
    }
  }
  return found;
}
