import type { HumanCoding } from '../../agreement/study.js';
import { countOf, sumCounts, type Counts } from '../../evaluation/counts.js';
import type { ThemePath } from './follow-themes.js';

/** A unit that people coded, with the themes it got before and after a change. */
export interface JudgedUnit {
  readonly human: readonly HumanCoding[];
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
}

export interface ThemeMeasure {
  readonly theme: string;
  readonly before: Counts;
  readonly after: Counts;
}

/**
 * How a change of the lexicon does against people's codings, a row a theme. Units whose coders differ over a theme are left out of it.
 * People may have used the older ids or the newer: both are the theme.
 */
export function measureChange(paths: readonly ThemePath[], units: readonly JudgedUnit[]): readonly ThemeMeasure[] {
  return paths.map((path) => {
    const judged = units.flatMap((unit) => {
      const actual = verdict(unit.human, path.names);
      return actual === null ? [] : [{ unit, actual }];
    });
    return {
      theme: path.id,
      before: sumCounts(judged.map(({ unit, actual }) => countOf(actual, path.before.some((id) => unit.before.has(id))))),
      after: sumCounts(judged.map(({ unit, actual }) => countOf(actual, path.isKept && unit.after.has(path.id)))),
    };
  });
}

function verdict(human: readonly HumanCoding[], names: readonly string[]): boolean | null {
  const gives = ({ themes }: HumanCoding): boolean => names.some((name) => themes.has(name));
  const told = human.filter((coding) => gives(coding) || !names.some((name) => coding.unsure?.has(name)));
  const given = told.filter(gives).length;
  if (told.length === 0 || (given > 0 && given < told.length)) return null;
  return given > 0;
}
