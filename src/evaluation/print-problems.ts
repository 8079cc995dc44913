import type { Problem } from '../../pipeline/model.js';

/** Problems to stderr, one after the other: `file:line:column severity id`, the message, a hint. */
export function printProblems(problems: readonly Problem[]): void {
  for (const problem of problems) process.stderr.write(`${problemText(problem)}\n`);
}

export function problemText({ file, line, column, cell, severity, id, message, hint }: Problem): string {
  const where = [file, line, column].filter((part) => part !== undefined).join(':');
  const at = cell === undefined ? '' : ` (cell ${cell})`;
  return `${where} ${severity} ${id}\n  ${message}${at}${hint === undefined ? '' : `\n  ${hint}`}`;
}
