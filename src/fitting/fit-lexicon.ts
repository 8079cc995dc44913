import type { CompiledLexicon } from '../../pipeline/lexicon/compile.js';
import { evidenceOf, type CodedUnit, type Evidence, type PatternEvidence } from '../../pipeline/fit/evidence.js';
import { freePatterns, learn, type Fitted, type FitOptions, type FitSetting } from '../../pipeline/fit/learn.js';
import { addThemes, asWritten, bestSetting, fittedCounts, leaveOutThreads, measure, microF1, type ThemeCounts } from '../../pipeline/fit/validate.js';

/** A lexicon fitted to codings, and what that is worth. */
export interface LexiconFit {
  readonly evidence: Evidence;
  readonly patternEvidence: readonly PatternEvidence[];
  /** Patterns with enough evidence to move. */
  readonly free: ReadonlySet<number>;
  readonly threads: number;
  readonly setting: FitSetting;
  readonly written: Fitted;
  readonly fitted: Fitted;
  /** On threads left out. */
  readonly before: ThemeCounts;
  readonly after: ThemeCounts;
  /** Every setting tried, with its micro-F1 on threads left out. */
  readonly tried: readonly { readonly setting: FitSetting; readonly f1: number }[];
}

/** Tries every setting on threads left out, and learns from all threads with the one that did best. */
export function fitLexicon(evidence: Evidence, settings: readonly FitSetting[], options: FitOptions, tick?: (done: number, of: number) => void): LexiconFit {
  const threads = new Set(evidence.units.map(({ thread }) => thread)).size;
  let done = 0;
  const leftOut = leaveOutThreads(evidence, settings, options, () => tick?.(++done, threads));
  const setting = settings[bestSetting(leftOut)];
  return {
    evidence,
    patternEvidence: evidenceOf(evidence),
    free: new Set(Number.isFinite(setting.hold) ? freePatterns(evidence, options) : []),
    threads,
    setting,
    written: asWritten(evidence),
    fitted: learn(evidence, setting, options),
    before: addThemes(leftOut.before),
    after: fittedCounts(leftOut),
    tried: settings.map((one, index) => ({ setting: one, f1: microF1(leftOut.after[index].flat()) })),
  };
}

/** What the lexicon gives on units that taught nothing, before and after. */
export function measureHeldOut({ evidence, written, fitted }: LexiconFit, units: readonly CodedUnit[]): { readonly before: ThemeCounts; readonly after: ThemeCounts } {
  return { before: measure(evidence, written, units), after: measure(evidence, fitted, units) };
}

/** The lexicon with the fitted numbers in it, for some of its themes. */
export function fittedLexicon(lexicon: CompiledLexicon, { fitted }: LexiconFit, themes: ReadonlySet<number>): CompiledLexicon {
  return {
    ...lexicon,
    patterns: lexicon.patterns.map((compiled, index) =>
      themes.has(compiled.theme) ? { ...compiled, pattern: { ...compiled.pattern, strength: fitted.strengths[index] } } : compiled,
    ),
    codebook: {
      ...lexicon.codebook,
      themes: lexicon.codebook.themes.map((theme, index) => (themes.has(index) ? { ...theme, threshold: fitted.thresholds[index] } : theme)),
    },
  };
}
