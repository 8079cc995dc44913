import type { Problem } from '../../pipeline/model.js';

const RANK = { error: 0, warning: 1, note: 2 } as const;
/** More are counted, not shown; run.json has them all. */
const MOST_SHOWN = 60;

/** Prints problems together to stderr: sorted by file, line and column, `file:line:column severity id`, the message, a hint. */
export function printProblems(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const sorted = [...problems].sort(byPlace);
  const shown = sorted.length <= MOST_SHOWN ? sorted : [...sorted].sort((a, b) => RANK[a.severity] - RANK[b.severity]).slice(0, MOST_SHOWN).sort(byPlace);
  const text = shown.map(problemText).join('');
  const rest = sorted.length - shown.length;
  process.stderr.write(rest > 0 ? `${text}… and ${rest} more. (A run lists all of them in its run.json.)\n` : text);
}

export function problemText({ file, line, column, cell, severity, id, message, hint }: Problem): string {
  const where = [file, line, column].filter((part) => part !== undefined && part !== '').join(':');
  const place = cell === undefined ? where : `${where} ${cell}`;
  return `${place === '' ? '' : `${place} `}${severity} ${id}\n  ${message}\n${hint === undefined ? '' : `  ${hint}\n`}`;
}

/** `3 errors, 1 warning`; empty where there are none. */
export function problemCounts(problems: readonly Problem[]): string {
  const parts: string[] = [];
  for (const severity of ['error', 'warning', 'note'] as const) {
    const count = problems.filter((problem) => problem.severity === severity).length;
    if (count > 0) parts.push(`${count} ${severity}${count === 1 ? '' : 's'}`);
  }
  return parts.join(', ');
}

function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) || RANK[a.severity] - RANK[b.severity];
}
