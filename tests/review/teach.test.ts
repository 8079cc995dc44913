import { describe, expect, test } from 'vitest';
import { simpleSample, stratifiedSample, uncertainSample } from '../../pipeline/review/sample.js';
import { marginsOf, type MarginCue } from '../../pipeline/review/margins.js';
import { lessonsOf, wilson, type ReviewedUnit, type Share } from '../../pipeline/review/teach.js';

const reviewed = (weight: number, found: string[], decided: Record<string, boolean>): ReviewedUnit => ({
  weight,
  decided: new Map(Object.entries(decided)),
  found: found.map((rule) => ({ theme: rule.split(' ')[0]!, rule })),
});

describe('lessonsOf', () => {
  test('weighs units by what they stand for', () => {
    // Of 40 units with the theme 4 were drawn (3 right), of 60 without it 6 (1 has it): 30 of 40 hold, and 10 are missed.
    const units = [
      ...[true, true, true, false].map((pay) => reviewed(10, ['pay a'], { pay })),
      ...[true, false, false, false, false, false].map((pay) => reviewed(10, [], { pay })),
    ];
    const { themes } = lessonsOf(units, ['pay'], { units: 100, withTheme: new Map([['pay', 40]]) });
    expect(themes[0]!.precision.value).toBeCloseTo(0.75, 12);
    expect(themes[0]!.recall.value).toBeCloseTo(0.75, 12);
    expect(themes[0]!.corrected.value).toBeCloseTo(0.4, 12);
    expect(themes[0]!.recall.low).toBeLessThan(0.75);
    expect(themes[0]!.recall.high).toBeGreaterThan(0.75);
  });

  test('agrees with an example worked by hand', () => {
    // A run of 12 units, 4 with the theme. 3 of these were drawn (each stands for 4/3), 2 right; 3 of the others (each for 8/3), 1 with it.
    const units = [
      reviewed(4 / 3, ['pay a', 'pay b'], { pay: true }), reviewed(4 / 3, ['pay a'], { pay: true }), reviewed(4 / 3, ['pay b'], { pay: false, union: true }),
      reviewed(8 / 3, [], { pay: true }), reviewed(8 / 3, [], { pay: false }), reviewed(8 / 3, [], { pay: false }),
    ];
    const { themes, rules, confusions } = lessonsOf(units, ['pay'], { units: 12, withTheme: new Map([['pay', 4]]) });
    const [pay] = themes;
    // Wilson for 2 of 3: (2/3 + 3.8415/6) / (1 + 3.8415/3) = .5731, give or take .3654; for 1 of 3 the mirror of it.
    const close = (share: Share, value: number, low: number, high: number): void => {
      expect(share.value).toBeCloseTo(value, 4);
      expect(share.low).toBeCloseTo(low, 3);
      expect(share.high).toBeCloseTo(high, 3);
    };
    close(pay!.precision, 2 / 3, 0.2077, 0.9385);
    // Found rightly 4 x 2/3 = 8/3, missed 8 x 1/3 = 8/3. At the low end 4 x .2077 against 8 x .7923, at the high end 4 x .9385 against 8 x .0615.
    close(pay!.recall, 0.5, 0.1159, 0.8841);
    expect(pay!.counted).toBeCloseTo(4 / 12, 12);
    // (8/3 + 8/3) / 12; low (4 x .2077 + 8 x .0615) / 12, high (4 x .9385 + 8 x .7923) / 12.
    close(pay!.corrected, 4 / 9, 0.1102, 0.8411);
    // Both fired in two of the units drawn, and b in the one that is wrong: it is wrong in some 4/3 of all.
    expect(rules.map(({ rule }) => rule)).toEqual(['pay b', 'pay a']);
    expect(rules[0]).toMatchObject({ units: 2, wrong: 1 });
    expect(rules[0]!.weightedWrong).toBeCloseTo(4 / 3, 12);
    expect(rules[0]!.precision.value).toBeCloseTo(0.5, 12);
    expect(rules[1]!.precision.value).toBe(1);
    expect(confusions).toEqual([{ given: 'pay', meant: 'union', units: 1 }]);
  });

  test('weighs patterns by inclusion, and widens an interval for unequal weights', () => {
    // 4 units that stand for 10, one wrong, and a right one that stands for 20: 50 of 60. Kish: 60 squared over 4 x 100 + 400 is 4.5 units' worth.
    const units = [...[true, true, true, false].map((pay) => reviewed(10, ['pay a'], { pay })), reviewed(20, ['pay a'], { pay: true })];
    const [rule] = lessonsOf(units, ['pay'], { units: 60, withTheme: new Map([['pay', 60]]) }).rules;
    expect(rule!.precision.value).toBeCloseTo(50 / 60, 12);
    expect(rule!.precision.low).toBeCloseTo(0.384, 3);
    expect(rule!.precision.high).toBeCloseTo(0.9757, 3);
  });

  test('knows no recall where no unit without the theme was looked at', () => {
    const { themes } = lessonsOf([reviewed(1, ['pay a'], { pay: true })], ['pay'], { units: 10, withTheme: new Map([['pay', 5]]) });
    expect(themes[0]!.recall).toMatchObject({ value: null, low: expect.any(Number), high: 1 });
    expect(themes[0]!.corrected.value).toBeNull();
  });

  test('names the rules that are wrong most, counted once a unit', () => {
    const units = [reviewed(5, ['pay a', 'pay a', 'pay b'], { pay: false }), reviewed(1, ['pay b'], { pay: true })];
    const { rules } = lessonsOf(units, ['pay'], { units: 2, withTheme: new Map([['pay', 2]]) });
    expect(rules.map(({ rule, units: count, wrong, weightedWrong }) => [rule, count, wrong, weightedWrong])).toEqual([['pay b', 2, 1, 5], ['pay a', 1, 1, 5]]);
  });

  test('says what was meant where another theme was given', () => {
    const units = [reviewed(1, ['pay a'], { pay: false, union: true })];
    expect(lessonsOf(units, ['pay', 'union'], { units: 1, withTheme: new Map() }).confusions).toEqual([{ given: 'pay', meant: 'union', units: 1 }]);
  });
});

test('Wilson intervals as published: 0 of 20 and 81 of 263', () => {
  // R. Newcombe 1998, table I, method 3: 0/20 gives 0 to .1611, 81/263 gives .2553 to .3662.
  expect(wilson(0, 20)).toMatchObject({ low: 0 });
  expect(wilson(0, 20).high).toBeCloseTo(0.1611, 4);
  expect(wilson(81 / 263, 263).low).toBeCloseTo(0.2553, 4);
  expect(wilson(81 / 263, 263).high).toBeCloseTo(0.3662, 4);
});

describe('samples', () => {
  const units = Array.from({ length: 100 }, (_, i) => ({ id: `u${i}`, themes: i < 4 ? ['rare', 'common'] : i < 50 ? ['common'] : [] }));

  test('a simple sample has one probability, and a larger one of the same seed holds it', () => {
    const small = simpleSample(units, 10, 's');
    expect(small.size).toBe(10);
    expect(new Set([...small.values()].map(({ probability }) => probability))).toEqual(new Set([0.1]));
    const large = simpleSample(units, 20, 's');
    expect([...small.keys()].every((id) => large.has(id))).toBe(true);
  });

  test('strata divide the units, and their weights add up to all of them', () => {
    const drawn = stratifiedSample(units, 30, 's');
    expect(drawn.size).toBe(30);
    const byStratum = new Map<string, number>();
    for (const { stratum } of drawn.values()) byStratum.set(stratum, (byStratum.get(stratum) ?? 0) + 1);
    expect(byStratum).toEqual(new Map([['rare', 4], ['common', 13], ['none', 13]]));
    const weights = [...drawn.values()].reduce((sum, { probability }) => sum + 1 / probability!, 0);
    expect(weights).toBeCloseTo(100, 4);
  });

  test('no sample asks for more than there is', () => {
    expect(stratifiedSample(units, 1000, 's').size).toBe(100);
    expect(simpleSample([], 5, 's').size).toBe(0);
  });

  test('the uncertain stand for nothing but themselves', () => {
    const drawn = uncertainSample([{ id: 'a', margin: 0.5 }, { id: 'b', margin: 0 }], 1);
    expect([...drawn]).toEqual([['b', { stratum: 'uncertain', probability: null }]]);
  });

  test('the uncertain come in turn from above and below, each once, and from one side where the other has none left', () => {
    const margins = [{ id: 'a', margin: 0 }, { id: 'b', margin: 0.5 }, { id: 'a', margin: -0.1 }, { id: 'c', margin: -0.2 }, { id: 'd', margin: 1 }];
    expect([...uncertainSample(margins, 2).keys()]).toEqual(['a', 'c']);
    expect([...uncertainSample(margins, 9).keys()]).toEqual(['a', 'c', 'b', 'd']);
    const equal = Array.from({ length: 50 }, (_, i) => ({ id: `u${String(i).padStart(2, '0')}`, margin: 0 }));
    const [one, other] = ['1', '2'].map((seed) => [...uncertainSample(equal, 5, seed).keys()]);
    expect(one).not.toEqual(other);
    expect(one).not.toEqual(equal.slice(0, 5).map(({ id }) => id));
  });

  test('margins are the least on either side, with a pattern counted once', () => {
    const cue = (theme: string, rule: string, weight: number, isGiven: boolean): MarginCue => ({ theme, rule, weight, isGiven });
    const found = marginsOf('u', [cue('pay', 'a', 1, true), cue('pay', 'a', 1, true), cue('union', 'b', 1, true), cue('union', 'c', 0.1, true), cue('risk', 'd', 0.25, false), cue('unit', 'e', 0.6, false), cue('unit', 'f', 0.2, false)], () => 1);
    expect(found).toEqual({ margins: [{ id: 'u', margin: 0 }, { id: 'u', margin: -0.2 }], nearly: ['unit', 'risk'] });
    expect(marginsOf('u', [], () => 1)).toEqual({ margins: [], nearly: [] });
  });
});
