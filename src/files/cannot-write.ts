import type { Problem } from '../../pipeline/model.js';
import { codeOf } from './inputs.js';

/** What to tell whoever asked for a file that cannot be written. */
export function cannotWrite(file: string, error: unknown): Problem {
  const code = codeOf(error);
  const message = `The file cannot be written (${code}).`;
  const hint =
    code === 'ENOENT' ? 'Its folder is not there: make it first, or choose another name.'
    : code === 'EISDIR' ? 'This is a folder: name a file in it.'
    : code === 'ENOSPC' ? 'The disk is full.'
    : 'Close it in the spreadsheet program, or choose another name.';
  return { severity: 'error', id: 'cannot-write', file, message, hint };
}
