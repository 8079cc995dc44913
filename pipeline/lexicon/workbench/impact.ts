import { successorsOf, type ThemePath } from './follow-themes.js';

/** A pattern that fired, whether or not its theme was given for it. */
export interface SeenCue {
  readonly theme: string;
  /** The pattern as it is written. */
  readonly rule: string;
  /** Offsets into the text of the thread. */
  readonly start: number;
  readonly end: number;
  /** The words it took. */
  readonly words: string;
  readonly sentence: string;
  readonly weight: number;
  /** True where the cues of the theme reached its threshold. */
  readonly isGiven: boolean;
}

/** What a lexicon saw in a unit. */
export interface SeenUnit {
  readonly file: string;
  readonly label: string;
  readonly cues: readonly SeenCue[];
}

/** A unit that gained or lost a theme. */
export interface UnitImpact {
  readonly kind: 'gained' | 'lost';
  readonly theme: string;
  readonly file: string;
  readonly label: string;
  /** The words that did it: those of the cues that came or went, or weigh otherwise; of a threshold alone, all that the theme had. */
  readonly cues: readonly SeenCue[];
}

/** The ids of the themes that a unit was given. */
export function givenThemes({ cues }: SeenUnit): ReadonlySet<string> {
  return new Set(cues.flatMap(({ theme, isGiven }) => (isGiven ? [theme] : [])));
}

/**
 * What a change of the lexicon does to units: the themes they gained and lost, by theme (in the order of `paths`) and then by unit.
 * @param before what the older lexicon saw in each unit, and `after` the newer, unit for unit.
 */
export function impactOf(paths: readonly ThemePath[], before: readonly SeenUnit[], after: readonly SeenUnit[]): readonly UnitImpact[] {
  const successors = successorsOf(paths);
  const found = before.flatMap((earlier, index): readonly UnitImpact[] => {
    const later = after[index]!;
    const [had, has] = [givenThemes(earlier), givenThemes(later)];
    const gained = paths.filter((path) => path.isKept && has.has(path.id) && !path.before.some((id) => had.has(id)));
    const lost = [...had].filter((id) => !(successors.get(id) ?? []).some((successor) => has.has(successor)));
    return [
      ...gained.map(({ id, before: ids }) => impact('gained', id, later, cuesOf(later, [id]), cuesOf(earlier, ids))),
      ...lost.map((id) => {
        const ids = successors.get(id) ?? [];
        return impact('lost', ids[0] ?? id, earlier, cuesOf(earlier, [id]), cuesOf(later, ids));
      }),
    ];
  });
  const order = new Map(paths.map(({ id }, index) => [id, index]));
  return found.sort((a, b) => order.get(a.theme)! - order.get(b.theme)!);
}

function impact(kind: UnitImpact['kind'], theme: string, { file, label }: SeenUnit, here: readonly SeenCue[], there: readonly SeenCue[]): UnitImpact {
  const known = new Set(there.map(nameOf));
  const did = here.filter((cue) => !known.has(nameOf(cue)));
  return { kind, theme, file, label, cues: did.length > 0 ? did : here };
}

function cuesOf({ cues }: SeenUnit, themes: readonly string[]): readonly SeenCue[] {
  return cues.filter(({ theme }) => themes.includes(theme));
}

function nameOf({ rule, start, end, weight }: SeenCue): string {
  return `${start} ${end} ${weight} ${rule}`;
}
