import type { Scored, Tagged, Tagging } from '../../model.js';
import type { CompiledLexicon } from '../compile.js';
import { Matcher, type SentenceTagger } from '../matcher.js';
import type { Pattern } from '../codebook.js';
import { taggingsOf } from '../taggings.js';
import { openingOf } from './concordance.js';
import { GuardCounter, type GuardUse } from './guard-uses.js';
import { TermCounts, type KeyTerm } from './keyness.js';
import { termsOf } from './terms.js';

/** What a pattern did in a corpus. */
export interface PatternUse {
  readonly theme: string;
  readonly code: string;
  readonly pattern: Pattern;
  /** Places where it matched, whether or not a stronger pattern took the words or its theme was given. */
  readonly matches: number;
  readonly units: number;
  /** Codings that it gave: the place counted and the theme reached its threshold. */
  readonly codings: number;
  /** Units that have the theme by this pattern and no other. */
  readonly alone: number;
  /** Units where it matched and its theme stayed below the threshold. */
  readonly below: number;
}

/** A unit that got no theme. */
export interface UncoveredUnit {
  readonly file: string;
  readonly label: string;
  readonly words: number;
  /** Themes with matches that stayed below their threshold. */
  readonly below: readonly string[];
  readonly opening: string;
}

export interface Coverage {
  readonly units: number;
  readonly covered: number;
  readonly uncovered: readonly UncoveredUnit[];
  /** Every pattern but `unless` and `except`, in the order of the files. */
  readonly patterns: readonly PatternUse[];
  /** Every `unless` and `except`. */
  readonly guards: readonly GuardUse[];
  /** Words and phrases typical of units that got nothing. */
  readonly typical: readonly KeyTerm[];
}

interface Use {
  matches: number;
  units: number;
  codings: number;
  alone: number;
  below: number;
}

const LONGEST_OPENING = 100;
const NOTHING_MASKED: ReadonlySet<number> = new Set();

/** Counts what a lexicon does in batches that were tagged with it, with `explain`. */
export class CoverageCounter {
  private readonly matcher: Matcher;
  private readonly guards: GuardCounter;
  private readonly uses: readonly Use[];
  private readonly terms = new TermCounts();
  private readonly uncovered: UncoveredUnit[] = [];
  /** Patterns by theme, sub-code and text: what a tagging names. Of equal ones in two sections the first stands for both. */
  private readonly patternOf = new Map<string, number>();
  private units = 0;

  constructor(
    private readonly lexicon: CompiledLexicon,
    tagger: SentenceTagger | null,
  ) {
    this.matcher = new Matcher(lexicon, tagger);
    this.guards = new GuardCounter(lexicon, tagger);
    this.uses = lexicon.patterns.map(() => ({ matches: 0, units: 0, codings: 0, alone: 0, below: 0 }));
    lexicon.patterns.forEach(({ theme, code, pattern }, index) => {
      const key = keyOf(theme, code, pattern.text);
      if (isCue(pattern) && !this.patternOf.has(key)) this.patternOf.set(key, index);
    });
  }

  add(batch: Tagged | Scored): void {
    this.units += batch.units.length;
    const given = byUnit(taggingsOf(batch), batch.units.length);
    const below = byUnit(taggingsOf(batch, batch.belowThreshold), batch.units.length);
    batch.units.forEach((unit, index) => {
      const reached = given[index];
      const stayed = new Set(below[index].map(({ theme }) => theme));
      this.addMatches(batch, index, stayed);
      this.addCodings(reached);
      this.terms.add(termsOf(batch, index, NOTHING_MASKED).keys(), reached.length === 0, batch.id);
      if (reached.length > 0) return;
      const { firstSentence, endSentence } = batch.annotations[index];
      this.uncovered.push({
        file: batch.file,
        label: unit.label,
        words: batch.sentences.firstToken[endSentence] - batch.sentences.firstToken[firstSentence],
        below: [...stayed].sort((a, b) => a - b).map((theme) => this.lexicon.codebook.themes[theme].id),
        opening: openingOf(unit.text, LONGEST_OPENING),
      });
    });
  }

  result(least: { readonly leastUnits: number; readonly leastThreads: number }): Coverage {
    const patterns = this.lexicon.patterns.flatMap(({ theme, code, pattern }, index): PatternUse[] =>
      isCue(pattern) ? [{ theme: this.lexicon.codebook.themes[theme].id, code, pattern, ...this.uses[index] }] : [],
    );
    const { units, uncovered } = this;
    return { units, covered: units - uncovered.length, uncovered, patterns, guards: this.guards.result(), typical: this.terms.keyTerms(least) };
  }

  private addMatches(batch: Tagged, unit: number, below: ReadonlySet<number>): void {
    const { firstSentence, endSentence } = batch.annotations[unit];
    const met = new Set<number>();
    for (let sentence = firstSentence; sentence < endSentence; sentence++) {
      this.guards.add(batch, sentence);
      for (const { pattern } of this.matcher.match(batch, sentence)) {
        this.uses[pattern].matches++;
        met.add(pattern);
      }
    }
    for (const pattern of met) {
      this.uses[pattern].units++;
      if (below.has(this.lexicon.patterns[pattern].theme)) this.uses[pattern].below++;
    }
  }

  private addCodings(taggings: readonly Tagging[]): void {
    const byTheme = new Map<number, Set<number>>();
    for (const { theme, code, rule } of taggings) {
      const pattern = this.patternOf.get(keyOf(theme, code, rule))!;
      this.uses[pattern].codings++;
      byTheme.set(theme, (byTheme.get(theme) ?? new Set()).add(pattern));
    }
    for (const patterns of byTheme.values()) if (patterns.size === 1) for (const pattern of patterns) this.uses[pattern].alone++;
  }
}

function keyOf(theme: number, code: string, rule: string): string {
  return `${theme}\0${code}\0${rule}`;
}

function isCue({ section }: Pattern): boolean {
  return section !== 'unless' && section !== 'except';
}

function byUnit(taggings: readonly Tagging[], units: number): readonly (readonly Tagging[])[] {
  const groups: Tagging[][] = Array.from({ length: units }, () => []);
  for (const tagging of taggings) groups[tagging.unit].push(tagging);
  return groups;
}
