import { Atoms, type WordSet } from './atoms.js';
import type { Codebook, Pattern, Theme } from './codebook.js';
import type { CompiledLexicon, CompiledPattern } from './compile.js';
import { parsePattern } from './language.js';
import { Leaves, type LeafRow, type Plan } from './plan.js';
import { globTest } from './words.js';

/**
 * A compiled lexicon as plain data. Compiling a large lexicon takes longer than coding a few threads, so what it gives is kept
 * and read back while the lexicon's files stay as they are.
 */
export interface StoredLexicon {
  readonly codebook: StoredCodebook;
  readonly patterns: readonly StoredPattern[];
  readonly leaves: readonly (readonly LeafRow[])[];
  /** In order of their atoms' numbers. */
  readonly sets: readonly StoredSet[];
  readonly needsTagger: boolean;
}

type StoredCodebook = Omit<Codebook, 'themes' | 'lists' | 'policy'> & {
  readonly policy: Codebook['policy'];
  readonly themes: readonly (Omit<Theme, 'rules'> & { readonly rules: readonly (Omit<Theme['rules'][number], 'patterns'> & { readonly patterns: readonly Omit<Pattern, 'node'>[] })[] })[];
};

interface StoredPattern {
  readonly theme: number;
  readonly rule: number;
  /** Place among the rule's patterns. */
  readonly place: number;
  readonly plan: Plan;
  readonly needs: CompiledPattern['needs'];
}

type StoredSet = Pick<WordSet, 'literals' | 'exact' | 'prefixes' | 'suffixes'> & { readonly tests: readonly string[]; readonly parts: readonly number[] };

/** Turns a compiled lexicon into plain data that JSON can hold. */
export function toStored(lexicon: CompiledLexicon): StoredLexicon {
  const { codebook, atoms, leaves, needsTagger } = lexicon;
  const numberOf = new Map<WordSet, number>();
  const sets: StoredSet[] = [];
  for (let atom = 0; atom < atoms.count; atom++) {
    const { tests, sets: parts, ...words } = atoms.setOf(atom);
    numberOf.set(atoms.setOf(atom), atom);
    sets.push({ ...words, tests: tests.map(({ source }) => source), parts: parts.map((part) => numberOf.get(part) ?? atoms.add(part)) });
  }
  return {
    codebook: withoutNodes(codebook),
    patterns: lexicon.patterns.map((compiled) => storedPattern(compiled, codebook)),
    leaves: leaves.rows,
    sets,
    needsTagger,
  };
}

function withoutNodes({ themes, lists: _, ...rest }: Codebook): StoredCodebook {
  return {
    ...rest,
    themes: themes.map((theme) => ({ ...theme, rules: theme.rules.map((rule) => ({ ...rule, patterns: rule.patterns.map(({ node: _node, ...pattern }) => pattern) })) })),
  };
}

function storedPattern({ pattern, theme, code, plan, needs }: CompiledPattern, codebook: Codebook): StoredPattern {
  const { rules } = codebook.themes[theme]!;
  const rule = rules.findIndex((candidate) => candidate.code === code && candidate.patterns.includes(pattern));
  return { theme, rule, place: rules[rule]!.patterns.indexOf(pattern), plan, needs };
}

/** Makes the lexicon of plain data. `regex` compiles the regular expressions anew, since functions cannot be stored. */
export function fromStored(stored: StoredLexicon, regex: (source: string) => (word: string) => boolean): CompiledLexicon {
  const themes = stored.codebook.themes.map((theme): Theme => ({ ...theme, rules: theme.rules.map((rule) => ({ ...rule, patterns: rule.patterns.map(withNode) })) }));
  const policy = { ...stored.codebook.policy, thresholds: stored.codebook.policy.thresholds.map((step) => ({ ...step, upTo: step.upTo ?? Infinity })) };
  const atoms = new Atoms();
  const sets: WordSet[] = [];
  for (const { tests, parts, ...words } of stored.sets) {
    const set: WordSet = { ...words, tests: tests.map((source) => ({ source, test: testOf(source, regex) })), sets: parts.map((part) => sets[part]!) };
    sets.push(set);
    atoms.restore(set, parts);
  }
  const leaves = new Leaves();
  leaves.rows.push(...stored.leaves);
  return {
    codebook: { ...stored.codebook, policy, lists: [], themes },
    patterns: stored.patterns.map(({ theme, rule, place, plan, needs }) => {
      const { code, patterns } = themes[theme]!.rules[rule]!;
      return { pattern: patterns[place]!, theme, code, plan, needs };
    }),
    atoms,
    leaves,
    needsTagger: stored.needsTagger,
  };
}

function testOf(source: string, regex: (source: string) => (word: string) => boolean): (word: string) => boolean {
  return source.startsWith('/') ? regex(source.slice(1, -1)) : globTest(source);
}

/** Coding needs no tree of a pattern, so it is parsed only when somebody looks. */
function withNode(pattern: Omit<Pattern, 'node'>): Pattern {
  return {
    ...pattern,
    get node() {
      return parsePattern(pattern.text).node!;
    },
  };
}
