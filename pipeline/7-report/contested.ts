import type { Decided } from './decided.js';

/** Units on which coders differ and nobody has decided: they are left out of a theme's prevalence, and every table says how many. */
export class Contested {
  private readonly units: { readonly kind: number; readonly themes: readonly number[] }[] = [];

  add({ kind, contested }: Decided): void {
    if (contested.length > 0) this.units.push({ kind: kind === 'post' ? 0 : 1, themes: contested });
  }

  get count(): number {
    return this.units.length;
  }

  /** How many units of some kinds are contested for a theme. */
  ofTheme(theme: number, kinds: readonly number[]): number {
    return this.units.filter((unit) => kinds.includes(unit.kind) && unit.themes.includes(theme)).length;
  }

  /** How many are for one theme or another. */
  ofPair(a: number, b: number): number {
    return this.units.filter(({ themes }) => themes.includes(a) || themes.includes(b)).length;
  }

  /** How many decisions are open: a unit counts for each of its contested themes. */
  get decisions(): number {
    return this.units.reduce((sum, { themes }) => sum + themes.length, 0);
  }
}

export const NOTHING_CONTESTED = new Contested();
