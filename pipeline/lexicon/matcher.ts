import type { FormTable, SentenceTable, TokenTable } from '../model.js';
import { Automaton, MOST_STATES, ROOT, type Arrival } from './automaton.js';
import type { CompiledLexicon } from './compile.js';
import { Finds } from './finds.js';
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
  /** Every match has a word of one of these atoms. */
  private readonly keyAtoms: ReadonlySet<number>;
  private readonly isKey: boolean[] = [false];
  private forms: FormTable | null = null;
  private generation = -1;
  private readonly automaton: Automaton;
  private readonly guards: Guards;
  /** The patterns that wait for a leaf; null for none. */
  private readonly waiting: readonly (readonly number[] | null)[];
  /** Sentences are numbered as they are read, so that what is known of a leaf or pattern needs no clearing. */
  private reading = 0;
  private readonly foundIn: Int32Array;
  private readonly triedIn: Int32Array;
  private readonly triggered: number[] = [];
  /** What was found in the sentence: chains of finds, the latest of each leaf first. */
  private readonly finds = new Finds();
  private readonly latestOf: Int32Array;
  /** The ranges of the leaves that were asked for. */
  private readonly ranges: (readonly TokenRange[])[] = [];
  private readonly rangesIn: Int32Array;
  private at: { readonly input: MatchInput; readonly sentence: number } | null = null;

  constructor(
    private readonly lexicon: CompiledLexicon,
    private readonly tagger: SentenceTagger | null = null,
    mostStates = MOST_STATES,
  ) {
    this.automaton = new Automaton(lexicon.leaves.rows, this.symbols, mostStates);
    this.guards = new Guards(lexicon);
    const waiting: number[][] = lexicon.leaves.rows.map(() => []);
    lexicon.patterns.forEach(({ needs }, pattern) => needs[0]?.forEach((leaf) => waiting[leaf]!.push(pattern)));
    this.waiting = waiting.map((patterns) => (patterns.length === 0 ? null : patterns));
    this.keyAtoms = keyAtomsOf(lexicon);
    this.foundIn = new Int32Array(lexicon.leaves.rows.length);
    this.latestOf = new Int32Array(lexicon.leaves.rows.length);
    this.rangesIn = new Int32Array(lexicon.leaves.rows.length);
    this.triedIn = new Int32Array(lexicon.patterns.length);
  }

  /** The cues of one sentence after `unless` and `except`, in order of pattern and place. */
  match(input: MatchInput, sentence: number): readonly Match[] {
    if (input.forms !== this.forms || input.forms.generation !== this.generation) this.forgetForms(input.forms);
    if (!this.mayMatch(input, sentence)) return NO_MATCHES;
    this.read(input, sentence);
    if (this.triggered.length === 0) return NO_MATCHES;
    this.at = { input, sentence };
    return this.assemble(input.sentences.firstToken[sentence]!, sentence);
  }

  private forgetForms(forms: FormTable): void {
    this.forms = forms;
    this.generation = forms.generation;
    this.symbolOfForm.fill(-1);
  }

  /** False when no word of the sentence is one that some pattern cannot do without. Lexicons of rare words skip most sentences so. */
  private mayMatch({ tokens, sentences, forms }: MatchInput, sentence: number): boolean {
    if (forms.size > this.symbolOfForm.length) {
      const larger = new Int32Array(forms.size * 2).fill(-1);
      larger.set(this.symbolOfForm);
      this.symbolOfForm = larger;
    }
    const end = sentences.firstToken[sentence + 1]!;
    for (let token = sentences.firstToken[sentence]!; token < end; token++) {
      const form = tokens.forms[token]!;
      let symbol = this.symbolOfForm[form]!;
      if (symbol < 0) symbol = this.classify(forms, form);
      if (this.isKey[symbol]) return true;
    }
    return false;
  }

  private read({ tokens, sentences, forms }: MatchInput, sentence: number): void {
    const first = sentences.firstToken[sentence]!;
    const end = sentences.firstToken[sentence + 1]!;
    this.reading++;
    this.triggered.length = 0;
    this.finds.count = 0;
    let state = ROOT;
    for (let token = first; token < end; token++) {
      const form = tokens.forms[token]!;
      let symbol = this.symbolOfForm[form]!;
      if (symbol < 0) symbol = this.classify(forms, form);
      state = this.automaton.step(state, symbol);
      if (state === ROOT) continue;
      const arrivals = this.automaton.arrivalsAt(state);
      for (let i = 0; i < arrivals.length; i++) this.arrive(arrivals[i]!, token + 1 - first);
    }
  }

  private arrive(arrival: Arrival, end: number): void {
    const { leaf } = arrival;
    const isFirst = this.foundIn[leaf] !== this.reading;
    this.latestOf[leaf] = this.finds.add(arrival, end, isFirst ? -1 : this.latestOf[leaf]!);
    if (!isFirst) return;
    this.foundIn[leaf] = this.reading;
    if (this.waiting[leaf] !== null) this.triggered.push(leaf);
  }

  private hasPartsOfSpeech({ row }: Arrival, start: number): boolean {
    const { input, sentence } = this.at!;
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
      this.isKey[symbol] = atoms.some((atom) => this.keyAtoms.has(atom));
      this.symbolIds.set(key, symbol);
    }
    this.symbolOfForm[form] = symbol;
    return symbol;
  }

  /** Where a leaf stands in the sentence; worked out when a pattern that has all its parts asks. */
  private readonly found = (leaf: number): readonly TokenRange[] => {
    if (this.foundIn[leaf] !== this.reading) return NO_RANGES;
    if (this.rangesIn[leaf] === this.reading) return this.ranges[leaf]!;
    const ranges: TokenRange[] = [];
    for (let find = this.latestOf[leaf]!; find >= 0; find = this.finds.previous(find)) {
      const end = this.finds.end(find);
      const arrival = this.finds.arrival(find);
      const start = end - arrival.length;
      if (!arrival.hasPos || this.hasPartsOfSpeech(arrival, start)) ranges.push({ start, end });
    }
    this.rangesIn[leaf] = this.reading;
    this.ranges[leaf] = ranges;
    return ranges;
  };

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

  /** Patterns that have all their parts somewhere in the sentence, in order. */
  private candidates(): readonly number[] {
    const candidates: number[] = [];
    for (const leaf of this.triggered) {
      for (const pattern of this.waiting[leaf]!) {
        if (this.triedIn[pattern] === this.reading) continue;
        this.triedIn[pattern] = this.reading;
        if (this.hasNeeds(this.lexicon.patterns[pattern]!.needs)) candidates.push(pattern);
      }
    }
    return candidates.length < 2 ? candidates : candidates.sort((a, b) => a - b);
  }

  private hasNeeds(needs: readonly (readonly number[])[]): boolean {
    for (let i = 1; i < needs.length; i++) {
      const leaves = needs[i]!;
      let isThere = false;
      for (let k = 0; k < leaves.length && !isThere; k++) isThere = this.foundIn[leaves[k]!] === this.reading;
      if (!isThere) return false;
    }
    return true;
  }
}

/** Of every row of words that a pattern waits for, the rarest. */
function keyAtomsOf({ patterns, leaves, atoms }: CompiledLexicon): ReadonlySet<number> {
  const keys = new Set<number>();
  for (const leaf of new Set(patterns.flatMap(({ needs }) => needs[0] ?? []))) {
    for (const row of leaves.rows[leaf]!) {
      keys.add(row.map(({ atom }) => atom).reduce((rarest, atom) => (atoms.frequency(atom) < atoms.frequency(rarest) ? atom : rarest)));
    }
  }
  return keys;
}
