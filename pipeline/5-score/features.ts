import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import type { Tagged } from '../model.js';
import { Reading } from './reading.js';
import { signsAfter } from './score.js';

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
  lexicon.forms.cover(batch.forms);
  const reading = new Reading(lexicon);
  const itemCount = lexicon.names.length;
  const starts = new Int32Array(batch.units.length + 1);
  const words = new Int32Array(batch.units.length);
  const parameters: number[] = [];
  const ifGood: number[] = [];
  const ifBad: number[] = [];
  const { firstToken, ends } = batch.sentences;
  batch.annotations.forEach((annotation, unit) => {
    for (let sentence = annotation.firstSentence; sentence < annotation.endSentence; sentence++) {
      const first = firstToken[sentence]!;
      const end = firstToken[sentence + 1]!;
      if (first === end) continue;
      words[unit]! += end - first;
      reading.read(batch, first, end, signsAfter(batch.text, batch.tokens.ends[end - 1]!, ends[sentence]!));
      for (let k = 0; k < reading.count; k++) {
        parameters.push(reading.items[k]!);
        ifGood.push(reading.ifGood[k]!);
        ifBad.push(reading.ifBad[k]!);
      }
      for (let p = 0; p < reading.pairCount; p++) {
        parameters.push(itemCount + reading.pairs[p]!);
        ifGood.push(reading.pairGood);
        ifBad.push(reading.pairBad);
      }
    }
    starts[unit + 1] = parameters.length;
  });
  return {
    itemCount, parameterCount: itemCount + lexicon.pairNames.length, starts, words,
    parameters: Int32Array.from(parameters), ifGood: Float64Array.from(ifGood), ifBad: Float64Array.from(ifBad),
  };
}
