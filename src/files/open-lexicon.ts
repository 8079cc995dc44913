import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Matchable } from '../../pipeline/lexicon/compile.js';
import { fromStored, toStored, type StoredLexicon } from '../../pipeline/lexicon/stored.js';
import { testOf } from '../../pipeline/lexicon/words.js';
import type { TestOf } from '../../pipeline/lexicon/open-words.js';
import type { Problem } from '../../pipeline/model.js';
import { folderBytes } from './folder-bytes.js';
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
  const stored = await kept.get<StoredLexicon>(madeFrom(folder), async () => {
    const { loadLexicon } = await import('./lexicon.js');
    const loaded = await loadLexicon(folder);
    problems = loaded.problems;
    compiled = loaded.lexicon;
    // One with a warning is not kept, so that the warning comes again.
    return loaded.lexicon && problems.length === 0 ? toStored(loaded.lexicon) : null;
  });
  return { lexicon: compiled ?? (stored && fromStored(stored, await testsFor(stored))), problems };
}

/** All that a lexicon is made from; null where it cannot be read, which loading it will tell. */
function madeFrom(folder: string): readonly (string | Uint8Array)[] | null {
  const files = folderBytes(folder, (name) => /\.ya?ml$/.test(name));
  return files && ['lexicon', readFirst([join(folder, 'inflections.csv'), join(dirname(folder), 'inflections.csv')]), ...files];
}

function readFirst(paths: readonly string[]): Uint8Array {
  const path = paths.find((one) => existsSync(one));
  return path === undefined ? new Uint8Array(0) : readFileSync(path);
}

async function testsFor({ machine }: StoredLexicon): Promise<TestOf> {
  if (!machine.words.tests.keys.some((source) => source.startsWith('/'))) return (source) => testOf(source, () => () => false);
  const { regexTestWhenAsked } = await import('./regex.js');
  return (source) => testOf(source, regexTestWhenAsked);
}
