/**
 * Every type that crosses the border of a stage. The data widens as it goes:
 * Source -> Segmented -> Annotated -> Tagged -> Scored, so that skipping a stage does not compile.
 *
 * All offsets inside the pipeline are UTF-16 offsets into the text of the thread (`Source.text`).
 * They become offsets into a unit's own text, counted in code points, only where files are written.
 */

/** A half-open range of UTF-16 offsets into the text of a thread. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** How a source was laid out, as recognised by the reader. */
export type Layout = 'numbered' | 'glued' | 'table';

/** Something wrong that a person should hear of: where it is, what it is, what to do. */
export interface Problem {
  readonly severity: 'error' | 'warning' | 'note';
  /** A stable kebab-case name, such as `declared-count`. */
  readonly id: string;
  /** The file as the user would name it. */
  readonly file: string;
  /** One-based; absent where the problem is the file's as a whole. */
  readonly line?: number;
  readonly column?: number;
  /** A spreadsheet cell such as `B7`, with the sheet where there is one: `units!B7`. */
  readonly cell?: string;
  readonly message: string;
  readonly hint?: string;
}

/** One row of a table, as the reader gives it: its cells are decoded, its text is a span of `Source.text`. */
export interface Row {
  /** One-based number of the record in its file, the header not counted. */
  readonly number: number;
  readonly id: string;
  readonly parent: string;
  readonly author: string;
  readonly postedAt: string;
  readonly text: Span;
  /** The cells of the columns that are carried through, in the order of `Source.attributes`. */
  readonly attributes: readonly string[];
}

/**
 * Stage 1 gives this, one a batch: a whole thread, or consecutive rows of a table.
 * For text layouts `text` is the file's own text; for tables it is the cells' texts joined by newlines.
 */
export interface Source {
  /** The thread's id: its path below the input folder, without the ending. */
  readonly id: string;
  /** The file, relative to the input folder, with `/`. */
  readonly file: string;
  /** SHA-256 of the bytes read, in hex. */
  readonly digest: string;
  readonly encoding: string;
  readonly text: string;
  /** Present for tables only. */
  readonly rows?: readonly Row[];
  /** The names of the carried columns; empty for texts. */
  readonly attributes: readonly string[];
  readonly warnings: readonly Problem[];
}

export type UnitKind = 'post' | 'comment' | 'reply';

/** Post, comment or reply: the unit of coding. */
export interface Unit {
  /** Thread id, `#`, a hash of kind and normalised words, and an ordinal among equals; or the table's own id. Never the position. */
  readonly id: string;
  /** `post`, `3`, `3.1`. */
  readonly label: string;
  /** The label of the unit answered; empty at the top level. */
  readonly parent: string;
  readonly kind: UnitKind;
  /** Empty where unknown. */
  readonly author: string;
  readonly postedAt: string;
  /** Non-empty, in order, never overlapping. */
  readonly paragraphs: readonly Span[];
  /** The paragraphs joined by newlines. */
  readonly text: string;
  readonly attributes: readonly string[];
}

/** Stage 2 gives this: a thread cut into its units. */
export interface Segmented extends Source {
  readonly layout: Layout;
  /** The thread's title, where it is known; else empty. */
  readonly title: string;
  /** As the page writes it; else empty. */
  readonly postedOn: string;
  /** What the page says it holds, such as the 46 of `46 comments:`. */
  readonly declaredComments: number | null;
  readonly units: readonly Unit[];
}

/**
 * Words and symbols of a batch in reading order, as columns.
 * Token `i` is `text.slice(starts[i], ends[i])`; `before[i]` says what stands between it and the token before (see text/gap.ts).
 */
export interface TokenTable {
  readonly count: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Ids in the batch's `FormTable`. */
  readonly forms: Int32Array;
  readonly before: Uint16Array;
}

/** Sentences of a batch, as columns: sentence `s` has the tokens `firstToken[s]` up to `firstToken[s + 1]`. */
export interface SentenceTable {
  readonly count: number;
  /** One longer than `count`. */
  readonly firstToken: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** The distinct word forms met so far; it grows from batch to batch and may be emptied between two. */
export interface FormTable {
  /** Goes up when the table was emptied, so that what was kept by form id is thrown away. */
  readonly generation: number;
  readonly size: number;
  /** The form as it is written, curly apostrophes made straight. */
  surface(form: number): string;
  /** The id of the form written at these offsets. */
  intern(text: string, start: number, end: number): number;
}

export type Quoted = 'none' | 'part' | 'all';

/** The role that an author says they hold or held. */
export const ROLES = ['PSO', 'PO', 'SPO', 'PQIP', 'NQO', 'ACO', 'LECTURER', 'ADMIN', 'RETIRED', 'OTHER'] as const;
export type Role = (typeof ROLES)[number] | '';

/** What stage 3 says of a unit. */
export interface UnitAnnotation {
  readonly firstSentence: number;
  /** One past the last. */
  readonly endSentence: number;
  readonly quoted: Quoted;
  /** The stretches that are somebody else's words. */
  readonly quotations: readonly Span[];
  readonly role: Role;
  /** Pointers to other commenters, such as `Anon 07:59`, by position. */
  readonly mentions: readonly Span[];
}

/** Stage 3 gives this. */
export interface Annotated extends Segmented {
  /** The UTF-16 units of `text`, which loops over characters read faster than the string. */
  readonly codes: Uint16Array;
  readonly forms: FormTable;
  readonly tokens: TokenTable;
  readonly sentences: SentenceTable;
  /** Parallel to `units`. */
  readonly annotations: readonly UnitAnnotation[];
}

/** What a pattern says wherever it fires. */
export interface Rule {
  /** Index into the codebook's themes. */
  readonly theme: number;
  /** The sub-code's id, or empty. */
  readonly code: string;
  /** The pattern as it is written in the lexicon. */
  readonly text: string;
  /** The pattern's strength. */
  readonly weight: number;
}

/** Bits of `TaggingTable.flags`. */
export const TAGGING_QUOTED = 1;
export const TAGGING_NEGATED = 2;

/** The taggings of a batch as columns, in order of unit, theme and place; lexicon/taggings.ts gives them one by one. */
export interface TaggingTable {
  readonly count: number;
  /** What `patterns` points into, the same for all batches of a lexicon. */
  readonly rules: readonly Rule[];
  /** Indices into the batch's units, the codebook's themes and the rules. */
  readonly units: Int32Array;
  readonly themes: Int32Array;
  readonly patterns: Int32Array;
  /** First token and one past the last. */
  readonly firsts: Int32Array;
  readonly ends: Int32Array;
  /** Indices into the batch's sentences. */
  readonly sentences: Int32Array;
  readonly flags: Uint8Array;
}

/** A pattern that fired in a unit that carries its theme: a code applied to a span. */
export interface Tagging {
  /** Index into the batch's units. */
  readonly unit: number;
  /** Index into the codebook's themes. */
  readonly theme: number;
  /** The sub-code's id, or empty. */
  readonly code: string;
  /** The pattern as it is written in the lexicon. */
  readonly rule: string;
  readonly firstToken: number;
  /** One past the last. */
  readonly endToken: number;
  readonly span: Span;
  /** Index into the batch's sentences. */
  readonly sentence: number;
  readonly quoted: boolean;
  readonly negated: boolean;
  /** The pattern's strength. */
  readonly weight: number;
}

/** Stage 4 gives this: codings without a stance. */
export interface Tagged extends Annotated {
  readonly taggings: TaggingTable;
  /** Matches of themes that stayed below their threshold; filled only when asked for. */
  readonly belowThreshold: TaggingTable;
}

/** In the order of the columns of `stance.csv`. */
export const STANCES = ['neg', 'neu', 'pos', 'mix'] as const;
export type Stance = (typeof STANCES)[number];
export type SentimentLabel = 'negative' | 'neutral' | 'positive';

/** A tagging with the author's stance towards its theme. Scores are integers, -10000 to 10000, so that sums do not depend on order. */
export interface Coding extends Tagging {
  readonly stance: Stance;
  readonly stanceScore: number;
}

export interface UnitSentiment {
  /** -10000 to 10000. */
  readonly score: number;
  readonly label: SentimentLabel;
}

/** One addend of a sentence's score: words with a valence, what changed it, and what was added. */
export interface Addend {
  /** As they stand in the text. */
  readonly words: string;
  /** As they stand in the lexicon. */
  readonly entry: string;
  readonly kind: 'word' | 'phrase' | 'learned pair';
  readonly valence: number;
  /** The rules that changed it, such as `negation`. */
  readonly rules: readonly string[];
  readonly multiplier: number;
  readonly value: number;
  /** Somebody else's words: they count for the sentence, not for the author. */
  readonly quoted: boolean;
}

/** Why a sentence has its score: sum / sqrt(sum² + spread + perWord × words), with the sum of its addends. */
export interface SentenceReasons {
  readonly addends: readonly Addend[];
  readonly sum: number;
  readonly words: number;
}

/** What one row of the weights added to each answer. */
export interface LeaningAddend {
  readonly kind: 'level' | 'sign' | 'theme' | 'word' | 'readiness';
  readonly name: string;
  readonly times: number;
  readonly adds: readonly number[];
}

/** Why a unit that has a theme has its label, or a theme in it its stance: the answer with the greatest sum of addends. */
export interface LeaningReasons {
  readonly unit: number;
  /** Index into the codebook's themes; null where it is about the unit's label. */
  readonly theme: number | null;
  readonly addends: readonly LeaningAddend[];
  readonly answer: string;
}

/** Stage 5 gives this. */
export interface Scored extends Tagged {
  /** Parallel to `taggings`: places in `STANCES`, and scores of -10000 to 10000. */
  readonly stances: Uint8Array;
  readonly stanceScores: Int16Array;
  /** Parallel to `sentences`, -10000 to 10000. */
  readonly sentenceScores: Int16Array;
  /** Parallel to `units`. */
  readonly unitSentiments: readonly UnitSentiment[];
  /** Parallel to `sentences`; there only when asked for. */
  readonly sentimentReasons?: readonly SentenceReasons[];
  /** In order of unit, the label before the themes; there only when asked for. */
  readonly leaningReasons?: readonly LeaningReasons[];
}

/** What the linking stage needs of a batch: no texts, only hashes of their normalised words. All columns run parallel to `units`. */
export interface Fingerprints {
  readonly words: Int32Array;
  /** The two halves of a 64-bit digest of the unit's normalised words. */
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  /** Distinct hashes of every three words in a row, ascending; empty for tables and for short units. */
  readonly shingles: readonly Uint32Array[];
}
