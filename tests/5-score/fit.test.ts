import { describe, expect, it } from 'vitest';
import { fitSentiment, type RatedSet } from '../../pipeline/5-score/fit.js';
import { readSentimentTables, shippedSentimentFolder } from '../../src/files/sentiment-lexicon.js';

const { value } = await readSentimentTables(shippedSentimentFolder());
if (!value) throw new Error('the shipped sentiment lexicon has errors');

const SETTINGS = { wordTexts: 2, pairTexts: 2, pulls: { listed: 1, unlisted: 1, pair: 2, negated: 2 }, least: 0.05, steps: 60, folds: 3, labels: ['made'], never: ['it', 'was'] };

/** Texts about invented words, so that no table knows them. */
const made: RatedSet = {
  name: 'made',
  weight: 1,
  texts: Array.from({ length: 60 }, (_, i) => {
    const kind = i % 3;
    const word = ['blorpish', 'zindly', 'table'][kind]!;
    return { text: `It was a ${word} thing ${i}`, rating: [-0.8, 0.8, 0][kind]!, label: ([-1, 1, 0] as const)[kind]! };
  }),
};

describe('fitSentiment', () => {
  const fitted = fitSentiment([made], value.tables, SETTINGS);
  const valenceOf = (words: string): number | undefined => fitted.rows.find((row) => row.words === words)?.valence;

  it('learns unknown words from ratings', () => {
    expect(valenceOf('blorpish')).toBeLessThan(-0.5);
    expect(valenceOf('zindly')).toBeGreaterThan(0.5);
  });

  it('gives the same rows again', () => {
    expect(fitSentiment([made], value.tables, SETTINGS)).toEqual(fitted);
  });

  it('draws a valence closer to its prior the stronger the pull', () => {
    const strong = fitSentiment([made], value.tables, { ...SETTINGS, pulls: { listed: 100, unlisted: 100, pair: 100, negated: 100 }, least: 0 });
    const held = strong.rows.find((row) => row.words === 'zindly')?.valence ?? 0;
    expect(Math.abs(held)).toBeLessThan(Math.abs(valenceOf('zindly') ?? 0));
  });

  it('puts the cuts where the labels part', () => {
    expect(fitted.calibration.negative).toBeLessThanOrEqual(0);
    expect(fitted.calibration.positive).toBeGreaterThanOrEqual(0);
    expect(fitted.heldOut[0]!.length).toBe(60);
  });
});
