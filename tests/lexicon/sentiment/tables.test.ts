import { describe, expect, it } from 'vitest';
import { expandChoices } from '../../../pipeline/lexicon/sentiment/items.js';
import { parseDegrees, parseExamples, parseValences } from '../../../pipeline/lexicon/sentiment/parse.js';
import { parseNegation, parsePolicy } from '../../../pipeline/lexicon/sentiment/settings.js';
import { spellings, unmask } from '../../../pipeline/lexicon/sentiment/spelling.js';
import { LABELS, parseWeights } from '../../../pipeline/lexicon/sentiment/weights.js';
import type { Problem } from '../../../pipeline/model.js';
import { checkSentiment } from '../../../src/evaluation/check-sentiment.js';
import { shippedSentimentFolder } from '../../../src/files/sentiment-lexicon.js';

const located = (problems: readonly Problem[]): string[] => problems.map(({ file, line, severity, id }) => `${file}:${line} ${severity} ${id}`);

describe('tables of valences', () => {
  it('reads rows and passes over notes', () => {
    const problems: Problem[] = [];
    const rows = parseValences({ file: 'a.csv', text: '# a note\nwords,valence,why\ngrim,-2,\n"well, well",1,said twice\n' }, problems);
    expect(rows.map(({ words, valence, line }) => [words, valence, line])).toEqual([['grim', -2, 3], ['well, well', 1, 4]]);
    expect(problems).toEqual([]);
  });

  it('names the line of what it cannot read, and keeps the rest', () => {
    const problems: Problem[] = [];
    const rows = parseValences({ file: 'a.csv', text: 'words,valence\ngrim,bad\n,1\n(fed up,-1\ngood,1\ngood,2\n' }, problems);
    expect(rows.length).toBe(2);
    expect(located(problems)).toEqual(['a.csv:2 error bad-number', 'a.csv:3 error empty-words', 'a.csv:4 error open-bracket', 'a.csv:6 warning repeated-words']);
  });

  it('asks for its columns', () => {
    const problems: Problem[] = [];
    parseDegrees({ file: 'd.csv', text: 'words,size\nvery,2\n' }, problems);
    expect(problems[0]?.id).toBe('missing-column');
  });

  it('refuses a label that is none', () => {
    const problems: Problem[] = [];
    parseExamples({ file: 'e.csv', text: 'label,text\ngood,Fine.\n' }, problems);
    expect(located(problems)).toEqual(['e.csv:2 error bad-example']);
  });
});

describe('tables of weights', () => {
  it('names the line of what it cannot read, and keeps the rest', () => {
    const problems: Problem[] = [];
    const text = 'kind,name,negative,neutral,positive\nword,dreary,1,0,-1\nsmell,bad,1,1,1\nword,,1,1,1\nsign,tone,1,much,0\nlevel,,0.5,0,0\nword,dreary,2,0,0\n';
    const rows = parseWeights({ file: 'l.csv', text }, LABELS, problems);
    expect(rows.map(({ kind, name, weights }) => [kind, name, ...weights])).toEqual([['word', 'dreary', 1, 0, -1], ['level', '', 0.5, 0, 0], ['word', 'dreary', 2, 0, 0]]);
    expect(located(problems)).toEqual(['l.csv:3 error bad-weight', 'l.csv:4 error bad-weight', 'l.csv:5 error bad-number', 'l.csv:7 warning repeated-words']);
  });
});

describe('settings', () => {
  it('locates a setting that is wrong or unknown', () => {
    const problems: Problem[] = [];
    parsePolicy({ file: 'p.yml', text: 'label:\n  neutral: far\n  positive: 0\n  negative: 0\n' }, problems);
    expect(problems.find(({ message }) => message.includes('neutral'))?.line).toBe(2);
  });

  it('locates broken YAML', () => {
    const problems: Problem[] = [];
    expect(parseNegation({ file: 'n.yml', text: 'negators: [not\nreach: 3\n' }, problems)).toBeUndefined();
    expect(problems[0]?.id).toBe('bad-yaml');
    expect(problems[0]?.line).toBeGreaterThan(0);
  });
});

describe('spellings', () => {
  it('expands choices', () => {
    expect(expandChoices('(fed|cheesed) up [with|of]')).toEqual(['fed up', 'fed up with', 'fed up of', 'cheesed up', 'cheesed up with', 'cheesed up of']);
  });

  it('finds the word behind its ending, its spelling and its stretching', () => {
    expect(spellings('Sooooo')).toContain('so');
    expect(spellings('organised')).toContain('organized');
    expect(spellings('hated')).toContain('hate');
    expect(spellings('shambles’s')).toContain('shambles');
  });

  it('finds the word behind signs', () => {
    const profane = ['fuck', 'fucking', 'shit', 'cunt', 'arse'];
    expect(unmask('f***ing', profane)).toBe('fucking');
    expect(unmask('s@@t', profane)).toBe('shit');
    expect(unmask('*unt', profane)).toBe('cunt');
    expect(unmask('plain', profane)).toBeUndefined();
  });
});

describe('the shipped lexicon', () => {
  it('has no errors, and its examples come out as they should', async () => {
    const { problems, examples, failed } = await checkSentiment(shippedSentimentFolder());
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(failed).toBe(0);
    expect(examples).toBeGreaterThanOrEqual(20);
  });
});
