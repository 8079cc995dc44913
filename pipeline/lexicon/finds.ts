import { LONGEST_SENTENCE } from '../text/sentences.js';
import type { Landing } from './landing.js';
import type { Machine } from './machine.js';

/** A row of tokens within a sentence: offsets from the sentence's first token, half-open. */
export interface TokenRange {
  readonly start: number;
  readonly end: number;
}

export const NO_RANGES: readonly TokenRange[] = [];

/**
 * The leaves found in one sentence. A common word ends dozens of leaves and hardly any of them is ever asked for: rare leaves are noted
 * as they are met, any other is looked for when somebody asks. Sentences are numbered as they are read, so that nothing needs clearing between two.
 */
export class Finds {
  private reading = 0;
  private notedIn = 0;
  /** Tokens so far. */
  count = 0;
  readonly landings: (Landing | null)[] = new Array<Landing | null>(LONGEST_SENTENCE).fill(null);
  private readonly isNoted: Uint8Array;
  /** For each leaf the last sentence in which it was looked for, and found. */
  private readonly askedIn: Int32Array;
  private readonly foundIn: Int32Array;
  /** For each leaf that was found the first and the last token at which it ends, counted from the start of the sentence. */
  readonly firstEnd: Int32Array;
  readonly lastEnd: Int32Array;
  /** For each leaf the words of its shortest row and of its longest. */
  readonly shortest: Int32Array;
  readonly longest: Int32Array;
  private readonly ranges: (readonly TokenRange[])[] = [];
  private readonly rangesIn: Int32Array;

  /** `hasParts` tells whether the words from `start` on are the parts of speech that a row asks for. */
  constructor(
    private readonly machine: Machine,
    private readonly hasParts: (part: number, start: number) => boolean,
  ) {
    const { trie, isNoted } = machine;
    const leafCount = isNoted.length;
    this.isNoted = isNoted;
    this.askedIn = new Int32Array(leafCount);
    this.foundIn = new Int32Array(leafCount);
    this.firstEnd = new Int32Array(leafCount);
    this.lastEnd = new Int32Array(leafCount);
    this.shortest = new Int32Array(leafCount).fill(LONGEST_SENTENCE);
    this.longest = new Int32Array(leafCount);
    this.rangesIn = new Int32Array(leafCount);
    trie.leaf.forEach((leaf, arrival) => {
      this.shortest[leaf] = Math.min(this.shortest[leaf]!, trie.length[arrival]!);
      this.longest[leaf] = Math.max(this.longest[leaf]!, trie.length[arrival]!);
    });
  }

  /** Forgets what was found: a new sentence begins. */
  begin(): void {
    this.reading++;
    this.count = 0;
  }

  /** Takes what was found at the next token; null for nothing. */
  push(landing: Landing | null): void {
    this.landings[this.count++] = landing;
  }

  /** Notes the rare leaves of the sentence; to be called when all its tokens were pushed and before any plan is put together. */
  note(): void {
    if (this.notedIn === this.reading) return;
    this.notedIn = this.reading;
    for (let token = 0; token < this.count; token++) {
      const landing = this.landings[token]!;
      if (landing === null) continue;
      const { noted } = landing;
      for (let i = 0; i < noted.length; i++) this.found(noted[i]!, token);
    }
  }

  private found(leaf: number, token: number): void {
    if (this.foundIn[leaf] !== this.reading) {
      this.foundIn[leaf] = this.reading;
      this.firstEnd[leaf] = token;
    }
    this.lastEnd[leaf] = token;
  }

  /** True where a leaf is known to be in the sentence. */
  has(leaf: number): boolean {
    return this.foundIn[leaf] === this.reading;
  }

  /** False only where a leaf is known not to be in the sentence. */
  mayHave(leaf: number): boolean {
    return this.foundIn[leaf] === this.reading || (this.isNoted[leaf] === 0 && this.askedIn[leaf] !== this.reading);
  }

  /** True where a leaf is in the sentence, which is looked for once. */
  isThere(leaf: number): boolean {
    return this.foundIn[leaf] === this.reading || (this.askedIn[leaf] !== this.reading && this.find(leaf));
  }

  private find(leaf: number): boolean {
    this.askedIn[leaf] = this.reading;
    for (let token = 0; token < this.count; token++) {
      const landing = this.landings[token]!;
      if (landing !== null && this.placeIn(landing.arrivals, leaf) >= 0) this.found(leaf, token);
    }
    return this.foundIn[leaf] === this.reading;
  }

  /** Where a leaf stands. */
  of(leaf: number): readonly TokenRange[] {
    if (!this.mayHave(leaf) || (!this.has(leaf) && !this.find(leaf))) return NO_RANGES;
    if (this.rangesIn[leaf] === this.reading) return this.ranges[leaf]!;
    const ranges: TokenRange[] = [];
    for (let token = this.firstEnd[leaf]!; token <= this.lastEnd[leaf]!; token++) {
      const landing = this.landings[token]!;
      if (landing !== null) this.addRanges(leaf, token, landing, ranges);
    }
    this.rangesIn[leaf] = this.reading;
    this.ranges[leaf] = ranges;
    return ranges;
  }

  private addRanges(leaf: number, token: number, { arrivals }: Landing, ranges: TokenRange[]): void {
    const { trie } = this.machine;
    for (let i = this.placeIn(arrivals, leaf); i >= 0 && i < arrivals.length && trie.leaf[arrivals[i]!] === leaf; i++) {
      const arrival = arrivals[i]!;
      const start = token + 1 - trie.length[arrival]!;
      if (trie.part[arrival]! < 0 || this.hasParts(trie.part[arrival]!, start)) ranges.push({ start, end: token + 1 });
    }
  }

  /** Where the arrivals of a leaf begin among those of a landing; -1 where there are none. */
  private placeIn(arrivals: Int32Array, leaf: number): number {
    const leafOf = this.machine.trie.leaf;
    let low = 0;
    let high = arrivals.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (leafOf[arrivals[middle]!]! < leaf) low = middle + 1;
      else high = middle;
    }
    return low < arrivals.length && leafOf[arrivals[low]!] === leaf ? low : -1;
  }
}
