import type { Problem } from '../model.js';
import { doubtfulCues } from './check-cues.js';
import { doubt, writing } from './check-doubt.js';
import { doubtfulWords } from './check-words.js';
import { isGuard, type Codebook, type Pattern, type Policy, type Rule, type Theme } from './codebook.js';
import type { CompiledLexicon } from './compile.js';

/**
 * What is doubtful in a lexicon that can be read: lines that stand twice or never count, lists nobody uses, themes without rules or examples.
 * Faults that stop a run are found while the lexicon is read and compiled; with such a fault `lexicon` is null and less can be said.
 */
export function checkLexicon(codebook: Codebook, lexicon: CompiledLexicon | null): readonly Problem[] {
  return [
    ...codebook.themes.flatMap((theme) => [...duplicatesIn(theme), ...idleStrengths(theme), ...emptyParts(theme)]),
    ...sharedPatterns(codebook),
    ...lists(codebook),
    ...doubtfulWords(codebook),
    ...(lexicon ? doubtfulCues(lexicon) : []),
  ];
}

/** The same line in two sub-codes whose guards differ is two things: it counts in other sentences. */
function duplicatesIn(theme: Theme): readonly Problem[] {
  const first = new Map<string, { readonly pattern: Pattern; readonly rule: Rule }>();
  return theme.rules.flatMap((rule) =>
    rule.patterns.flatMap((pattern) => {
      const key = `${isGuard(pattern) ? `${pattern.section}/${rule.code}` : 'cue'} ${writing(pattern)}`;
      const other = first.get(key);
      if (!other) {
        first.set(key, { pattern, rule });
        return [];
      }
      if (other.rule !== rule && other.rule.code !== '' && guardsOf(other.rule) !== guardsOf(rule)) return [];
      const where = other.rule === rule ? '' : other.rule.code === '' ? ', in the theme itself' : `, in the code "${other.rule.code}"`;
      return [doubt('duplicate', pattern, `"${pattern.text}" stands in line ${other.pattern.place.line} already${where}.`, 'Delete one of the two lines.')];
    }),
  );
}

function guardsOf({ patterns }: Rule): string {
  return patterns.filter(isGuard).map((guard) => `${guard.section} ${writing(guard)}`).sort().join('\n');
}

/** Lines of two themes. Where the line gives neither by itself, it belongs to a field that both share, and decides nothing. */
function sharedPatterns({ themes, policy }: Codebook): readonly Problem[] {
  const first = new Map<string, { readonly pattern: Pattern; readonly theme: Theme }>();
  return themes.flatMap((theme) =>
    theme.rules.flatMap(({ patterns }) =>
      patterns.flatMap((pattern) => {
        if (isGuard(pattern)) return [];
        const other = first.get(writing(pattern));
        if (!other) first.set(writing(pattern), { pattern, theme });
        if (!other || other.theme === theme) return [];
        if (!givesAlone(pattern, theme, policy) && !givesAlone(other.pattern, other.theme, policy)) return [];
        const { file, line } = other.pattern.place;
        return [doubt('two-themes', pattern, `"${pattern.text}" gives ${other.theme.id} too (${file}:${line}).`, 'Keep it where it belongs, or leave both if the words really speak of both.', 'note')];
      }),
    ),
  );
}

function givesAlone({ strength }: Pattern, { threshold }: Theme, { thresholds }: Policy): boolean {
  return strength >= threshold * Math.min(...thresholds.map(({ atLeast }) => atLeast));
}

function idleStrengths({ rules }: Theme): readonly Problem[] {
  return rules.flatMap(({ patterns }) =>
    patterns
      .filter((pattern) => isGuard(pattern) && pattern.ownStrength)
      .map((pattern) => doubt('idle-strength', pattern, `"${pattern.section}" has no strength: ^${pattern.strength} does nothing.`, 'Delete the number.')),
  );
}

function emptyParts(theme: Theme): readonly Problem[] {
  const problems: Problem[] = [];
  if (theme.rules.every((rule) => rule.patterns.length === 0)) problems.push(doubt('no-patterns', theme, `The theme ${theme.id} has no pattern and will never be given.`));
  if (!theme.definition) problems.push(doubt('no-definition', theme, `The theme ${theme.id} has no definition.`, 'Say in a sentence what it is; coders read it.'));
  if (!theme.examples.some(({ kind }) => kind === 'coded')) problems.push(doubt('no-examples', theme, `The theme ${theme.id} has no coded example.`, 'Examples are its tests.'));
  return problems;
}

function lists(codebook: Codebook): readonly Problem[] {
  const used = new Set<string>();
  const note = (text: string): void => {
    for (const match of text.matchAll(/@([\p{L}\d_-]+)/gu)) used.add(match[1]!);
  };
  for (const theme of codebook.themes) for (const rule of theme.rules) for (const pattern of rule.patterns) note(pattern.text);
  // A list that only names itself is not in use.
  for (const list of codebook.lists) for (const pattern of list.patterns) note(pattern.text.replaceAll(`@${list.name}`, ''));
  return codebook.lists.flatMap((list) => {
    if (!used.has(list.name)) return [doubt('unused-list', list, `No pattern uses the list @${list.name}.`, 'Delete it, or use it.')];
    if (list.patterns.length === 0) return [doubt('empty-list', list, `The list @${list.name} holds nothing, and a pattern with it finds nothing.`, 'Write its words below it, one a line, indented, after a bar: "name: |".')];
    return [];
  });
}
