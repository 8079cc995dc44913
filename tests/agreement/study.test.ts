import { describe, expect, it } from 'vitest';
import { agree } from '../../pipeline/agreement/agree.js';
import { assembleStudy, stanceOf, type CodingRow, type UnitRow } from '../../pipeline/agreement/study.js';

function coding(label: string, coder: string, theme: string, more: Partial<CodingRow> = {}): CodingRow {
  return { file: 'a.txt', label, coder, theme, stance: null, evidence: '', ...more };
}

function looked(label: string, coder: string, more: Partial<UnitRow> = {}): UnitRow {
  return { file: 'a.txt', label, coder, sentiment: null, role: null, quoted: null, ...more };
}

describe('assembling a study', () => {
  it('tells a unit without themes from a unit not seen', () => {
    const study = assembleStudy([coding('1', 'A', 'pay'), coding('1', 'B', 'pay')], [looked('1', 'A'), looked('2', 'A'), looked('1', 'B')]);
    expect(study.coders).toEqual(['A', 'B']);
    const second = study.units.find((unit) => unit.label === '2');
    expect(second?.codings[0]?.themes.size).toBe(0);
    expect(second?.codings[1]).toBeNull();
    expect(study.assumed).toEqual([]);
  });

  it('takes a coder without a table of units to have seen all of the files they coded in, and says so', () => {
    const study = assembleStudy(
      [coding('1', 'A', 'pay'), coding('2', 'B', 'pay'), coding('1', 'B', 'pay', { file: 'b.txt' })],
      [],
    );
    expect(study.assumed).toEqual(['A', 'B']);
    const seen = study.units.map(({ file, label, codings }) => [file, label, codings[0] !== null, codings[1] !== null]);
    expect(seen).toEqual([
      ['a.txt', '1', true, true],
      ['a.txt', '2', true, true],
      ['b.txt', '1', false, true],
    ]);
  });

  it('joins several codings of one theme', () => {
    const rows = [coding('1', 'A', 'pay', { stance: 'neg', evidence: 'x' }), coding('1', 'A', 'pay', { stance: 'pos', evidence: 'y' })];
    expect(assembleStudy(rows, []).units[0].codings[0]?.themes.get('pay')).toEqual({ stance: 'mix', evidence: ['x', 'y'] });
    expect(stanceOf(['neu', 'neg'])).toBe('neg');
    expect(stanceOf(['neu'])).toBe('neu');
  });
});

describe('agreement in a study', () => {
  const units = ['1', '2', '3', '4', '5', '6'];
  const rows = [
    ...units.slice(0, 3).map((label) => coding(label, 'A', 'pay', { stance: 'neg' })),
    ...units.slice(1, 4).map((label) => coding(label, 'B', 'pay', { stance: label === '2' ? 'pos' : 'neg' })),
    coding('7', 'A', 'pay'),
  ];
  const seen = [...units.flatMap((label) => [looked(label, 'A', { sentiment: 1 }), looked(label, 'B', { sentiment: 1 })]), looked('7', 'A')];
  const result = agree(assembleStudy(rows, seen), ['pay', 'union'], { resamples: 200 });

  it('measures a theme by its two-by-two table: both 2, one 1, other 1, none 2', () => {
    const [pay] = result.themes;
    expect(pay).toMatchObject({ theme: 'pay', units: 6, given: 4 });
    const { percent, positive, kappa, brennanPrediger } = pay.measures;
    expect(percent.value).toEqual({ defined: true, value: 4 / 6 });
    expect(positive.value).toEqual({ defined: true, value: 4 / 6 });
    expect(kappa.value.defined && kappa.value.value).toBeCloseTo(1 / 3, 12);
    expect(brennanPrediger.value.defined && brennanPrediger.value.value).toBeCloseTo(1 / 3, 12);
    expect(kappa.interval).toMatchObject({ defined: true, resamples: 200 });
    expect(result.single).toBe(1);
  });

  it('says that a theme nobody gave has no kappa, and leaves it out of the mean', () => {
    const union = result.themes[1].measures;
    expect(union.kappa.value).toMatchObject({ defined: false });
    expect(union.positive.value).toMatchObject({ defined: false });
    expect(union.percent.value).toEqual({ defined: true, value: 1 });
    expect(result.mean.kappa.value).toEqual(result.themes[0].measures.kappa.value);
  });

  it('compares stances where both gave the theme, and says when sentiment never differs', () => {
    // Two shared themes: neg and pos, neg and neg: one disagreement in two, three neg and one pos.
    expect(result.stance).toEqual({ defined: true, value: 1 - (3 * 2) / (2 * 3) });
    expect(result.sentiment).toMatchObject({ defined: false });
    expect(result.pairs).toHaveLength(1);
    expect(result.pairs[0]).toMatchObject({ first: 'A', second: 'B', units: 6, positive: { defined: true, value: 4 / 6 } });
  });

  it('compares more than two coders', () => {
    const third = [...rows, ...units.slice(0, 3).map((label) => coding(label, 'C', 'pay'))];
    const three = agree(assembleStudy(third, [...seen, ...units.map((label) => looked(label, 'C'))]), ['pay'], { resamples: 20 });
    expect(three.pairs.map(({ first, second }) => `${first}${second}`)).toEqual(['AB', 'AC', 'BC']);
    expect(three.pairs[1].kappa).toEqual({ defined: true, value: 1 });
    // Light: the mean of 1/3, 1 and 1/3.
    const { value } = three.themes[0].measures.kappa;
    expect(value.defined && value.value).toBeCloseTo(5 / 9, 12);
  });
});
