import type { CompiledLexicon } from '../lexicon/compile.js';
import type { Match } from '../lexicon/matcher.js';

/** A match that counts towards its theme, or repeats one that does. */
export interface Cue {
  readonly match: Match;
  readonly strength: number;
  /** True for the first match of its pattern: only different patterns add up. */
  readonly counts: boolean;
}

/**
 * The cues of one theme in one unit, in reading order.
 * Of matches that overlap the strongest stays (of equals the longer, then the earlier): words inside a counted span add nothing.
 */
export function cuesOf(matches: readonly Match[], lexicon: CompiledLexicon): readonly Cue[] {
  const strengthOf = (match: Match): number => lexicon.patterns[match.pattern]!.pattern.strength;
  const ranked = [...matches].sort(
    (a, b) => strengthOf(b) - strengthOf(a) || lengthOf(b) - lengthOf(a) || a.firstToken - b.firstToken || a.pattern - b.pattern,
  );
  const taken = new Set<number>();
  const kept = ranked.filter((match) => {
    for (let token = match.firstToken; token < match.endToken; token++) if (taken.has(token)) return false;
    for (let token = match.firstToken; token < match.endToken; token++) taken.add(token);
    return true;
  });
  const seen = new Set<number>();
  return kept
    .sort((a, b) => a.firstToken - b.firstToken)
    .map((match) => {
      const counts = !seen.has(match.pattern);
      seen.add(match.pattern);
      return { match, strength: strengthOf(match), counts };
    });
}

/** What the cues add up to. */
export function sumOf(cues: readonly Cue[]): number {
  return cues.reduce((sum, cue) => sum + (cue.counts ? cue.strength : 0), 0);
}

function lengthOf(match: Match): number {
  return match.endToken - match.firstToken;
}
