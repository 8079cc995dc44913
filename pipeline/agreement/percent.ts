import { present, timesOf, type Category, type Multiplicities, type Ratings, type SubjectCounts } from './ratings.js';
import { ratio, type Statistic } from './statistic.js';

export const NO_PAIR = 'no unit was rated by two coders';

/**
 * Observed agreement: the share of agreeing pairs of coders in a unit, averaged over the units with two ratings or more
 * (Fleiss 1971; with gaps as Gwet 2014). With two coders it is the plain percent agreement, as a share of 1.
 */
export function percentAgreement<V extends Category>(units: readonly Ratings<V>[], times?: Multiplicities): Statistic {
  let sum = 0;
  let rated = 0;
  units.forEach((unit, index) => {
    const ratings = present(unit);
    if (ratings.length < 2) return;
    let agreeing = 0;
    for (const a of ratings) for (const b of ratings) if (a === b) agreeing++;
    const share = (agreeing - ratings.length) / (ratings.length * (ratings.length - 1));
    sum += share * timesOf(times, index);
    rated += timesOf(times, index);
  });
  return ratio(sum, rated, NO_PAIR);
}

/** The same from rows of counts by category. */
export function percentAgreementOfCounts(subjects: readonly SubjectCounts[], times?: Multiplicities): Statistic {
  let sum = 0;
  let rated = 0;
  subjects.forEach((counts, index) => {
    const ratings = counts.reduce((total, count) => total + count, 0);
    if (ratings < 2) return;
    const agreeing = counts.reduce((total, count) => total + count * (count - 1), 0);
    sum += (agreeing / (ratings * (ratings - 1))) * timesOf(times, index);
    rated += timesOf(times, index);
  });
  return ratio(sum, rated, NO_PAIR);
}

/**
 * Specific (for a theme: positive) agreement: of the ratings that gave the category, the share which a second coder
 * drawn at random also gave (Spitzer & Fleiss 1974). For two coders it is 2a / (2a + b + c), which is their F1.
 */
export function positiveAgreement<V extends Category>(
  units: readonly Ratings<V>[],
  category: V,
  times?: Multiplicities,
): Statistic {
  let agreeing = 0;
  let possible = 0;
  units.forEach((unit, index) => {
    const ratings = present(unit);
    if (ratings.length < 2) return;
    const given = ratings.filter((rating) => rating === category).length;
    // Each rating counts once, whatever the number of coders; else units with many coders would weigh by the square.
    agreeing += ((given * (given - 1)) / (ratings.length - 1)) * timesOf(times, index);
    possible += given * timesOf(times, index);
  });
  return ratio(agreeing, possible, 'no coder gave it');
}
