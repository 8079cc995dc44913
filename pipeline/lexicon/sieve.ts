import type { FormTable } from '../model.js';
import { ROOT, type Automaton } from './automaton.js';
import { FormFlags } from './form-flags.js';
import type { Machine } from './machine.js';
import type { WordIndex } from './word-index.js';

/** After so many sentences of a batch it shows what share of them is worth reading. */
const ENOUGH_SIFTED = 32;

/** Tells which sentences a matcher need not read: lexicons of rare words skip most sentences so. */
export class Sieve {
  /** Word forms of which some match has one. */
  private readonly isKey = new FormFlags();
  /** The last sentence that each noted leaf was met in, of those looked through for the parts of cues. */
  private readonly present: Int32Array;
  private sifting = 0;
  private readonly triggered: number[] = [];
  /** How many sentences of the batch were looked through so, and how many of them had all parts of a cue. */
  private sifted = 0;
  private whole = 0;

  constructor(
    private readonly machine: Machine,
    private readonly words: WordIndex,
    private readonly automaton: Automaton,
  ) {
    this.present = new Int32Array(machine.isNoted.length);
  }

  /** Gets ready for a batch, whose forms the index of words covers already. */
  begin(forms: FormTable): void {
    this.isKey.cover(forms);
    this.sifted = 0;
    this.whole = 0;
  }

  /** False for most sentences of most lexicons, at little cost: no cue has all its parts there. Where one in four turns out to have them, that is no longer asked. */
  mayMatch(forms: Int32Array, first: number, end: number): boolean {
    if (!this.hasKey(forms, first, end)) return false;
    if (this.sifted >= ENOUGH_SIFTED && this.whole * 4 > this.sifted) return true;
    this.sifted++;
    const isWhole = this.hasParts(forms, first, end);
    if (isWhole) this.whole++;
    return isWhole;
  }

  /** False when no word of the sentence is one that some pattern cannot do without. */
  private hasKey(forms: Int32Array, first: number, end: number): boolean {
    const isKey = this.isKey.of;
    for (let token = first; token < end; token++) {
      const known = isKey[forms[token]!]!;
      if (known === 0) continue;
      if (known === 1 || this.noteKey(forms[token]!)) return true;
    }
    return false;
  }

  /** False when no cue that is triggered has its skeleton in the sentence, wherever the parts stand. Nothing but their being there is kept on the way. */
  private hasParts(forms: Int32Array, first: number, end: number): boolean {
    const { automaton, present } = this;
    const { symbols } = this.words;
    const root = ROOT;
    const sentence = ++this.sifting;
    this.triggered.length = 0;
    let state = root;
    for (let token = first; token < end; token++) {
      const form = forms[token]!;
      const symbol = symbols[form]!;
      state = automaton.step(state, symbol < 0 ? this.words.symbolOf(form) : symbol);
      const landing = state === root ? null : automaton.landingAt(state);
      if (landing === null) continue;
      const { matches, noted, cues } = landing;
      if (matches.length > 0) return true;
      for (let i = 0; i < noted.length; i++) present[noted[i]!] = sentence;
      for (let i = 0; i < cues.length; i++) this.triggered.push(cues[i]!);
    }
    return this.triggered.some((leaf) => this.isAnyWhole(leaf));
  }

  /** True when some cue that waits for the leaf has its skeleton in the sentence being sifted. */
  private isAnyWhole(leaf: number): boolean {
    const { waiting: { starts, values }, skeletons } = this.machine;
    for (let i = starts[leaf]!; i < starts[leaf + 1]!; i++) {
      const end = skeletons.starts[values[i]! + 1]!;
      let at = skeletons.starts[values[i]!]!;
      while (at < end && this.present[skeletons.values[at]!] === this.sifting) at++;
      if (at === end) return true;
    }
    return false;
  }

  private noteKey(form: number): boolean {
    const known = this.words.symbols[form]!;
    const symbol = known < 0 ? this.words.symbolOf(form) : known;
    const isKey = this.words.atoms[symbol]!.some((atom) => this.machine.isKey[atom] === 1);
    this.isKey.of[form] = isKey ? 1 : 0;
    return isKey;
  }
}
