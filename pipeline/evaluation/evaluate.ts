import type { BootstrapOptions } from '../agreement/bootstrap.js';
import { agreedValue, codingsOf, type EvaluatedUnit } from './coded.js';
import { evaluateEvidence, type EvidenceEvaluation } from './evidence.js';
import { evaluateThemes, verdict, type ThemeEvaluation } from './themes.js';
import { evaluateMentions, evaluateValues, signName, type MentionEvaluation, type ValueEvaluation, type ValuePair } from './values.js';

/** The pipeline against people's codings, each part beside the constant answer. */
export interface Evaluation {
  readonly units: number;
  readonly threads: number;
  readonly coders: number;
  readonly themes: ThemeEvaluation;
  readonly evidence: EvidenceEvaluation;
  /** Of themes that all coders gave with one stance and that the pipeline gave too. */
  readonly stance: ValueEvaluation;
  /** Sign of the unit's sentiment, where all coders agree on it. */
  readonly sentiment: ValueEvaluation;
  readonly role: MentionEvaluation;
  readonly quoted: MentionEvaluation;
}

/**
 * Measures what the pipeline said of units against what people said of them.
 * @param themes the theme ids to judge by.
 */
export function evaluate(units: readonly EvaluatedUnit[], themes: readonly string[], options: BootstrapOptions = {}): Evaluation {
  return {
    units: units.length,
    threads: new Set(units.map((unit) => unit.thread)).size,
    coders: units.reduce((most, unit) => Math.max(most, unit.human.length), 0),
    themes: evaluateThemes(units, themes, options),
    evidence: evaluateEvidence(units, themes),
    stance: evaluateValues(units.flatMap((unit) => stancePairs(unit, themes))),
    sentiment: evaluateValues(
      units.flatMap((unit) =>
        pair(agreedValue(unit, ({ sentiment }) => (sentiment === null ? null : signName(sentiment))), unit.predicted.sentiment),
      ),
    ),
    role: evaluateMentions(
      units.flatMap((unit) => pair(agreedValue(unit, (coding): string | null => coding.role), unit.predicted.role)),
      '',
    ),
    quoted: evaluateMentions(
      units.flatMap((unit) => pair(agreedValue(unit, (coding): string | null => coding.quoted), unit.predicted.quoted)),
      'none',
    ),
  };
}

function stancePairs(unit: EvaluatedUnit, themes: readonly string[]): readonly ValuePair[] {
  return themes.flatMap((theme) => {
    const predicted = unit.predicted.themes.get(theme);
    if (!predicted || verdict(unit, theme) !== true) return [];
    const stances = new Set(codingsOf(unit).map((coding) => coding.themes.get(theme)?.stance ?? null));
    const [stance] = stances;
    return stances.size === 1 && stance !== null ? [{ actual: stance, predicted: predicted.stance }] : [];
  });
}

function pair(actual: string | undefined, predicted: string): readonly ValuePair[] {
  return actual === undefined ? [] : [{ actual, predicted }];
}
