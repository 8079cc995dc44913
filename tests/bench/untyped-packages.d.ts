/** Peers without types of their own. */
declare module 'ahocorasick' {
  export default class AhoCorasick {
    constructor(words: readonly string[]);
    /** For each place where words end: the offset of the last character, and the words. */
    search(text: string): readonly (readonly [number, readonly string[]])[];
  }
}

declare module 'sentiment' {
  export default class Sentiment {
    analyze(text: string): { readonly score: number };
  }
}
