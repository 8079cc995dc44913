import type { Problem } from '../model.js';
import type { Codebook, Pattern, Theme } from './codebook.js';
import type { CompiledLexicon } from './compile.js';

/**
 * What is doubtful in a lexicon that can be read: lines that stand twice, lists nobody uses, themes without rules or examples.
 * Faults of single patterns are found while the lexicon is read and compiled.
 */
export function checkLexicon(codebook: Codebook, _lexicon: CompiledLexicon | null): readonly Problem[] {
  return [...codebook.themes.flatMap((theme) => [...duplicatesIn(theme), ...emptyParts(theme)]), ...unusedLists(codebook)];
}

function warning(id: string, pattern: Pick<Pattern, 'place'>, message: string, hint?: string): Problem {
  return { severity: 'warning', id, ...pattern.place, message, ...(hint ? { hint } : {}) };
}

function duplicatesIn(theme: Theme): readonly Problem[] {
  const first = new Map<string, Pattern>();
  return theme.rules.flatMap((rule) =>
    rule.patterns.flatMap((pattern) => {
      const isGuard = pattern.section === 'unless' || pattern.section === 'except';
      const key = `${isGuard ? `${pattern.section}/${rule.code}` : 'cue'} ${pattern.text.toLowerCase()}`;
      const other = first.get(key);
      if (!other) {
        first.set(key, pattern);
        return [];
      }
      return [warning('duplicate', pattern, `"${pattern.text}" stands in line ${other.place.line} already.`, 'Delete one of the two lines.')];
    }),
  );
}

function emptyParts(theme: Theme): readonly Problem[] {
  const problems: Problem[] = [];
  if (theme.rules.every((rule) => rule.patterns.length === 0)) problems.push(warning('no-patterns', theme, `The theme ${theme.id} has no pattern and will never be given.`));
  if (!theme.definition) problems.push(warning('no-definition', theme, `The theme ${theme.id} has no definition.`, 'Say in a sentence what it is; coders read it.'));
  if (!theme.examples.some(({ kind }) => kind === 'coded')) problems.push(warning('no-examples', theme, `The theme ${theme.id} has no coded example.`, 'Examples are its tests.'));
  return problems;
}

function unusedLists(codebook: Codebook): readonly Problem[] {
  const used = new Set<string>();
  const note = (text: string): void => {
    for (const match of text.matchAll(/@([\p{L}\d_-]+)/gu)) used.add(match[1]!);
  };
  for (const theme of codebook.themes) for (const rule of theme.rules) for (const pattern of rule.patterns) note(pattern.text);
  for (const list of codebook.lists) for (const pattern of list.patterns) note(pattern.text);
  return codebook.lists.filter(({ name }) => !used.has(name)).map((list) => warning('unused-list', list, `No pattern uses the list @${list.name}.`));
}
