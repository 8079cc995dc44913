import type { Inflections } from '../../pipeline/lexicon/inflections.js';

/** These endings make nouns and adjectives that nobody conjugates. */
const NO_VERB = /(?:tion|sion|ment|ness|ity|ism|ist|ance|ence|ship|hood|load|er|or|ee|ing|ful|less|ous|ive|able|ible|ly|al|ic|ary|ant|ent|acy|ure)$/;
/** The forms of a base form: as a verb its conjugation, as a noun its plural, as compromise knows them; regular where it knows none. */
export async function inflect(lemma: string): Promise<readonly string[]> {
  const { default: nlp } = await import('compromise');
  const forms = new Set([lemma]);
  const isVerb = !NO_VERB.test(lemma) || nlp(lemma).has('#Verb');
  if (isVerb) {
    const [known] = nlp(`to ${lemma}`).verbs().conjugate() as readonly Record<string, string>[];
    forms.add(known?.['PresentTense'] ?? regularPlural(lemma));
    forms.add(known?.['PastTense'] ?? regularPast(lemma));
    forms.add(known?.['Gerund'] ?? `${stemBefore(lemma, 'ing')}ing`);
    if (known?.['Participle']) forms.add(known['Participle']);
  }
  const plural = nlp(`the ${lemma}`).nouns().toPlural().text('normal').replace(/^the /, '');
  forms.add(plural === lemma || plural === '' ? regularPlural(lemma) : plural);
  return [...forms].map((form) => form.toLowerCase()).filter((form) => WORD.test(form));
}

const WORD = /^[\p{L}'-]+$/u;
const CONSONANT_Y = /[^aeiou]y$/;
/** One short syllable that ends in one consonant doubles it: stab, stabbed. */
const DOUBLES = /^[^aeiou]*[aeiou][bdgmnprt]$/;

function regularPlural(lemma: string): string {
  if (CONSONANT_Y.test(lemma)) return `${lemma.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(lemma) ? `${lemma}es` : `${lemma}s`;
}

function regularPast(lemma: string): string {
  if (lemma.endsWith('e')) return `${lemma}d`;
  return CONSONANT_Y.test(lemma) ? `${lemma.slice(0, -1)}ied` : `${stemBefore(lemma, 'ed')}ed`;
}

function stemBefore(lemma: string, ending: 'ing' | 'ed'): string {
  if (DOUBLES.test(lemma)) return lemma + lemma[lemma.length - 1]!;
  return ending === 'ing' && /[^eoy]e$/.test(lemma) ? lemma.slice(0, -1) : lemma;
}

/** The base forms that a lexicon's files use in curly brackets, in code-unit order. */
export function lemmasIn(sources: Iterable<string>): readonly string[] {
  const found = new Set<string>();
  for (const source of sources) {
    for (const match of source.matchAll(/(?:^|[\s([|])\{([\p{L}'|-]+)\}/gmu)) match[1]!.split('|').forEach((lemma) => found.add(lemma.toLowerCase()));
  }
  return [...found].sort();
}

/** The table with lines for the base forms it lacks; the lines that are there, corrected or not, stay. */
export async function extendTable(table: Inflections['table'], lemmas: readonly string[]): Promise<{ readonly added: readonly string[]; readonly lines: readonly string[] }> {
  const added: string[] = [];
  const rows = new Map([...table].map(([lemma, forms]) => [lemma, forms.join(' ')]));
  for (const lemma of lemmas) {
    if (rows.has(lemma)) continue;
    rows.set(lemma, (await inflect(lemma)).join(' '));
    added.push(lemma);
  }
  return { added, lines: [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([lemma, forms]) => `${lemma},${forms}`) };
}
