import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logLikelihood, logRatio, TermCounts } from '../../../pipeline/lexicon/workbench/keyness.js';
import { termsOf } from '../../../pipeline/lexicon/workbench/terms.js';
import { batchOf } from '../../../pipeline/5-score/batch.js';

const LEAST = { leastUnits: 2, leastThreads: 2, leastLogLikelihood: 0 };

describe('log-likelihood', () => {
  it('gives what the formula gives by hand', () => {
    // Expected 10 and 10 of 20: 2 * (15 ln 1.5 + 5 ln 0.5).
    expect(logLikelihood(15, 5, 1000, 1000)).toBeCloseTo(5.232, 3);
    // Expected 2 and 8.
    expect(logLikelihood(10, 0, 200, 800)).toBeCloseTo(20 * Math.log(5), 9);
  });

  it('is nothing for equal shares, never below, and the same from the other side', () => {
    const count = fc.integer({ min: 0, max: 500 });
    const size = fc.integer({ min: 500, max: 100_000 });
    fc.assert(
      fc.property(count, count, size, size, (a, b, m, n) => {
        fc.pre(a + b > 0);
        expect(logLikelihood(a, b, m, n)).toBeGreaterThanOrEqual(0);
        expect(logLikelihood(a, b, m, n)).toBeCloseTo(logLikelihood(b, a, n, m), 6);
        expect(logLikelihood(a, a * 3, m, m * 3)).toBeCloseTo(0, 6);
      }),
    );
  });
});

describe('log ratio', () => {
  it('counts doublings, with a half for what is not there', () => {
    expect(logRatio(8, 2, 100, 100)).toBe(2);
    expect(logRatio(4, 0, 100, 100)).toBe(3);
    expect(logRatio(2, 8, 100, 100)).toBe(-2);
  });
});

describe('key terms', () => {
  const counted = (target: readonly (readonly [thread: string, terms: readonly string[]])[], reference: readonly (readonly string[])[]): TermCounts => {
    const counts = new TermCounts();
    for (const [thread, terms] of target) counts.add(terms, true, thread);
    for (const terms of reference) counts.add(terms, false, 'r');
    return counts;
  };

  it('are those of the target, with the units and threads they stand in', () => {
    const terms = counted([['a', ['kettle', 'tea']], ['a', ['kettle']], ['b', ['kettle', 'tea']]], [['tea', 'rain'], ['tea'], ['rain']]).keyTerms(LEAST);
    expect(terms).toEqual([expect.objectContaining({ term: 'kettle', target: 3, reference: 0, threads: 2 })]);
  });

  it('need so many units and threads', () => {
    const target = [['a', ['kettle']], ['a', ['kettle']], ['b', ['spoon']]] as const;
    expect(counted(target, [['rain']]).keyTerms(LEAST)).toEqual([]);
    expect(counted(target, [['rain']]).keyTerms({ ...LEAST, leastThreads: 1 }).map(({ term }) => term)).toEqual(['kettle']);
  });

  it('name a phrase rather than words that stand in it alone', () => {
    const terms = counted([['a', ['red', 'tape', 'red tape']], ['b', ['red', 'tape', 'red tape']], ['b', ['red']]], [['rain'], ['snow']]).keyTerms(LEAST);
    expect(terms.map(({ term }) => term)).toEqual(['red', 'red tape']);
  });
});

describe('the terms of a unit', () => {
  const of = (text: string, masked: readonly number[] = []): readonly string[] => [...termsOf(batchOf([text]), 0, new Set(masked)).keys()].sort();

  it('are words and phrases that no function word begins or ends', () => {
    expect(of('The Red tape of it')).toEqual(['red', 'red tape', 'tape']);
    expect(of('buckets of rain')).toEqual(['buckets', 'buckets of rain', 'rain']);
    expect(of('not enough')).toEqual(['enough', 'not', 'not enough']);
  });

  it('go across no sign, sentence, number or masked word, but across a hyphen', () => {
    for (const text of ['red, tape', 'Red. Tape', 'red 7 tape', 'red "tape"']) expect(of(text), text).toEqual(['red', 'tape']);
    expect(of('burn-out')).toEqual(['burn', 'burn out']);
    expect(of('red hot tape', [1])).toEqual(['red', 'tape']);
    expect(of('re-heat')).toEqual(['heat', 're', 're heat']);
  });

  it('of the second unit begin there', () => {
    expect([...termsOf(batchOf(['one unit', 'red tape']), 1, new Set())].map(([term, place]) => [term, place.firstToken])).toEqual([['red', 2], ['tape', 3], ['red tape', 2]]);
  });
});
