import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evidenceOf, type CodedUnit, type CueKeeper, type Evidence } from '../../pipeline/fit/evidence.js';
import { DEFAULT_FIT, freePatterns, learn } from '../../pipeline/fit/learn.js';
import { minimise } from '../../pipeline/fit/minimise.js';
import { asWritten, bestSetting, fittedCounts, leaveOutThreads, measure, microF1, type LeftOut } from '../../pipeline/fit/validate.js';

/** Small and repeatable: Park and Miller's generator. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** No two matches overlap here, so all count. */
const keepAll: CueKeeper = () => (matches) => [...new Set(matches.map(({ pattern }) => pattern))];

function unit(thread: string, patterns: readonly number[], given: number): CodedUnit {
  const matches = patterns.map((pattern, place) => ({ pattern, firstToken: place, endToken: place + 1, sentence: 0 }));
  return { thread, atLeast: 1, matches: new Map(matches.length > 0 ? [[0, matches]] : []), given: [given] };
}

function evidence(strengths: readonly number[], units: readonly CodedUnit[]): Evidence {
  return { themes: [{ id: 'union', threshold: 1 }], patterns: strengths.map((strength) => ({ theme: 0, strength })), units, keeper: keepAll };
}

/** Units of ten threads; a unit has the theme with the probability that these strengths give it. */
function drawn(truth: readonly number[], count: number, seed: number): readonly CodedUnit[] {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, (_, index) => {
    const patterns = truth.flatMap((_strength, pattern) => (random() < 0.3 ? [pattern] : []));
    const sum = patterns.reduce((total, pattern) => total + truth[pattern], 0);
    return unit(`thread ${index % 10}`, patterns, random() < 1 / (1 + Math.exp(-4 * (sum - 1))) ? 1 : 0);
  });
}

const HALF = { decision: 0.5, hold: 1 };

describe('learning strengths', () => {
  test('finds the strengths that made the codings', () => {
    const truth = [2, 1.4, 1, 0.6, 0.3, 0.1];
    const { strengths, thresholds } = learn(evidence(truth.map(() => 0.7), drawn(truth, 4000, 7)), { decision: 0.5, hold: 0.1 });
    // Slope and scale are one: strengths are known up to the theme's threshold.
    strengths.forEach((strength, pattern) => expect(strength / thresholds[0], `pattern ${pattern}`).toBeCloseTo(truth[pattern], 0.5));
    expect([...strengths].sort((a, b) => b - a)).toEqual(strengths);
  });

  test('moves from the same start in the direction of the evidence', () => {
    const units = [0, 1, 2, 3].flatMap((n) => [...Array(5)].flatMap(() => [unit(`t${n}`, [0], 1), unit(`t${n}`, [1], 0)]));
    const { strengths } = learn(evidence([0.8, 0.8], units), HALF);
    expect(strengths[0]).toBeGreaterThan(0.8);
    expect(strengths[1]).toBeLessThan(0.8);
  });

  test('a firmer hold moves less', () => {
    const given = evidence([0.8, 0.8], [0, 1, 2, 3].flatMap((n) => [...Array(5)].flatMap(() => [unit(`t${n}`, [0], 1), unit(`t${n}`, [1], 0)])));
    const moved = [1, 8, 30, Infinity].map((hold) => Math.abs(learn(given, { decision: 0.5, hold }).strengths[1] - 0.8));
    expect(moved).toEqual([...moved].sort((a, b) => b - a));
    expect(moved[0]).toBeGreaterThan(moved[3]);
    expect(moved[3]).toBe(0);
  });

  test('a pattern seen in too few units or in one thread stays as the editor wrote it', () => {
    const units = [
      ...[...Array(30)].map((_, n) => unit(`t${n % 6}`, [0], n % 2)),
      ...[...Array(4)].map((_, n) => unit(`t${n}`, [1], 1)),
      ...[...Array(12)].map(() => unit('t0', [2], 1)),
    ];
    const given = evidence([1, 0.55, 0.331, 0.25], units);
    expect(freePatterns(given, DEFAULT_FIT)).toEqual([0]);
    expect(learn(given, HALF).strengths.slice(1)).toEqual([0.55, 0.331, 0.25]);
  });

  test('units of which nobody told whether they have the theme teach and count nothing', () => {
    const told = drawn([1.2, 0.9, 0.4], 200, 5);
    const untold = drawn([0.1, 0.1, 2], 200, 6).map((one): CodedUnit => ({ ...one, given: [null] }));
    const [some, all] = [evidence([1, 1, 1], told), evidence([1, 1, 1], [...told, ...untold])];
    expect(evidenceOf(all)).toEqual(evidenceOf(some));
    expect(learn(all, { decision: 0.4, hold: 0.5 })).toEqual(learn(some, { decision: 0.4, hold: 0.5 }));
    expect(measure(all, asWritten(all), all.units)).toEqual(measure(some, asWritten(some), some.units));
  });

  test('a theme with few positives keeps its threshold', () => {
    const few = [...Array(40)].map((_, n) => unit(`t${n % 6}`, [0], n < 4 ? 1 : 0));
    expect(learn(evidence([1], few), HALF).thresholds).toEqual([1]);
    const enough = [...few, unit('t6', [0], 1)];
    expect(learn(evidence([1], enough), HALF).thresholds).not.toEqual([1]);
  });

  test('contested units weigh less, and nothing when left out', () => {
    const sure = [...Array(20)].map((_, n) => unit(`t${n % 4}`, [0], n % 2));
    const contested = [...Array(20)].map((_, n) => unit(`t${n % 4}`, [0], 0.5));
    expect(learn(evidence([1], [...sure, ...contested]), HALF, { ...DEFAULT_FIT, contested: 0 })).toEqual(learn(evidence([1], sure), HALF));
    expect(evidenceOf(evidence([1], contested))).toEqual([{ with: 10, without: 10, threads: 4 }]);
  });

  test('strengths keep their sign, are never 0, have two decimals, and come out the same again', () => {
    const strength = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: -100, max: -1 })).map((hundredths) => hundredths / 100);
    fc.assert(
      fc.property(fc.array(strength, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 1e6 }), (strengths, seed) => {
        const given = evidence(strengths, drawn(strengths.map(Math.abs), 60, seed));
        const fitted = learn(given, { decision: 0.4, hold: 0.5 });
        fitted.strengths.forEach((value, pattern) => {
          expect(Math.sign(value)).toBe(Math.sign(strengths[pattern]));
          expect(Math.abs(value)).toBeLessThanOrEqual(10);
          expect(Number(value.toFixed(2))).toBe(value);
        });
        expect(fitted.thresholds[0]).toBeGreaterThan(0);
        expect(learn(given, { decision: 0.4, hold: 0.5 })).toEqual(fitted);
      }),
      { numRuns: 40 },
    );
  });

  test('what counts is settled anew with the learned strengths', () => {
    // Two patterns share a word: the stronger counts. Learning must come to see the second once the first has fallen.
    const shared = [0, 1].map((pattern) => ({ pattern, firstToken: 0, endToken: 1, sentence: 0 }));
    const units = [
      ...[...Array(30)].map((_, n): CodedUnit => ({ thread: `t${n % 5}`, atLeast: 1, matches: new Map([[0, [shared[0]]]]), given: [0] })),
      ...[...Array(30)].map((_, n): CodedUnit => ({ thread: `t${n % 5}`, atLeast: 1, matches: new Map([[0, shared]]), given: [1] })),
      ...[...Array(30)].map((_, n): CodedUnit => ({ thread: `t${n % 5}`, atLeast: 1, matches: new Map([[0, [shared[1]]]]), given: [1] })),
    ];
    const asked: (readonly number[])[] = [];
    const keeper: CueKeeper = (strengths) => {
      asked.push(Array.from(strengths));
      return (matches) => [[...matches].sort((a, b) => strengths[b.pattern] - strengths[a.pattern])[0].pattern];
    };
    const { strengths } = learn({ ...evidence([1.1, 1], units), keeper }, HALF);
    expect(strengths[1]).toBeGreaterThan(strengths[0]);
    expect(asked.some(([first, second]) => second > first)).toBe(true);
  });
});

describe('measuring', () => {
  test('counts agreed codings, misses without a match, and reaches a threshold exactly', () => {
    const units = [unit('a', [0, 1], 1), unit('a', [0], 1), unit('a', [], 1), unit('b', [0, 1], 0), unit('b', [0, 1], 0.5), unit('b', [], 0)];
    const given = evidence([0.7, 0.3], units);
    expect(measure(given, asWritten(given), units)).toEqual([{ right: 1, wrong: 1, missed: 2 }]);
  });

  test('a thread left out teaches nothing about itself', () => {
    const truth = [1.2, 0.9, 0.4];
    const others = drawn(truth, 200, 3);
    const settings = [{ decision: 0.5, hold: 1 }];
    const odd = (given: number): readonly CodedUnit[] => [...Array(30)].map(() => unit('zz', [2], given));
    const last = (units: readonly CodedUnit[]): LeftOut => leaveOutThreads(evidence([1, 1, 1], units), settings, DEFAULT_FIT);
    const one = last([...others, ...odd(1)]);
    const two = last([...others, ...odd(0)]);
    const fromOthers = learn(evidence([1, 1, 1], others), settings[0]);
    expect(one.threads.at(-1)).toBe('zz');
    expect(one.after[0].at(-1)).toEqual(measure(evidence([1, 1, 1], others), fromOthers, odd(1)));
    expect(two.after[0].at(-1)).toEqual(measure(evidence([1, 1, 1], others), fromOthers, odd(0)));
    expect(one.after[0][0]).not.toEqual(two.after[0][0]);
  });

  test('the choice of a setting for a thread does not look at that thread', () => {
    const settings = [{ decision: 0.3, hold: Infinity }, { decision: 0.5, hold: Infinity }];
    const good = [{ right: 10, wrong: 0, missed: 0 }];
    const bad = [{ right: 0, wrong: 10, missed: 10 }];
    const fair = [{ right: 10, wrong: 2, missed: 2 }];
    const leftOut: LeftOut = { threads: ['a', 'b', 'c'], settings, before: [bad, bad, bad], after: [[good, bad, bad], [fair, fair, fair]] };
    expect(bestSetting(leftOut)).toBe(1);
    const luring: LeftOut = { ...leftOut, after: [[good, good, bad], [fair, fair, fair]] };
    expect(bestSetting(luring, 2)).toBe(0);
    // Without thread c the first setting looks best, and c is measured with it.
    expect(fittedCounts(luring)[0].wrong).toBe(2 + 2 + 10);
  });

  test('a looser hold must gain something', () => {
    const settings = [{ decision: 0.4, hold: 8 }, { decision: 0.4, hold: Infinity }];
    const f1 = (right: number): LeftOut['after'][number] => [[{ right, wrong: 1000 - right, missed: 1000 - right }]];
    expect(bestSetting({ threads: ['a'], settings, before: [], after: [f1(601), f1(600)] })).toBe(1);
    expect(bestSetting({ threads: ['a'], settings, before: [], after: [f1(610), f1(600)] })).toBe(0);
  });

  test('micro-F1 is that of all decisions together', () => {
    expect(microF1([{ right: 3, wrong: 1, missed: 0 }, { right: 0, wrong: 0, missed: 2 }])).toBeCloseTo(6 / 9, 12);
    expect(microF1([])).toBe(0);
  });
});

test('minimise finds the bottom of a crooked valley', () => {
  // Rosenbrock's function, 0 at (1, 1).
  const bottom = minimise(
    ([x, y], gradient) => {
      gradient[0] = -2 * (1 - x) - 400 * x * (y - x * x);
      gradient[1] = 200 * (y - x * x);
      return (1 - x) ** 2 + 100 * (y - x * x) ** 2;
    },
    Float64Array.of(-1.2, 1),
    500,
    1e-8,
  );
  expect(bottom[0]).toBeCloseTo(1, 5);
  expect(bottom[1]).toBeCloseTo(1, 5);
});
