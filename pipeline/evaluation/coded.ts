import type { HumanCoding } from '../agreement/study.js';
import type { Quoted, Role, SentimentLabel, Span, Stance } from '../model.js';

/** What the pipeline said of one unit. */
export interface PredictedUnit {
  readonly text: string;
  readonly themes: ReadonlyMap<string, PredictedTheme>;
  readonly sentiment: SentimentLabel;
  readonly role: Role;
  readonly quoted: Quoted;
}

export interface PredictedTheme {
  readonly stance: Stance;
  /** The sentences of its codings, as spans of the unit's text. */
  readonly sentences: readonly Span[];
}

/** A unit with what people said of it, by coder in the study's order (null: not coded), and what the pipeline said. */
export interface EvaluatedUnit {
  readonly thread: string;
  readonly human: readonly (HumanCoding | null)[];
  readonly predicted: PredictedUnit;
}

/** The codings of the coders who coded the unit. */
export function codingsOf(unit: EvaluatedUnit): readonly HumanCoding[] {
  return unit.human.filter((coding): coding is HumanCoding => coding !== null);
}

/** The value that all coders of a unit gave; undefined where they differ, where one left it open, or nobody coded it. */
export function agreedValue<V>(unit: EvaluatedUnit, valueOf: (coding: HumanCoding) => V | null): V | undefined {
  const values = codingsOf(unit).map(valueOf);
  const [first] = values;
  if (first === undefined || first === null) return undefined;
  return values.every((value) => value === first) ? first : undefined;
}
