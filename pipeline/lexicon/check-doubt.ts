import type { Problem } from '../model.js';
import type { Pattern } from './codebook.js';

/** A doubt about a line. */
export function doubt(id: string, at: Pick<Pattern, 'place'>, message: string, hint?: string, severity: Problem['severity'] = 'warning'): Problem {
  return { severity, id, ...at.place, message, ...(hint ? { hint } : {}) };
}

export function isGuard({ section }: Pick<Pattern, 'section'>): boolean {
  return section === 'unless' || section === 'except';
}
