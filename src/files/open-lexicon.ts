import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Matchable } from '../../pipeline/lexicon/compile.js';
import { fromStored, toStored, type StoredLexicon } from '../../pipeline/lexicon/stored.js';
import { testOf } from '../../pipeline/lexicon/words.js';
import type { TestOf } from '../../pipeline/lexicon/open-words.js';
import type { Problem } from '../../pipeline/model.js';
import type { KeptThings } from './kept.js';

export interface OpenedLexicon {
  /** Null when a file has an error: a lexicon with an error codes nothing. */
  readonly lexicon: Matchable | null;
  readonly problems: readonly Problem[];
}

/**
 * Opens the lexicon in a folder for coding. One that was compiled before and did not change since is read as it was kept;
 * what compiles is loaded only for another, since it is as large as all the rest.
 */
export async function openLexicon(folder: string, kept: KeptThings): Promise<OpenedLexicon> {
  let problems: readonly Problem[] = [];
  let compiled: Matchable | null = null;
  const stored = await kept.get<StoredLexicon>(['lexicon', ...(await filesOf(folder))], async () => {
    const { loadLexicon } = await import('./lexicon.js');
    const loaded = await loadLexicon(folder);
    problems = loaded.problems;
    compiled = loaded.lexicon;
    // One with a warning is not kept, so that the warning comes again.
    return loaded.lexicon && problems.length === 0 ? toStored(loaded.lexicon) : null;
  });
  return { lexicon: compiled ?? (stored && fromStored(stored, await testsFor(stored))), problems };
}

/** Names and bytes of all that a lexicon is made from; nothing where it cannot be read, which loading it will tell. */
async function filesOf(folder: string): Promise<readonly (string | Uint8Array)[]> {
  try {
    const names = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).sort();
    const inflections = await readFirst([join(folder, 'inflections.csv'), join(dirname(folder), 'inflections.csv')]);
    const bytes = await Promise.all(names.map((name) => readFile(join(folder, name))));
    return [inflections, ...names.flatMap((name, i) => [name, bytes[i]!])];
  } catch {
    return [folder];
  }
}

async function readFirst(paths: readonly string[]): Promise<Uint8Array> {
  for (const path of paths) {
    const bytes = await readFile(path).catch(() => null);
    if (bytes) return bytes;
  }
  return new Uint8Array(0);
}

async function testsFor({ machine }: StoredLexicon): Promise<TestOf> {
  if (!machine.words.tests.keys.some((source) => source.startsWith('/'))) return (source) => testOf(source, () => () => false);
  const { regexTest } = await import('./regex.js');
  return (source) => testOf(source, regexTest);
}

