import type { FormTable, SentenceTable, TokenTable } from '../model.js';
import { Automaton, MOST_STATES, ROOT } from './automaton.js';
import { Candidates } from './candidates.js';
import type { Matchable } from './compile.js';
import { Extents } from './extents.js';
import { Finds } from './finds.js';
import { Guards } from './guards.js';
import { KEY_WIDTH } from './keys.js';
import type { Machine } from './machine.js';
import { MatchColumns } from './match-columns.js';
import { rangesOf, type Found } from './spans-of-plan.js';
import { SymbolKeys } from './symbol-keys.js';
import { Triggers } from './triggers.js';
import { WordIndex } from './word-index.js';

// A module's own constants are known where its loops are compiled; imported ones are looked up each time they are asked for.
const KEY = KEY_WIDTH;

/** A cue found: pattern `pattern` of the lexicon matched tokens `firstToken` up to `endToken`. */
export interface Match {
  readonly pattern: number;
  readonly firstToken: number;
  readonly endToken: number;
  readonly sentence: number;
}

/** Tells the part of speech of the word at an offset of a sentence, in the names of the pattern language (`Verb`). */
export type SentenceTagger = (sentence: string) => (offset: number) => string;

/** What is matched: a batch's text, tokens and sentences. */
export interface MatchInput {
  readonly text: string;
  readonly forms: FormTable;
  readonly tokens: TokenTable;
  readonly sentences: SentenceTable;
}

/**
 * Finds a lexicon's patterns, a sentence at a time.
 * Each distinct form is looked up once (its symbol) and the automaton reads symbols. A pattern that is one row of words matches where the
 * automaton arrives; any other waits for one of its parts, and is put together only where the others are within reach of it.
 * One matcher serves one worker and keeps what it learns between batches.
 */
export class Matcher {
  private readonly machine: Machine;
  private readonly words: WordIndex;
  private readonly automaton: Automaton;
  private readonly guards: Guards;
  /** True where no pattern waits for another part and none guards: what the automaton finds is all there is. */
  private readonly isDirect: boolean;
  private readonly keys: SymbolKeys;
  /** Sentences are numbered as they are read, so that what is known of a pattern or theme needs no clearing. */
  private reading = 0;
  private readonly triedIn: Int32Array;
  private readonly themeIn: Int32Array;
  /** Leaves of this sentence that cues, or guards, wait for. */
  private readonly triggered = new Triggers();
  private readonly guarding = new Triggers();
  private readonly candidates: Candidates;
  private readonly neighbours: { readonly waiting: Int32Array; readonly guarding: Int32Array };
  private readonly finds: Finds;
  private readonly found: Found;
  private at: { readonly input: MatchInput; readonly sentence: number } | null = null;

  constructor(
    private readonly lexicon: Matchable,
    private readonly tagger: SentenceTagger | null = null,
    mostStates = MOST_STATES,
  ) {
    const { machine } = lexicon;
    this.machine = machine;
    this.isDirect = machine.waiting.values.length === 0 && machine.guarding.values.length === 0;
    this.words = new WordIndex(machine.words, lexicon.testOf);
    this.keys = new SymbolKeys(this.words.atoms, machine.keys);
    this.keys.cover();
    this.automaton = new Automaton(machine, this.words.atoms, mostStates);
    this.guards = new Guards(lexicon);
    this.finds = new Finds(machine, this.automaton, (part, start) => this.hasPartsOfSpeech(machine.trie.parts[part]!, start));
    this.candidates = new Candidates(machine, this.finds);
    this.neighbours = { waiting: this.candidates.neighboursOf(machine.waiting), guarding: this.candidates.neighboursOf(machine.guarding) };
    this.found = { finds: this.finds, extents: new Extents(this.finds) };
    this.triedIn = new Int32Array(lexicon.patterns.length);
    this.themeIn = new Int32Array(lexicon.codebook.themes.length);
  }

  /** The cues of one sentence after `unless` and `except`, in order of pattern and place. */
  match(input: MatchInput, sentence: number): readonly Match[] {
    const found = new MatchColumns();
    this.begin(input);
    this.collect(input, sentence, found);
    return Array.from({ length: found.count }, (_, i) => ({ pattern: found.patterns[i]!, firstToken: found.firsts[i]!, endToken: found.ends[i]!, sentence }));
  }

  /** Gets ready for a batch. */
  begin({ forms }: Pick<MatchInput, 'forms'>): void {
    this.words.cover(forms);
  }

  /** As `match`, for a batch that was begun; adds the matches to `out`. */
  collect(input: MatchInput, sentence: number, out: MatchColumns): void {
    const first = input.sentences.firstToken[sentence]!;
    const end = input.sentences.firstToken[sentence + 1]!;
    const from = out.count;
    if (this.isDirect) {
      this.readDirect(input.tokens.forms, first, end, sentence, out);
      out.settle(from);
      return;
    }
    if (!this.hasKey(input.tokens.forms, first, end)) return;
    this.read(input.tokens.forms, first, end, sentence, out);
    if (this.triggered.count > 0) {
      this.at = { input, sentence };
      this.assemble(first, sentence, out);
    }
    if (out.count === from) return;
    if (this.guarding.count > 0) {
      this.at = { input, sentence };
      this.applyGuards(first, from, out);
    }
    out.settle(from);
  }

  /** False where words that cues cannot do without are missing (keys.ts). Lexicons of rare words skip most sentences so. */
  private hasKey(forms: Int32Array, first: number, end: number): boolean {
    const { symbols } = this.words;
    let keys = this.keys.of;
    let firsts = 0;
    let seconds = 0;
    for (let token = first; token < end; token++) {
      let symbol = symbols[forms[token]!]!;
      if (symbol < 0) {
        symbol = this.words.symbolOf(forms[token]!);
        this.keys.cover();
        keys = this.keys.of;
      }
      firsts |= keys[symbol * KEY]!;
      seconds |= keys[symbol * KEY + 1]!;
    }
    return (firsts & seconds) !== 0;
  }

  private read(forms: Int32Array, first: number, end: number, sentence: number, out: MatchColumns): void {
    const { automaton, finds, words, triggered, guarding } = this;
    const { symbols } = words;
    this.reading++;
    triggered.count = 0;
    guarding.count = 0;
    automaton.begin();
    finds.begin();
    let state = ROOT;
    for (let token = first; token < end; token++) {
      const form = forms[token]!;
      let symbol = symbols[form]!;
      if (symbol < 0) symbol = words.symbolOf(form);
      state = automaton.step(state, symbol);
      finds.push(state);
      let at = automaton.toldAt[state]!;
      if (at === 0) continue;
      const { told } = automaton;
      const matchesEnd = at + 3 + told[at]!;
      const cuesEnd = matchesEnd + told[at + 1]!;
      const guardsEnd = cuesEnd + told[at + 2]!;
      for (at += 3; at < matchesEnd; at += 2) out.push(told[at]!, token + 1 - told[at + 1]!, token + 1, sentence);
      for (; at < cuesEnd; at++) triggered.push(told[at]!, token - first);
      for (; at < guardsEnd; at++) guarding.push(told[at]!, token - first);
    }
  }

  /** As `read`, for a lexicon in which every pattern is a row of words. */
  private readDirect(forms: Int32Array, first: number, end: number, sentence: number, out: MatchColumns): void {
    const { automaton, words } = this;
    const { symbols } = words;
    automaton.begin();
    let state = ROOT;
    for (let token = first; token < end; token++) {
      const form = forms[token]!;
      let symbol = symbols[form]!;
      if (symbol < 0) symbol = words.symbolOf(form);
      if (symbol === 0) {
        state = ROOT;
        continue;
      }
      state = automaton.step(state, symbol);
      let at = automaton.toldAt[state]!;
      if (at === 0) continue;
      const { told } = automaton;
      const matchesEnd = at + 3 + told[at]!;
      for (at += 3; at < matchesEnd; at += 2) out.push(told[at]!, token + 1 - told[at + 1]!, token + 1, sentence);
    }
  }

  private hasPartsOfSpeech(parts: readonly string[], start: number): boolean {
    const { input, sentence } = this.at!;
    if (!this.tagger) throw new Error('This lexicon asks for parts of speech, but no tagger was given.');
    const from = input.sentences.starts[sentence]!;
    const partAt = this.tagger(input.text.slice(from, input.sentences.ends[sentence]!));
    const first = input.sentences.firstToken[sentence]! + start;
    return parts.every((part, i) => part === '' || partAt(input.tokens.starts[first + i]! - from) === part);
  }

  /** Puts the patterns together that have all their parts within reach of one another. */
  private assemble(firstToken: number, sentence: number, out: MatchColumns): void {
    const { triggered, candidates, neighbours: { waiting } } = this;
    this.finds.mark();
    const { starts, values } = this.machine.waiting;
    for (let t = 0; t < triggered.count; t++) {
      const leaf = triggered.leaves[t]!;
      const token = triggered.tokens[t]!;
      const end = starts[leaf + 1]!;
      for (let i = starts[leaf]!; i < end; i++) {
        if (!candidates.hasNeighbour(waiting, i, token)) continue;
        const pattern = values[i]!;
        if (!this.isCandidate(pattern, leaf, token)) continue;
        const ranges = rangesOf(this.lexicon.patterns[pattern]!.plan, this.found);
        for (const { start, end } of ranges) out.push(pattern, firstToken + start, firstToken + end, sentence);
      }
    }
  }

  /** Guards are many and mostly have nothing to guard: only those of themes with a cue are put together. */
  private applyGuards(firstToken: number, from: number, out: MatchColumns): void {
    const { guarding, candidates, neighbours } = this;
    const { patterns } = this.lexicon;
    const { starts, values } = this.machine.guarding;
    for (let i = from; i < out.count; i++) this.themeIn[patterns[out.patterns[i]!]!.theme] = this.reading;
    this.guards.begin();
    this.finds.mark();
    for (let t = 0; t < guarding.count; t++) {
      const leaf = guarding.leaves[t]!;
      const token = guarding.tokens[t]!;
      for (let i = starts[leaf]!; i < starts[leaf + 1]!; i++) {
        const pattern = values[i]!;
        if (this.themeIn[patterns[pattern]!.theme] !== this.reading || !candidates.hasNeighbour(neighbours.guarding, i, token)) continue;
        if (!this.isCandidate(pattern, leaf, token)) continue;
        const ranges = rangesOf(patterns[pattern]!.plan, this.found);
        if (ranges.length > 0) this.guards.note(pattern, ranges);
      }
    }
    this.guards.apply(out, from, firstToken);
  }

  /** True, once a sentence, for a pattern that may match about its part `leaf`, which ends at `token` of the sentence. */
  private isCandidate(pattern: number, leaf: number, token: number): boolean {
    if (this.triedIn[pattern] === this.reading || !this.candidates.isPossible(pattern, leaf, token)) return false;
    this.triedIn[pattern] = this.reading;
    return true;
  }
}
