import { compileSentiment } from '../../pipeline/lexicon/sentiment/compile.js';
import type { Problem } from '../../pipeline/model.js';
import { batchOf } from '../../pipeline/5-score/batch.js';
import { score } from '../../pipeline/5-score/score.js';
import { readSentimentTables } from '../files/sentiment-lexicon.js';

/** Loads a sentiment lexicon and scores its examples; those that come out otherwise are problems at their line. */
export async function checkSentiment(folder: string): Promise<{ readonly problems: readonly Problem[]; readonly examples: number; readonly failed: number }> {
  const { value, problems } = await readSentimentTables(folder);
  if (!value) return { problems, examples: 0, failed: 0 };
  const { tables, digest } = value;
  const lexicon = compileSentiment(tables, digest);
  const { unitSentiments } = score(batchOf(tables.examples.map(({ text }) => text)), lexicon);
  const failures = tables.examples.flatMap(({ text, label, file, line }, i): Problem[] => {
    const found = unitSentiments[i]!;
    if (found.label === label) return [];
    const message = `"${text}" should be ${label} and is ${found.label} (${(found.score / 10_000).toFixed(2)}).`;
    return [{ severity: 'error', id: 'example-fails', file, line, message, hint: 'heddle sentiment explain shows why.' }];
  });
  return { problems: [...problems, ...failures], examples: tables.examples.length, failed: failures.length };
}
