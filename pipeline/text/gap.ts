/** What stands between a token and the one before it, as bits of `TokenTable.before`. */

export const GAP_SPACE = 1;
export const GAP_COMMA = 2;
/** `;`, `:`, a dash between spaces, a bracket. */
export const GAP_CLAUSE = 4;
/** A full stop. */
export const GAP_STOP = 8;
export const GAP_EXCLAMATION = 16;
export const GAP_QUESTION = 32;
/** Two or more full stops in a row, or the ellipsis character. */
export const GAP_ELLIPSIS = 64;
export const GAP_QUOTE = 128;
export const GAP_NEWLINE = 256;
/** A hyphen with nothing else: the two tokens are parts of one compound. */
export const GAP_HYPHEN = 512;
/** The start of a paragraph: nothing before it counts. */
export const GAP_PARAGRAPH = 1024;
/** Something else, such as a slash. */
export const GAP_OTHER = 2048;
export const GAP_BRACKET = 4096;

/** The bits that may end a sentence. */
export const GAP_TERMINAL = GAP_STOP | GAP_EXCLAMATION | GAP_QUESTION | GAP_ELLIPSIS;
