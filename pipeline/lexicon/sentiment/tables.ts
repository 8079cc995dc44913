import type { NegationWords } from '../../text/negation.js';
import type { LABELS, STANCES, WeightRow } from './weights.js';

/** A file of the sentiment lexicon as text; `file` is the name that problems give. */
export interface LexiconFile {
  readonly file: string;
  readonly text: string;
}

/** A row that gives a word or phrase a valence, -4 (worst) to 4 (best). */
export interface ValenceRow {
  readonly words: string;
  readonly valence: number;
  readonly file: string;
  readonly line: number;
}

/** A degree word: the next word with a valence is multiplied by the factor. */
export interface DegreeRow {
  readonly words: string;
  readonly factor: number;
  readonly file: string;
  readonly line: number;
}

/** Words that begin something, and what it does to the good and the bad words it covers. */
export interface RuleTable {
  readonly words: readonly string[];
  readonly positive: number;
  readonly negative: number;
}

/** `rules.yml`: everything that changes a valence. Numbers multiply. */
export interface Rules {
  /** A good word and a bad word that are negated. */
  readonly negated: { readonly positive: number; readonly negative: number };
  /** `less`, `fewer`, `lack of`: turn what follows within `reach` words. */
  readonly reversers: RuleTable & { readonly reach: number };
  /** `could`, `should`, `hope`, `if`: not so, or not yet, for the rest of the clause. */
  readonly irrealis: RuleTable;
  /** `but`: what stands before it in the sentence counts for less, what comes after for more. */
  readonly contrast: { readonly words: readonly string[]; readonly before: number; readonly after: number };
  /** `although`: its own clause counts for less. */
  readonly concession: { readonly words: readonly string[]; readonly factor: number };
  readonly question: { readonly positive: number; readonly negative: number };
  readonly emphasis: { readonly capitals: number; readonly stretched: number; readonly exclamation: number };
  /** Spellings that signs may stand in for, as in `sh*t`. */
  readonly profane: readonly string[];
}

/** `calibration.yml`: from a sum of valences to a score and a label. */
export interface Calibration {
  /** score = sum / sqrt(sum² + spread + perWord × words) */
  readonly spread: number;
  readonly perWord: number;
  /** Scores up to `negative` are negative, from `positive` on positive. */
  readonly negative: number;
  readonly positive: number;
}

/** `policy.yml`: how readily each answer is given; a person's decision. */
export interface Policy {
  /** Added to what `leaning.csv` says of a unit with a theme. */
  readonly label: Readonly<Record<(typeof LABELS)[number], number>>;
  /** The unit's score times this is added to positive and taken from negative. */
  readonly tone: number;
  readonly stance: {
    /** How many words to either side of a coding count as near. */
    readonly near: number;
    /** The shares of the words near, of the sentence and of the unit in a coding's score. */
    readonly weights: { readonly near: number; readonly sentence: number; readonly unit: number };
    /** Added to what `stance.csv` says. */
    readonly readiness: Readonly<Record<(typeof STANCES)[number], number>>;
  };
}

/** A sentence and what it must come out as; run by the tests and by `heddle lexicon test`. */
export interface SentimentExample {
  readonly text: string;
  readonly label: 'negative' | 'neutral' | 'positive';
  readonly file: string;
  readonly line: number;
}

/** Everything that a sentiment lexicon is made from, in order of precedence: later valences take the place of earlier ones. */
export interface SentimentTables {
  readonly valences: readonly ValenceRow[];
  readonly learned: readonly ValenceRow[];
  readonly degrees: readonly DegreeRow[];
  readonly negation: NegationWords;
  readonly rules: Rules;
  readonly calibration: Calibration;
  readonly policy: Policy;
  /** `leaning.csv`: which way a unit with a theme leans. */
  readonly leaning: readonly WeightRow[];
  /** `stance.csv`: the author's stance towards a theme. */
  readonly stance: readonly WeightRow[];
  readonly examples: readonly SentimentExample[];
}
