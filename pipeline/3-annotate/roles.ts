import { ROLES, type Role, type Span } from '../model.js';
import type { CompiledLexicon } from '../lexicon/compile.js';
import { Matcher, type Match, type MatchInput } from '../lexicon/matcher.js';
import { GAP_PARAGRAPH, GAP_SPACE } from '../text/gap.js';
import { isInAny } from '../text/spans.js';

/** One unit of what is matched. */
export interface RoleUnit {
  readonly firstSentence: number;
  readonly endSentence: number;
  /** The stretches that are somebody else's words, in order. */
  readonly quotations: readonly Span[];
  /** True where most of the unit is quoted, so that its speaker is the one quoted. */
  readonly isMostlyQuoted: boolean;
}

/** A claim counts for this share of its strength where its speaker is quoted and the author claims something too. */
const QUOTED_SHARE = 0.1;

/**
 * Reads the role an author claims from a lexicon whose themes are the roles (lexicons/roles).
 * Of several claims the strongest counts, of equals the first: "PSO for ten years before I trained as a PO" is decided by strengths.
 * A role's sub-codes say where a claim must stand: `opening` where a sentence begins, `label` where a sentence begins and a pause
 * follows ("PSO, 19 years in."), `heading` where the unit begins and a pause follows, `signature` as a paragraph of its own.
 */
export class RoleReader {
  private readonly matcher: Matcher;
  private readonly roles: readonly Role[];

  constructor(private readonly lexicon: CompiledLexicon) {
    this.matcher = new Matcher(lexicon);
    this.roles = lexicon.codebook.themes.map(({ id }) => ROLES.find((role) => role.toLowerCase() === id) ?? '');
  }

  /**
   * Takes one unit. A claim inside a quotation is the speaker's who is quoted: it counts where most of the unit is quoted,
   * and then only where the author claims nothing in their own words.
   */
  roleOf(input: MatchInput, unit: RoleUnit): Role {
    let best: Role = '';
    let strength = 0;
    for (let sentence = unit.firstSentence; sentence < unit.endSentence; sentence++) {
      for (const match of this.matcher.match(input, sentence)) {
        const { pattern, theme, code } = this.lexicon.patterns[match.pattern]!;
        if (pattern.strength <= strength || !stands(input, match, code, unit)) continue;
        const at = input.tokens.starts[match.firstToken]!;
        const isQuoted = isInAny(unit.quotations, { start: at, end: at + 1 });
        if (isQuoted && !unit.isMostlyQuoted) continue;
        const counted = isQuoted ? pattern.strength * QUOTED_SHARE : pattern.strength;
        if (counted <= strength) continue;
        strength = counted;
        best = this.roles[theme]!;
      }
    }
    return best;
  }
}

function stands({ tokens, sentences }: MatchInput, { firstToken, endToken, sentence }: Match, place: string, unit: RoleUnit): boolean {
  const before = tokens.before[firstToken]!;
  const opensSentence = firstToken === sentences.firstToken[sentence];
  if (place === 'opening') return opensSentence;
  const isLast = endToken >= tokens.count || (tokens.before[endToken]! & GAP_PARAGRAPH) !== 0;
  const isFollowedByPause = isLast || (tokens.before[endToken]! & ~GAP_SPACE) !== 0;
  if (place === 'label') return opensSentence && isFollowedByPause;
  if (place === 'heading') return firstToken === sentences.firstToken[unit.firstSentence] && isFollowedByPause;
  return place !== 'signature' || (isLast && (before & GAP_PARAGRAPH) !== 0);
}
