import type { FormTable, SentenceTable, TokenTable } from '../model.js';
import { Automaton, MOST_STATES, ROOT, type Arrival } from './automaton.js';
import type { CompiledLexicon } from './compile.js';
import { Guards, type FoundPattern } from './guards.js';
import { leftmostLongest, rangesOf, type TokenRange } from './spans-of-plan.js';

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

const NO_MATCHES: readonly Match[] = [];
const NO_RANGES: readonly TokenRange[] = [];

/**
 * Finds a lexicon's patterns, a sentence at a time.
 * Each distinct form is classified once (its symbol); the automaton reads symbols; only patterns whose rarest part was found are put together.
 * One matcher serves one worker and keeps what it learns between batches.
 */
export class Matcher {
  private readonly symbols: (readonly number[])[] = [[]];
  private readonly symbolIds = new Map<string, number>([['', 0]]);
  private symbolOfForm = new Int32Array(0);
  private forms: FormTable | null = null;
  private generation = -1;
  private readonly automaton: Automaton;
  private readonly guards: Guards;
  private readonly waiting: readonly (readonly number[])[];
  private readonly foundAt: (TokenRange[] | null)[];
  private readonly foundLeaves: number[] = [];
  private readonly seen: Uint8Array;

  constructor(
    private readonly lexicon: CompiledLexicon,
    private readonly tagger: SentenceTagger | null = null,
    mostStates = MOST_STATES,
  ) {
    this.automaton = new Automaton(lexicon.leaves.rows, this.symbols, mostStates);
    this.guards = new Guards(lexicon);
    const waiting: number[][] = lexicon.leaves.rows.map(() => []);
    lexicon.patterns.forEach(({ triggers }, pattern) => triggers.forEach((leaf) => waiting[leaf]!.push(pattern)));
    this.waiting = waiting;
    this.foundAt = lexicon.leaves.rows.map(() => null);
    this.seen = new Uint8Array(lexicon.patterns.length);
  }

  /** The cues of one sentence after `unless` and `except`, in order of pattern and place. */
  match(input: MatchInput, sentence: number): readonly Match[] {
    if (input.forms !== this.forms || input.forms.generation !== this.generation) this.forgetForms(input.forms);
    this.read(input, sentence);
    if (this.foundLeaves.length === 0) return NO_MATCHES;
    const matches = this.assemble(input.sentences.firstToken[sentence]!, sentence);
    for (const leaf of this.foundLeaves) this.foundAt[leaf] = null;
    this.foundLeaves.length = 0;
    return matches;
  }

  private forgetForms(forms: FormTable): void {
    this.forms = forms;
    this.generation = forms.generation;
    this.symbolOfForm.fill(-1);
  }

  private read(input: MatchInput, sentence: number): void {
    const { tokens, sentences, forms } = input;
    if (forms.size > this.symbolOfForm.length) {
      const larger = new Int32Array(forms.size * 2).fill(-1);
      larger.set(this.symbolOfForm);
      this.symbolOfForm = larger;
    }
    const first = sentences.firstToken[sentence]!;
    const end = sentences.firstToken[sentence + 1]!;
    let state = ROOT;
    for (let token = first; token < end; token++) {
      const form = tokens.forms[token]!;
      let symbol = this.symbolOfForm[form]!;
      if (symbol < 0) symbol = this.classify(forms, form);
      state = this.automaton.step(state, symbol);
      if (state !== ROOT) {
        const arrivals = this.automaton.arrivalsAt(state);
        for (let i = 0; i < arrivals.length; i++) this.arrive(arrivals[i]!, token + 1 - first, input, sentence);
      }
    }
  }

  private arrive(arrival: Arrival, end: number, input: MatchInput, sentence: number): void {
    const range = { start: end - arrival.length, end };
    if (arrival.hasPos && !this.hasPartsOfSpeech(arrival, range.start, input, sentence)) return;
    const list = this.foundAt[arrival.leaf]!;
    if (list !== null) list.push(range);
    else {
      this.foundAt[arrival.leaf] = [range];
      this.foundLeaves.push(arrival.leaf);
    }
  }

  private hasPartsOfSpeech({ row }: Arrival, start: number, input: MatchInput, sentence: number): boolean {
    if (!this.tagger) throw new Error('This lexicon asks for parts of speech, but no tagger was given.');
    const from = input.sentences.starts[sentence]!;
    const partAt = this.tagger(input.text.slice(from, input.sentences.ends[sentence]!));
    const first = input.sentences.firstToken[sentence]! + start;
    return row.every(({ pos }, i) => pos === '' || partAt(input.tokens.starts[first + i]! - from) === pos);
  }

  private classify(forms: FormTable, form: number): number {
    const atoms = this.lexicon.atoms.of(forms, form);
    const key = atoms.join(' ');
    let symbol = this.symbolIds.get(key);
    if (symbol === undefined) {
      symbol = this.symbols.push(atoms) - 1;
      this.symbolIds.set(key, symbol);
    }
    this.symbolOfForm[form] = symbol;
    return symbol;
  }

  private readonly found = (leaf: number): readonly TokenRange[] => this.foundAt[leaf] ?? NO_RANGES;

  private assemble(firstToken: number, sentence: number): readonly Match[] {
    const cues: FoundPattern[] = [];
    const candidates = this.candidates();
    for (const pattern of candidates) if (!this.guards.isGuard(pattern)) this.find(pattern, cues);
    if (cues.length === 0) return NO_MATCHES;
    // Guards are many and mostly have nothing to guard: only those of themes with a cue are put together.
    const guards: FoundPattern[] = [];
    for (const pattern of candidates) {
      const { theme } = this.lexicon.patterns[pattern]!;
      if (this.guards.isGuard(pattern) && cues.some((cue) => this.lexicon.patterns[cue.pattern]!.theme === theme)) this.find(pattern, guards);
    }
    return this.guards.standing(cues, guards).flatMap(({ pattern, ranges }) =>
      leftmostLongest(ranges).map(({ start, end }) => ({ pattern, firstToken: firstToken + start, endToken: firstToken + end, sentence })),
    );
  }

  private find(pattern: number, into: FoundPattern[]): void {
    const ranges = rangesOf(this.lexicon.patterns[pattern]!.plan, this.found);
    if (ranges.length > 0) into.push({ pattern, ranges });
  }

  /** Patterns with their rarest part found, in order. */
  private candidates(): readonly number[] {
    const candidates: number[] = [];
    for (const leaf of this.foundLeaves) {
      for (const pattern of this.waiting[leaf]!) {
        if (this.seen[pattern] === 1) continue;
        this.seen[pattern] = 1;
        candidates.push(pattern);
      }
    }
    for (const pattern of candidates) this.seen[pattern] = 0;
    return candidates.length < 2 ? candidates : candidates.sort((a, b) => a - b);
  }
}
