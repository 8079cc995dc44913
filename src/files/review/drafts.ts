import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NEW_CODE, type Decision } from '../../../pipeline/review/decision.js';
import { newCodeId, newCodesIn } from '../../../pipeline/review/new-codes.js';
import { REVIEWS } from './decisions.js';
import type { RunTheme } from './run.js';
import { writeWhole } from '../whole.js';

const DRAFTS = 'drafts';
const MARK = '# A draft, written by heddle review import from the new codes of a review. Copy it into the lexicon to make it a theme: this file is written anew.';
const MOST_EXAMPLES = 200;

/** Writes a draft theme for every new code that people wrote, into `reviews/drafts/`. A file that somebody changed there is left alone. Gives the files written. */
export async function writeDrafts(threads: string, decisions: readonly Decision[], themes: readonly RunTheme[]): Promise<readonly string[]> {
  const drafts = new Map<string, { name: string; uses: Decision[] }>();
  for (const decision of decisions) {
    if (decision.item !== NEW_CODE) continue;
    for (const name of newCodesIn(decision.value)) {
      const id = draftId(name, themes);
      const known = drafts.get(id) ?? { name, uses: [] };
      known.uses.push(decision);
      drafts.set(id, known);
    }
  }
  const written: string[] = [];
  for (const [id, { name, uses }] of drafts) {
    const file = join(threads, REVIEWS, DRAFTS, `${id}.yml`);
    const before = await readFile(file, 'utf8').catch(() => null);
    const text = draftOf(id, name, uses);
    if (before === text || (before !== null && !before.startsWith(MARK))) continue;
    await mkdir(join(threads, REVIEWS, DRAFTS), { recursive: true });
    await writeWhole(file, text);
    written.push(file);
  }
  return written;
}

function draftId(name: string, themes: readonly RunTheme[]): string {
  const slug = newCodeId(name) || 'new-theme';
  return themes.some(({ id }) => id === slug) ? `${slug}-draft` : slug;
}

function draftOf(id: string, name: string, uses: readonly Decision[]): string {
  const where = uses.slice(0, MOST_EXAMPLES).map(({ file, label, coder, opening }) => `# ${file} ${label} (${coder}): ${opening}`);
  return [
    MARK,
    `id: ${id}`,
    `name: ${JSON.stringify(name)}`,
    'definition: >-',
    `  A new code from review, given ${uses.length === 1 ? 'once' : `${uses.length} times`}; write here what it means.`,
    '',
    '# Write one pattern a line below, indented by two blanks; lexicons/README.md says how.',
    'strong: |',
    `  ${/^[\p{L}\p{N} ]+$/u.test(name) ? name.toLowerCase() : JSON.stringify(name.toLowerCase().replaceAll('"', ''))}`,
    '',
    '# It was given to:',
    ...where,
    '',
  ].join('\n');
}
