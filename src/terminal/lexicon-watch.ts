import { problemOf } from '../../pipeline/lexicon/examples.js';
import { isUnchanged } from '../../pipeline/lexicon/workbench/compare.js';
import type { SaveReport } from '../workbench/watched-lexicon.js';
import { changesText, impactText } from './lexicon-diff.js';
import { problemText } from './problems.js';

/** What a save did: what is broken, the rules, the examples whose outcome changed, the units that gained and lost. */
export function saveText({ files, problems, effect }: SaveReport, show: number): string {
  const parts = [`${files.length === 0 ? 'As it was before' : files.join(', ')}\n`, ...problems.map(problemText)];
  if (effect === null) {
    const isBroken = problems.some(({ severity }) => severity === 'error');
    return [...parts, isBroken ? 'The lexicon does not load; what follows is compared with the last one that did.\n' : 'The lexicon loads.\n'].join('');
  }
  const { changes, broken, mended, units, impact } = effect;
  parts.push(changesText(changes));
  const failing = broken.flatMap((result) => problemOf(result) ?? []);
  if (broken.length + mended.length > 0) {
    parts.push(`Examples: ${broken.length} broken, ${mended.length} mended.\n`, ...failing.map(problemText));
    parts.push(...mended.map(({ theme, example }) => `  mended: ${theme.id}, ${example.place.file}:${example.place.line}\n`));
  }
  if (units > 0 && (impact.length > 0 || !isUnchanged(changes))) parts.push(impactText(units, impact, show));
  return parts.join('');
}
