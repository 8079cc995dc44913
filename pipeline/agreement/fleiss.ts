import { percentAgreementOfCounts } from './percent.js';
import { timesOf, type Multiplicities, type SubjectCounts } from './ratings.js';
import { defined, undefinedBecause, type Statistic } from './statistic.js';

/**
 * Fleiss' kappa (1971). Where the number of ratings differs from unit to unit, as Gwet (2014) generalises it: units with
 * one rating count towards the categories' shares, only units with two or more towards the observed agreement.
 *
 * @param subjects a row a unit, with the number of ratings by category.
 */
export function fleissKappa(subjects: readonly SubjectCounts[], times?: Multiplicities): Statistic {
  const observed = percentAgreementOfCounts(subjects, times);
  if (!observed.defined) return observed;
  const shares: number[] = [];
  const totals: number[] = [];
  let rated = 0;
  subjects.forEach((counts, index) => {
    const ratings = counts.reduce((sum, count) => sum + count, 0);
    const often = timesOf(times, index);
    if (ratings === 0) return;
    rated += often;
    counts.forEach((count, category) => {
      shares[category] = (shares[category] ?? 0) + (often * count) / ratings;
      totals[category] = (totals[category] ?? 0) + often * count;
    });
  });
  if (totals.filter((total) => total > 0).length < 2) return undefinedBecause('only one category was used');
  const expected = shares.reduce((sum, share) => sum + (share / rated) ** 2, 0);
  return defined((observed.value - expected) / (1 - expected));
}

/**
 * Brennan & Prediger's coefficient (1981), chance being one in the number of categories that coders could choose from.
 * For more than two coders it is Randolph's free-marginal kappa (2005).
 *
 * @param categories how many there are to choose from, used or not: 2 for a theme given or not.
 */
export function brennanPrediger(subjects: readonly SubjectCounts[], categories: number, times?: Multiplicities): Statistic {
  const observed = percentAgreementOfCounts(subjects, times);
  if (!observed.defined) return observed;
  if (categories < 2) return undefinedBecause('there is one category only to choose from');
  return defined((observed.value - 1 / categories) / (1 - 1 / categories));
}

/** Randolph's free-marginal multirater kappa (2005): the categories are the columns of the table. */
export function randolphKappa(subjects: readonly SubjectCounts[]): Statistic {
  const categories = subjects.reduce((most, counts) => Math.max(most, counts.length), 0);
  return brennanPrediger(subjects, categories);
}
