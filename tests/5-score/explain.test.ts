import { describe, expect, it } from 'vitest';
import { batchOf } from '../../pipeline/5-score/batch.js';
import { explain } from '../../pipeline/5-score/explain.js';
import { score } from '../../pipeline/5-score/score.js';
import { loadSentimentLexicon } from '../../src/files/sentiment-lexicon.js';

const { value: lexicon } = await loadSentimentLexicon();
if (!lexicon) throw new Error('the shipped sentiment lexicon has errors');

describe('explain', () => {
  const text = 'The rota was NOT generous, but my team is really lovely! Could the pay be better?';
  const explanation = explain(text, lexicon);

  it('adds up to the score that stage 5 gives', () => {
    const scored = score(batchOf([text]), lexicon);
    expect(explanation.score).toBe(scored.unitSentiments[0]!.score / 10_000);
    expect(explanation.label).toBe(scored.unitSentiments[0]!.label);
    for (const sentence of explanation.sentences) {
      const sum = sentence.addends.reduce((total, { value }) => total + value, 0);
      const { spread, perWord } = lexicon.calibration;
      const expected = sum === 0 ? 0 : sum / Math.sqrt(sum * sum + spread + perWord * sentence.words);
      expect(sentence.score).toBeCloseTo(expected, 3);
    }
  });

  it('names the rules', () => {
    const rulesOf = (entry: string): readonly string[] => explanation.sentences.flatMap(({ addends }) => addends).find((one) => one.words.toLowerCase() === entry)?.rules ?? [];
    expect(rulesOf('generous')).toEqual(['negation', 'before a contrast', 'exclamation']);
    expect([...rulesOf('lovely')].sort()).toEqual(['after a contrast', 'degree word', 'exclamation']);
  });
});
