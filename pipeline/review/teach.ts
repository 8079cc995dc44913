import { CONSENSUS, type Decision } from './decision.js';
import { isDone } from './resolve.js';

/**
 * What a review says of the lexicon. Only units that stand for others enter: blind ones, and those drawn at random with a known
 * probability, each weighted by its inverse (D. Horvitz and D. Thompson 1952). Units chosen because the lexicon was unsure enter nothing.
 */

/** A unit that was reviewed, with what people decided and what the lexicon had found before. */
export interface ReviewedUnit {
  /** One over the probability of inclusion. */
  readonly weight: number;
  /** Themes people decided on. */
  readonly decided: ReadonlyMap<string, boolean>;
  /** The lexicon's codings, by theme and pattern. */
  readonly found: readonly { readonly theme: string; readonly rule: string }[];
}

/** How many units of the run have each theme from the lexicon, and how many there are. */
export interface RunCounts {
  readonly units: number;
  readonly withTheme: ReadonlyMap<string, number>;
}

export interface Share {
  readonly value: number | null;
  /** 95 %, Wilson's, with the sample's effective size; the whole of 0 to 1 where nothing was reviewed. */
  readonly low: number;
  readonly high: number;
}

export interface RuleLesson {
  readonly theme: string;
  readonly rule: string;
  /** Reviewed units in which it fired, and those where people did not give the theme. */
  readonly units: number;
  readonly wrong: number;
  readonly precision: Share;
  /** An estimate of the units it is wrong in, over all the sample stands for: what to look at first. */
  readonly weightedWrong: number;
}

export interface ThemeLesson {
  readonly theme: string;
  readonly reviewedWith: number;
  readonly reviewedWithout: number;
  readonly precision: Share;
  /** From units sampled among those without the theme. Its interval is on the safe side: it takes the ends of both shares' intervals. */
  readonly recall: Share;
  /** The share of units that have the theme as the lexicon counts, and corrected for what it gives wrongly and misses. */
  readonly counted: number;
  readonly corrected: Share;
}

export interface Confusion {
  /** What the lexicon gave and people did not, and what they gave instead that it had not. */
  readonly given: string;
  readonly meant: string;
  readonly units: number;
}

export interface Lessons {
  readonly units: number;
  readonly themes: readonly ThemeLesson[];
  /** Those wrong most often first. */
  readonly rules: readonly RuleLesson[];
  readonly confusions: readonly Confusion[];
}

/**
 * One over the probability that the unit was in a sample, from those who went through it; null where it stands for no others.
 * Where two samples had it, the surer probability counts: weights are to be small rather than wild.
 */
export function weightOf(decisions: readonly Decision[]): number | null {
  const coders = new Set(decisions.map(({ coder }) => coder).filter((coder) => coder !== CONSENSUS && isDone(decisions, coder)));
  const known = decisions.flatMap(({ coder, probability, test }) => (coders.has(coder) && probability !== null && !test ? [probability] : []));
  return known.length === 0 ? null : 1 / Math.max(...known);
}

export function lessonsOf(units: readonly ReviewedUnit[], themes: readonly string[], run: RunCounts): Lessons {
  return {
    units: units.length,
    themes: themes.map((theme) => themeLesson(theme, units, run)),
    rules: ruleLessons(units),
    confusions: confusionsOf(units),
  };
}

function themeLesson(theme: string, units: readonly ReviewedUnit[], run: RunCounts): ThemeLesson {
  const right = new Weighted();
  const missed = new Weighted();
  for (const { weight, decided, found } of units) {
    const verdict = decided.get(theme);
    if (verdict === undefined) continue;
    if (found.some((coding) => coding.theme === theme)) right.add(verdict, weight);
    else missed.add(verdict, weight);
  }
  const withTheme = run.withTheme.get(theme) ?? 0;
  const without = run.units - withTheme;
  const precision = right.share();
  const missRate = missed.share();
  const hits = (p: number): number => withTheme * p;
  const recallOf = (p: number, m: number): number | null => (hits(p) + without * m === 0 ? null : hits(p) / (hits(p) + without * m));
  const correctedOf = (p: number, m: number): number => (run.units === 0 ? 0 : (hits(p) + without * m) / run.units);
  // Where there is nothing to be right or wrong about, no share of it is needed.
  const p = withTheme === 0 ? 0 : precision.value;
  const m = without === 0 ? 0 : missRate.value;
  const isKnown = p !== null && m !== null;
  return {
    theme,
    reviewedWith: right.count,
    reviewedWithout: missed.count,
    precision,
    recall: {
      value: isKnown ? recallOf(p, m) : null,
      low: recallOf(precision.low, missRate.high) ?? 0,
      high: recallOf(precision.high, missRate.low) ?? 1,
    },
    counted: run.units === 0 ? 0 : withTheme / run.units,
    corrected: { value: isKnown ? correctedOf(p, m) : null, low: correctedOf(precision.low, missRate.low), high: correctedOf(precision.high, missRate.high) },
  };
}

function ruleLessons(units: readonly ReviewedUnit[]): readonly RuleLesson[] {
  const rules = new Map<string, { theme: string; rule: string; counts: Weighted }>();
  for (const { weight, decided, found } of units) {
    const once = new Set<string>();
    for (const { theme, rule } of found) {
      const verdict = decided.get(theme);
      const key = `${theme}\0${rule}`;
      if (verdict === undefined || once.has(key)) continue;
      once.add(key);
      const known = rules.get(key) ?? { theme, rule, counts: new Weighted() };
      rules.set(key, known);
      known.counts.add(verdict, weight);
    }
  }
  const lessons = [...rules.values()].map(({ theme, rule, counts }) => ({
    theme, rule, units: counts.count, wrong: counts.count - counts.hits, precision: counts.share(), weightedWrong: counts.weight - counts.hitWeight,
  }));
  return lessons.sort((a, b) => b.weightedWrong - a.weightedWrong || b.units - a.units || byName(a.theme, b.theme) || byName(a.rule, b.rule));
}

function confusionsOf(units: readonly ReviewedUnit[]): readonly Confusion[] {
  const counts = new Map<string, Confusion>();
  for (const { decided, found } of units) {
    const given = new Set(found.map(({ theme }) => theme));
    const wrong = [...given].filter((theme) => decided.get(theme) === false);
    const meant = [...decided].filter(([theme, verdict]) => verdict && !given.has(theme)).map(([theme]) => theme);
    for (const a of wrong) {
      for (const b of meant) {
        const known = counts.get(`${a}\0${b}`);
        counts.set(`${a}\0${b}`, { given: a, meant: b, units: (known?.units ?? 0) + 1 });
      }
    }
  }
  return [...counts.values()].sort((a, b) => b.units - a.units || byName(a.given, b.given) || byName(a.meant, b.meant));
}

/** Yes and no of units of different weights. */
class Weighted {
  count = 0;
  hits = 0;
  weight = 0;
  hitWeight = 0;
  private squares = 0;

  add(isHit: boolean, weight: number): void {
    this.count++;
    this.weight += weight;
    this.squares += weight * weight;
    if (!isHit) return;
    this.hits++;
    this.hitWeight += weight;
  }

  share(): Share {
    if (this.count === 0) return { value: null, low: 0, high: 1 };
    // Kish's effective size: so many units of equal weight would say as much.
    return wilson(this.hitWeight / this.weight, (this.weight * this.weight) / this.squares);
  }
}

const Z = 1.959964;

/** The interval of E. B. Wilson (1927) of a share from `size` units. */
export function wilson(share: number, size: number): Share {
  const z2 = (Z * Z) / size;
  const middle = (share + z2 / 2) / (1 + z2);
  const half = (Z / (1 + z2)) * Math.sqrt((share * (1 - share)) / size + z2 / (4 * size));
  return { value: share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
