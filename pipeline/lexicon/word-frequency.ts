/**
 * How often English words are met, roughly, in ten thousand words: enough to tell which part of a pattern is rare.
 * A wrong guess costs time, never a match.
 */

const TIERS: readonly (readonly [number, string])[] = [
  [250, 'the a and to of i in is it that'],
  [80, 'you for was on with have be are not they this but my we as at'],
  [
    30,
    'he she his her me so if or all from by had were their there what out just can will would no one up when get about do like been more has who them than our us an your its am',
  ],
  [
    8,
    "now only some any how time people other could then over into know think good back after work very much even because well down off through which want going still see make take really " +
      "where too don't i'm it's that's last first new years year day days way should before being did got need many same few most long here why never always every again said say says go own " +
      'staff probation job service working told im cant dont let put two three since until while week weeks month months those these him such both off around another away',
  ],
];

const RARE = 0.15;
const BEGINNING = 1;
const TEST = 15;

const perTenThousand = new Map(TIERS.flatMap(([frequency, words]) => words.split(' ').map((word): [string, number] => [word, frequency])));

/** The sum over a set's words; a beginning or ending stands for several, a test for many. */
export function frequencyOf(set: { readonly literals: readonly string[]; readonly exact: readonly string[]; readonly prefixes: readonly string[]; readonly suffixes: readonly string[]; readonly tests: readonly unknown[] }): number {
  const words = set.literals.reduce((sum, word) => sum + (perTenThousand.get(word) ?? RARE), 0);
  return words + RARE * set.exact.length + BEGINNING * (set.prefixes.length + set.suffixes.length) + TEST * set.tests.length;
}
