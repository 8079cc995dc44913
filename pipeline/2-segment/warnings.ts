import type { Problem } from '../model.js';

/** So many of a kind are told one by one; the rest as a sum, lest a damaged file drown the others. */
const TOLD_OF_A_KIND = 50;

/** Collects a thread's warnings. */
export interface Warnings {
  add(severity: 'warning' | 'note', id: string, line: number | null, message: string, hint?: string): void;
  list(): readonly Problem[];
}

/** Takes the file's name as the user knows it. */
export function collectWarnings(file: string): Warnings {
  const problems: Problem[] = [];
  const counts = new Map<string, number>();
  return {
    add(severity, id, line, message, hint) {
      const count = (counts.get(id) ?? 0) + 1;
      counts.set(id, count);
      if (count > TOLD_OF_A_KIND) return;
      problems.push({ severity, id, file, ...(line === null ? {} : { line }), message, ...(hint === undefined ? {} : { hint }) });
    },
    list() {
      const rest: Problem[] = [];
      for (const [id, count] of counts) {
        if (count <= TOLD_OF_A_KIND) continue;
        rest.push({ severity: 'warning', id, file, message: `${count - TOLD_OF_A_KIND} more warnings of this kind (${id}) are not shown.` });
      }
      return [...problems, ...rest];
    },
  };
}
