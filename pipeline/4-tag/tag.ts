import type { Annotated, Span, Tagged, Tagging, UnitAnnotation } from '../model.js';
import { Negation, NegationScopes } from '../text/negation.js';
import { isInAny } from '../text/spans.js';
import { thresholdFor } from '../lexicon/codebook.js';
import type { CompiledLexicon } from '../lexicon/compile.js';
import { Matcher, type Match, type SentenceTagger } from '../lexicon/matcher.js';
import { cuesOf, sumOf, type Cue } from './cues.js';

export interface TagOptions {
  /** Also give the matches of themes below their threshold. */
  readonly explain?: boolean;
  readonly tagger?: SentenceTagger | null;
}

/** One unit of a batch. */
interface UnitAt {
  readonly batch: Annotated;
  readonly scopes: NegationScopes;
  readonly unit: number;
}

/**
 * Gives each unit the themes whose cues reach the codebook's threshold, and for each the patterns that fired.
 * Order of taggings: unit, theme, place.
 */
export class Tagger {
  private readonly matcher: Matcher;
  private readonly negation = new Negation();

  constructor(
    private readonly lexicon: CompiledLexicon,
    private readonly options: TagOptions = {},
  ) {
    this.matcher = new Matcher(lexicon, options.tagger ?? null);
  }

  tag(batch: Annotated): Tagged {
    const taggings: Tagging[] = [];
    const belowThreshold: Tagging[] = [];
    const scopes = new NegationScopes(batch, this.negation);
    batch.units.forEach((_, index) => this.tagUnit({ batch, scopes, unit: index }, taggings, belowThreshold));
    return { ...batch, taggings, belowThreshold };
  }

  private tagUnit(at: UnitAt, taggings: Tagging[], below: Tagging[]): void {
    const { batch } = at;
    const annotation = batch.annotations[at.unit]!;
    const matches: Match[] = [];
    for (let sentence = annotation.firstSentence; sentence < annotation.endSentence; sentence++) {
      const found = this.matcher.match(batch, sentence);
      for (let i = 0; i < found.length; i++) matches.push(found[i]!);
    }
    if (matches.length === 0) return;
    const words = batch.sentences.firstToken[annotation.endSentence]! - batch.sentences.firstToken[annotation.firstSentence]!;
    for (const [theme, cues] of this.byTheme(matches)) {
      const reached = sumOf(cues) + 1e-9 >= thresholdFor(this.lexicon.codebook.policy, this.lexicon.codebook.themes[theme]!, words);
      if (!reached && !this.options.explain) continue;
      const target = reached ? taggings : below;
      for (const cue of cues) target.push(this.tagging(at, annotation, theme, cue));
    }
  }

  private byTheme(matches: readonly Match[]): readonly (readonly [number, readonly Cue[]])[] {
    const groups = new Map<number, Match[]>();
    for (const match of matches) {
      const theme = this.lexicon.patterns[match.pattern]!.theme;
      const group = groups.get(theme);
      if (group) group.push(match);
      else groups.set(theme, [match]);
    }
    return [...groups].sort(([a], [b]) => a - b).map(([theme, group]) => [theme, cuesOf(group, this.lexicon)] as const);
  }

  private tagging({ batch, scopes, unit }: UnitAt, annotation: UnitAnnotation, theme: number, { match, strength }: Cue): Tagging {
    const compiled = this.lexicon.patterns[match.pattern]!;
    const span: Span = { start: batch.tokens.starts[match.firstToken]!, end: batch.tokens.ends[match.endToken - 1]! };
    return {
      unit,
      theme,
      code: compiled.code,
      rule: compiled.pattern.text,
      firstToken: match.firstToken,
      endToken: match.endToken,
      span,
      sentence: match.sentence,
      quoted: isInAny(annotation.quotations, span),
      negated: scopes.isNegated(match.sentence, match.firstToken),
      weight: strength,
    };
  }
}
