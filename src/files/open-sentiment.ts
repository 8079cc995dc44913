import { SentimentLexicon, type StoredSentiment } from '../../pipeline/lexicon/sentiment/lexicon.js';
import type { Problem } from '../../pipeline/model.js';
import { folderBytes } from './folder-bytes.js';
import type { KeptThings } from './kept.js';

export interface OpenedSentiment {
  /** Undefined where an error stands among the problems. */
  readonly value: SentimentLexicon | undefined;
  readonly problems: readonly Problem[];
}

/** Opens the sentiment lexicon in a folder. One that was compiled before and did not change since is taken as it was kept. */
export async function openSentimentLexicon(folder: string, kept: KeptThings): Promise<OpenedSentiment> {
  let problems: readonly Problem[] = [];
  let compiled: StoredSentiment | null = null;
  const stored = await kept.get<StoredSentiment>(madeFrom(folder), async () => {
    const { readSentimentTables } = await import('./sentiment-lexicon.js');
    const { storedSentiment } = await import('../../pipeline/lexicon/sentiment/compile.js');
    const { value, problems: found } = await readSentimentTables(folder);
    problems = found;
    compiled = value ? storedSentiment(value.tables, value.digest) : null;
    // One with a warning is not kept, so that the warning comes again.
    return problems.length === 0 ? compiled : null;
  });
  const opened = compiled ?? stored;
  return { value: opened ? new SentimentLexicon(opened) : undefined, problems };
}

function madeFrom(folder: string): readonly (string | Uint8Array)[] | null {
  const files = folderBytes(folder, () => true);
  return files && ['compiled sentiment', ...files];
}
