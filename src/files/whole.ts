import { rename, rm, writeFile } from 'node:fs/promises';

/** Writes a file beside its place and renames it there, so that nobody ever sees half of it. */
export async function writeWhole(path: string, contents: string | Uint8Array): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  try {
    await writeFile(beside, contents);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
