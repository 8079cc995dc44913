import { ROLES } from '../model.js';
import type { Codebook } from './codebook.js';

/** Sub-codes that say where the words of a claim must stand in a lexicon of roles. */
const PLACES: ReadonlySet<string> = new Set(['opening', 'label', 'heading', 'signature']);
const IDS: ReadonlySet<string> = new Set(ROLES.map((role) => role.toLowerCase()));

/** True where a codebook is one of roles: all its themes are roles that authors claim. */
export function isRoleBook({ themes }: Pick<Codebook, 'themes'>): boolean {
  return themes.length > 0 && themes.every(({ id }) => IDS.has(id));
}

/** True where a match of this sub-code counts only in one place, so that a match within it is another. */
export function isPlaced(codebook: Pick<Codebook, 'themes'>, code: string): boolean {
  return PLACES.has(code) && isRoleBook(codebook);
}
