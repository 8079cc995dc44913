import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitLogit, sumsOf, type LogitProblem, type SparseRow } from '../../pipeline/5-score/logit.js';

const row = (...values: number[]): SparseRow => ({ at: values.map((_, i) => i), values });

function problem(rows: readonly SparseRow[], answers: readonly number[], pull: number): LogitProblem {
  return {
    rows, answers: Int32Array.from(answers), counts: new Float64Array(rows.length).fill(1), answerCount: 3,
    pulls: new Float64Array(rows[0]!.at.length).fill(pull), steps: 200,
  };
}

/** The penalised log loss as the books write it. */
function loss({ rows, answers, counts, pulls }: LogitProblem, weights: Float64Array): number {
  let total = 0;
  rows.forEach((one, r) => {
    const sums = new Float64Array(3);
    sumsOf(one, weights, sums);
    const all = [...sums].reduce((sum, value) => sum + Math.exp(value), 0);
    total -= counts[r]! * Math.log(Math.exp(sums[answers[r]!]!) / all);
  });
  weights.forEach((weight, i) => (total += (pulls[Math.floor(i / 3)]! * weight * weight) / 2));
  return total;
}

const samples = fc.array(fc.record({ values: fc.tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: -2, max: 2, noNaN: true })), answer: fc.nat(2) }), { minLength: 3, maxLength: 25 });

describe('fitLogit', () => {
  it('finds weights that no step aside betters', () => {
    fc.assert(
      fc.property(samples, fc.double({ min: 0.1, max: 5, noNaN: true }), (made, pull) => {
        const posed = problem(made.map(({ values }) => row(1, ...values)), made.map(({ answer }) => answer), pull);
        const weights = fitLogit(posed);
        const least = loss(posed, weights);
        for (let i = 0; i < weights.length; i++) {
          for (const step of [-0.02, 0.02]) {
            const aside = weights.slice();
            aside[i]! += step;
            expect(loss(posed, aside)).toBeGreaterThan(least - 1e-6);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('leaves out what counts nothing', () => {
    const rows = [row(1, 1), row(1, -1), row(1, 1)];
    const kept = problem(rows.slice(0, 2), [0, 2], 1);
    const all = { ...problem(rows, [0, 2, 1], 1), counts: Float64Array.of(1, 1, 0) };
    expect([...fitLogit(all)]).toEqual([...fitLogit(kept)]);
  });
});
