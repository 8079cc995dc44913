import { describe, expect, it } from 'vitest';
import { Suggester } from '../../../pipeline/lexicon/workbench/suggest.js';
import { suggestionCsv, suggestionJson, suggestionText } from '../../../src/terminal/suggestions.js';
import { bayesWeights } from '../../../src/workbench/naive-bayes.js';
import { lexiconOf, themeOf } from '../lexicon-of.js';
import { thread } from './corpus-of.js';

const LEAST = { leastUnits: 5, leastThreads: 2 };
const TEA = ['My kettle whistles on the copper hob.', 'The copper hob gleams.', 'A copper hob, never used.'];
const RAIN = ['The gutter drips.', 'Clouds again, and gutter noises.', 'Drizzle fell.', 'Mist and fog today.'];

/** Units that speak of tea are given the share; the rest nothing. */
async function suggesterOf(share = 1, threads = ['a', 'b']): Promise<Suggester> {
  const lexicon = await lexiconOf({ 'other.yml': themeOf('gutter').replace('id: theme', 'id: other'), 'theme.yml': themeOf('kettle') });
  const suggester = new Suggester(lexicon, 1, null);
  const texts = [...TEA, ...RAIN, ...RAIN];
  for (const id of threads) suggester.add(thread(lexicon, id, texts), new Map(texts.map((_, index) => [String(index + 1), index < TEA.length ? share : 0])));
  return suggester;
}

describe('suggestions', () => {
  it('are words of the carrying units that the patterns do not know, with evidence from missed units first', async () => {
    const found = (await suggesterOf()).result(LEAST, 2);
    expect([found.carrying, found.others, found.missed]).toEqual([6, 16, 4]);
    expect(found.terms.map(({ term, target, missed, reference, threads }) => [term, target, missed, reference, threads])).toEqual([['copper hob', 6, 4, 0, 2]]);
    expect(found.terms[0].evidence.map(({ file, label, left, keyword }) => [file, label, left, keyword])).toEqual([
      ['a.txt', '2', 'The ', 'copper hob'],
      ['a.txt', '3', 'A ', 'copper hob'],
    ]);
  });

  it('need five units in two threads, and a thread given twice is one', async () => {
    const once = (await suggesterOf(1, ['a', 'a'])).result({ ...LEAST, leastUnits: 3 }, 1);
    expect([once.carrying, once.terms]).toEqual([3, []]);
    expect((await suggesterOf()).result({ ...LEAST, leastUnits: 7 }, 1).terms).toEqual([]);
  });

  it('learn nothing from what a minority of coders gave', async () => {
    expect((await suggesterOf(0.4)).result(LEAST, 1)).toMatchObject({ carrying: 0, others: 16 });
    expect((await suggesterOf(0.5)).result(LEAST, 1)).toMatchObject({ carrying: 6, others: 16 });
  });

  it('know the neighbours of the patterns that matched', async () => {
    const { collocates } = (await suggesterOf()).result({ leastUnits: 2, leastThreads: 2, leastLogLikelihood: 1 }, 1);
    expect(collocates.map(({ term, target, reference }) => [term, target, reference])).toEqual([['whistles', 2, 0], ['copper', 2, 4]]);
    expect(collocates[0].evidence[0]).toMatchObject({ left: 'My kettle ', keyword: 'whistles' });
  });

  it('read the same as text, JSON and CSV', async () => {
    const suggester = await suggesterOf();
    const found = suggester.result(LEAST, 2);
    const lessons = { units: 0, isSample: false, rules: [], confusions: [] };
    const view = { theme: 'theme', isNew: false, reviewed: 0, newCodes: [], lessons, ...found, bayes: found.terms.map((one) => ({ ...one, weight: 2 })) };
    expect(suggestionText(view, 5)).toMatch(/^6 coded units carry theme \(the lexicon misses 4\), 16 do not\. Nothing is added/);
    expect(suggestionText(view, 5)).toContain('    a.txt:2  The [[copper hob]] gleams.');
    expect(JSON.parse(suggestionJson(view))).toMatchObject({ theme: 'theme', terms: [{ term: 'copper hob', target: 6 }], bayes: [{ weight: 2 }] });
    expect(suggestionCsv(view).trimEnd().split('\r\n').map((row) => row.split(',')[0])).toEqual(['\ufeffkind', 'term', 'term', 'bayes', 'bayes']);
  });
});

describe('naive Bayes', () => {
  it('weighs the words that speak for the theme, never those of its patterns', async () => {
    const weights = bayesWeights((await suggesterOf()).documents());
    expect([...weights.keys()].sort()).toEqual(['copper', 'hob']);
    expect(weights.get('copper')).toBeCloseTo(weights.get('hob')!, 9);
  });

  it('says nothing where all units are of one kind', () => {
    expect(bayesWeights([{ carries: true, words: ['tea'] }]).size).toBe(0);
    expect(bayesWeights([]).size).toBe(0);
  });
});
