import { LONGEST_SENTENCE } from '../text/sentences.js';
import type { Automaton } from './automaton.js';
import { PLANES } from './landing.js';
import type { Machine } from './machine.js';

/** A row of tokens within a sentence: offsets from the sentence's first token, half-open. */
export interface TokenRange {
  readonly start: number;
  readonly end: number;
}

export const NO_RANGES: readonly TokenRange[] = [];
const NOWHERE = -1;

/**
 * The leaves found in one sentence. A common word ends dozens of leaves and hardly any of them is ever asked for: a leaf is looked for when
 * somebody asks, among the marks of the tokens, which rule nearly all of them out, and then in what was found there.
 * Sentences are numbered as they are read, so that nothing needs clearing between two.
 */
export class Finds {
  private reading = 0;
  private markedIn = 0;
  /** Tokens so far. */
  count = 0;
  /** The automaton's state after each token. */
  private readonly states = new Int32Array(LONGEST_SENTENCE);
  /** The marks of all tokens' landings, plane by plane. */
  private readonly marks = new Int32Array(PLANES * LONGEST_SENTENCE);
  /** For each leaf the last sentence in which it was looked for, and found. */
  private readonly askedIn: Int32Array;
  private readonly foundIn: Int32Array;
  /** For each leaf that was found the first and the last token at which it ends, counted from the start of the sentence. */
  readonly firstEnd: Int32Array;
  readonly lastEnd: Int32Array;
  /** For each leaf the words of its shortest row and of its longest. */
  readonly shortest: Int32Array;
  readonly longest: Int32Array;
  /** 1 for a leaf with a row that asks for parts of speech. */
  private readonly asksForParts: Uint8Array;
  private readonly ranges: (readonly TokenRange[])[] = [];
  private readonly rangesIn: Int32Array;

  /** `hasParts` tells whether the words from `start` on are the parts of speech that a row asks for. */
  constructor(
    private readonly machine: Machine,
    private readonly automaton: Automaton,
    private readonly hasParts: (part: number, start: number) => boolean,
  ) {
    const { trie, isPart: { length } } = machine;
    this.askedIn = new Int32Array(length);
    this.foundIn = new Int32Array(length);
    this.firstEnd = new Int32Array(length);
    this.lastEnd = new Int32Array(length);
    this.shortest = new Int32Array(length).fill(LONGEST_SENTENCE);
    this.longest = new Int32Array(length);
    this.asksForParts = new Uint8Array(length);
    this.rangesIn = new Int32Array(length);
    for (let arrival = 0; arrival < trie.leaf.length; arrival++) {
      const leaf = trie.leaf[arrival]!;
      this.shortest[leaf] = Math.min(this.shortest[leaf]!, trie.length[arrival]!);
      this.longest[leaf] = Math.max(this.longest[leaf]!, trie.length[arrival]!);
      if (trie.part[arrival]! >= 0) this.asksForParts[leaf] = 1;
    }
  }

  /** Forgets what was found: a new sentence begins. */
  begin(): void {
    this.reading++;
    this.count = 0;
  }

  /** Takes the automaton's state after the next token. */
  push(state: number): void {
    this.states[this.count++] = state;
  }

  /** To be called when all tokens of the sentence were pushed, and before anything is asked: most sentences have nothing to ask for. */
  mark(): void {
    if (this.markedIn === this.reading) return;
    this.markedIn = this.reading;
    const { marks, states, count, automaton: { marks: ofStates } } = this;
    for (let token = 0; token < count; token++) {
      const at = states[token]! * PLANES;
      marks[token] = ofStates[at]!;
      marks[LONGEST_SENTENCE + token] = ofStates[at + 1]!;
      marks[2 * LONGEST_SENTENCE + token] = ofStates[at + 2]!;
      marks[3 * LONGEST_SENTENCE + token] = ofStates[at + 3]!;
    }
  }

  /** The first token from `from` to `to` at which a part ends; -1 where there is none. */
  firstWith(leaf: number, from: number, to: number): number {
    const { marks } = this;
    const plane = (leaf & (PLANES - 1)) * LONGEST_SENTENCE;
    const mark = 1 << (leaf >> 2);
    for (let token = from; token <= to; token++) {
      if ((marks[plane + token]! & mark) !== 0 && this.hasPart(token, leaf)) return token;
    }
    return NOWHERE;
  }

  /** The last token from `from` to `to` at which a part ends that ends at `from`. */
  lastWith(leaf: number, from: number, to: number): number {
    const { marks } = this;
    const plane = (leaf & (PLANES - 1)) * LONGEST_SENTENCE;
    const mark = 1 << (leaf >> 2);
    for (let token = to; token > from; token--) {
      if ((marks[plane + token]! & mark) !== 0 && this.hasPart(token, leaf)) return token;
    }
    return from;
  }

  private hasPart(token: number, leaf: number): boolean {
    return this.automaton.landingAt(this.states[token]!)!.hasPart(leaf);
  }

  /** True where a part is in the sentence; `firstEnd` and `lastEnd` then tell where. */
  has(leaf: number): boolean {
    return this.askedIn[leaf] === this.reading ? this.foundIn[leaf] === this.reading : this.find(leaf);
  }

  private find(leaf: number): boolean {
    this.askedIn[leaf] = this.reading;
    const first = this.firstWith(leaf, 0, this.count - 1);
    if (first === NOWHERE) return false;
    this.foundIn[leaf] = this.reading;
    this.firstEnd[leaf] = first;
    this.lastEnd[leaf] = this.lastWith(leaf, first, this.count - 1);
    return true;
  }

  /** Where a part stands. */
  of(leaf: number): readonly TokenRange[] {
    if (!this.has(leaf)) return NO_RANGES;
    if (this.rangesIn[leaf] === this.reading) return this.ranges[leaf]!;
    const ranges: TokenRange[] = [];
    const last = this.lastEnd[leaf]!;
    for (let token = this.firstEnd[leaf]!; token !== NOWHERE; token = this.firstWith(leaf, token + 1, last)) this.addRanges(leaf, token, ranges);
    this.rangesIn[leaf] = this.reading;
    this.ranges[leaf] = ranges;
    return ranges;
  }

  private addRanges(leaf: number, token: number, ranges: TokenRange[]): void {
    const length = this.longest[leaf]!;
    if (length === this.shortest[leaf]! && this.asksForParts[leaf] === 0) {
      ranges.push({ start: token + 1 - length, end: token + 1 });
      return;
    }
    const { trie } = this.machine;
    const { arrivals } = this.automaton.landingAt(this.states[token]!)!;
    for (let i = this.placeIn(arrivals, leaf); i < arrivals.length && trie.leaf[arrivals[i]!] === leaf; i++) {
      const arrival = arrivals[i]!;
      const start = token + 1 - trie.length[arrival]!;
      if (trie.part[arrival]! < 0 || this.hasParts(trie.part[arrival]!, start)) ranges.push({ start, end: token + 1 });
    }
  }

  /** Where the arrivals of a leaf begin among those of a landing. */
  private placeIn(arrivals: Int32Array, leaf: number): number {
    const leafOf = this.machine.trie.leaf;
    let low = 0;
    let high = arrivals.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (leafOf[arrivals[middle]!]! < leaf) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
