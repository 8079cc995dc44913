import type { Problem } from '../../model.js';

/** A category of somebody else's dictionary, ready to become a theme. */
export interface ImportedTheme {
  readonly id: string;
  readonly name: string;
  /** As Heddle's language writes them. */
  readonly patterns: readonly string[];
}

export interface ImportedDictionary {
  readonly themes: readonly ImportedTheme[];
  /** What could not be carried over, each at its line. */
  readonly problems: readonly Problem[];
}

/** Makes a category's name an id: small letters, digits and hyphens. Names that become one id are told apart by a number. */
export function themeIds(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  return names.map((name) => {
    const base = name.toLowerCase().replace(/[^\p{L}\d]+/gu, '-').replace(/^-+|-+$/g, '').normalize('NFKD').replace(/[^a-z\d-]/g, '') || 'theme';
    const id = /^[a-z]/.test(base) ? base : `t-${base}`;
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    return count === 1 ? id : `${id}-${count}`;
  });
}

const NEEDS_QUOTES = /^(?:AND|NOT|OR|NEAR|BEFORE)$|[()[\]|{}#@=^"/]|^\.\./;

/** An entry of a dictionary in Heddle's language: words in a row, `*` and `?` as they are, everything else literal. Null when it holds no word. */
export function patternOf(entry: string): string | null {
  const words = entry.trim().split(/\s+/).map((word) => (NEEDS_QUOTES.test(word) && !/[*?]/.test(word) ? `"${word.replace(/["“”]/g, '')}"` : word));
  const kept = words.filter((word) => /[\p{L}\d\p{Extended_Pictographic}]/u.test(word));
  return kept.length === 0 ? null : kept.join(' ');
}

/**
 * The files of a codebook that matches as quanteda and LIWC do: words as they are written, a compound is one word,
 * one match gives the theme.
 */
export function codebookFiles(name: string, themes: readonly ImportedTheme[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const [id] = themeIds([name]);
  files.set(
    'codebook.yml',
    [
      `id: ${id!}`,
      `name: ${JSON.stringify(name)}`,
      "version: '1'",
      'policy:',
      '  # as the dictionary was made: a compound is one word, spelling and capitals are taken as they stand',
      '  hyphens: keep',
      '  spelling: false',
      '  acronyms: false',
      '  # one match gives the theme, however long the text',
      '  thresholds:',
      '    - {at least: 1}',
      '',
    ].join('\n'),
  );
  for (const theme of themes) {
    const lines = [`id: ${theme.id}`, `name: ${JSON.stringify(theme.name)}`, `definition: ${JSON.stringify(`Imported from ${name}.`)}`, 'strong: |', ...theme.patterns.map((pattern) => `  ${pattern}`), ''];
    files.set(`${theme.id}.yml`, lines.join('\n'));
  }
  return files;
}
