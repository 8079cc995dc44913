import { bootstrapInterval, type BootstrapInterval, type BootstrapOptions } from '../agreement/bootstrap.js';
import { meanOfDefined, ratio, type Statistic, type Undefined } from '../agreement/statistic.js';
import { codingsOf, type EvaluatedUnit } from './coded.js';
import { countOf, scoresOf, sumCounts, type Counts, type Scores } from './counts.js';

/** One way of counting: a theme, a row; all themes summed (micro); the mean over themes that have positives (macro). */
export interface ThemeScores {
  readonly themes: readonly Scores[];
  readonly micro: Scores;
  readonly macro: Scores;
}

export interface ThemeEvaluation {
  /** Theme ids, in the order of every list below. */
  readonly themes: readonly string[];
  readonly units: number;
  /** Present where all coders of the unit gave the theme, absent where none did, left out where they differ. */
  readonly agreed: ThemeScores;
  /** Unit-theme pairs left out of `agreed`. */
  readonly contested: number;
  /** Of the micro-F1 on agreed codings, over units within threads. */
  readonly microInterval: BootstrapInterval | Undefined;
  /** The mean over coders, each taken at their word, nothing left out. */
  readonly againstEach: ThemeScores;
  /** The coders against one another, each pair both ways round: what a second coder would reach. */
  readonly coders: Scores;
  /** The constant answer: every unit gets these themes, the most frequent ones, as many as give the best micro-F1. */
  readonly constant: { readonly themes: readonly string[]; readonly agreed: ThemeScores; readonly againstEach: ThemeScores };
}

type Gives = (unit: EvaluatedUnit, theme: string) => boolean;

/** Themes of the pipeline against those of people. */
export function evaluateThemes(
  units: readonly EvaluatedUnit[],
  themes: readonly string[],
  options: BootstrapOptions = {},
): ThemeEvaluation {
  const pipeline: Gives = (unit, theme) => unit.predicted.themes.has(theme);
  const coders = units.reduce((most, unit) => Math.max(most, unit.human.length), 0);
  const agreed = scoreAgreed(units, themes, pipeline);
  const constantThemes = bestConstant(themes, agreed, (some) => scoreAgreed(units, themes, (_, theme) => some.has(theme)));
  const always: Gives = (_, theme) => constantThemes.has(theme);
  return {
    themes,
    units: units.length,
    agreed,
    contested: units.reduce((sum, unit) => sum + themes.filter((theme) => verdict(unit, theme) === undefined).length, 0),
    microInterval: microInterval(units, themes, options),
    againstEach: scoreAgainstEach(units, themes, coders, pipeline),
    coders: scoreCoders(units, themes, coders),
    constant: {
      themes: themes.filter((theme) => constantThemes.has(theme)),
      agreed: scoreAgreed(units, themes, always),
      againstEach: scoreAgainstEach(units, themes, coders, always),
    },
  };
}

/** Whether the coders of a unit agree that it has the theme (true) or has not (false); undefined where they differ. */
export function verdict(unit: EvaluatedUnit, theme: string): boolean | undefined {
  const codings = codingsOf(unit);
  const given = codings.filter((coding) => coding.themes.has(theme)).length;
  if (given === 0 && codings.length > 0) return false;
  return given === codings.length && given > 0 ? true : undefined;
}

function agreedCounts(unit: EvaluatedUnit, theme: string, gives: Gives): Counts | null {
  const actual = verdict(unit, theme);
  return actual === undefined ? null : countOf(actual, gives(unit, theme));
}

function scoreAgreed(units: readonly EvaluatedUnit[], themes: readonly string[], gives: Gives): ThemeScores {
  return summarise(themes.map((theme) => sumCounts(units.flatMap((unit) => agreedCounts(unit, theme, gives) ?? []))));
}

function scoreAgainst(units: readonly EvaluatedUnit[], themes: readonly string[], coder: number, gives: Gives): ThemeScores {
  const coded = units.flatMap((unit) => {
    const coding = unit.human[coder] ?? null;
    return coding === null ? [] : [{ unit, coding }];
  });
  return summarise(
    themes.map((theme) => sumCounts(coded.map(({ unit, coding }) => countOf(coding.themes.has(theme), gives(unit, theme))))),
  );
}

function scoreAgainstEach(
  units: readonly EvaluatedUnit[],
  themes: readonly string[],
  coders: number,
  gives: Gives,
): ThemeScores {
  const each = Array.from({ length: coders }, (_, coder) => scoreAgainst(units, themes, coder, gives));
  return {
    themes: themes.map((_, index) => meanScores(each.map((scores) => scores.themes[index]))),
    micro: meanScores(each.map((scores) => scores.micro)),
    macro: meanScores(each.map((scores) => scores.macro)),
  };
}

function scoreCoders(units: readonly EvaluatedUnit[], themes: readonly string[], coders: number): Scores {
  const pairs: Scores[] = [];
  for (let actual = 0; actual < coders; actual++) {
    for (let other = 0; other < coders; other++) {
      if (actual === other) continue;
      const both = units.filter((unit) => unit.human[actual] && unit.human[other]);
      const gives: Gives = (unit, theme) => unit.human[other]?.themes.has(theme) ?? false;
      pairs.push(scoreAgainst(both, themes, actual, gives).micro);
    }
  }
  return meanScores(pairs);
}

function summarise(counts: readonly Counts[]): ThemeScores {
  const themes = counts.map(scoresOf);
  return { themes, micro: scoresOf(sumCounts(counts)), macro: macroScores(themes) };
}

/** A theme that nobody gave has no recall, and is left out of all three means alike. */
function macroScores(themes: readonly Scores[]): Scores {
  return meanScores(themes.filter((scores) => scores.positives > 0));
}

function meanScores(scores: readonly Scores[]): Scores {
  const mean = (pick: (one: Scores) => Statistic): Statistic => {
    const first = scores.map(pick).find((statistic) => !statistic.defined);
    return meanOfDefined(scores.map(pick), first && !first.defined ? first.reason : 'there is nothing to average');
  };
  const positives = scores.reduce((sum, one) => sum + one.positives, 0) / Math.max(1, scores.length);
  return { precision: mean((s) => s.precision), recall: mean((s) => s.recall), f1: mean((s) => s.f1), positives };
}

function bestConstant(
  themes: readonly string[],
  agreed: ThemeScores,
  score: (some: ReadonlySet<string>) => ThemeScores,
): ReadonlySet<string> {
  const frequent = themes
    .map((theme, index) => ({ theme, index, positives: agreed.themes[index].positives }))
    .sort((a, b) => b.positives - a.positives || a.index - b.index);
  let best: ReadonlySet<string> = new Set(frequent.slice(0, 1).map(({ theme }) => theme));
  let bestF1 = -1;
  for (let count = 1; count <= frequent.length; count++) {
    const some = new Set(frequent.slice(0, count).map(({ theme }) => theme));
    const f1 = score(some).micro.f1;
    if (f1.defined && f1.value > bestF1) [best, bestF1] = [some, f1.value];
  }
  return best;
}

function microInterval(
  units: readonly EvaluatedUnit[],
  themes: readonly string[],
  options: BootstrapOptions,
): BootstrapInterval | Undefined {
  const pipeline: Gives = (unit, theme) => unit.predicted.themes.has(theme);
  const counts = units.map((unit) => sumCounts(themes.flatMap((theme) => agreedCounts(unit, theme, pipeline) ?? [])));
  return bootstrapInterval(
    units.map((unit) => unit.thread),
    (times) => {
      let right = 0;
      let others = 0;
      counts.forEach((count, unit) => {
        right += times[unit] * count.right;
        others += times[unit] * (count.wrong + count.missed);
      });
      return ratio(2 * right, 2 * right + others, 'there was nothing to find and nothing was given');
    },
    options,
  );
}
