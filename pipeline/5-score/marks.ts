import type { Columns } from './columns.js';

/** What is to be seen of a sentence whatever its words are worth, as bits of `BatchReading.marks`. */
export const ENDS_ASKING = 1;
export const ENDS_EXCLAIMING = 2;
/** A contrast or concession stands behind its first word, or is its first word. */
export const CONTRAST_INSIDE = 4;
export const CONTRAST_FIRST = 8;
/** A clause ends or a bracket stands somewhere in it. */
export const HAS_CLAUSES = 16;

const QUESTION_MARK = 0x3f;
const EXCLAMATION_MARK = 0x21;
// As the marks of these names, and known where the loop below is compiled, which exported constants are not.
const ASKING = ENDS_ASKING;
const EXCLAIMING = ENDS_EXCLAIMING;

/** Whether a sentence that has words asks or exclaims, from the signs after its last word. */
export function endSigns({ codes, tokens, sentences }: Pick<Columns, 'codes' | 'tokens' | 'sentences'>, sentence: number): number {
  const to = sentences.ends[sentence]!;
  let signs = 0;
  for (let i = tokens.ends[sentences.firstToken[sentence + 1]! - 1]!; i < to; i++) {
    const code = codes[i]!;
    if (code === QUESTION_MARK) signs |= ASKING;
    else if (code === EXCLAMATION_MARK) signs |= EXCLAIMING;
  }
  return signs;
}
