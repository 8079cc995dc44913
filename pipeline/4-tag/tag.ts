import { TAGGING_NEGATED, TAGGING_QUOTED, type Annotated, type Rule, type Tagged, type UnitAnnotation } from '../model.js';
import { Negation, NegationScopes } from '../text/negation.js';
import { isInAny } from '../text/spans.js';
import { thresholdFor } from '../lexicon/codebook.js';
import type { Matchable } from '../lexicon/compile.js';
import { MatchColumns } from '../lexicon/match-columns.js';
import { Matcher, type SentenceTagger } from '../lexicon/matcher.js';
import { Cues } from './cues.js';
import { TaggingWriter } from './tagging-writer.js';

export interface TagOptions {
  /** Also give the matches of themes below their threshold. */
  readonly explain?: boolean;
  readonly tagger?: SentenceTagger | null;
}

/** Sums of strengths such as .1 and .2 come out a hair below what they should be. */
const ROUNDING = 1e-9;

/**
 * Gives each unit the themes whose cues reach the codebook's threshold, and for each the patterns that fired.
 * Order of taggings: unit, theme, place.
 */
export class Tagger {
  private readonly matcher: Matcher;
  private readonly negation = new Negation();
  private readonly cues: Cues;
  private readonly matches = new MatchColumns();
  private readonly themeOf: Int32Array;
  /** The matches of the unit under way, theme by theme, how many each has, and the themes that have any. */
  private readonly byTheme: readonly number[][];
  private readonly counts: Int32Array;
  private readonly themes: number[] = [];
  private themeCount = 0;
  private readonly taggings: TaggingWriter;
  private readonly below: TaggingWriter;

  constructor(
    private readonly lexicon: Matchable,
    private readonly options: TagOptions = {},
  ) {
    this.matcher = new Matcher(lexicon, options.tagger ?? null);
    this.cues = new Cues(Float64Array.from(lexicon.patterns, ({ pattern }) => pattern.strength));
    this.themeOf = Int32Array.from(lexicon.patterns, ({ theme }) => theme);
    this.byTheme = lexicon.codebook.themes.map(() => []);
    this.counts = new Int32Array(this.byTheme.length);
    const rules = lexicon.patterns.map(({ theme, code, pattern }): Rule => ({ theme, code, text: pattern.text, weight: pattern.strength }));
    this.taggings = new TaggingWriter(rules);
    this.below = new TaggingWriter(rules);
  }

  tag(batch: Annotated): Tagged {
    const scopes = new NegationScopes(batch, this.negation);
    this.matcher.begin(batch);
    for (let unit = 0; unit < batch.units.length; unit++) this.tagUnit(batch, scopes, unit);
    return { ...batch, taggings: this.taggings.take(), belowThreshold: this.below.take() };
  }

  private tagUnit(batch: Annotated, scopes: NegationScopes, unit: number): void {
    const { matches } = this;
    const annotation = batch.annotations[unit]!;
    matches.count = 0;
    for (let sentence = annotation.firstSentence; sentence < annotation.endSentence; sentence++) this.matcher.collect(batch, sentence, matches);
    if (matches.count === 0) return;
    this.groupByTheme();
    const { policy, themes } = this.lexicon.codebook;
    const words = batch.sentences.firstToken[annotation.endSentence]! - batch.sentences.firstToken[annotation.firstSentence]!;
    const { cues } = this;
    for (let i = 0; i < this.themeCount; i++) {
      const theme = this.themes[i]!;
      cues.choose(matches, this.byTheme[theme]!, this.counts[theme]!);
      this.counts[theme] = 0;
      const reached = cues.sum + ROUNDING >= thresholdFor(policy, themes[theme]!, words);
      if (!reached && !this.options.explain) continue;
      const target = reached ? this.taggings : this.below;
      for (let k = 0; k < cues.count; k++) target.push(unit, matches, cues.kept[k]!, this.flagsOf(batch, scopes, annotation, cues.kept[k]!));
    }
  }

  private groupByTheme(): void {
    const { matches, themes, counts } = this;
    let themeCount = 0;
    for (let match = 0; match < matches.count; match++) {
      const theme = this.themeOf[matches.patterns[match]!]!;
      const count = counts[theme]!++;
      this.byTheme[theme]![count] = match;
      if (count > 0) continue;
      // Themes are few, so each is moved to its place.
      let at = themeCount++;
      for (; at > 0 && themes[at - 1]! > theme; at--) themes[at] = themes[at - 1]!;
      themes[at] = theme;
    }
    this.themeCount = themeCount;
  }

  private flagsOf({ tokens }: Annotated, scopes: NegationScopes, { quotations }: UnitAnnotation, match: number): number {
    const first = this.matches.firsts[match]!;
    let flags = scopes.isNegated(this.matches.sentences[match]!, first) ? TAGGING_NEGATED : 0;
    if (quotations.length > 0 && isInAny(quotations, { start: tokens.starts[first]!, end: tokens.ends[this.matches.ends[match]! - 1]! })) flags |= TAGGING_QUOTED;
    return flags;
  }
}
