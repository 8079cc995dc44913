import { batchOf } from '../../../pipeline/5-score/batch.js';
import { Tagger } from '../../../pipeline/4-tag/tag.js';
import type { CompiledLexicon } from '../../../pipeline/lexicon/compile.js';
import type { Tagged } from '../../../pipeline/model.js';

/** Texts as the units `1`, `2`, ... of a thread, tagged with what stayed below the thresholds too. */
export function thread(lexicon: CompiledLexicon, id: string, texts: readonly string[]): Tagged {
  return new Tagger(lexicon, { explain: true }).tag({ ...batchOf(texts), id, file: `${id}.txt`, digest: id });
}
