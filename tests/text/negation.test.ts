import { describe, expect, it } from 'vitest';
import { batchOf } from '../../pipeline/5-score/batch.js';
import { Negation, NegationScopes } from '../../pipeline/text/negation.js';

/** The negated words of a text. */
function negated(text: string): string[] {
  const batch = batchOf([text]);
  const scopes = new NegationScopes(batch, new Negation());
  const words: string[] = [];
  for (let sentence = 0; sentence < batch.sentences.count; sentence++) {
    for (let token = batch.sentences.firstToken[sentence]!; token < batch.sentences.firstToken[sentence + 1]!; token++) {
      if (scopes.isNegated(sentence, token)) words.push(batch.text.slice(batch.tokens.starts[token]!, batch.tokens.ends[token]!));
    }
  }
  return words;
}

describe('negation', () => {
  it.each([
    ['They do not value training.', ['value', 'training']],
    ['Not fair but legal.', ['fair']],
    ['I didn’t mind; they cared.', ['mind']],
    ['No, it was good.', []],
    ['Not only good.', []],
    ['Never kind, or fair.', ['kind', 'or', 'fair']],
    ['No pay and I left.', ['pay']],
    ['Nobody came. People left.', ['came']],
    ['Nobody felt no, never mind fairness.', ['felt', 'no', 'mind', 'fairness']],
    ['They never came without only asking nicely.', ['came', 'without']],
    ['We left because it was not safe (or clean).', ['safe']],
  ])('%s', (text, expected) => {
    expect(negated(text)).toEqual(expected);
  });

  it('reaches no further than its reach', () => {
    expect(negated('not one two three four five six seven eight nine').length).toBe(7);
    expect(negated('not one two never three four five six seven eight nine ten').length).toBe(10);
  });
});
