import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchOf } from '../../pipeline/5-score/batch.js';
import { explain } from '../../pipeline/5-score/explain.js';
import { score } from '../../pipeline/5-score/score.js';
import { compileSentiment } from '../../pipeline/lexicon/sentiment/compile.js';
import { codingsOf } from '../../pipeline/lexicon/taggings.js';
import { LABELS, STANCES, type WeightRow } from '../../pipeline/lexicon/sentiment/weights.js';
import type { Scored } from '../../pipeline/model.js';
import { Coder, type CodingTools } from '../../pipeline/run.js';
import { loadCodingTools } from '../../src/files/coding-tools.js';
import { shippedFolder } from '../../src/files/package-info.js';
import { readSentimentTables, shippedSentimentFolder } from '../../src/files/sentiment-lexicon.js';

const { tools } = await loadCodingTools(shippedFolder('lexicons', 'probation'));
const { value } = await readSentimentTables(shippedSentimentFolder());
if (!tools || !value) throw new Error('the shipped lexicons have errors');
const { tables } = value;
const THEMES = tools.lexicon.codebook.themes.map(({ id }) => id);

function threadOf(comments: readonly string[]): string {
  const body = comments.map((text, i) => `  ${i + 1}. ${text}\n\n    ReplyDelete\n\n`).join('');
  return `Monday 3 March 2025\nA title\nThe post says little.\n\n${comments.length} comments:\n\n${body}`;
}

function code(comments: readonly string[], own: CodingTools, explained = false): Scored {
  const source = { id: 't', file: 't.txt', digest: '', encoding: 'utf-8', text: threadOf(comments), attributes: [], warnings: [] };
  return new Coder(own, explained).code(source);
}

/** The tools with tables of weights of a test's own, and no readiness for any answer. */
function withWeights(leaning: readonly WeightRow[], stance: readonly WeightRow[]): CodingTools {
  const policy = { label: { negative: 0, neutral: 0, positive: 0 }, tone: 0, stance: { ...tables.policy.stance, readiness: { neg: 0, neu: 0, pos: 0, mix: 0 } } };
  return { ...tools!, sentiment: compileSentiment({ ...tables, leaning, stance, policy }, '') };
}

const stancesOf = (scored: Scored, theme: string): Record<string, string> =>
  Object.fromEntries(codingsOf(scored).filter((coding) => THEMES[coding.theme] === theme).map(({ unit, stance }) => [scored.units[unit]!.label, stance]));

describe('labels of units with a theme', () => {
  it('are those of the greatest sum of words, each counted once', () => {
    const leaning: WeightRow[] = [
      { kind: 'level', name: '', weights: [0.1, 0, 0] },
      { kind: 'word', name: 'frabjous', weights: [0, 0, 1] },
      { kind: 'word', name: 'manky', weights: [0, 1.5, 0] },
    ];
    const texts = ['Frabjous pay rise.', 'The pay rise.', 'Manky frabjous pay rise.', 'Frabjous frabjous frabjous manky pay rise.', 'FRABJOUS pay rise.'];
    const { units, unitSentiments } = code(texts, withWeights(leaning, []));
    const labels = Object.fromEntries(units.map(({ label }, i) => [label, unitSentiments[i]!.label]));
    expect(labels).toMatchObject({ 1: 'positive', 2: 'negative', 3: 'neutral', 4: 'neutral', 5: 'positive' });
  });

  it('are those of the scores where there is no theme', () => {
    const { unitSentiments, units } = code(['What a lovely wet day.', 'What a dreadful wet day.'], withWeights([{ kind: 'level', name: '', weights: [0, 9, 0] }], []));
    expect(units.map(({ label }, i) => [label, unitSentiments[i]!.label]).slice(1)).toEqual([['1', 'positive'], ['2', 'negative']]);
  });
});

describe('labels of units without a theme', () => {
  const leaning: WeightRow[] = [{ kind: 'level', name: '', weights: [0, 0.1, 0] }, { kind: 'word', name: 'frabjous', weights: [0, 0, 1] }];
  const labelsOf = ({ units, unitSentiments }: Scored): Record<string, string> => Object.fromEntries(units.map(({ label }, i) => [label, unitSentiments[i]!.label]));

  it('are those of the sums where another comment of the thread has one', () => {
    expect(labelsOf(code(['The pay rise.', 'What a dreadful frabjous day.', 'What a dreadful wet day.'], withWeights(leaning, [])))).toMatchObject({ 2: 'positive', 3: 'neutral' });
    expect(labelsOf(code(['What a dreadful frabjous day.'], withWeights(leaning, [])))).toMatchObject({ 1: 'negative' });
  });

  it('are those of the score in a table, whatever the other rows are', () => {
    const rows = ['The pay rise.', 'What a dreadful frabjous day.'];
    const one = Int32Array.of(0);
    const taggings = { count: 1, rules: [], units: one, themes: Int32Array.of(THEMES.indexOf('pay')), patterns: one, firsts: Int32Array.of(1), ends: Int32Array.of(3), sentences: one, flags: Uint8Array.of(0) };
    const batch = score({ ...batchOf(rows), taggings }, withWeights(leaning, []).sentiment, THEMES);
    expect(batch.unitSentiments.map(({ label }) => label)).toEqual(['neutral', 'negative']);
  });
});

describe('stances', () => {
  const only = (name: string, stance: (typeof STANCES)[number]): WeightRow[] => [
    { kind: 'level', name: '', weights: [0.01, 0, 0, 0] },
    { kind: 'sign', name, weights: STANCES.map((one) => (one === stance ? 1 : 0)) },
  ];

  it('read contrast in the sentence, at its start and after it', () => {
    const texts = ['The pay rise is late but welcome.', 'The pay rise is late.', 'But the pay rise is late.', 'The pay rise is late. However, it came.'];
    const found = (name: string): string[] => Object.entries(stancesOf(code(texts, withWeights([], only(name, 'mix'))), 'pay')).filter(([, stance]) => stance === 'mix').map(([label]) => label);
    expect(found('contrast')).toEqual(['1']);
    expect(found('contrast first')).toEqual(['3']);
    expect(found('contrast next')).toEqual(['4']);
  });

  it('read questions and negation', () => {
    const texts = ['Is the pay rise late?', 'The pay rise is late.', 'There was no pay rise.'];
    expect(stancesOf(code(texts, withWeights([], only('all asking', 'neu'))), 'pay')).toEqual({ 1: 'neu', 2: 'neg', 3: 'neg' });
    expect(stancesOf(code(texts, withWeights([], only('negated', 'pos'))), 'pay')).toEqual({ 1: 'neg', 2: 'neg', 3: 'pos' });
  });

  it('read the words of the coded sentences apart from those of the others', () => {
    const leaning: WeightRow[] = [{ kind: 'word', name: 'frabjous', weights: [-1, 0, 1] }, { kind: 'word', name: 'manky', weights: [1, 0, -1] }, { kind: 'word', name: 'umber', weights: [0, 2, 0] }];
    const texts = ['A frabjous pay rise. It came late.', 'The pay rise came. A frabjous day.', 'A frabjous pay rise. A manky pay rise.', 'A manky pay rise. It came late.', 'An umber pay rise. It came late.'];
    const found = (name: string): string[] => Object.entries(stancesOf(code(texts, withWeights(leaning, only(name, 'mix'))), 'pay')).filter(([, stance]) => stance === 'mix').map(([label]) => label);
    expect(found('words positive')).toEqual(['1']);
    expect(found('words negative')).toEqual(['4']);
    expect(found('others positive')).toEqual(['2']);
    expect(found('best words')).toEqual(['1', '3']);
    expect(found('worst words')).toEqual(['3', '4']);
    expect(found('mixed words')).toEqual(['3']);
    expect(found('plainest words')).toEqual(['5']);
  });

  it('take a theme for what it mostly is', () => {
    const rows: WeightRow[] = [{ kind: 'theme', name: 'pay', weights: [0, 0, 1, 0] }, { kind: 'theme', name: 'nothing-of-ours', weights: [9, 0, 0, 0] }];
    expect(stancesOf(code(['The pay rise is late.'], withWeights([], rows)), 'pay')).toEqual({ 1: 'pos' });
  });

  it('are one for all codings of a theme in a unit, and do not depend on other units', () => {
    const texts = ['The pay rise is a joke. My pension is lovely, thank you all.', 'Thank you for the training, it was brilliant.', 'No union rep came and morale is on the floor.'];
    const together = code(texts, tools);
    for (const { unit, theme, stance } of codingsOf(together)) {
      expect(codingsOf(together).filter((other) => other.unit === unit && other.theme === theme).every((other) => other.stance === stance)).toBe(true);
    }
    texts.forEach((text, i) => {
      const alone = code([text], tools);
      const plain = (scored: Scored, label: string): unknown[] => codingsOf(scored).filter(({ unit }) => scored.units[unit]!.label === label).map(({ rule, stance, stanceScore }) => [rule, stance, stanceScore]);
      expect(plain(alone, '1')).toEqual(plain(together, String(i + 1)));
    });
  });
});

describe('any text', () => {
  const word = fc.constantFrom(
    'pay', 'caseload', 'training', 'union', 'Napo', 'managers', 'not', 'never', 'but', 'although', 'good', 'dreadful', 'thanks', '?', '!', '...', '"', '“', '”', '(', ')', ',', ';', ' - ', '😡', '👏👏', 'f***ing', 'sooooo',
    'VERY', 'n’t', '\u0000', '\ud83d', 'é', '中文', '\t', 'https://example.org/pay?x=1', '90%', '1.1',
  );
  const odd = fc.oneof(fc.array(word, { maxLength: 120 }).map((words) => words.join(' ')), fc.string({ unit: 'binary', maxLength: 200 }));

  it('has scores of -1 to 1, labels, stances and reasons that add up', () => {
    fc.assert(
      fc.property(fc.array(odd, { minLength: 1, maxLength: 4 }), (texts) => {
        const scored = code(texts, tools, true);
        for (const score of [...scored.sentenceScores, ...scored.unitSentiments.map((one) => one.score), ...scored.stanceScores]) {
          expect(Number.isInteger(score) && Math.abs(score) <= 10_000).toBe(true);
        }
        for (const { stance } of codingsOf(scored)) expect(STANCES).toContain(stance);
        for (const { label } of scored.unitSentiments) expect(['negative', 'neutral', 'positive']).toContain(label);
        for (const { addends, answer, theme } of scored.leaningReasons!) {
          const sums = addends.reduce<number[]>((total, { adds }) => adds.map((added, a) => added + (total[a] ?? 0)), []);
          const names: readonly string[] = theme === null ? LABELS : STANCES;
          // The reasons know the unit's score to four decimals, stage 5 to all.
          expect(Math.max(...sums) - sums[names.indexOf(answer)]!).toBeLessThan(1e-3);
        }
        const { spread, perWord } = tables.calibration;
        scored.sentimentReasons!.forEach(({ sum, words, addends }, sentence) => {
          expect(addends.reduce((total, one) => total + one.valence * one.multiplier, 0)).toBeCloseTo(sum, 9);
          expect(Math.abs(sum / Math.sqrt(sum * sum + spread + perWord * words) - scored.sentenceScores[sentence]! / 10_000)).toBeLessThan(1e-4);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('is explained with finite numbers', () => {
    fc.assert(
      fc.property(odd, (text) => {
        const { score, sum, sentences } = explain(text, tools.sentiment);
        expect(Math.abs(score)).toBeLessThanOrEqual(1);
        expect([sum, ...sentences.flatMap(({ addends }) => addends.flatMap(({ value: added, multiplier }) => [added, multiplier]))].every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
