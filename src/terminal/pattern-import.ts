import type { PatternImport } from '../workbench/pattern-tables.js';
import type { LineChange } from '../../pipeline/lexicon/workbench/edit-patterns.js';

/** What taking a table back changes, file by file. */
export function patternImportText({ changes, untouched, written }: PatternImport): string {
  const lines = changes.flatMap(({ file, changes: some }) => [file, ...some.map(lineOf), '']);
  if (untouched.length > 0) lines.push(`The table has no row of ${untouched.join(', ')}; they stay as they are.`);
  if (changes.length === 0) lines.push('The lexicon says all this already.');
  else lines.push(written === null ? 'Nothing was written; --write writes it.' : `Written: ${written.join(', ')}.`);
  return `${lines.join('\n')}\n`;
}

function lineOf({ kind, code, section, before, after }: LineChange): string {
  const where = code === '' ? section : `${code}/${section}`;
  // Whoever writes a guard beside one pattern may mean that pattern alone.
  const reach = section === 'unless' ? ` (for every pattern of ${code === '' ? 'the theme' : code}; for one alone write NOT in it)` : '';
  if (kind === 'added') return `  + ${where}  ${after}${reach}`;
  if (kind === 'removed') return `  - ${where}  ${before}`;
  const one = (text: string): string => (text === '' ? '(none)' : text.replaceAll('\n', ' / '));
  return `  ~ ${where}  ${kind === 'note' ? 'note: ' : ''}${one(before)} → ${one(after)}`;
}
