import type { BatchReading } from './batch-reading.js';
import type { Columns } from './columns.js';
import { CONTRAST_FIRST, CONTRAST_INSIDE, ENDS_ASKING, ENDS_EXCLAIMING } from './marks.js';
import { LEANING_SIGNS } from './sentence-leanings.js';

// A module's own constants are known where its loops are compiled; imported ones are looked up each time they are asked for.
const ASKS = ENDS_ASKING;
const EXCLAIMS = ENDS_EXCLAIMING;
const INSIDE = CONTRAST_INSIDE;
const FIRST = CONTRAST_FIRST;
const LONG = 200;
const CLASH = 4;
const THIRD = 1 / 3;
const AFTER_LEANINGS = LEANING_SIGNS;
/** More coded sentences say no more of a stance: long comments would all be called mixed. */
const MANY = 5;

/** Fills `out` with the signs of a unit, in the order of their names. */
export function unitSigns(batch: Columns, { values, marks }: BatchReading, unit: number, score: number, words: number, themes: number, out: Float64Array): void {
  const { firstSentence, endSentence, quoted } = batch.annotations[unit]!;
  let brightest = 0;
  let darkest = 0;
  let asking = 0;
  let exclaims = 0;
  let endsAsking = 0;
  for (let s = firstSentence; s < endSentence; s++) {
    const value = values[s]!;
    if (s === firstSentence || value > brightest) brightest = value;
    if (s === firstSentence || value < darkest) darkest = value;
    const mark = marks[s]! & (ASKS | EXCLAIMS);
    endsAsking = (mark & ASKS) !== 0 ? 1 : 0;
    asking += endsAsking;
    if (mark === EXCLAIMS) exclaims = 1;
  }
  const sentences = endSentence - firstSentence;
  const { kind } = batch.units[unit]!;
  let at = 0;
  out[at++] = score;
  out[at++] = brightest;
  out[at++] = -darkest;
  out[at++] = sentences === 0 ? 0 : values[endSentence - 1]!;
  out[at++] = Math.min(words, LONG) / 100;
  out[at++] = 1 / Math.sqrt(words + 1);
  out[at++] = asking > 0 ? 1 : 0;
  out[at++] = sentences === 0 ? 0 : asking / sentences;
  out[at++] = endsAsking;
  out[at++] = exclaims;
  out[at++] = quoted === 'all' ? 1 : 0;
  out[at++] = quoted === 'part' ? 1 : 0;
  out[at++] = themes * THIRD;
  out[at++] = kind === 'reply' ? 1 : 0;
  out[at++] = kind === 'post' ? 1 : 0;
}

/** What is known of a theme in a unit beside its sentences. */
export interface StanceContext {
  /** What is said near the codings, and the shares of them that are negated and quoted. */
  readonly near: number;
  readonly negated: number;
  readonly quoted: number;
}

/** Fills `out` with the signs of a theme's stance that are not made from leanings, which stand first; `sentences` are those of its codings, ascending and each once, `count` of them. */
export function stanceSigns(
  batch: Columns, { values, marks }: BatchReading, unit: number, sentences: Int32Array, count: number, context: StanceContext, out: Float64Array,
): void {
  const { firstSentence, endSentence } = batch.annotations[unit]!;
  const { firstToken } = batch.sentences;
  let sum = 0;
  let brightest = -1;
  let darkest = 1;
  let contrast = 0;
  let contrastFirst = 0;
  let contrastNext = 0;
  let asking = 0;
  let words = 0;
  let before = 0;
  let befores = 0;
  let next = 0;
  let nexts = 0;
  for (let k = 0; k < count; k++) {
    const s = sentences[k]!;
    const value = values[s]!;
    sum += value;
    if (value > brightest) brightest = value;
    if (value < darkest) darkest = value;
    words += firstToken[s + 1]! - firstToken[s]!;
    const mark = marks[s]!;
    if ((mark & INSIDE) !== 0) contrast++;
    if ((mark & FIRST) !== 0) contrastFirst++;
    if ((mark & ASKS) !== 0) asking++;
    if (s > firstSentence) {
      before += values[s - 1]!;
      befores++;
    }
    if (s + 1 < endSentence) {
      next += values[s + 1]!;
      nexts++;
      if ((marks[s + 1]! & FIRST) !== 0) contrastNext++;
    }
  }
  let at = AFTER_LEANINGS;
  out[at++] = sum / count;
  out[at++] = brightest;
  out[at++] = -darkest;
  out[at++] = brightest > 0 && darkest < 0 ? -brightest * darkest * CLASH : 0;
  out[at++] = context.near;
  out[at++] = contrast / count;
  out[at++] = contrastFirst / count;
  out[at++] = contrastNext / count;
  out[at++] = asking / count;
  out[at++] = asking === count ? 1 : 0;
  out[at++] = Math.min(count, MANY) * THIRD;
  out[at++] = count / Math.max(1, endSentence - firstSentence);
  out[at++] = Math.sqrt(words / count) / 4;
  out[at++] = befores === 0 ? 0 : before / befores;
  out[at++] = nexts === 0 ? 0 : next / nexts;
  out[at++] = context.negated;
  out[at++] = context.quoted;
}
