import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Names and bytes of the files of a lexicon's folder whose names `isPart` takes, by turns, in order of their names.
 * They are small and all are needed before anything else is done, so that they are read one after the other.
 * Null where one cannot be read: whoever loads the lexicon will tell.
 */
export function folderBytes(folder: string, isPart: (name: string) => boolean): readonly (string | Uint8Array)[] | null {
  try {
    const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.isDirectory() && isPart(entry.name)).map(({ name }) => name).sort();
    return names.flatMap((name) => [name, readFileSync(join(folder, name))]);
  } catch {
    return null;
  }
}
