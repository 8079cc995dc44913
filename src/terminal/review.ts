import type { Imported } from '../review/import.js';

/** What an import did, a line a file. */
export function importText({ files, stored, drafts }: Imported): string {
  if (files.length === 0) return '';
  const lines = files.map(({ file, coder, units, added, changed, cleared, conflicts, again }) => {
    if (again) return `${file}: imported before as ${coder}’s; nothing was changed`;
    const parts = [`${added} decisions added`, `${changed} changed`, `${cleared} cleared`];
    if (conflicts.length > 0) parts.push(`${conflicts.length} in conflict`);
    return `${file}: ${coder}, ${units} units; ${parts.join(', ')}`;
  });
  if (files.some(({ again }) => !again)) lines.push(`Stored in ${stored}; the next heddle run applies them.`);
  for (const draft of drafts) lines.push(`Draft theme: ${draft}`);
  return `${lines.join('\n')}\n`;
}
