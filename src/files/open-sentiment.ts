import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileSentiment } from '../../pipeline/lexicon/sentiment/compile.js';
import type { SentimentLexicon } from '../../pipeline/lexicon/sentiment/lexicon.js';
import type { SentimentTables } from '../../pipeline/lexicon/sentiment/tables.js';
import type { Problem } from '../../pipeline/model.js';
import type { KeptThings } from './kept.js';

export interface OpenedSentiment {
  /** Undefined where an error stands among the problems. */
  readonly value: SentimentLexicon | undefined;
  readonly problems: readonly Problem[];
}

/** Opens the sentiment lexicon in a folder. Tables that were read before and did not change since are taken as they were kept. */
export async function openSentimentLexicon(folder: string, kept: KeptThings): Promise<OpenedSentiment> {
  let problems: readonly Problem[] = [];
  const read = await kept.get<{ readonly tables: SentimentTables; readonly digest: string }>(['sentiment', ...(await filesOf(folder))], async () => {
    const { readSentimentTables } = await import('./sentiment-lexicon.js');
    const loaded = await readSentimentTables(folder);
    problems = loaded.problems;
    return loaded.value ?? null;
  });
  return { value: read ? compileSentiment(read.tables, read.digest) : undefined, problems };
}

/** Names and bytes of the lexicon's files; nothing where they cannot be read, which loading them will tell. */
async function filesOf(folder: string): Promise<readonly (string | Uint8Array)[]> {
  try {
    const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name).sort();
    const bytes = await Promise.all(names.map((name) => readFile(join(folder, name))));
    return names.flatMap((name, i) => [name, bytes[i]!]);
  } catch {
    return [folder];
  }
}
