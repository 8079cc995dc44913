import { pairable, type Category, type Ratings, type SubjectCounts } from './ratings.js';
import { ratio, type Statistic } from './statistic.js';

export const NO_PAIR = 'no unit was rated by two coders';

/**
 * Observed agreement: the share of agreeing pairs of coders in a unit, averaged over the units with two ratings or more
 * (Fleiss 1971; with gaps as Gwet 2014). With two coders it is the plain percent agreement, as a share of 1.
 */
export function percentAgreement<V extends Category>(units: readonly Ratings<V>[]): Statistic {
  let sum = 0;
  const rated = pairable(units);
  for (const ratings of rated) {
    let agreeing = 0;
    for (const a of ratings) for (const b of ratings) if (a === b) agreeing++;
    sum += (agreeing - ratings.length) / (ratings.length * (ratings.length - 1));
  }
  return ratio(sum, rated.length, NO_PAIR);
}

/** The same from rows of counts by category. */
export function percentAgreementOfCounts(subjects: readonly SubjectCounts[]): Statistic {
  let sum = 0;
  let rated = 0;
  for (const counts of subjects) {
    const ratings = counts.reduce((total, count) => total + count, 0);
    if (ratings < 2) continue;
    const agreeing = counts.reduce((total, count) => total + count * (count - 1), 0);
    sum += agreeing / (ratings * (ratings - 1));
    rated++;
  }
  return ratio(sum, rated, NO_PAIR);
}

/**
 * Specific (for a theme: positive) agreement: of the ratings that gave the category, the share which a second coder
 * drawn at random also gave (Spitzer & Fleiss 1974). For two coders it is 2a / (2a + b + c), which is their F1.
 */
export function positiveAgreement<V extends Category>(units: readonly Ratings<V>[], category: V): Statistic {
  let agreeing = 0;
  let possible = 0;
  for (const ratings of pairable(units)) {
    const given = ratings.filter((rating) => rating === category).length;
    // Each rating counts once, whatever the number of coders; else units with many coders would weigh by the square.
    agreeing += (given * (given - 1)) / (ratings.length - 1);
    possible += given;
  }
  return ratio(agreeing, possible, 'no coder gave it');
}
