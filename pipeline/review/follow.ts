import { BETWEEN_VALUES, contradictsItself, DONE, readItem, themeItem, type Decision, type Verdict } from './decision.js';

/** A theme and the ids it had, or that were merged into it. */
export interface ThemeNames {
  readonly id: string;
  readonly was: readonly string[];
}

/** What became of the id of a theme: `now` holds one theme for a rename or a merge, several for a split, none where it is gone. */
export interface Succession {
  readonly now: readonly string[];
}

/** What a coder says of a theme in a unit; null where they were not asked or did not look; `both` where they contradict themselves. */
export type CoderVerdict = Verdict | 'both' | null;

/** Follows ids of themes from when decisions were made to the codebook of today. */
export class ThemeFollower {
  private readonly successors = new Map<string, string[]>();
  private readonly current: ReadonlySet<string>;

  constructor(private readonly themes: readonly ThemeNames[]) {
    this.current = new Set(themes.map(({ id }) => id));
    for (const { id, was } of themes) {
      for (const old of was) {
        if (this.current.has(old)) continue;
        const known = this.successors.get(old);
        if (known) known.push(id);
        else this.successors.set(old, [id]);
      }
    }
  }

  succession(theme: string): Succession {
    return { now: this.current.has(theme) ? [theme] : (this.successors.get(theme) ?? []) };
  }

  /**
   * What one coder says of every theme of today in one unit, from all their decisions on it.
   * A merged theme is there when one of its parts was, and not there when all parts that were asked about were not;
   * a part of a theme that was split is not there when the whole was not, and is open again when the whole was there.
   *
   * @param asked ids that any decision of the file knows: a former id among them was a theme of its own.
   */
  verdicts(decisions: readonly Decision[], asked: ReadonlySet<string>): ReadonlyMap<string, CoderVerdict> {
    const own = ownVerdicts(decisions);
    const found = new Map<string, CoderVerdict>();
    for (const { id, was } of this.themes) {
      const parts = [id, ...was.filter((old) => !this.current.has(old))].filter((part) => asked.has(part));
      const verdict = joined(parts.map((part) => this.partVerdict(part, own.get(part) ?? null)));
      if (verdict !== null) found.set(id, verdict);
    }
    return found;
  }

  /** True where a decision is on a theme that was split and has to be decided again for its parts. */
  needsReview({ item, value }: Decision): boolean {
    const read = readItem(item);
    return read?.kind === 'theme' && value !== 'no' && this.succession(read.theme).now.length > 1;
  }

  /** True where a decision is on a theme that the codebook neither has nor says what became of. */
  isGone({ item }: Decision): boolean {
    const read = readItem(item);
    return (read?.kind === 'theme' || read?.kind === 'stance') && this.succession(read.theme).now.length === 0;
  }

  private partVerdict(part: string, verdict: CoderVerdict): CoderVerdict {
    return verdict !== 'no' && this.succession(part).now.length > 1 ? null : verdict;
  }
}

/** The ids of themes that decisions know: what was decided on, and what done units were asked about. */
export function askedThemes(decisions: readonly Decision[]): ReadonlySet<string> {
  const asked = new Set<string>();
  for (const { item, among } of decisions) {
    const read = readItem(item);
    if (read?.kind === 'theme') asked.add(read.theme);
    for (const theme of among) asked.add(theme);
  }
  return asked;
}

/** By theme id as it was: the written verdicts, and `no` for the blanks of a done unit. */
function ownVerdicts(decisions: readonly Decision[]): ReadonlyMap<string, CoderVerdict> {
  const own = new Map<string, CoderVerdict>();
  const done = decisions.find(({ item, value }) => item === DONE && value === 'yes');
  for (const theme of done?.among ?? []) own.set(theme, 'no');
  for (const decision of decisions) {
    const read = readItem(decision.item);
    if (read?.kind === 'theme') own.set(read.theme, contradictsItself(decision) ? 'both' : (decision.value as Verdict));
  }
  return own;
}

function joined(parts: readonly CoderVerdict[]): CoderVerdict {
  for (const first of ['yes', 'both', 'unsure'] as const) if (parts.includes(first)) return first;
  return parts.length > 0 && parts.every((part) => part === 'no') ? 'no' : null;
}

/** The decision a coder would have had to write for a verdict; for showing it in a workbook. */
export function verdictDecision(theme: string, verdict: CoderVerdict): { readonly item: string; readonly value: string } {
  return { item: themeItem(theme), value: verdict === 'both' ? ['no', 'yes'].join(BETWEEN_VALUES) : (verdict ?? '') };
}
