import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { makeFolder } from './make-folder.js';
import { PACKAGE_FOLDER, packageText } from './package-info.js';

const ENDING = '.kept';

/** Where what was made of the lexicons that come with Heddle is kept, when Heddle is built. */
export const BUILT_FOLDER = join(PACKAGE_FOLDER, 'dist', 'lexicons');
/** Written when Heddle is built: a digest of the code that makes what is kept, so that what other code made is never read. */
export const STAMP = join(BUILT_FOLDER, 'stamp');

/**
 * Things that take long to make, kept in files named by all that they were made from: of nothing else can one be mistaken.
 * They are looked for in each of the folders, and written to the last where that is wanted.
 */
export class KeptThings {
  /** The names of the files that were asked for. */
  readonly used = new Set<string>();

  constructor(
    private readonly folders: readonly string[],
    private readonly canWrite = true,
  ) {}

  /** The thing, as it was kept or as `make` gives it now; null is kept by nobody, and nothing is of which `madeFrom` is not known. */
  async get<T>(madeFrom: readonly (string | Uint8Array)[] | null, make: () => Promise<T | null>): Promise<T | null> {
    if (madeFrom === null) return make();
    const name = nameOf(madeFrom);
    this.used.add(name);
    for (const folder of this.folders) {
      const known = read<T>(join(folder, name));
      if (known !== null) return known;
    }
    const made = await make();
    const last = this.folders.at(-1);
    if (made !== null && this.canWrite && last !== undefined) write(join(last, name), made);
    return made;
  }
}

function nameOf(madeFrom: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256').update(`${stamp()} ${process.versions.v8} ${packageText()}`);
  for (const part of madeFrom) hash.update(`\0${part.length}\0`).update(part);
  return hash.digest('hex').slice(0, 24) + ENDING;
}

function stamp(): string {
  return existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : '';
}

/** Null where there is none, or it cannot be read: then it is made again. */
function read<T>(path: string): T | null {
  try {
    return deserialize(readFileSync(path)) as T;
  } catch {
    return null;
  }
}

/** A folder that cannot be written only costs the time to make the thing again, so that is no fault. */
function write(path: string, thing: unknown): void {
  const beside = `${path}.${process.pid}.part`;
  try {
    makeFolder(dirname(path));
    writeFileSync(beside, serialize(thing));
    renameSync(beside, path);
  } catch {
    // Nothing to do: the next run makes it again.
  }
}
