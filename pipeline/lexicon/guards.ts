import type { CompiledLexicon } from './compile.js';
import type { TokenRange } from './spans-of-plan.js';

/**
 * `unless` and `except` of a sentence. A theme's own guards hold for all its rules, a sub-code's for that sub-code.
 */
export interface Guards {
  /** Guards are matched before the cues they guard. */
  rank(pattern: number): number;
  /** What the guards of one sentence say; begun anew for each. */
  standing(): Standing;
}

export interface Standing {
  /** False when an `unless` of the cue's rule has matched. */
  admits(pattern: number): boolean;
  /** Takes a guard's matches; false when the pattern is a cue. */
  take(pattern: number, ranges: readonly TokenRange[]): boolean;
  /** A cue's matches that use no hidden word. */
  visible(pattern: number, ranges: readonly TokenRange[]): readonly TokenRange[];
}

export function guardsOf({ patterns, codebook }: CompiledLexicon): Guards {
  // Rules are numbered so that a theme's own rule is known from its sub-codes'.
  const ruleIds = new Map<string, number>();
  codebook.themes.forEach((theme, index) => theme.rules.forEach(({ code }) => ruleIds.set(`${index}/${code}`, ruleIds.size)));
  const ruleOf = patterns.map(({ theme, code }) => ruleIds.get(`${theme}/${code}`)!);
  const themeRuleOf = patterns.map(({ theme }) => ruleIds.get(`${theme}/`)!);
  const sections = patterns.map(({ pattern }) => pattern.section);
  return {
    rank: (pattern) => (sections[pattern] === 'unless' || sections[pattern] === 'except' ? 0 : 1),
    standing: () => {
      let vetoed: Set<number> | null = null;
      let hidden: Map<number, TokenRange[]> | null = null;
      const hiddenFor = (rule: number): readonly TokenRange[] => hidden?.get(rule) ?? [];
      return {
        admits: (pattern) => vetoed === null || !isCue(sections[pattern]!) || !(vetoed.has(ruleOf[pattern]!) || vetoed.has(themeRuleOf[pattern]!)),
        take: (pattern, ranges) => {
          const rule = ruleOf[pattern]!;
          if (sections[pattern] === 'unless') {
            vetoed = (vetoed ?? new Set()).add(rule);
            return true;
          }
          if (sections[pattern] !== 'except') return false;
          hidden ??= new Map();
          hidden.set(rule, [...hiddenFor(rule), ...ranges]);
          return true;
        },
        visible: (pattern, ranges) => {
          if (hidden === null) return ranges;
          const hides = [...hiddenFor(ruleOf[pattern]!), ...(ruleOf[pattern] === themeRuleOf[pattern] ? [] : hiddenFor(themeRuleOf[pattern]!))];
          return hides.length === 0 ? ranges : ranges.filter((range) => !hides.some((hide) => hide.start < range.end && range.start < hide.end));
        },
      };
    },
  };
}

function isCue(section: string): boolean {
  return section !== 'unless' && section !== 'except';
}
