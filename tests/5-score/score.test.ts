import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { batchOf } from '../../pipeline/5-score/batch.js';
import { score, Scorer } from '../../pipeline/5-score/score.js';
import { loadSentimentLexicon } from '../../src/files/sentiment-lexicon.js';

const { value: lexicon, problems } = await loadSentimentLexicon();
if (!lexicon) throw new Error(problems.map(({ message }) => message).join('\n'));

const scoreOf = (text: string): number => score(batchOf([text]), lexicon).unitSentiments[0]!.score;

describe('score', () => {
  it('turns a good word in the clause of a negator, and no further', () => {
    expect(scoreOf('The manager was helpful.')).toBeGreaterThan(0);
    expect(scoreOf('The manager was not helpful.')).toBeLessThan(0);
    expect(scoreOf('It was not raining; the manager was helpful.')).toBeGreaterThan(0);
  });

  it('keeps a wish below a statement', () => {
    expect(scoreOf('The training could be good.')).toBeLessThan(scoreOf('The training is good.'));
  });

  it('reads masked swearing', () => {
    expect(scoreOf('This is sh*t.')).toBeLessThan(0);
    expect(scoreOf('What a f***ing mess.')).toBeLessThan(0);
  });

  it('gives integers from -10000 to 10000 for any text', () => {
    const odd = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.array(fc.constantFrom('not', 'good', 'terrible', '!', '?', '\n', '"', '😀', 'VERY', ',', 'but', '😡', 'sh*t'), { maxLength: 200 }).map((words) => words.join(' ')));
    fc.assert(
      fc.property(odd, (text) => {
        const scored = score(batchOf([text]), lexicon);
        for (const value of [...scored.sentenceScores, ...scored.unitSentiments.map((unit) => unit.score)]) {
          expect(Number.isInteger(value) && Math.abs(value) <= 10_000).toBe(true);
        }
      }),
    );
  });

  it('gives nothing for a text without words', () => {
    expect(scoreOf('')).toBe(0);
    expect(scoreOf('?!?! ...')).toBe(0);
  });

  it('counts a quotation in its sentence but not in the unit of the author', () => {
    const text = 'He said "this is a wonderful success". I left.';
    const batch = batchOf([text]);
    const start = text.indexOf('this');
    const quotations = [{ start, end: text.indexOf('"', start) }];
    const part = score({ ...batch, annotations: [{ ...batch.annotations[0]!, quoted: 'part', quotations }] }, lexicon);
    expect(part.sentenceScores[0]).toBeGreaterThan(0);
    expect(part.unitSentiments[0]!.score).toBeLessThan(part.sentenceScores[0]!);
    const all = score({ ...batch, annotations: [{ ...batch.annotations[0]!, quoted: 'all', quotations }] }, lexicon);
    expect(all.unitSentiments[0]!.score).toBeGreaterThan(part.unitSentiments[0]!.score);
  });

  it('does not depend on what was scored before', () => {
    const texts = ['Not good at all.', 'I love it!', 'The worst year, but we laughed.'];
    const together = score(batchOf(texts), lexicon).unitSentiments;
    expect(together).toEqual(texts.map((text) => score(batchOf([text]), lexicon).unitSentiments[0]));
  });

  it('gives a batch the same whatever batches one scorer had before, short and long', () => {
    const word = fc.constantFrom('not', 'good', 'terrible', 'but', 'The', 'GREAT', 'sooo', 'less', 'caseload', 'could', 'a', 'waste', 'of', 'time', '.', '?', '!', ',', '(', '\n');
    const text = fc.oneof(fc.array(word, { maxLength: 30 }), fc.array(word, { minLength: 80, maxLength: 200 })).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 4 }), (batches) => {
        const scorer = new Scorer(lexicon);
        for (const texts of batches) {
          const batch = batchOf(texts);
          const again = scorer.score(batch);
          const alone = score(batch, lexicon);
          expect(again.sentenceScores).toEqual(alone.sentenceScores);
          expect(again.unitSentiments).toEqual(alone.unitSentiments);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('keeps the scores of a batch when the next is scored', () => {
    const scorer = new Scorer(lexicon);
    const first = scorer.score(batchOf(['A good day. A terrible week.']));
    const kept = [...first.sentenceScores];
    scorer.score(batchOf(['Terrible. Good. Terrible.']));
    expect([...first.sentenceScores]).toEqual(kept);
  });
});
