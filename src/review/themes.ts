import type { Decision } from '../../pipeline/review/decision.js';
import { askedThemes } from '../../pipeline/review/follow.js';
import type { RunTheme } from '../files/review/run.js';

/** The ids of themes by what may stand over their columns: id, or name in small letters. */
export function themeNames(themes: readonly RunTheme[]): ReadonlyMap<string, string> {
  return new Map(themes.flatMap(({ id, name }): [string, string][] => [[id, id], [name.toLowerCase(), id]]));
}

/** The ids of all themes that a column may be about: those of today, those they were, and those somebody decided on. */
export function knownThemes(themes: readonly RunTheme[], decisions: readonly Decision[]): ReadonlySet<string> {
  return new Set([...themes.flatMap(({ id, was }) => [id, ...was]), ...askedThemes(decisions)]);
}
