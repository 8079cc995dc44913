import type { RatedSet } from './fit.js';

const STEP = 0.02;
const LOWEST = -0.4;
const HIGHEST = 0.4;

/** Macro-F1 of three labels: the mean of the classes' F1, over the classes that people gave. */
export function macroF1(given: readonly number[], found: readonly number[]): number {
  const classes = [...new Set(given)];
  let sum = 0;
  for (const label of classes) {
    let hits = 0;
    let misses = 0;
    given.forEach((one, i) => {
      if (one === label && found[i] === label) hits++;
      else if (one === label || found[i] === label) misses++;
    });
    sum += hits === 0 ? 0 : (2 * hits) / (2 * hits + misses);
  }
  return classes.length === 0 ? 0 : sum / classes.length;
}

/** The cuts between negative, neutral and positive with the best macro-F1, each of the named sets counting alike. */
export function chooseCuts(sets: readonly RatedSet[], scores: readonly Float64Array[], names: readonly string[]): { negative: number; positive: number } {
  const threeWay = sets.flatMap(({ name, texts }, i) => (names.includes(name) ? [{ given: texts.map(({ label }) => label), scores: scores[i]! }] : []));
  let best = { negative: -0.1, positive: 0.1 };
  let most = 0;
  for (let low = Math.round(LOWEST / STEP); low <= 0; low++) {
    for (let high = 0; high <= Math.round(HIGHEST / STEP); high++) {
      const negative = Math.round(low * STEP * 100) / 100;
      const positive = Math.round(high * STEP * 100) / 100;
      let sum = 0;
      for (const { given, scores: values } of threeWay) sum += macroF1(given, Array.from(values, (value) => (value <= negative ? -1 : value >= positive ? 1 : 0)));
      if (sum > most) [most, best] = [sum, { negative, positive }];
    }
  }
  return best;
}
