import type { Margin } from './sample.js';

/** A pattern that fired in a unit, whether or not its theme was given for it. */
export interface MarginCue {
  readonly theme: string;
  readonly rule: string;
  readonly weight: number;
  /** True where the cues of the theme reached its threshold. */
  readonly isGiven: boolean;
}

/** How near a unit is to the thresholds of its themes, from either side. */
export interface UnitMargins {
  /** The least that a theme given is above its threshold (0 or more), and the least that one not given is below (less than 0); at most one of each. */
  readonly margins: readonly Margin[];
  /** Themes with cues that did not suffice, the nearest first. */
  readonly nearly: readonly string[];
}

/** Takes the cues of a unit, those below a threshold too; distances are in strengths. */
export function marginsOf(id: string, cues: readonly MarginCue[], thresholdOf: (theme: string) => number): UnitMargins {
  const sums = new Map<string, { sum: number; isGiven: boolean }>();
  const met = new Set<string>();
  for (const { theme, rule, weight, isGiven } of cues) {
    const key = `${theme}\0${rule}`;
    // A pattern that fires again adds nothing.
    if (met.has(key)) continue;
    met.add(key);
    const known = sums.get(theme) ?? { sum: 0, isGiven };
    sums.set(theme, known);
    known.sum += weight;
  }
  const distances = [...sums].map(([theme, { sum, isGiven }]) => ({ theme, isGiven, distance: rounded(Math.abs(sum - thresholdOf(theme))) }));
  const given = distances.filter(({ isGiven }) => isGiven).map(({ distance }) => distance);
  const missed = distances.filter(({ isGiven }) => !isGiven).sort((a, b) => a.distance - b.distance || (a.theme < b.theme ? -1 : 1));
  return {
    margins: [...(given.length > 0 ? [{ id, margin: Math.min(...given) }] : []), ...missed.slice(0, 1).map(({ distance }) => ({ id, margin: -Math.max(distance, Number.MIN_VALUE) }))],
    nearly: missed.map(({ theme }) => theme),
  };
}

/** Sums of strengths that are equal on paper are equal. */
function rounded(distance: number): number {
  return Math.round(distance * 1e6) / 1e6;
}
