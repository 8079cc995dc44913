import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cohenKappa, contingencyTable, lightKappa, type KappaWeights } from '../../pipeline/agreement/cohen.js';
import { brennanPrediger, fleissKappa } from '../../pipeline/agreement/fleiss.js';
import { krippendorffAlpha, preparedAlpha } from '../../pipeline/agreement/krippendorff.js';
import { interval, masi, nominal, ordinal, ratioScale, type Metric } from '../../pipeline/agreement/metrics.js';
import { percentAgreement, positiveAgreement } from '../../pipeline/agreement/percent.js';
import { subjectCounts, type Ratings } from '../../pipeline/agreement/ratings.js';
import type { Statistic } from '../../pipeline/agreement/statistic.js';
import * as slow from './definitions.js';

const SCALE = [1, 2, 3, 4, 5];

/** Up to five coders, up to a dozen units, a quarter of the ratings missing. */
const study = fc
  .integer({ min: 2, max: 5 })
  .chain((coders) =>
    fc.array(
      fc.array(fc.option(fc.constantFrom(...SCALE), { freq: 4, nil: null }), { minLength: coders, maxLength: coders }),
      { minLength: 1, maxLength: 12 },
    ),
  );

/** Two coders who rated everything. */
const pairedStudy = fc.array(fc.tuple(fc.constantFrom(...SCALE), fc.constantFrom(...SCALE)), { minLength: 1, maxLength: 30 });

function expectSame(statistic: Statistic, oracle: number | null): void {
  if (oracle === null) expect(statistic.defined).toBe(false);
  else if (!statistic.defined) throw new Error(`undefined (${statistic.reason}), but it is ${oracle}`);
  else expect(statistic.value).toBeCloseTo(oracle, 9);
}

function expectEqual(a: Statistic, b: Statistic): void {
  expectSame(a, b.defined ? b.value : null);
}

const everyStatistic: Readonly<Record<string, (units: readonly Ratings<number>[]) => Statistic>> = {
  percent: (units) => percentAgreement(units),
  fleiss: (units) => fleissKappa(subjectCounts(units)),
  brennanPrediger: (units) => brennanPrediger(subjectCounts(units), SCALE.length),
  light: (units) => lightKappa(units),
  alphaNominal: (units) => krippendorffAlpha(units, nominal),
  alphaOrdinal: (units) => krippendorffAlpha(units, ordinal),
  alphaInterval: (units) => krippendorffAlpha(units, interval),
  alphaRatio: (units) => krippendorffAlpha(units, ratioScale),
};

describe('against the definitions, written out slowly', () => {
  it.each<[string, Metric<number>, slow.Difference]>([
    ['nominal', nominal, slow.nominal],
    ['ordinal', ordinal, slow.ordinal],
    ['interval', interval, slow.interval],
    ['ratio', ratioScale, slow.ratio],
  ])('alpha, %s', (_, metric, difference) => {
    fc.assert(fc.property(study, (units) => expectSame(krippendorffAlpha(units, metric), slow.alpha(units, difference))));
  });

  it('alpha of theme sets', () => {
    const sets = fc.array(fc.array(fc.option(fc.subarray(['a', 'b', 'c', 'd']), { nil: null }), { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(sets, (units) => {
        const asSets = units.map((unit) => unit.map((themes) => (themes === null ? null : new Set(themes))));
        const joined = units.map((unit) => unit.map((themes) => (themes === null ? null : themes.join(''))));
        expectSame(krippendorffAlpha(asSets, masi), slow.alpha(joined, slow.masi));
      }),
    );
  });

  it('percent and positive agreement, counting pairs', () => {
    fc.assert(
      fc.property(study, (units) => {
        expectSame(percentAgreement(units), slow.percent(units));
        expectSame(positiveAgreement(units, 3), slow.positive(units, 3));
      }),
    );
  });

  it("Cohen's kappa, every weighting", () => {
    fc.assert(
      fc.property(pairedStudy, fc.constantFrom<KappaWeights>('unweighted', 'linear', 'quadratic'), (pairs, weights) => {
        expectSame(cohenKappa(contingencyTable(pairs, 0, 1, SCALE), weights), slow.kappa(pairs, weights, SCALE.length));
      }),
    );
  });

  it("the standard error of Cohen's kappa, in the form of its three sums", () => {
    fc.assert(
      fc.property(pairedStudy, (pairs) => {
        const kappa = cohenKappa(contingencyTable(pairs, 0, 1, SCALE));
        if (kappa.defined) expect(kappa.standardError).toBeCloseTo(slow.kappaError(pairs, SCALE), 7);
      }),
    );
  });

  it("Fleiss' kappa where every coder rated every unit", () => {
    const complete = fc.array(fc.array(fc.constantFrom(...SCALE), { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 12 });
    fc.assert(fc.property(complete, (units) => expectSame(fleissKappa(subjectCounts(units)), slow.fleiss(units))));
  });
});

describe('what must change nothing', () => {
  const names = Object.keys(everyStatistic);

  it.each(names)('%s: the order of coders and of units', (name) => {
    fc.assert(
      fc.property(study, fc.infiniteStream(fc.nat()), (units, numbers) => {
        const order = units[0].map((_, coder) => [numbers.next().value ?? 0, coder] as const).sort((a, b) => a[0] - b[0]);
        const shuffled = [...units].reverse().map((unit) => order.map(([, coder]) => unit[coder]));
        expectEqual(everyStatistic[name](shuffled), everyStatistic[name](units));
      }),
    );
  });

  it('the names of categories, where they are names', () => {
    const letters = ['y', 'x', 'z', 'a', 'm'];
    fc.assert(
      fc.property(study, (units) => {
        const renamed = units.map((unit) => unit.map((rating) => (rating === null ? null : letters[rating - 1])));
        expectEqual(krippendorffAlpha(renamed, nominal), krippendorffAlpha(units, nominal));
        expectEqual(fleissKappa(subjectCounts(renamed)), fleissKappa(subjectCounts(units)));
        expectEqual(lightKappa(renamed), lightKappa(units));
        expectEqual(positiveAgreement(renamed, 'z'), positiveAgreement(units, 3));
      }),
    );
  });

  it('the scale: alpha is the same in other units of measurement, ordinal under any that keep the order', () => {
    fc.assert(
      fc.property(study, (units) => {
        const through = (change: (x: number) => number): (number | null)[][] =>
          units.map((unit) => unit.map((rating) => (rating === null ? null : change(rating))));
        expectEqual(krippendorffAlpha(through((x) => 3 * x + 7), interval), krippendorffAlpha(units, interval));
        expectEqual(krippendorffAlpha(through((x) => 3 * x), ratioScale), krippendorffAlpha(units, ratioScale));
        expectEqual(krippendorffAlpha(through((x) => x ** 3), ordinal), krippendorffAlpha(units, ordinal));
      }),
    );
  });

  it('for alpha: units that one coder rated, and coders who rated nothing', () => {
    fc.assert(
      fc.property(study, (units) => {
        const lonely = units[0].map((_, coder) => (coder === 0 ? 5 : null));
        const wider = [...units, lonely].map((unit) => [...unit, null]);
        expectEqual(krippendorffAlpha(wider, ordinal), krippendorffAlpha(units, ordinal));
      }),
    );
  });
});

describe('multiplicities', () => {
  it('counting a unit n times is writing it n times', () => {
    fc.assert(
      fc.property(study, fc.infiniteStream(fc.integer({ min: 0, max: 3 })), (units, numbers) => {
        const times = units.map(() => numbers.next().value ?? 0);
        const written = units.flatMap((unit, index) => new Array<Ratings<number>>(times[index]).fill(unit));
        const counts = subjectCounts(units, SCALE);
        expectEqual(percentAgreement(units, times), percentAgreement(written));
        expectEqual(positiveAgreement(units, 2, times), positiveAgreement(written, 2));
        expectEqual(lightKappa(units, SCALE, 'linear', times), lightKappa(written, SCALE, 'linear'));
        expectEqual(fleissKappa(counts, times), fleissKappa(subjectCounts(written, SCALE)));
        expectEqual(brennanPrediger(counts, 5, times), brennanPrediger(subjectCounts(written, SCALE), 5));
        for (const metric of [nominal, ordinal, interval, ratioScale]) {
          expectEqual(preparedAlpha(units, metric)(times), krippendorffAlpha(written, metric));
        }
      }),
    );
  });
});

describe('bounds', () => {
  it('nothing is above 1 or no number, and full agreement is 1 or undefined', () => {
    fc.assert(
      fc.property(study, (units) => {
        const agreed = units.map((unit) => unit.map((rating) => (rating === null ? null : (unit.find((r) => r !== null) ?? null))));
        for (const [name, statistic] of Object.entries(everyStatistic)) {
          const free = statistic(units);
          if (free.defined) expect(free.value, name).toBeLessThanOrEqual(1 + 1e-12);
          const full = statistic(agreed);
          if (full.defined) expect(full.value, name).toBeCloseTo(1, 9);
        }
      }),
    );
  });
});
