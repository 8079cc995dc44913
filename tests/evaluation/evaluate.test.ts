import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Statistic } from '../../pipeline/agreement/statistic.js';
import type { HumanCoding } from '../../pipeline/agreement/study.js';
import type { EvaluatedUnit } from '../../pipeline/evaluation/coded.js';
import { evaluate } from '../../pipeline/evaluation/evaluate.js';
import { evaluateThemes } from '../../pipeline/evaluation/themes.js';
import { evaluateMentions, evaluateValues } from '../../pipeline/evaluation/values.js';
import type { Stance } from '../../pipeline/model.js';

const THEMES = ['a', 'b', 'c'];

function human(themes: string, more: Partial<HumanCoding> = {}, stance: Stance = 'neg'): HumanCoding {
  return { themes: new Map([...themes].map((theme) => [theme, { stance, evidence: [] }])), sentiment: -1, role: '', quoted: 'none', ...more };
}

/** A unit to which the first coder gave `first`, the second `second` (null: did not code it) and the pipeline `given`. */
function unit(first: string | null, second: string | null, given: string, more: Partial<EvaluatedUnit> = {}): EvaluatedUnit {
  return {
    thread: 't',
    human: [first, second].map((themes) => (themes === null ? null : human(themes))),
    predicted: {
      text: 'text',
      themes: new Map([...given].map((theme) => [theme, { stance: 'neg' as const, sentences: [] }])),
      sentiment: 'negative',
      role: '',
      quoted: 'none',
    },
    ...more,
  };
}

function value(statistic: Statistic): number {
  if (!statistic.defined) throw new Error(`undefined: ${statistic.reason}`);
  return statistic.value;
}

describe('themes', () => {
  // a: 2 agreed, one found, one found wrongly; b: contested once, agreed once and missed; c: never given by people.
  const units = [unit('a', 'a', 'a'), unit('ab', 'a', 'b'), unit('b', 'b', 'c'), unit('', '', 'a')];
  const result = evaluateThemes(units, THEMES);

  it('on agreed codings leaves the contested out', () => {
    const [a, b, c] = result.agreed.themes;
    expect([value(a.precision), value(a.recall), value(a.f1), a.positives]).toEqual([0.5, 0.5, 0.5, 2]);
    expect([b.precision.defined, value(b.recall), value(b.f1), b.positives]).toEqual([false, 0, 0, 1]);
    expect([value(c.precision), c.recall.defined, value(c.f1), c.positives]).toEqual([0, false, 0, 0]);
    expect(result.contested).toBe(1);
    expect([value(result.agreed.micro.precision), value(result.agreed.micro.recall)]).toEqual([1 / 3, 1 / 3]);
    // c has no positives and enters no mean.
    expect(value(result.agreed.macro.f1)).toBe(0.25);
    expect(value(result.agreed.macro.recall)).toBe(0.25);
  });

  it('against each coder leaves nothing out', () => {
    // Coder 1 gave a, ab, b: of a, b, c, a given, a and b are right. Coder 2 gave a, a, b: only a is right.
    expect(value(result.againstEach.micro.precision)).toBeCloseTo((2 / 4 + 1 / 4) / 2, 12);
    expect(value(result.againstEach.micro.recall)).toBeCloseTo((2 / 4 + 1 / 3) / 2, 12);
    expect(result.againstEach.micro.positives).toBe(3.5);
    expect(value(result.coders.f1)).toBeCloseTo(6 / 7, 12);
  });

  it('compares with the best constant answer', () => {
    // Giving a everywhere: 2 right of 4, one b missed; a and b: 3 right, 4 wrong.
    expect(result.constant.themes).toEqual(['a', 'b']);
    expect(value(result.constant.agreed.micro.f1)).toBeCloseTo(6 / 10, 12);
  });

  it('takes units that one coder missed, and reports nothing for units nobody coded', () => {
    const [a] = evaluateThemes([unit('a', null, 'a'), unit(null, null, 'a')], THEMES).agreed.themes;
    expect([a.positives, value(a.precision)]).toEqual([1, 1]);
  });

  it('is undefined, not nought, where there is nothing', () => {
    const nothing = evaluateThemes([unit('', '', '')], THEMES);
    expect(nothing.agreed.micro.f1).toMatchObject({ defined: false });
    expect(nothing.agreed.macro.f1).toMatchObject({ defined: false });
    expect(nothing.microInterval).toMatchObject({ defined: false });
    expect(evaluateThemes([], THEMES).agreed.micro.f1).toMatchObject({ defined: false });
  });

  it('equals what a plain count over all pairs gives, whatever the codings', () => {
    const some = fc.subarray(THEMES).map((themes) => themes.join(''));
    fc.assert(
      fc.property(fc.array(fc.tuple(some, some, some), { minLength: 1, maxLength: 15 }), (rows) => {
        const measured = evaluateThemes(rows.map(([x, y, given]) => unit(x, y, given)), THEMES, { resamples: 50 });
        let right = 0;
        let given = 0;
        let positives = 0;
        for (const theme of THEMES) {
          for (const [x, y, z] of rows) {
            if (x.includes(theme) !== y.includes(theme)) continue;
            if (x.includes(theme)) positives++;
            if (z.includes(theme)) given++;
            if (x.includes(theme) && z.includes(theme)) right++;
          }
        }
        const { micro } = measured.agreed;
        expect(micro.positives).toBe(positives);
        if (positives + given > 0) expect(value(micro.f1)).toBeCloseTo((2 * right) / (positives + given), 12);
        else expect(micro.f1.defined).toBe(false);
        if (measured.microInterval.defined) {
          expect(measured.microInterval.low).toBeLessThanOrEqual(measured.microInterval.high);
          expect(measured.microInterval.high).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('values', () => {
  it('accuracy and macro-F1 beside the most frequent value', () => {
    const pairs = [
      { actual: 'neg', predicted: 'neg' },
      { actual: 'neg', predicted: 'neg' },
      { actual: 'neg', predicted: 'pos' },
      { actual: 'pos', predicted: 'pos' },
    ];
    const result = evaluateValues(pairs);
    expect(value(result.accuracy)).toBe(0.75);
    // neg: P 1, R 2/3, F .8; pos: P 1/2, R 1, F 2/3.
    expect(value(result.macroF1)).toBeCloseTo((0.8 + 2 / 3) / 2, 12);
    expect(result.constant.value).toBe('neg');
    expect(value(result.constant.accuracy)).toBe(0.75);
    expect(value(result.constant.macroF1)).toBeCloseTo(6 / 7 / 2, 12);
    expect(evaluateValues([]).accuracy).toMatchObject({ defined: false });
  });

  it('mentions: the empty value earns nothing, a wrong one is wrong and missed', () => {
    const pairs = [
      { actual: '', predicted: '' },
      { actual: 'PO', predicted: 'PO' },
      { actual: 'PSO', predicted: 'PO' },
      { actual: 'PO', predicted: '' },
      { actual: '', predicted: 'SPO' },
    ];
    const { scores, constant } = evaluateMentions(pairs, '');
    expect([value(scores.precision), value(scores.recall), scores.positives]).toEqual([1 / 3, 1 / 3, 3]);
    expect(constant.value).toBe('PO');
    expect([value(constant.scores.precision), value(constant.scores.recall)]).toEqual([2 / 5, 2 / 3]);
  });
});

describe('the whole', () => {
  it('judges stance on right themes only, sign, role and quoted where the coders agree', () => {
    const positive = human('ab', { sentiment: 2, role: 'PO', quoted: 'part' }, 'pos');
    const units: EvaluatedUnit[] = [
      unit('a', 'a', 'ab'),
      { ...unit('', '', 'ab'), human: [positive, positive] },
      { ...unit('', '', ''), human: [human('', { sentiment: -2 }), human('', { sentiment: 1, role: 'PO' })] },
    ];
    const result = evaluate(units, THEMES);
    // b of the first unit is wrong and has no stance to judge.
    expect(result.stance.pairs).toBe(3);
    expect(value(result.stance.accuracy)).toBeCloseTo(1 / 3, 12);
    expect(result.sentiment.pairs).toBe(2);
    expect(value(result.sentiment.accuracy)).toBe(0.5);
    expect(result.role.units).toBe(2);
    expect(result.role.scores.positives).toBe(1);
    expect(value(result.quoted.scores.recall)).toBe(0);
    expect([result.units, result.threads, result.coders]).toEqual([3, 1, 2]);
  });
});
