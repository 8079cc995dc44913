import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(fileURLToPath(import.meta.url), '..', '..', '..');
export const MAIN = join(ROOT, 'dist', 'src', 'main.js');

/** Runs the built command, as a user would, from the project's folder. */
export function heddle(...words: readonly string[]): { readonly stdout: string; readonly stderr: string; readonly status: number | null } {
  if (!existsSync(MAIN)) throw new Error('The command is not built: run npm run build first.');
  const { stdout, stderr, status } = spawnSync(process.execPath, [MAIN, ...words], { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return { stdout, stderr, status };
}
