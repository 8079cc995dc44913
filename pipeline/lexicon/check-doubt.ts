import type { Problem } from '../model.js';
import type { Pattern } from './codebook.js';

/** A doubt about a line. */
export function doubt(id: string, at: Pick<Pattern, 'place'>, message: string, hint?: string, severity: Problem['severity'] = 'warning'): Problem {
  return { severity, id, ...at.place, message, ...(hint ? { hint } : {}) };
}

/** Spaces aside: two lines that are written alike. Case matters, since capitals make an abbreviation. */
export function writing({ text }: Pick<Pattern, 'text'>): string {
  return text.replace(/\s+/g, ' ').trim();
}
