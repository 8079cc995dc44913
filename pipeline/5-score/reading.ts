import type { TokenTable } from '../model.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { Collector } from './collect.js';
import { findPairs } from './pairs.js';
import { WordRules } from './rules.js';
import { SentenceItems } from './sentence-items.js';

/** Reads one sentence after the other with a lexicon: which words it knows, how they change one another, which learned pairs they make. */
export class Reading {
  /** Of the sentence read last. */
  readonly items = new SentenceItems();
  private readonly collector: Collector;
  private readonly rules: WordRules;

  constructor(private readonly lexicon: SentimentLexicon) {
    this.collector = new Collector(lexicon);
    this.rules = new WordRules(lexicon);
  }

  /**
   * Reads the tokens `first` up to `end`, which lie in one sentence; `signs` says whether it asks or exclaims.
   * Call `lexicon.cover` for the batch's forms before.
   */
  read(tokens: TokenTable, first: number, end: number, signs: number): void {
    const { items } = this;
    this.collector.collect(tokens, first, end, items);
    items.beginChanges();
    if (items.count === 0) return;
    this.rules.apply(items, tokens, first, end, signs);
    findPairs(items, tokens, this.lexicon);
  }
}
