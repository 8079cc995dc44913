import type { Tagged } from '../model.js';

/** What stage 5 reads of a tagged batch. */
export type Columns = Pick<Tagged, 'layout' | 'codes' | 'forms' | 'tokens' | 'sentences' | 'units' | 'annotations' | 'taggings'>;

/**
 * The columns of a batch in an object that is always made alike. A batch is copied and widened from stage to stage, which leaves each
 * with a hidden class of its own, and an engine then looks its properties up by name wherever they are asked.
 */
export function columnsOf({ layout, codes, forms, tokens, sentences, units, annotations, taggings }: Tagged): Columns {
  return { layout, codes, forms, tokens, sentences, units, annotations, taggings };
}
