import type { CompiledLexicon } from './compile.js';
import type { TokenRange } from './spans-of-plan.js';

/** A pattern with its matches in one sentence. */
export interface FoundPattern {
  readonly pattern: number;
  readonly ranges: readonly TokenRange[];
}

/** `unless` and `except`. A theme's own guards hold for all its rules, a sub-code's for that sub-code. */
export class Guards {
  private readonly kinds: readonly ('cue' | 'unless' | 'except')[];
  /** Rules are numbered so that a theme's own rule is told from its sub-codes'. */
  private readonly ruleOf: readonly number[];
  private readonly themeRuleOf: readonly number[];

  constructor({ patterns, codebook }: CompiledLexicon) {
    const ids = new Map<string, number>();
    codebook.themes.forEach((theme, index) => theme.rules.forEach(({ code }) => ids.set(`${index}/${code}`, ids.size)));
    this.kinds = patterns.map(({ pattern: { section } }) => (section === 'unless' || section === 'except' ? section : 'cue'));
    this.ruleOf = patterns.map(({ theme, code }) => ids.get(`${theme}/${code}`)!);
    this.themeRuleOf = patterns.map(({ theme }) => ids.get(`${theme}/`)!);
  }

  isGuard(pattern: number): boolean {
    return this.kinds[pattern] !== 'cue';
  }

  /** The cues of a sentence that stand, each with the matches that use no hidden word. Takes the guards that matched. */
  standing(cues: readonly FoundPattern[], guards: readonly FoundPattern[]): readonly FoundPattern[] {
    if (guards.length === 0) return cues;
    const vetoed = new Set<number>();
    const hidden = new Map<number, readonly TokenRange[]>();
    for (const { pattern, ranges } of guards) {
      const rule = this.ruleOf[pattern]!;
      if (this.kinds[pattern] === 'unless') vetoed.add(rule);
      else hidden.set(rule, [...(hidden.get(rule) ?? []), ...ranges]);
    }
    return cues.flatMap(({ pattern, ranges }) => {
      const rules = new Set([this.ruleOf[pattern]!, this.themeRuleOf[pattern]!]);
      if ([...rules].some((rule) => vetoed.has(rule))) return [];
      const hides = [...rules].flatMap((rule) => hidden.get(rule) ?? []);
      const visible = ranges.filter((range) => !hides.some((hide) => hide.start < range.end && range.start < hide.end));
      return visible.length === 0 ? [] : [{ pattern, ranges: visible }];
    });
  }
}
