/**
 * A statistic or the reason why there is none. Dividing nought by nought is ordinary here (a theme that nobody
 * gave has no kappa), so it is a value of its own and never NaN, nor a 0 or 1 that somebody would average.
 */
export type Statistic = Defined | Undefined;

export interface Defined {
  readonly defined: true;
  readonly value: number;
}

export interface Undefined {
  readonly defined: false;
  /** Why, in words for a table's footnote. */
  readonly reason: string;
}

/** A range with the share of confidence it was made for. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
}

export function defined(value: number): Defined {
  return { defined: true, value };
}

export function undefinedBecause(reason: string): Undefined {
  return { defined: false, reason };
}

/** `part / whole`, undefined for the given reason when the whole is nought. */
export function ratio(part: number, whole: number, reason: string): Statistic {
  return whole === 0 ? undefinedBecause(reason) : defined(part / whole);
}

/**
 * The mean of those that are defined.
 * @param reason said when none of them is.
 */
export function meanOfDefined(statistics: readonly Statistic[], reason: string): Statistic {
  let sum = 0;
  let count = 0;
  for (const statistic of statistics) {
    if (!statistic.defined) continue;
    sum += statistic.value;
    count++;
  }
  return ratio(sum, count, reason);
}
