import { thresholdFor } from '../../pipeline/lexicon/codebook.js';
import { loadLexicon } from '../files/lexicon.js';
import type { FinishedRun, RunUnit } from '../files/review/run.js';

/**
 * How near to its threshold the lexicon was in each unit: the least distance over the themes it gave, in strengths.
 * Units without any theme are told apart by their number of words only, since what stayed below a threshold is not in the dataset.
 */
export async function margins(run: FinishedRun, locked: ReadonlySet<string>): Promise<readonly { readonly id: string; readonly margin: number }[]> {
  const { codebook } = await loadLexicon(run.lexicon);
  const themes = new Map(codebook.themes.map((theme) => [theme.id, theme]));
  const found: { id: string; margin: number }[] = [];
  for await (const unit of run.units()) {
    if (locked.has(unit.id)) continue;
    const distances = [...strengths(unit)].map(([id, sum]) => {
      const theme = themes.get(id);
      return Math.abs(sum - (theme ? thresholdFor(codebook.policy, theme, unit.words) : 1));
    });
    if (distances.length > 0) found.push({ id: unit.id, margin: Math.min(...distances) });
  }
  return found;
}

/** What the different patterns that fired add up to, a theme. */
function strengths({ codings }: RunUnit): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  const met = new Set<string>();
  for (const { theme, rule, weight } of codings) {
    const key = `${theme}\0${rule}`;
    if (met.has(key)) continue;
    met.add(key);
    sums.set(theme, (sums.get(theme) ?? 0) + weight);
  }
  return sums;
}
