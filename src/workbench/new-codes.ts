import { openingOf } from '../../pipeline/lexicon/workbench/concordance.js';
import type { Segmented } from '../../pipeline/model.js';
import { newCodeId } from '../../pipeline/review/new-codes.js';
import type { SaidOfUnit } from '../../pipeline/review/said.js';

/** A code that reviewers added, and where. */
export interface NewCode {
  /** As it was written first. */
  readonly name: string;
  /** The id that a theme of this name would have. */
  readonly id: string;
  readonly units: number;
  /** Units among these that carry the theme asked about. */
  readonly carrying: number;
  readonly threads: number;
  readonly evidence: readonly { readonly file: string; readonly label: string; readonly coder: string; readonly opening: string }[];
}

const LONGEST_OPENING = 110;

/** Gathers the codes that reviewers wrote beside the themes they gave. */
export class NewCodes {
  private readonly uses = new Map<string, { readonly name: string; readonly coder: string; readonly file: string; readonly label: string; readonly text: string; readonly shares: SaidOfUnit['shares'] }[]>();

  add({ file, units }: Segmented, said: readonly (SaidOfUnit | null)[]): void {
    units.forEach(({ label, text }, index) => {
      const one = said[index];
      for (const { coder, name } of one?.newCodes ?? []) {
        const id = newCodeId(name) || name;
        this.uses.set(id, [...(this.uses.get(id) ?? []), { name, coder, file, label, text, shares: one!.shares }]);
      }
    });
  }

  get ids(): readonly string[] {
    return [...this.uses.keys()].sort();
  }

  has(id: string): boolean {
    return this.uses.has(id);
  }

  /** Codes that were given to units of a theme, or that share a word with its name; those given most often first. */
  near(theme: { readonly id: string; readonly name: string }, most: number): readonly NewCode[] {
    const words = wordsOf(`${theme.id} ${theme.name}`);
    const all = [...this.uses].map(([id, uses]): NewCode => {
      const units = new Map(uses.map((use) => [`${use.file}\0${use.label}`, use]));
      const carrying = [...units.values()].filter(({ shares }) => (shares.get(theme.id) ?? 0) >= 0.5);
      const shown = [...carrying, ...[...units.values()].filter((use) => !carrying.includes(use))];
      return {
        name: uses[0]!.name,
        id,
        units: units.size,
        carrying: carrying.length,
        threads: new Set(uses.map(({ file }) => file)).size,
        evidence: shown.slice(0, most).map(({ file, label, coder, text }) => ({ file, label, coder, opening: openingOf(text, LONGEST_OPENING) })),
      };
    });
    return all
      .filter(({ id, name, carrying }) => carrying > 0 || id === theme.id || wordsOf(name).some((word) => words.includes(word)))
      .sort((a, b) => b.carrying - a.carrying || b.units - a.units || (a.id < b.id ? -1 : 1));
  }
}

/** Words long enough to mean something by themselves. */
function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? [];
}
