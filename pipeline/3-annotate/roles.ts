import { ROLES, type Role } from '../model.js';
import type { CompiledLexicon } from '../lexicon/compile.js';
import { Matcher, type MatchInput } from '../lexicon/matcher.js';

/**
 * Reads the role an author claims from a lexicon whose themes are the roles (lexicons/probation/roles).
 * Of several claims the strongest counts, of equals the first: "PSO for ten years before I trained as a PO" is decided by strengths.
 */
export class RoleReader {
  private readonly matcher: Matcher;
  private readonly roles: readonly Role[];

  constructor(private readonly lexicon: CompiledLexicon) {
    this.matcher = new Matcher(lexicon);
    this.roles = lexicon.codebook.themes.map(({ id }) => ROLES.find((role) => role.toLowerCase() === id) ?? '');
  }

  /** Takes the sentences of one unit. A claim inside a quotation counts too: the role is that of whoever speaks. */
  roleOf(input: MatchInput, firstSentence: number, endSentence: number): Role {
    let best: Role = '';
    let strength = 0;
    for (let sentence = firstSentence; sentence < endSentence; sentence++) {
      for (const { pattern } of this.matcher.match(input, sentence)) {
        const found = this.lexicon.patterns[pattern]!;
        if (found.pattern.strength <= strength) continue;
        strength = found.pattern.strength;
        best = this.roles[found.theme]!;
      }
    }
    return best;
  }
}
