import type { Tagged } from '../model.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { NearSums } from './near.js';
import { Reading } from './reading.js';
import { signsAfter } from './score.js';

/** Reads again what stands near the taggings of a batch that was scored before. */
export function readNear(tagged: Tagged, lexicon: SentimentLexicon): NearSums {
  const near = new NearSums(tagged, lexicon.policy.stance.near);
  const reading = new Reading(lexicon);
  const { firstToken, ends } = tagged.sentences;
  for (const sentence of new Set(tagged.taggings.sentences)) {
    const first = firstToken[sentence]!;
    const end = firstToken[sentence + 1]!;
    reading.read(tagged, first, end, signsAfter(tagged.text, tagged.tokens.ends[end - 1]!, ends[sentence]!));
    near.note(reading, sentence, first, end);
  }
  return near;
}
