import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import type { Tagged } from '../model.js';
import { endSigns } from './marks.js';
import { Reading } from './reading.js';

/**
 * What texts are made of, for fitting: text `t` has the entries `starts[t]` up to `starts[t + 1]`.
 * An entry is a parameter, an item of the lexicon or, from `itemCount` on, a pair, and what it is multiplied by while its valence is good, and while it is bad.
 */
export interface Features {
  readonly itemCount: number;
  readonly parameterCount: number;
  readonly starts: Int32Array;
  readonly parameters: Int32Array;
  readonly ifGood: Float64Array;
  readonly ifBad: Float64Array;
  /** Words a text. */
  readonly words: Int32Array;
}

/** Takes a batch whose units are texts by themselves; gives the entries that `score` would sum. */
export function featuresOf(batch: Tagged, lexicon: SentimentLexicon): Features {
  lexicon.cover(batch.forms);
  const reading = new Reading(lexicon);
  const { items } = reading;
  const itemCount = lexicon.names.length;
  const starts = new Int32Array(batch.units.length + 1);
  const words = new Int32Array(batch.units.length);
  const parameters: number[] = [];
  const ifGood: number[] = [];
  const ifBad: number[] = [];
  const { firstToken } = batch.sentences;
  batch.annotations.forEach((annotation, unit) => {
    for (let sentence = annotation.firstSentence; sentence < annotation.endSentence; sentence++) {
      const first = firstToken[sentence]!;
      const end = firstToken[sentence + 1]!;
      if (first === end) continue;
      words[unit]! += end - first;
      reading.read(batch.tokens, first, end, endSigns(batch, sentence));
      for (let k = 0; k < items.count; k++) {
        parameters.push(items.items[k]!);
        ifGood.push(items.ifGood[k]!);
        ifBad.push(items.ifBad[k]!);
      }
      for (let p = 0; p < items.pairCount; p++) {
        parameters.push(itemCount + items.pairs[p]!);
        ifGood.push(items.pairGood);
        ifBad.push(items.pairBad);
      }
    }
    starts[unit + 1] = parameters.length;
  });
  return {
    itemCount, parameterCount: itemCount + lexicon.pairNames.length, starts, words,
    parameters: Int32Array.from(parameters), ifGood: Float64Array.from(ifGood), ifBad: Float64Array.from(ifBad),
  };
}
