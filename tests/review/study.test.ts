import { describe, expect, test } from 'vitest';
import { agree } from '../../pipeline/agreement/agree.js';
import { assembleStudy } from '../../pipeline/agreement/study.js';
import { decisionsCsv } from '../../pipeline/review/decisions-csv.js';
import { factsOf } from '../../pipeline/review/sketch.js';
import { decidedRows, withPresentLabels } from '../../src/files/review/study.js';
import { decision, unitOf } from './samples.js';

/** `coder label item value`, several with commas between. */
function rowsOf(text: string): ReturnType<typeof decidedRows> {
  const all = text.split(',').map((line) => {
    const [coder, label, item, value] = line.trim().split(' ') as [string, string, string, string];
    return decision({ ...factsOf(unitOf(`t#${label}`, `Text ${label}`, label)), coder, item, value, among: item === 'done' ? ['pay', 'union'] : [] });
  });
  return decidedRows(decisionsCsv(all), 'decisions.csv');
}

describe('agreement of a review', () => {
  test('only done units enter, and their blanks are no', () => {
    const { units, codings, problems } = rowsOf('anna 1 theme:pay yes, anna 1 done yes, anna 2 theme:pay yes, ben 1 done yes');
    expect(units.map(({ coder, label }) => `${coder} ${label}`)).toEqual(['anna 1', 'ben 1']);
    expect(codings.map(({ coder, label, theme }) => `${coder} ${label} ${theme}`)).toEqual(['anna 1 pay']);
    expect(problems.map(({ id }) => id)).toEqual(['not-done']);
  });

  test('unsure is missing and reported', () => {
    const { units, codings, problems } = rowsOf('anna 1 theme:pay unsure, anna 1 done yes, ben 1 theme:pay yes, ben 1 done yes, anna 2 theme:pay yes, anna 2 done yes, ben 2 theme:pay yes, ben 2 done yes');
    const { themes } = agree(assembleStudy(codings, units), ['pay', 'union'], { resamples: 1 });
    expect(themes[0]!.measures.percent.value).toEqual({ defined: true, value: 1 });
    expect(problems.map(({ id }) => id)).toEqual(['unsure']);
    // Were it a no, they would agree in one of two.
    expect(themes[0]!.measures.positive.value).toEqual({ defined: true, value: 1 });
  });

  test('nobody is compared with the consensus', () => {
    expect(rowsOf('anna 1 done yes, consensus 1 theme:pay yes, consensus 1 done yes').units.map(({ coder }) => coder)).toEqual(['anna']);
  });

  test('compares by the unit, not by a label that another unit has now', () => {
    const { units, codings, problems } = rowsOf('anna 1 theme:pay yes, anna 1 done yes, anna 2 done yes, anna 3 done yes');
    const place = { file: 'output/units.csv', line: 2, row: 2, columns: [] };
    const run = ['2', '1'].map((label, i) => ({ file: 'thread.txt', label, coder: 'heddle', sentiment: null, role: null, quoted: null, place, unitId: `t#${i + 1}` }));
    const moved = withPresentLabels({ units: [...units, ...run], codings, problems });
    expect(moved.codings.map(({ label }) => label)).toEqual(['2']);
    expect(moved.units.filter(({ coder }) => coder === 'anna').map(({ label }) => label)).toEqual(['2', '1']);
    expect(moved.problems.map(({ id }) => id)).toEqual(['not-in-run']);
  });
});
