import type { Problem } from '../../../pipeline/model.js';

/** What is told where a file of a review could not be put in place; it is as it was. `again` says how to go on once it can. */
export function cannotReplace(file: string, why: string, again: string): Problem {
  if (why === 'ENOSPC' || why === 'EDQUOT') {
    return { severity: 'error', id: 'disk-full', file, message: `The disk is full (${why}). What was there before was left as it was.`, hint: `Make room, and ${again}` };
  }
  return { severity: 'error', id: 'cannot-replace', file, message: `The file is open in another program, such as Excel, or may not be written (${why}). It was left as it was.`, hint: `Close it there, and ${again}` };
}
