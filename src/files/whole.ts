import { open, rename, rm, writeFile } from 'node:fs/promises';

const AT_ONCE = 1 << 18;

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

/** The same for contents that come in pieces, which are written as they come. */
export async function writeWholeFrom(path: string, pieces: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  try {
    const file = await open(beside, 'w');
    try {
      let waiting: Uint8Array[] = [];
      let size = 0;
      for await (const piece of pieces) {
        const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
        waiting.push(bytes);
        size += bytes.length;
        if (size < AT_ONCE) continue;
        await file.writeFile(Buffer.concat(waiting));
        [waiting, size] = [[], 0];
      }
      await file.writeFile(Buffer.concat(waiting));
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
