import { createHash } from 'node:crypto';

/** A unit that may be sampled. */
export interface Samplable {
  readonly id: string;
  /** The themes that the lexicon gives it. */
  readonly themes: readonly string[];
}

export interface Drawn {
  readonly stratum: string;
  /** Null for units chosen because the lexicon is unsure of them: they stand for nothing but themselves. */
  readonly probability: number | null;
}

export const NO_THEME = 'none';
export const EVERY_UNIT = 'all';
export const UNCERTAIN = 'uncertain';

/**
 * Draws `size` units at random. The order of the draw is that of a hash of `seed` and the unit's id, so that it is the same everywhere.
 * @returns for each unit drawn its stratum and the probability it had.
 */
export function simpleSample(units: readonly Samplable[], size: number, seed: string): ReadonlyMap<string, Drawn> {
  return drawFrom(EVERY_UNIT, units, Math.min(size, units.length), seed);
}

/**
 * Draws about the same number from every theme and from the units without any, so that rare themes are seen too.
 * A unit with several themes belongs to the rarest of them, so that every unit has one stratum and one probability.
 */
export function stratifiedSample(units: readonly Samplable[], size: number, seed: string): ReadonlyMap<string, Drawn> {
  const strata = strataOf(units);
  const names = [...strata.keys()].sort();
  const drawn = new Map<string, Drawn>();
  let left = Math.min(size, units.length);
  // Smallest first, so that what a small stratum cannot give is spread over the others.
  const bySize = [...names].sort((a, b) => strata.get(a)!.length - strata.get(b)!.length || (a < b ? -1 : 1));
  bySize.forEach((name, i) => {
    const members = strata.get(name)!;
    const share = Math.min(members.length, Math.ceil(left / (bySize.length - i)), left);
    left -= share;
    for (const [id, how] of drawFrom(name, members, share, seed)) drawn.set(id, how);
  });
  return drawn;
}

/** How far a unit is above a threshold (0 or more) or below one (less than 0), in strengths. */
export interface Margin {
  readonly id: string;
  readonly margin: number;
}

/**
 * The units that the lexicon is least sure of: in turn the one nearest above a threshold and the one nearest below, until there are enough.
 * A unit may have a margin on either side. Of units that are equally near the order is drawn by `seed`.
 */
export function uncertainSample(margins: readonly Margin[], size: number, seed = ''): ReadonlyMap<string, Drawn> {
  const sides = [nearestFirst(margins.filter(({ margin }) => margin >= 0), seed), nearestFirst(margins.filter(({ margin }) => margin < 0), seed)];
  const drawn = new Map<string, Drawn>();
  const next = [0, 0];
  for (let side = 0; drawn.size < size && (next[0]! < sides[0]!.length || next[1]! < sides[1]!.length); side = 1 - side) {
    while (next[side]! < sides[side]!.length) {
      const id = sides[side]![next[side]!++]!;
      if (drawn.has(id)) continue;
      drawn.set(id, { stratum: UNCERTAIN, probability: null });
      break;
    }
  }
  return drawn;
}

function nearestFirst(margins: readonly Margin[], seed: string): readonly string[] {
  const keyed = margins.map(({ id, margin }) => ({ id, distance: Math.abs(margin), key: drawKey(seed, id) }));
  return keyed.sort((a, b) => a.distance - b.distance || (a.key < b.key ? -1 : 1)).map(({ id }) => id);
}

function drawKey(seed: string, id: string): string {
  return createHash('sha256').update(`${seed}\0${id}`).digest('hex');
}

function drawFrom(stratum: string, units: readonly Samplable[], size: number, seed: string): ReadonlyMap<string, Drawn> {
  const order = units.map(({ id }) => ({ id, key: drawKey(seed, id) }));
  order.sort((a, b) => (a.key < b.key ? -1 : 1));
  const probability = Math.round((size / units.length) * 1e9) / 1e9;
  return new Map(order.slice(0, size).map(({ id }) => [id, { stratum, probability }]));
}

function strataOf(units: readonly Samplable[]): ReadonlyMap<string, readonly Samplable[]> {
  const counts = new Map<string, number>();
  for (const { themes } of units) for (const theme of themes) counts.set(theme, (counts.get(theme) ?? 0) + 1);
  const strata = new Map<string, Samplable[]>();
  for (const unit of units) {
    const [rarest] = [...unit.themes].sort((a, b) => counts.get(a)! - counts.get(b)! || (a < b ? -1 : 1));
    const name = rarest ?? NO_THEME;
    const known = strata.get(name);
    if (known) known.push(unit);
    else strata.set(name, [unit]);
  }
  return strata;
}
