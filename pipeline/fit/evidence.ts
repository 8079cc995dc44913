import type { Match } from '../lexicon/matcher.js';

/** What strengths and thresholds are learned from: a lexicon's numbers as they are, and units that people coded. */
export interface Evidence {
  readonly themes: readonly FittedTheme[];
  /** Every pattern of the lexicon, guards included, in the order that `Match.pattern` points into. */
  readonly patterns: readonly FittedPattern[];
  readonly units: readonly CodedUnit[];
  readonly keeper: CueKeeper;
}

export interface FittedTheme {
  readonly id: string;
  /** The editor's own factor of the codebook's thresholds. */
  readonly threshold: number;
}

export interface FittedPattern {
  readonly theme: number;
  /** The editor's own strength; nothing is learned of a strength of 0, as `unless` and `except` have. */
  readonly strength: number;
}

/** A unit that people coded, with all that the lexicon found in it. */
export interface CodedUnit {
  /** Units of one thread are left out together: people of a thread write alike. */
  readonly thread: string;
  /** What the codebook wants of a unit of this length, before the theme's factor. */
  readonly atLeast: number;
  /** By theme, for themes with any: matches, overlapping ones too. */
  readonly matches: ReadonlyMap<number, readonly Match[]>;
  /** By theme: the share of the unit's coders who gave it; null where nobody told. */
  readonly given: readonly (number | null)[];
}

/**
 * Given the patterns' strengths, says which patterns of a theme's matches in a unit count, each once.
 * It is the tagger's own rule; which of two overlapping matches stays depends on the strengths.
 */
export type CueKeeper = (strengths: ArrayLike<number>) => (matches: readonly Match[]) => readonly number[];

/** Where a pattern counted: in units that have the theme, in units that have not, and in how many threads. Contested units count half each. */
export interface PatternEvidence {
  readonly with: number;
  readonly without: number;
  readonly threads: number;
}

/** What there is to go by for each pattern. */
export function evidenceOf({ patterns, units, keeper }: Evidence): readonly PatternEvidence[] {
  const keep = keeper(patterns.map(({ strength }) => strength));
  const counts = patterns.map(() => ({ with: 0, without: 0, threads: new Set<string>() }));
  for (const { matches, given, thread } of units) {
    for (const [theme, found] of matches) {
      const share = given[theme];
      if (share === null) continue;
      for (const pattern of keep(found)) {
        const count = counts[pattern];
        const present = isContested(share) ? 0.5 : share;
        count.with += present;
        count.without += 1 - present;
        count.threads.add(thread);
      }
    }
  }
  return counts.map((count) => ({ with: count.with, without: count.without, threads: count.threads.size }));
}

/** True where a unit's coders differ over a theme. */
export function isContested(share: number): boolean {
  return share > 0 && share < 1;
}
