import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { StoredLexicon } from '../../pipeline/lexicon/stored.js';
import { makeFolder } from './make-folder.js';
import { heddleVersion } from './package-info.js';

/** Goes up when the form of a stored lexicon changes, so that one of an older Heddle is never read. */
const FORM = 1;

/** Where the compiled form of a lexicon is kept, by all that it was made from. */
export function storedPlace(store: string, made: string): string {
  const key = createHash('sha256').update(`${FORM}\0${heddleVersion()}\0${made}`).digest('hex');
  return join(store, `${key.slice(0, 24)}.json`);
}

/** A lexicon that was kept; null where there is none, or it cannot be read: then it is compiled again. */
export function readStored(place: string): StoredLexicon | null {
  try {
    return JSON.parse(readFileSync(place, 'utf8')) as StoredLexicon;
  } catch {
    return null;
  }
}

/** Keeps a lexicon. A store that cannot be written only costs the time to compile again, so that is no fault. */
export function writeStored(place: string, stored: StoredLexicon): void {
  const beside = `${place}.${process.pid}.part`;
  try {
    makeFolder(dirname(place));
    writeFileSync(beside, JSON.stringify(stored));
    renameSync(beside, place);
  } catch {
    // Nothing to do: the next run compiles.
  }
}
