import type { FormTable } from '../../model.js';
import { Negation } from '../../text/negation.js';
import type { ItemColumns } from './items.js';
import { PairTable } from './pair-table.js';
import { isShouted, spellings, unmask } from './spelling.js';
import { STANCE_SIGN_NAMES, UNIT_SIGN_NAMES } from './sign-names.js';
import type { Calibration, Policy, Rules, SentimentTables } from './tables.js';
import { LABELS, STANCES, Weights } from './weights.js';

/** A compiled lexicon as plain data: its items, and what is not about single words and phrases. */
export interface StoredSentiment {
  readonly items: ItemColumns;
  readonly settings: Pick<SentimentTables, 'negation' | 'rules' | 'calibration' | 'policy' | 'leaning' | 'stance'>;
  /** SHA-256 of its files. */
  readonly digest: string;
}

/** A compiled sentiment lexicon: words and phrases are items, known by number; item 0 is every word it does not know. */
export class SentimentLexicon {
  /** SHA-256 of its files. */
  readonly digest: string;
  readonly rules: Rules;
  readonly calibration: Calibration;
  readonly policy: Policy;
  readonly negation: Negation;
  /** `leaning.csv` and `stance.csv`. */
  readonly leaning: Weights;
  readonly stance: Weights;
  readonly names: readonly string[];
  readonly valences: Float64Array;
  readonly factors: Float64Array;
  readonly roles: Uint16Array;
  readonly phrases: PairTable;
  readonly phraseEnds: Int32Array;
  /** Two items, or 0 and an item for a word in the scope of a negator, to a number of `pairValences`. */
  readonly pairs: PairTable;
  readonly pairNames: readonly string[];
  readonly pairValences: Float64Array;
  readonly forms: FormColumns;

  constructor({ items, settings, digest }: StoredSentiment) {
    this.digest = digest;
    this.rules = settings.rules;
    this.calibration = settings.calibration;
    this.policy = settings.policy;
    this.negation = new Negation(settings.negation);
    this.leaning = new Weights(settings.leaning, LABELS, UNIT_SIGN_NAMES);
    this.stance = new Weights(settings.stance, STANCES, STANCE_SIGN_NAMES);
    this.names = items.names;
    this.valences = items.valences;
    this.factors = items.factors;
    this.roles = items.roles;
    this.phrases = new PairTable(items.phrases);
    this.phraseEnds = items.phraseEnds;
    this.pairs = new PairTable(items.pairs);
    this.pairNames = items.pairNames;
    this.pairValences = items.pairValences;
    this.forms = new FormColumns(wordsOf(items), settings.rules.profane);
  }
}

/** The items of single words by their spelling. */
function wordsOf({ names, words }: ItemColumns): ReadonlyMap<string, number> {
  const items = new Map<string, number>();
  for (let i = 0; i < words.length; i++) items.set(names[words[i]!]!, words[i]!);
  return items;
}

export const STYLE_SHOUTED = 1;
export const STYLE_STRETCHED = 2;

/** What the lexicon knows of a form, by form id. Grows with the form table and is thrown away when that is emptied. */
export class FormColumns {
  items = new Int32Array(1 << 12);
  styles = new Uint8Array(1 << 12);
  private known = 0;
  private table: FormTable | undefined;
  private generation = -1;

  constructor(
    private readonly words: ReadonlyMap<string, number>,
    private readonly profane: readonly string[],
  ) {}

  /** Makes the columns cover every form of the table. Call it once a batch. */
  cover(forms: FormTable): void {
    if (this.table !== forms || this.generation !== forms.generation) {
      this.table = forms;
      this.generation = forms.generation;
      this.known = 0;
    }
    if (forms.size > this.items.length) this.grow(forms.size);
    for (let form = this.known; form < forms.size; form++) this.classify(form, forms.surface(form));
    this.known = forms.size;
  }

  private classify(form: number, surface: string): void {
    this.items[form] = 0;
    this.styles[form] = isShouted(surface) ? STYLE_SHOUTED : 0;
    const { candidates, stretched } = spellings(surface);
    if (stretched) this.styles[form]! |= STYLE_STRETCHED;
    for (const candidate of candidates) {
      const item = this.words.get(candidate);
      if (item === undefined) continue;
      this.items[form] = item;
      return;
    }
    const unmasked = unmask(surface, this.profane);
    if (unmasked !== undefined) this.items[form] = this.words.get(unmasked) ?? 0;
    else if (candidates[0]!.endsWith("n't")) this.items[form] = this.words.get('not') ?? 0;
  }

  private grow(size: number): void {
    const items = new Int32Array(size * 2);
    items.set(this.items);
    this.items = items;
    const styles = new Uint8Array(size * 2);
    styles.set(this.styles);
    this.styles = styles;
  }
}
