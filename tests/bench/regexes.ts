import { parse } from 'yaml';

/** A category of a dictionary with its entries as they are written. */
export interface Category {
  /** All keys down to the innermost, with ` / ` between. */
  readonly name: string;
  readonly entries: readonly string[];
}

/** The innermost lists of a quanteda dictionary in YAML. */
export function categoriesOf(yaml: string): readonly Category[] {
  const walk = (node: unknown, path: readonly string[]): readonly Category[] => {
    if (Array.isArray(node)) return [{ name: path.join(' / '), entries: node.map(String) }];
    if (node === null || typeof node !== 'object') throw new Error(`${path.join(' / ')} holds no list.`);
    return Object.entries(node).flatMap(([key, value]) => walk(value, [...path, key]));
  };
  return walk(parse(yaml), []);
}

/**
 * One regex a category as anybody would spell it: word boundaries of ASCII, `*` as `\w*`. Quick, and loose where words have hyphens:
 * it finds `stress` in `stress-free`.
 */
export function plainRegex({ entries }: Category): RegExp {
  return new RegExp(`\\b(?:${entries.map((entry) => spelt(entry, { many: '\\w*', one: '\\w' })).join('|')})\\b`, 'i');
}

const LETTER = '[\\p{L}\\p{N}\\p{M}]';
/** A letter, or a hyphen or apostrophe between two letters: what a token is made of. */
const INNER = `(?:${LETTER}|(?<=${LETTER})[-'’](?=${LETTER}))`;
const BEGINNING = `(?<!${LETTER}|${LETTER}[-'’])`;
const ENDING = `(?!${LETTER}|[-'’]${LETTER})`;

/**
 * One regex a category with quanteda's semantics: small letters and capitals alike, globs over whole tokens, a compound with hyphens is one token,
 * words of one entry with nothing but blanks between.
 */
export function wholeTokenRegex({ entries }: Category): RegExp {
  return new RegExp(`${BEGINNING}(?:${entries.map((entry) => spelt(entry, { many: `${INNER}*`, one: INNER })).join('|')})${ENDING}`, 'iu');
}

function spelt(entry: string, { many, one }: { readonly many: string; readonly one: string }): string {
  const words = entry.trim().split(/\s+/).map((word) =>
    word.replace(/[\\^$.|+()[\]{}/]/g, '\\$&').replace(/['’]/g, "['’]").replace(/[*?]/g, (glob) => (glob === '*' ? many : one)),
  );
  return words.join('\\s+');
}
