import { readText } from '../../../pipeline/1-read/text.js';
import { segment } from '../../../pipeline/2-segment/segment.js';
import type { SeenUnit } from '../../../pipeline/lexicon/workbench/impact.js';
import { Corpus } from '../../../pipeline/run-corpus.js';
import { lexiconOf } from '../lexicon-of.js';

/** A thread of comments, cut as a run would cut it. */
export function corpusOf(...comments: readonly string[]): Corpus {
  const lines = ['Monday 1 May 2023', '', 'An allotment', '', 'Open thread.', '', `${comments.length} comments:`, ''];
  comments.forEach((text, index) => lines.push(`  ${index + 1}. ${text}`, '', '    ReplyDelete', ''));
  const read = readText(new TextEncoder().encode(lines.join('\n')), { id: 'plot', file: 'plot.txt' });
  if ('problem' in read) throw new Error(read.problem.message);
  return new Corpus([segment(read.source)]);
}

export async function seenBy(files: Readonly<Record<string, string>>, corpus: Corpus): Promise<readonly SeenUnit[]> {
  return corpus.see(await lexiconOf({ 'codebook.yml': 'id: plots\n', ...files }), null);
}
