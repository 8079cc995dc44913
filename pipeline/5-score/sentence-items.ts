/** Why a word's valence was changed, as bits of `SentenceItems.reasons`. */
export const BY_NEGATION = 1;
export const BY_REVERSER = 2;
export const BY_IRREALIS = 4;
export const BEFORE_CONTRAST = 8;
export const AFTER_CONTRAST = 16;
export const BY_CONCESSION = 32;
export const BY_DEGREE = 64;
export const BY_CAPITALS = 128;
export const BY_STRETCHING = 256;
export const BY_QUESTION = 512;
export const BY_EXCLAMATION = 1024;

/**
 * What a lexicon knows of one sentence, as columns: its words and longest phrases in order, and the learned pairs among them.
 * Used again and again; what it holds is of the last sentence read.
 */
export class SentenceItems {
  count = 0;
  /** Numbers of the lexicon's items, the first token of each, how many tokens it takes, and its roles with how it is written. */
  items = new Int32Array(64);
  positions = new Int32Array(64);
  widths = new Int32Array(64);
  roles = new Int32Array(64);
  /** Not 0 where an item may end a learned pair with the one before. */
  pairBits = new Int32Array(64);
  /** What an item's valence is multiplied by where it is good, and where it is bad; and why, as bits. */
  ifGood = new Float64Array(64);
  ifBad = new Float64Array(64);
  reasons = new Int32Array(64);
  /** The items that have a valence, `valuedCount` of them. */
  valued = new Int32Array(64);
  valuedCount = 0;
  /** The roles and pair bits of all items together, and how many are phrases. */
  allRoles = 0;
  allPairBits = 0;
  phraseCount = 0;
  /** The words of `leaning.csv`, each once, `wordCount` of them. */
  words = new Int32Array(65);
  wordCount = 0;
  /** The roles of every word, those in phrases too, and the gaps before them, as bits. */
  wordRoles = 0;
  gaps = 0;
  /** Learned pairs that hold: number of the pair, and the item it ends with. */
  pairCount = 0;
  pairs = new Int32Array(128);
  pairEnds = new Int32Array(128);
  /** What all pairs of the sentence are multiplied by. */
  pairGood = 1;
  pairBad = 1;

  /** Makes room for a sentence of so many tokens. */
  makeRoom(tokens: number): void {
    if (tokens > this.items.length) this.grow(tokens * 2);
  }

  /** Forgets all changes and pairs. */
  beginChanges(): void {
    const { count, ifGood, ifBad, reasons } = this;
    for (let k = 0; k < count; k++) {
      ifGood[k] = 1;
      ifBad[k] = 1;
      reasons[k] = 0;
    }
    this.pairCount = 0;
    this.pairGood = 1;
    this.pairBad = 1;
  }

  /** Multiplies an item's valence, and notes why. */
  change(k: number, ifGood: number, ifBad: number, reason: number): void {
    this.ifGood[k]! *= ifGood;
    this.ifBad[k]! *= ifBad;
    this.reasons[k]! |= reason;
  }

  /** Multiplies the valence of every item and pair. */
  changeAll(ifGood: number, ifBad: number, reason: number): void {
    for (let k = 0; k < this.count; k++) this.change(k, ifGood, ifBad, reason);
    this.pairGood *= ifGood;
    this.pairBad *= ifBad;
  }

  addPair(pair: number, end: number): void {
    this.pairs[this.pairCount] = pair;
    this.pairEnds[this.pairCount++] = end;
  }

  private grow(size: number): void {
    this.items = new Int32Array(size);
    this.positions = new Int32Array(size);
    this.widths = new Int32Array(size);
    this.roles = new Int32Array(size);
    this.pairBits = new Int32Array(size);
    this.valued = new Int32Array(size);
    this.ifGood = new Float64Array(size);
    this.ifBad = new Float64Array(size);
    this.reasons = new Int32Array(size);
    // One more, since a word that is not new is written too.
    this.words = new Int32Array(size + 1);
    this.pairs = new Int32Array(size * 2);
    this.pairEnds = new Int32Array(size * 2);
  }
}
