import type { FormTable } from '../../model.js';
import { Negation } from '../../text/negation.js';
import { FormFacts } from './form-facts.js';
import type { ItemColumns } from './items.js';
import { PairTable } from './pair-table.js';
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
  readonly roles: Int32Array;
  readonly phrases: PairTable;
  readonly phraseEnds: Int32Array;
  /** Two items, or 0 and an item for a word in the scope of a negator, to a number of `pairValences`. */
  readonly pairs: PairTable;
  readonly pairNames: readonly string[];
  readonly pairValences: Float64Array;
  private readonly forms: FormFacts;

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
    this.forms = new FormFacts(items, this.phrases, settings.rules.profane, this.leaning);
  }

  /** Learns every form of a table. Call it once a batch, before anything is read with this lexicon. */
  cover(forms: FormTable): void {
    this.forms.cover(forms);
    this.negation.cover(forms);
  }

  /** What is known of each form, `FACTS` numbers side by side; see form-facts.ts. Ask again for each batch. */
  get facts(): Int32Array {
    return this.forms.facts;
  }
}
