/** What people decide of units, and the coder names and items that a decision may have. */

/** A unit as it was when somebody decided on it: enough to find it again when its thread moved or its text was edited. */
export interface UnitFacts {
  readonly unit: string;
  /** The thread's file, relative to the input folder, with `/`. */
  readonly file: string;
  readonly label: string;
  /** Digest of the unit's normalised words. */
  readonly digest: string;
  /** A sketch of its words, by which an edited text is known again. */
  readonly sketch: string;
  /** Its first words, for people who read the file. */
  readonly opening: string;
}

/** How a row came before a coder: what its weight in an estimate follows from. */
export interface Sampling {
  /** Empty where the unit was not sampled. */
  readonly stratum: string;
  /** The probability that the unit was in the sample; null where there is none, as for the uncertain ones. */
  readonly probability: number | null;
  /** The suggestions were hidden. */
  readonly blind: boolean;
  /** The unit belongs to the part that is set aside for tests. */
  readonly test: boolean;
}

export interface Decision extends UnitFacts, Sampling {
  readonly coder: string;
  /** See `themeItem` and its neighbours. */
  readonly item: string;
  /** Never empty. Values that one coder gave in two files, and that differ, stand together with ` | ` between. */
  readonly value: string;
  /** For `done`: the themes that were asked about. */
  readonly among: readonly string[];
  /** The run the unit was exported from, by the start of its digest. */
  readonly run: string;
}

export type Verdict = 'yes' | 'no' | 'unsure';

/** Who decides where coders differ: a coder of its own. */
export const CONSENSUS = 'consensus';
/** Between the values of a coder who contradicts himself. */
export const BETWEEN_VALUES = ' | ';

export const SENTIMENT = 'sentiment';
export const MEMO = 'memo';
export const NEW_CODE = 'new-code';
export const DONE = 'done';

export function themeItem(theme: string): string {
  return `theme:${theme}`;
}

/** The stance of a coding, by its place in the unit's text in code points: `stance:pay@12-20`. */
export function stanceItem(theme: string, at: string): string {
  return `stance:${theme}@${at}`;
}

export type Item =
  | { readonly kind: 'theme'; readonly theme: string }
  | { readonly kind: 'stance'; readonly theme: string; readonly start: number; readonly end: number }
  | { readonly kind: typeof SENTIMENT | typeof MEMO | typeof NEW_CODE | typeof DONE };

/** Reads an item's name; null where it is none. */
export function readItem(item: string): Item | null {
  if (item === SENTIMENT || item === MEMO || item === NEW_CODE || item === DONE) return { kind: item };
  const theme = /^theme:([a-z][a-z0-9_-]*)$/.exec(item);
  if (theme) return { kind: 'theme', theme: theme[1]! };
  const stance = /^stance:([a-z][a-z0-9_-]*)@(\d+)-(\d+)$/.exec(item);
  return stance ? { kind: 'stance', theme: stance[1]!, start: Number(stance[2]), end: Number(stance[3]) } : null;
}

/** The single values of a decision: more than one where the coder contradicts himself. */
export function valuesOf(value: string, item: string): readonly string[] {
  // A free text may hold anything, so only its own mark between values would divide it, and people read that well enough.
  return value === '' ? [] : item === MEMO || item === NEW_CODE ? [value] : value.split(BETWEEN_VALUES);
}

/** True where one coder gave different values to one item, so that nobody knows which holds. */
export function contradictsItself({ item, value }: Pick<Decision, 'item' | 'value'>): boolean {
  return valuesOf(value, item).length > 1;
}

/** A key that no two decisions of a file share. */
export function decisionKey({ unit, coder, item }: Pick<Decision, 'unit' | 'coder' | 'item'>): string {
  return `${unit}\0${coder}\0${item}`;
}

/** In order of unit, coder and item, as code units have it, so that a file of decisions is the same whoever writes it. */
export function sortDecisions(decisions: Iterable<Decision>): Decision[] {
  const keyed = [...decisions].map((decision) => ({ decision, key: decisionKey(decision) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ decision }) => decision);
}
