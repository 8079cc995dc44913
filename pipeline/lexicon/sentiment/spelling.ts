/** How a form as it is written finds its entry: a list of ever looser spellings, asked once for each distinct form. */

/** Straight apostrophes, small letters. */
export function foldWord(surface: string): string {
  return surface.toLowerCase().replace(/[\u2018\u2019\u02bc`\u00b4]/g, "'");
}

/** True for a word of three and more letters that is all capitals. */
export function isShouted(surface: string): boolean {
  return surface.length > 2 && /^[A-Z]+$/.test(surface);
}

/** American for British, so that one entry serves both. Only a candidate: it counts when it is in the table. */
function americanSpellings(word: string): string[] {
  const found: string[] = [];
  if (word.includes('our')) found.push(word.replace('our', 'or'));
  if (/is(e[ds]?|ing|ations?|ers?)$/.test(word)) found.push(word.replace(/is(e[ds]?|ing|ations?|ers?)$/, 'iz$1'));
  if (/ll(ed|ing|er|ers)$/.test(word)) found.push(word.replace(/ll(ed|ing|er|ers)$/, 'l$1'));
  if (word.endsWith('tre')) found.push(`${word.slice(0, -2)}er`);
  if (word.includes('ence')) found.push(word.replace('ence', 'ense'));
  return found;
}

/** Endings of inflections by their last letter, in the order they are tried in, and what may stand in their place. */
const ENDINGS: ReadonlyMap<string, readonly (readonly [ending: string, ...replacements: string[]])[]> = new Map([
  ['s', [["'s", ''], ['ies', 'y'], ['es', '', 'e'], ['s', ''], ['ness', '']]],
  ['d', [['ied', 'y'], ['ed', '', 'e']]],
  ['g', [['ing', '', 'e']]],
  ['t', [['iest', 'y'], ['est', '', 'e']]],
  ['r', [['ier', 'y']]],
  ['y', [['ily', 'y'], ['ly', '', 'le']]],
]);
const SHORTEST_STEM = 3;

/** A word without the ending of an inflection; several where the spelling leaves it open. */
function stems(word: string): string[] {
  const found: string[] = [];
  for (const [ending, ...replacements] of ENDINGS.get(word.charAt(word.length - 1)) ?? []) {
    if (!word.endsWith(ending) || word.length - ending.length < SHORTEST_STEM) continue;
    const stem = word.slice(0, word.length - ending.length);
    for (const replacement of replacements) found.push(stem + replacement);
    if (stem.length > SHORTEST_STEM && stem.at(-1) === stem.at(-2)) found.push(stem.slice(0, -1));
  }
  return found;
}

const STRETCHED = /([a-z])\1{2,}/g;
const HAS_STRETCHED = /([a-z])\1{2,}/;

/** True where a letter is written three times and more, as in "soooo"; takes small letters. */
export function isStretched(word: string): boolean {
  return HAS_STRETCHED.test(word);
}

/** Takes a form as it is written; gives the spellings under which to look for it, the word itself first, then ever looser ones. */
export function spellings(surface: string): readonly string[] {
  const word = foldWord(surface);
  const bases = isStretched(word) ? [word, word.replace(STRETCHED, '$1$1'), word.replace(STRETCHED, '$1')] : [word];
  const candidates: string[] = [];
  for (const base of bases) candidates.push(base, ...americanSpellings(base));
  for (const base of bases) for (const stem of stems(base)) candidates.push(stem, ...americanSpellings(stem));
  return candidates;
}

const MASK = /[*@#$]/;

/**
 * Finds the word behind signs: `f***ing`, `sh*t`, `*unt`. Signs stand for any number of letters, and what letters are shown must fit.
 * Gives undefined for words without such a sign; a mask that fits no entry gives the first of the list.
 */
export function unmask(surface: string, profane: readonly string[]): string | undefined {
  if (!MASK.test(surface)) return undefined;
  const word = foldWord(surface);
  const shown = word.split(/[*@#$]+/);
  return profane.find((candidate) => fits(candidate, shown, word)) ?? (/[a-z]/.test(word) && /\*{2,}/.test(word) ? profane[0] : undefined);
}

function fits(candidate: string, shown: readonly string[], masked: string): boolean {
  if (candidate.length > masked.length + 3) return false;
  const head = shown[0]!;
  const tail = shown[shown.length - 1]!;
  if (head.length + tail.length === 0) return false;
  if (!candidate.startsWith(head) || !candidate.endsWith(tail) || candidate.length < head.length + tail.length + 1) return false;
  return shown.slice(1, -1).every((part) => candidate.includes(part));
}
