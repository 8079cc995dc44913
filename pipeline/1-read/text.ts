import { createHash } from 'node:crypto';
import type { Problem, Source } from '../model.js';
import { decode } from './decode.js';

/**
 * Reads a thread that was saved as text.
 * Takes the file's bytes, the thread's id and the file's name relative to the input folder (with `/`).
 * Gives the source, with a warning where the encoding had to be guessed, or the problem that kept it from being read.
 */
export function readText(
  bytes: Uint8Array,
  named: { readonly id: string; readonly file: string },
): { readonly source: Source } | { readonly problem: Problem } {
  const decoded = decode(bytes, named.file);
  if ('problem' in decoded) return decoded;
  const { text, encoding, warnings } = decoded;
  const digest = createHash('sha256').update(bytes).digest('hex');
  return { source: { id: named.id, file: named.file, digest, encoding, text, attributes: [], warnings } };
}
