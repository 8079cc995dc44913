import {
  STANCES, TAGGING_NEGATED, TAGGING_QUOTED, type Coding, type Scored, type Tagged, type Tagging, type TaggingTable,
} from '../model.js';

/** The taggings of a batch one by one, for readers that are not in a hurry; `table` may be its matches below the threshold. */
export function taggingsOf(batch: Tagged, table: TaggingTable = batch.taggings): Tagging[] {
  return Array.from({ length: table.count }, (_, i) => taggingAt(batch, table, i));
}

/** The codings of a batch one by one. */
export function codingsOf(batch: Scored): Coding[] {
  return taggingsOf(batch).map((tagging, i) => ({ ...tagging, stance: STANCES[batch.stances[i]!]!, stanceScore: batch.stanceScores[i]! }));
}

function taggingAt({ tokens }: Tagged, table: TaggingTable, i: number): Tagging {
  const { theme, code, text, weight } = table.rules[table.patterns[i]!]!;
  const firstToken = table.firsts[i]!;
  const endToken = table.ends[i]!;
  const flags = table.flags[i]!;
  return {
    unit: table.units[i]!, theme, code, rule: text, firstToken, endToken,
    span: { start: tokens.starts[firstToken]!, end: tokens.ends[endToken - 1]! },
    sentence: table.sentences[i]!,
    quoted: (flags & TAGGING_QUOTED) !== 0,
    negated: (flags & TAGGING_NEGATED) !== 0,
    weight,
  };
}

/** Where the taggings of a unit end that begin at `first`; taggings are in order of unit. */
export function endOfUnit({ units, count }: TaggingTable, first: number, unit: number): number {
  let end = first;
  while (end < count && units[end] === unit) end++;
  return end;
}
