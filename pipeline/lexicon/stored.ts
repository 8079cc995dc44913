import type { CodebookOutline, Pattern, Section } from './codebook.js';
import type { Matchable, MatchablePattern } from './compile.js';
import type { Machine } from './machine.js';
import type { Plan } from './plan.js';
import type { TestOf } from './open-words.js';

/**
 * A matchable lexicon as plain data, columns of numbers among it. Compiling a large lexicon takes longer than coding a few threads,
 * so what it gives is kept and read back while the lexicon's files stay as they are.
 */
export interface StoredLexicon {
  readonly codebook: CodebookOutline;
  readonly needsTagger: boolean;
  readonly machine: Machine;
  /** Columns of the patterns: what they belong to, and how they are put together, as JSON. */
  readonly texts: readonly string[];
  readonly sections: readonly Section[];
  readonly strengths: Float64Array;
  readonly themes: Int32Array;
  readonly codes: readonly string[];
  readonly plans: readonly string[];
}

/** Takes from a lexicon what matching needs. */
export function toStored({ codebook, patterns, machine, needsTagger }: Matchable): StoredLexicon {
  return {
    codebook: outlineOf(codebook),
    needsTagger,
    machine,
    texts: patterns.map(({ pattern }) => pattern.text),
    sections: patterns.map(({ pattern }) => pattern.section),
    strengths: Float64Array.from(patterns, ({ pattern }) => pattern.strength),
    themes: Int32Array.from(patterns, ({ theme }) => theme),
    codes: patterns.map(({ code }) => code),
    plans: patterns.map(({ plan }) => JSON.stringify(plan)),
  };
}

/** Makes a lexicon of plain data. `testOf` makes its tests of words anew, since functions cannot be stored. */
export function fromStored(stored: StoredLexicon, testOf: TestOf): Matchable {
  const { codebook, machine, needsTagger } = stored;
  const patterns = stored.texts.map((_, index) => new StoredPattern(stored, index));
  return { codebook, patterns, machine, testOf, needsTagger };
}

/** A pattern whose plan is read when it is first put together: of thousands, a text needs a few. */
class StoredPattern implements MatchablePattern {
  readonly pattern: Pick<Pattern, 'text' | 'section' | 'strength'>;
  readonly theme: number;
  readonly code: string;
  private read: Plan | undefined;

  constructor(
    private readonly stored: StoredLexicon,
    private readonly index: number,
  ) {
    this.pattern = { text: stored.texts[index]!, section: stored.sections[index]!, strength: stored.strengths[index]! };
    this.theme = stored.themes[index]!;
    this.code = stored.codes[index]!;
  }

  get plan(): Plan {
    return (this.read ??= JSON.parse(this.stored.plans[this.index]!) as Plan);
  }
}

function outlineOf({ id, name, version, policy, digest, themes }: CodebookOutline): CodebookOutline {
  return {
    id, name, version, policy, digest,
    themes: themes.map((theme) => ({
      id: theme.id, name: theme.name, definition: theme.definition, include: theme.include, exclude: theme.exclude, was: theme.was, threshold: theme.threshold,
      codes: theme.codes, rules: theme.rules.map(({ code, name: ruleName, definition }) => ({ code, name: ruleName, definition })),
    })),
  };
}
