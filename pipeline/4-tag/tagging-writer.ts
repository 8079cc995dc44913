import type { Rule, TaggingTable } from '../model.js';
import { MatchColumns } from '../lexicon/match-columns.js';

/** Collects the taggings of one batch after the other; its columns are used again. */
export class TaggingWriter {
  private readonly matches = new MatchColumns();
  private units = new Int32Array(64);
  private flags = new Uint8Array(64);

  constructor(private readonly rules: readonly Rule[]) {}

  /** Adds match `match` of `from` as a tagging of `unit`. */
  push(unit: number, from: MatchColumns, match: number, flags: number): void {
    const at = this.matches.count;
    this.matches.push(from.patterns[match]!, from.firsts[match]!, from.ends[match]!, from.sentences[match]!);
    if (at === this.units.length) this.grow();
    this.units[at] = unit;
    this.flags[at] = flags;
  }

  /** Gives the taggings added so far and begins anew. */
  take(): TaggingTable {
    const { rules, matches } = this;
    const { count } = matches;
    const patterns = matches.patterns.slice(0, count);
    matches.count = 0;
    return {
      count, rules, patterns,
      units: this.units.slice(0, count),
      themes: patterns.map((pattern) => rules[pattern]!.theme),
      firsts: matches.firsts.slice(0, count),
      ends: matches.ends.slice(0, count),
      sentences: matches.sentences.slice(0, count),
      flags: this.flags.slice(0, count),
    };
  }

  private grow(): void {
    const units = new Int32Array(this.units.length * 2);
    units.set(this.units);
    this.units = units;
    const flags = new Uint8Array(units.length);
    flags.set(this.flags);
    this.flags = flags;
  }
}
