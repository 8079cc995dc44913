import type { Matchable } from './compile.js';
import type { TokenRange } from './finds.js';
import type { MatchColumns } from './match-columns.js';

/** `unless` and `except`. A theme's own guards hold for all its rules, a sub-code's for that sub-code. */
export class Guards {
  private readonly isUnless: readonly boolean[];
  /** Rules are numbered so that a theme's own rule is told from its sub-codes'. */
  private readonly ruleOf: readonly number[];
  private readonly themeRuleOf: readonly number[];
  private readonly vetoed = new Set<number>();
  private readonly hidden = new Map<number, TokenRange[]>();

  constructor({ patterns, codebook }: Pick<Matchable, 'patterns' | 'codebook'>) {
    const ids = new Map<string, number>();
    codebook.themes.forEach((theme, index) => theme.rules.forEach(({ code }) => ids.set(`${index}/${code}`, ids.size)));
    this.isUnless = patterns.map(({ pattern: { section } }) => section === 'unless');
    this.ruleOf = patterns.map(({ theme, code }) => ids.get(`${theme}/${code}`)!);
    this.themeRuleOf = patterns.map(({ theme }) => ids.get(`${theme}/`)!);
  }

  /** To be called before the guards of a sentence are noted. */
  begin(): void {
    if (this.vetoed.size > 0) this.vetoed.clear();
    if (this.hidden.size > 0) this.hidden.clear();
  }

  /** Takes a guard that matched. */
  note(pattern: number, ranges: readonly TokenRange[]): void {
    const rule = this.ruleOf[pattern]!;
    if (this.isUnless[pattern]) this.vetoed.add(rule);
    else this.hidden.set(rule, [...(this.hidden.get(rule) ?? []), ...ranges]);
  }

  /** Leaves out of the matches from `from` on, counted from `firstToken`, those that a noted guard vetoes or whose words it hides. */
  apply(matches: MatchColumns, from: number, firstToken: number): void {
    if (this.vetoed.size === 0 && this.hidden.size === 0) return;
    matches.drop(from, (match) => {
      const pattern = matches.patterns[match]!;
      const first = matches.firsts[match]! - firstToken;
      const end = matches.ends[match]! - firstToken;
      return this.stops(this.ruleOf[pattern]!, first, end) || this.stops(this.themeRuleOf[pattern]!, first, end);
    });
  }

  private stops(rule: number, first: number, end: number): boolean {
    return this.vetoed.has(rule) || (this.hidden.get(rule)?.some((hide) => hide.start < end && first < hide.end) ?? false);
  }
}
