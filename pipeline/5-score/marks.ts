import type { Annotated } from '../model.js';

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

/** Whether a sentence that has words asks or exclaims, from the signs after its last word. */
export function endSigns({ codes, tokens, sentences }: Annotated, sentence: number): number {
  const to = sentences.ends[sentence]!;
  let signs = 0;
  for (let i = tokens.ends[sentences.firstToken[sentence + 1]! - 1]!; i < to; i++) {
    const code = codes[i]!;
    if (code === QUESTION_MARK) signs |= ENDS_ASKING;
    else if (code === EXCLAMATION_MARK) signs |= ENDS_EXCLAIMING;
  }
  return signs;
}
