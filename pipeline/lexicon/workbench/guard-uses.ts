import type { Annotated } from '../../model.js';
import { machineOf } from '../machine.js';
import { isGuard, type Pattern } from '../codebook.js';
import type { CompiledLexicon } from '../compile.js';
import { Matcher, type Match, type SentenceTagger } from '../matcher.js';

/** What an `unless` or `except` did in a corpus. */
export interface GuardUse {
  readonly theme: string;
  readonly code: string;
  readonly pattern: Pattern;
  /** Places where it matched. */
  readonly matches: number;
  /** Matches of cues that it took away, whether or not another guard took them too. */
  readonly vetoed: number;
}

/** Counts what a lexicon's guards match and take away: by matching cues and guards alike, as if nothing guarded anything. */
export class GuardCounter {
  private readonly matcher: Matcher | null;
  private readonly counts: readonly { matches: number; vetoed: number }[];

  constructor(
    private readonly lexicon: CompiledLexicon,
    tagger: SentenceTagger | null,
  ) {
    const patterns = lexicon.patterns.map((compiled) => (isGuard(compiled.pattern) ? { ...compiled, pattern: { ...compiled.pattern, section: 'strong' as const } } : compiled));
    // Most lexicons that come from elsewhere have no guards.
    this.matcher = lexicon.patterns.some(({ pattern }) => isGuard(pattern)) ? new Matcher({ ...lexicon, patterns, machine: machineOf(patterns, lexicon.atoms, lexicon.leaves) }, tagger) : null;
    this.counts = lexicon.patterns.map(() => ({ matches: 0, vetoed: 0 }));
  }

  add(batch: Annotated, sentence: number): void {
    if (this.matcher === null) return;
    const matches = this.matcher.match(batch, sentence);
    for (const guard of matches) {
      const { pattern } = this.lexicon.patterns[guard.pattern]!;
      if (!isGuard(pattern)) continue;
      const count = this.counts[guard.pattern]!;
      count.matches++;
      count.vetoed += matches.filter((cue) => this.takesAway(guard, cue)).length;
    }
  }

  result(): readonly GuardUse[] {
    return this.lexicon.patterns.flatMap(({ theme, code, pattern }, index): GuardUse[] =>
      isGuard(pattern) ? [{ theme: this.lexicon.codebook.themes[theme]!.id, code, pattern, ...this.counts[index]! }] : [],
    );
  }

  private takesAway(guard: Match, cue: Match): boolean {
    const [by, of] = [this.lexicon.patterns[guard.pattern]!, this.lexicon.patterns[cue.pattern]!];
    if (isGuard(of.pattern) || of.theme !== by.theme || (by.code !== '' && by.code !== of.code)) return false;
    return by.pattern.section === 'unless' || (guard.firstToken < cue.endToken && cue.firstToken < guard.endToken);
  }
}
