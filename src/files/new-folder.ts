import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** Writes files into a folder that is new or empty: all of them or none. Throws, in words for the user, when something is there already. */
export async function createFolder(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const there = await readdir(folder).catch(() => []);
  if (there.length > 0) throw new Error(`${folder} is not empty; name a new folder with --out.`);
  await mkdir(dirname(resolve(folder)), { recursive: true });
  const beside = await mkdtemp(`${resolve(folder)}.part-`);
  try {
    for (const [name, text] of files) await writeFile(join(beside, name), text);
    await rm(folder, { recursive: true, force: true });
    await rename(beside, folder);
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    throw error;
  }
}
