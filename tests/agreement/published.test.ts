import { describe, expect, it } from 'vitest';
import { cohenKappa, contingencyTable } from '../../pipeline/agreement/cohen.js';
import { brennanPrediger, fleissKappa, randolphKappa } from '../../pipeline/agreement/fleiss.js';
import { krippendorffAlpha } from '../../pipeline/agreement/krippendorff.js';
import { interval, masiDistance, nominal, ordinal, ratioScale } from '../../pipeline/agreement/metrics.js';
import { percentAgreement, positiveAgreement } from '../../pipeline/agreement/percent.js';
import { subjectCounts } from '../../pipeline/agreement/ratings.js';
import type { Statistic } from '../../pipeline/agreement/statistic.js';

/** Coders as strings, a character a unit, a dot where a rating is missing; turned so that units are rows. */
function unitsOf(...coders: string[]): (string | null)[][] {
  return [...coders[0]].map((_, unit) => coders.map((coder) => (coder[unit] === '.' ? null : coder[unit])));
}

function numbered(units: (string | null)[][]): (number | null)[][] {
  return units.map((unit) => unit.map((rating) => (rating === null ? null : Number(rating))));
}

function expectValue(statistic: Statistic, value: number, decimals: number): void {
  if (!statistic.defined) throw new Error(`undefined: ${statistic.reason}`);
  expect(statistic.value.toFixed(decimals)).toBe(value.toFixed(decimals));
}

describe('Krippendorff', () => {
  const four = unitsOf('123321412...', '1233224125.3', '.3332342251.', '12332441251.');

  it('four coders, twelve units, gaps', () => {
    expectValue(krippendorffAlpha(four, nominal), 0.7434, 4);
    expectValue(krippendorffAlpha(numbered(four), ordinal), 0.8154, 4);
    expectValue(krippendorffAlpha(numbered(four), interval), 0.8491, 4);
    expectValue(krippendorffAlpha(numbered(four), ratioScale), 0.7974, 4);
  });

  it('two coders, twelve units', () => {
    expectValue(krippendorffAlpha(unitsOf('aabbdcccedda', 'babbbccceddd'), nominal), 0.692, 3);
  });

  it('three coders, fifteen units of which three have one rating', () => {
    const units = unitsOf('.....34121133.3', '1.213343.......', '..21344.21133.4');
    expectValue(krippendorffAlpha(units, nominal), 0.691358, 6);
    expectValue(krippendorffAlpha(numbered(units), interval), 0.810845, 6);
  });

  it('binary data', () => {
    const units = unitsOf('1100000000', '0110010100');
    expectValue(percentAgreement(units), 0.6, 4);
    expectValue(krippendorffAlpha(units, nominal), 0.0952, 4);
    // One unit in common, two and three given: 2a / (2a + b + c).
    expectValue(positiveAgreement(units, '1'), 2 / 6, 6);
  });

  it('falls below nought where coders disagree more than by chance', () => {
    const units = [
      ['Y', 'N', 'N'],
      ['Y', 'N', null],
    ];
    expectValue(krippendorffAlpha(units, nominal), -0.3333, 4);
  });
});

describe('Cohen', () => {
  it.each([
    [[[20, 5], [10, 15]], 0.4, 3],
    [[[45, 15], [25, 15]], 0.1304, 4],
    [[[25, 35], [5, 35]], 0.2593, 4],
  ])('%j', (table, kappa, decimals) => {
    expectValue(cohenKappa(table), kappa, decimals);
  });

  it('SAS, three by three, with standard error, interval and linear weights', () => {
    const table = [
      [0, 4, 1],
      [0, 8, 0],
      [0, 1, 5],
    ];
    const kappa = cohenKappa(table);
    if (!kappa.defined) throw new Error(kappa.reason);
    expectValue(kappa, 0.4842, 4);
    expect(kappa.standardError.toFixed(4)).toBe('0.1380');
    expect(kappa.interval.low.toFixed(4)).toBe('0.2137');
    expect(kappa.interval.high.toFixed(4)).toBe('0.7547');
    expectValue(cohenKappa(table, 'linear'), 0.4701, 4);
  });

  it('counts two coders out of several, without the units that one of them missed', () => {
    const units = unitsOf('aab.', 'cccc', 'abba');
    expect(contingencyTable(units, 0, 2, ['a', 'b', 'c'])).toEqual([
      [1, 1, 0],
      [0, 1, 0],
      [0, 0, 0],
    ]);
  });
});

/** Diagnoses of 30 patients by six psychiatrists each: depression, personality disorder, schizophrenia, neurosis, other. */
const FLEISS_1971 = `00060 03003 01401 00006 03030 20400 00402 20310 20040 00006
  10050 11040 03300 10050 02031 00501 30012 51000 02040 10203
  00006 01050 02013 20040 10041 05010 40002 02040 10500 00006`
  .split(/\s+/)
  .map((subject) => [...subject].map(Number));

const FLEISS_WIKIPEDIA = [
  [0, 0, 0, 0, 14],
  [0, 2, 6, 4, 2],
  [0, 0, 3, 5, 6],
  [0, 3, 9, 2, 0],
  [2, 2, 8, 1, 1],
  [7, 7, 0, 0, 0],
  [3, 2, 6, 3, 0],
  [2, 5, 3, 2, 2],
  [6, 5, 2, 1, 0],
  [0, 2, 2, 3, 7],
];

describe('Fleiss and Randolph', () => {
  it('Fleiss 1971', () => {
    expect(FLEISS_1971).toHaveLength(30);
    expectValue(fleissKappa(FLEISS_1971), 0.4302, 4);
  });

  it('the Wikipedia table', () => {
    expectValue(fleissKappa(FLEISS_WIKIPEDIA), 0.2099, 4);
  });

  it('two subjects, eight raters', () => {
    const subjects = [
      [7, 1],
      [3, 5],
    ];
    expectValue(fleissKappa(subjects), 0.1619, 4);
    expectValue(randolphKappa(subjects), 0.2143, 4);
    expectValue(brennanPrediger(subjects, 2), 0.2143, 4);
  });
});

describe('MASI', () => {
  const set = (letters: string): Set<string> => new Set(letters);
  it.each([
    ['ab', 'ab', 0],
    ['', '', 0],
    ['ab', 'cd', 1],
    ['', 'a', 1],
    ['ab', 'abcd', 1 - (1 / 2) * (2 / 3)],
    ['abc', 'bcd', 1 - (1 / 2) * (1 / 3)],
  ])('%s and %s', (a, b, distance) => {
    expect(masiDistance(set(a), set(b))).toBeCloseTo(distance, 12);
    expect(masiDistance(set(b), set(a))).toBeCloseTo(distance, 12);
  });
});

describe('where nothing can be said, it is said why', () => {
  const same = unitsOf('aaaa', 'aaaa');

  it('one category only', () => {
    expect(krippendorffAlpha(same, nominal)).toEqual({ defined: false, reason: expect.stringContaining('same') });
    expect(fleissKappa(subjectCounts(same, ['a', 'b']))).toEqual({ defined: false, reason: 'only one category was used' });
    expect(cohenKappa(contingencyTable(same, 0, 1, ['a', 'b']))).toEqual({
      defined: false,
      reason: 'both coders used one category only',
    });
    expect(positiveAgreement(same, 'b')).toEqual({ defined: false, reason: 'no coder gave it' });
    expect(brennanPrediger(subjectCounts(same, ['a']), 1).defined).toBe(false);
    expectValue(brennanPrediger(subjectCounts(same, ['a', 'b']), 2), 1, 12);
  });

  it('no unit with two ratings', () => {
    const gaps = unitsOf('aa..', '..bb');
    for (const statistic of [
      percentAgreement(gaps),
      positiveAgreement(gaps, 'a'),
      krippendorffAlpha(gaps, nominal),
      fleissKappa(subjectCounts(gaps)),
      randolphKappa(subjectCounts(gaps)),
      cohenKappa(contingencyTable(gaps, 0, 1)),
    ]) {
      expect(statistic.defined).toBe(false);
    }
  });

  it('a ratio scale below nought', () => {
    const statistic = krippendorffAlpha([[-1, 2], [1, 1]], ratioScale);
    expect(statistic).toEqual({ defined: false, reason: expect.stringContaining('below nought') });
  });
});
