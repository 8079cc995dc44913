import type { Tagged } from '../../model.js';
import type { CompiledLexicon } from '../compile.js';
import { Matcher, type SentenceTagger } from '../matcher.js';
import { taggingsOf } from '../taggings.js';
import { contextOf, openingOf, type ConcordanceLine } from './concordance.js';
import { TermCounts, type KeynessOptions, type KeyTerm } from './keyness.js';
import { isFunctionWord, termsOf, wordAt, type TermPlace } from './terms.js';

export type EvidenceLine = Pick<ConcordanceLine, 'file' | 'label' | 'left' | 'keyword' | 'right'>;

/** A word or phrase that might become a pattern; a person decides. */
export interface Suggestion extends KeyTerm {
  /** Units that carry the theme and have the term, which the lexicon does not give the theme. */
  readonly missed: number;
  /** Places in units that carry the theme: those that the lexicon missed first, each from another unit. */
  readonly evidence: readonly EvidenceLine[];
}

/** The words of a coded unit beside the theme's own patterns: what a classifier learns from. */
export interface CodedWords {
  readonly carries: boolean;
  readonly words: readonly string[];
}

/** Units of which people agree that they carry a theme, or do not. */
export interface Suggestions {
  readonly carrying: number;
  readonly others: number;
  /** Carrying units that the lexicon does not give the theme. */
  readonly missed: number;
  /** Typical of the carrying units, the words of the theme's own patterns left out. */
  readonly terms: readonly Suggestion[];
  /** Typical of the neighbourhood of the theme's own patterns in those units. */
  readonly collocates: readonly Suggestion[];
  /** Shared by units that people gave the theme in a review against the lexicon. These are few and chosen, so two units are enough. */
  readonly corrected: readonly Suggestion[];
  readonly correctedUnits: readonly { readonly file: string; readonly label: string; readonly opening: string }[];
}

/** At least half of the coders gave the theme. */
const CARRIES = 0.5;
/** Tokens on either side of a match that count as its neighbourhood. */
const WINDOW = 4;

/** A word of two such units that is in none of the others reaches this. */
const LEAST_CORRECTED: KeynessOptions = { leastUnits: 2, leastThreads: 1, leastLogLikelihood: 2 };

const LONGEST_OPENING = 110;
const NOBODY: ReadonlySet<string> = new Set();

interface Carrying {
  readonly batch: Tagged;
  readonly unit: number;
  readonly isMissed: boolean;
  /** Missed, and given in a review. */
  readonly isCorrected: boolean;
  readonly terms: ReadonlyMap<string, TermPlace>;
  readonly near: ReadonlyMap<string, TermPlace>;
}

/** Gathers from coded threads what a theme's patterns lack. Never alters a lexicon. */
export class Suggester {
  private readonly matcher: Matcher;
  private readonly terms = new TermCounts();
  private readonly near = new TermCounts();
  private readonly corrected = new TermCounts();
  private readonly carrying: Carrying[] = [];
  private readonly coded: CodedWords[] = [];
  /** A thread that lies in two folders is one thread. */
  private readonly seen = new Set<string>();

  /** @param theme index into the codebook's themes; -1 for one that it does not have yet. */
  constructor(
    private readonly lexicon: CompiledLexicon,
    private readonly theme: number,
    tagger: SentenceTagger | null,
  ) {
    this.matcher = new Matcher(lexicon, tagger);
  }

  /**
   * Takes a thread and, by label, the share (0 to 1) of a unit's coders who gave the theme. Units that only a minority gave it teach nothing.
   * @param reviewed labels of units that were given the theme in a review.
   */
  add(batch: Tagged, shares: ReadonlyMap<string, number>, reviewed: ReadonlySet<string> = NOBODY): void {
    const given = new Set(taggingsOf(batch).flatMap(({ theme, unit }) => (theme === this.theme ? [unit] : [])));
    batch.units.forEach(({ label }, unit) => {
      const share = shares.get(label);
      const place = `${batch.digest}\0${label}`;
      if (share === undefined || (share > 0 && share < CARRIES) || this.seen.has(place)) return;
      this.seen.add(place);
      const carries = share >= CARRIES;
      const masked = this.maskedIn(batch, unit);
      const terms = termsOf(batch, unit, masked);
      const near = nearWords(batch, unit, masked);
      this.terms.add(terms.keys(), carries, batch.digest);
      this.coded.push({ carries, words: [...terms.keys()].filter((term) => !term.includes(' ')) });
      if (carries) this.near.add(near.keys(), true, batch.digest);
      this.near.add([...terms.keys()].filter((term) => !term.includes(' ') && !(carries && near.has(term))), false, batch.digest);
      const isMissed = !given.has(unit);
      const isCorrected = carries && isMissed && reviewed.has(label);
      if (isCorrected || !carries) this.corrected.add(terms.keys(), isCorrected, batch.digest);
      if (carries) this.carrying.push({ batch, unit, isMissed, isCorrected, terms, near });
    });
  }

  /** The coded units, for a classifier. */
  documents(): readonly CodedWords[] {
    return this.coded;
  }

  /** @param evidence how many lines each suggestion shows. */
  result(least: KeynessOptions, evidence: number): Suggestions {
    return {
      carrying: this.carrying.length,
      others: this.coded.length - this.carrying.length,
      missed: this.carrying.filter(({ isMissed }) => isMissed).length,
      terms: this.terms.keyTerms(least).map((term) => this.suggestion(term, 'terms', evidence)),
      collocates: this.near.keyTerms(least).map((term) => this.suggestion(term, 'near', evidence)),
      corrected: this.corrected.keyTerms(LEAST_CORRECTED).map((term) => this.suggestion(term, 'terms', evidence, ({ isCorrected }) => isCorrected)),
      correctedUnits: this.carrying.filter(({ isCorrected }) => isCorrected).map(({ batch, unit }) => ({ file: batch.file, label: batch.units[unit].label, opening: openingOf(batch.units[unit].text, LONGEST_OPENING) })),
    };
  }

  /** Words with what they count in both sets, and their evidence, whatever their keyness: for weights that come from elsewhere. */
  suggestionsFor(words: ReadonlySet<string>, least: KeynessOptions, evidence: number): readonly Suggestion[] {
    const all = this.terms.keyTerms({ ...least, leastLogLikelihood: 0 });
    return all.filter(({ term }) => words.has(term)).map((term) => this.suggestion(term, 'terms', evidence));
  }

  private suggestion(term: KeyTerm, kind: 'terms' | 'near', most: number, isShown: (unit: Carrying) => boolean = () => true): Suggestion {
    const having = this.carrying.filter((unit) => isShown(unit) && unit[kind].has(term.term));
    const ranked = [...having.filter(({ isMissed }) => isMissed), ...having.filter(({ isMissed }) => !isMissed)];
    const evidence = ranked.slice(0, most).map((one) => lineAt(one, one[kind].get(term.term)!));
    return { ...term, missed: having.filter(({ isMissed }) => isMissed).length, evidence };
  }

  private maskedIn(batch: Tagged, unit: number): ReadonlySet<number> {
    const masked = new Set<number>();
    const { firstSentence, endSentence } = batch.annotations[unit];
    for (let sentence = firstSentence; sentence < endSentence; sentence++) {
      for (const { pattern, firstToken, endToken } of this.matcher.match(batch, sentence)) {
        if (this.lexicon.patterns[pattern].theme !== this.theme) continue;
        for (let token = firstToken; token < endToken; token++) masked.add(token);
      }
    }
    return masked;
  }
}

function lineAt({ batch, unit }: Carrying, { firstToken, endToken }: TermPlace): EvidenceLine {
  return contextOf(batch, { unit, span: { start: batch.tokens.starts[firstToken], end: batch.tokens.ends[endToken - 1] } });
}

/** The words within so many tokens of a masked one, in its sentence. */
function nearWords(batch: Tagged, unit: number, masked: ReadonlySet<number>): ReadonlyMap<string, TermPlace> {
  const words = new Map<string, TermPlace>();
  const { firstSentence, endSentence } = batch.annotations[unit];
  for (let sentence = firstSentence; sentence < endSentence; sentence++) {
    const [first, end] = [batch.sentences.firstToken[sentence], batch.sentences.firstToken[sentence + 1]];
    for (let token = first; token < end; token++) {
      const word = masked.has(token) ? '' : wordAt(batch, token);
      if (word === '' || isFunctionWord(word) || words.has(word)) continue;
      for (let other = Math.max(first, token - WINDOW); other <= Math.min(end - 1, token + WINDOW); other++) {
        if (!masked.has(other)) continue;
        words.set(word, { firstToken: token, endToken: token + 1, sentence });
        break;
      }
    }
  }
  return words;
}
