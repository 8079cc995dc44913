import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codebookFiles } from '../../pipeline/lexicon/import/dictionary.js';
import { readQuantedaDictionary } from '../../pipeline/lexicon/import/quanteda.js';
import type { CompiledLexicon } from '../../pipeline/lexicon/compile.js';
import { readInflections } from '../../pipeline/lexicon/inflections.js';
import type { Segmented } from '../../pipeline/model.js';
import { annotate } from '../../pipeline/3-annotate/annotate.js';
import { Tagger } from '../../pipeline/4-tag/tag.js';
import { segment } from '../../pipeline/2-segment/segment.js';
import { Forms } from '../../pipeline/text/forms.js';
import { loadSources } from '../../src/files/lexicon.js';
import { PACKAGE_FOLDER } from '../../src/files/package-info.js';
import { pick, seeded, type Comment } from './corpus.js';
import { categoriesOf, type Category } from './regexes.js';

/** A larger dictionary of somebody else's, where it lies beside the project. */
export const SHARED_DICTIONARY = join(PACKAGE_FOLDER, '..', 'shared', 'bench', 'themes.yml');
export const OWN_DICTIONARY = join(PACKAGE_FOLDER, 'tests', 'bench', 'dictionary.yml');

/** The dictionary to measure with. */
export function dictionaryFile(): string {
  return existsSync(SHARED_DICTIONARY) ? SHARED_DICTIONARY : OWN_DICTIONARY;
}

/** The files of the codebook that `heddle lexicon import` makes of a dictionary. Throws where the dictionary has a fault. */
export function importedFiles(yaml: string): ReadonlyMap<string, string> {
  const { themes, problems } = readQuantedaDictionary('dictionary.yml', yaml);
  if (problems.length > 0) throw new Error(problems.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return codebookFiles('dictionary', themes);
}

/** Imports a dictionary and compiles it. */
export async function importedLexicon(file: string): Promise<CompiledLexicon> {
  const { lexicon, problems } = await loadSources({ folder: 'dictionary', files: importedFiles(readFileSync(file, 'utf8')), inflections: readInflections('none', '') });
  if (!lexicon) throw new Error(problems.map(({ message }) => message).join('\n'));
  return lexicon;
}

/** A table of comments as the reader would give it. */
export function threadOf(comments: readonly Comment[]): Segmented {
  let offset = 0;
  const rows = comments.map(({ id, text }, index) => {
    const start = offset;
    offset += text.length + 1;
    return { number: index + 1, id, parent: '', author: '', postedAt: '', text: { start, end: start + text.length }, attributes: [] };
  });
  return segment({ id: 'corpus', file: 'corpus', digest: '', encoding: 'utf-8', text: comments.map(({ text }) => text).join('\n'), rows, attributes: [], warnings: [] });
}

/** Gives for each comment the names of the themes that the lexicon finds in it. */
export function themeFinder(lexicon: CompiledLexicon): (comments: readonly Comment[]) => readonly ReadonlySet<string>[] {
  const { policy, themes } = lexicon.codebook;
  const forms = new Forms();
  const tagger = new Tagger(lexicon);
  return (comments) => {
    const tagged = tagger.tag(annotate(threadOf(comments), forms, { hyphens: policy.hyphens, roles: null }));
    const found = tagged.units.map(() => new Set<string>());
    const { taggings } = tagged;
    for (let i = 0; i < taggings.count; i++) found[taggings.units[i]!]!.add(themes[taggings.themes[i]!]!.name);
    return found;
  };
}

const SYLLABLES = ['bar', 'den', 'fol', 'gri', 'hem', 'jot', 'kel', 'lun', 'mor', 'nib', 'pask', 'quo', 'rin', 'sed', 'tam', 'vor', 'wex', 'zil'];

/**
 * A dictionary with `times` as many entries in each category, as YAML. The new ones are invented words, and words of the dictionary and
 * of invention in a row, so that many of them begin to match and few go through.
 */
export function enlarged(categories: readonly Category[], times: number, seed = 7): string {
  const random = seeded(seed);
  const known = categories.flatMap(({ entries }) => entries).flatMap((entry) => entry.split(/\s+/)).filter((word) => word.length > 3 && !/^[*?]/.test(word));
  const invented = (): string => Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(SYLLABLES, random)).join('');
  const entry = (like: string): string => {
    const words = like.split(/\s+/).map(() => (random() < 0.5 ? pick(known, random) : invented()));
    // A single known word would give its theme to everything.
    if (words.length === 1) words[0] = invented() + (random() < 0.5 ? '*' : '');
    else words[words.length - 1] = invented();
    return words.join(' ');
  };
  const lines = categories.map(({ name, entries }) => {
    const all = [...entries, ...Array.from({ length: times - 1 }, () => entries.map(entry)).flat()];
    return `${JSON.stringify(name.split(' / ').at(-1)!)}:\n${all.map((text) => `  - ${JSON.stringify(text)}\n`).join('')}`;
  });
  return lines.join('');
}

export function readCategories(file: string): readonly Category[] {
  return categoriesOf(readFileSync(file, 'utf8'));
}
