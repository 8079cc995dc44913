import { stanceOf } from '../agreement/study.js';
import { codingsOf } from '../lexicon/taggings.js';
import type { Coding, Scored, Span } from '../model.js';
import { toUnitOffset } from '../text/spans.js';
import type { PredictedTheme, PredictedUnit } from './coded.js';

/**
 * What the pipeline said of each unit of a batch, by label.
 * @param themes the codebook's theme ids, which `Coding.theme` points into.
 */
export function predictedUnits(scored: Scored, themes: readonly string[]): ReadonlyMap<string, PredictedUnit> {
  const byUnit = new Map<number, Coding[]>();
  for (const coding of codingsOf(scored)) {
    const known = byUnit.get(coding.unit);
    if (known) known.push(coding);
    else byUnit.set(coding.unit, [coding]);
  }
  return new Map(
    scored.units.map((unit, index) => {
      const codings = byUnit.get(index) ?? [];
      const given = new Set(codings.map((coding) => coding.theme));
      const predicted: PredictedUnit = {
        text: unit.text,
        themes: new Map([...given].map((theme) => [themes[theme], themeOf(codings.filter((c) => c.theme === theme))])),
        sentiment: scored.unitSentiments[index].label,
        role: scored.annotations[index].role,
        quoted: scored.annotations[index].quoted,
      };
      return [unit.label, predicted];
    }),
  );

  function themeOf(codings: readonly Coding[]): PredictedTheme {
    return { stance: stanceOf(codings.map((coding) => coding.stance)), sentences: codings.map(sentenceOf) };
  }

  function sentenceOf(coding: Coding): Span {
    const unit = scored.units[coding.unit];
    return {
      start: toUnitOffset(unit, scored.sentences.starts[coding.sentence]),
      end: toUnitOffset(unit, scored.sentences.ends[coding.sentence]),
    };
  }
}
