import { describe, expect, it } from 'vitest';
import { CoverageCounter, type Coverage } from '../../../pipeline/lexicon/workbench/coverage.js';
import { coverageCsv, coverageJson, coverageText } from '../../../src/terminal/coverage.js';
import { lexiconOf, themeOf } from '../lexicon-of.js';
import { thread } from './corpus-of.js';

const THEME = themeOf('kettle', 'electric kettle', 'spoon ^0.3', 'teapot').replace('examples:', 'unless: |\n  fish\nexamples:');

async function coverageOf(threads: Readonly<Record<string, readonly string[]>>): Promise<Coverage> {
  const lexicon = await lexiconOf({ 'other.yml': themeOf('rain').replace('id: theme', 'id: other'), 'theme.yml': THEME });
  const counter = new CoverageCounter(lexicon, null);
  for (const [id, texts] of Object.entries(threads)) counter.add(thread(lexicon, id, texts));
  return counter.result({ leastUnits: 2, leastThreads: 2 });
}

const THREADS = {
  a: ['The kettle and the kettle.', 'An electric kettle.', 'A spoon!', 'Fish in the kettle.', 'A foghorn again.'],
  b: ['Spoon, kettle.', 'Rain on the kettle.', 'That foghorn.\nLoud.'],
};

describe('coverage', () => {
  it('counts for each pattern where it matched, what it gave, where it stood alone, and what stayed below', async () => {
    const { patterns } = await coverageOf(THREADS);
    const rows = patterns.map(({ theme, pattern, matches, units, codings, alone, below }) => [theme, pattern.text, matches, units, codings, alone, below]);
    expect(rows).toEqual([
      ['other', 'rain', 1, 1, 1, 1, 0],
      ['theme', 'kettle', 5, 4, 4, 2, 0],
      ['theme', 'electric kettle', 1, 1, 1, 1, 0],
      ['theme', 'spoon', 2, 2, 1, 0, 1],
      ['theme', 'teapot', 0, 0, 0, 0, 0],
    ]);
  });

  it('counts what guards took away, and finds those that took nothing', async () => {
    const lexicon = await lexiconOf({
      'theme.yml': 'id: theme\ndefinition: Tea.\nstrong: |\n  kettle\nunless: |\n  fish\n  whale\n  shed\nexcept: |\n  kettle drum\n  kettle hole\n  copper kettle\ncodes:\n  pots:\n    strong: |\n      pot\n    except: |\n      pot hole\n      kettle hole\n',
    });
    const counter = new CoverageCounter(lexicon, null);
    counter.add(thread(lexicon, 'a', ['A fine kettle of fish and a kettle.', 'The shed is open.', 'A kettle drum, and a pot in a pot hole.', 'A kettle and a kettle hole.', 'The copper kettle.']));
    const { guards } = counter.result({ leastUnits: 2, leastThreads: 2 });
    expect(guards.map(({ code, pattern, matches, vetoed }) => [code, pattern.text, matches, vetoed])).toEqual([
      ['', 'fish', 1, 2],
      ['', 'whale', 0, 0],
      ['', 'shed', 1, 0],
      ['', 'kettle drum', 1, 1],
      ['', 'kettle hole', 1, 1],
      ['', 'copper kettle', 1, 1],
      ['pots', 'pot hole', 1, 1],
      // The kettle is the theme's own; a guard of the code does not reach it.
      ['pots', 'kettle hole', 1, 0],
    ]);
  });

  it('names the units that got nothing, with what stayed below', async () => {
    const { units, covered, uncovered } = await coverageOf(THREADS);
    expect([units, covered]).toEqual([8, 4]);
    expect(uncovered.map(({ file, label, words, below, opening }) => [file, label, words, below, opening])).toEqual([
      ['a.txt', '3', 2, ['theme'], 'A spoon!'],
      ['a.txt', '4', 4, [], 'Fish in the kettle.'],
      ['a.txt', '5', 3, [], 'A foghorn again.'],
      ['b.txt', '3', 3, [], 'That foghorn. Loud.'],
    ]);
  });

  it('finds what is typical of them', async () => {
    const { typical } = await coverageOf({ a: [...THREADS.a, ...Array<string>(8).fill('A kettle.')], b: THREADS.b });
    expect(typical.map(({ term }) => term)).toEqual(['foghorn']);
  });

  it('is the same numbers as text, JSON and CSV', async () => {
    const coverage = await coverageOf(THREADS);
    const text = coverageText(coverage, 2);
    expect(text).toMatch(/^4 of 8 units \(50 %\) have a theme, 4 have none; in 1 of these something/);
    expect(text).toContain('5 patterns: 4 gave codings, 0 matched without giving any');
    expect(text).toMatch(/Patterns that never matched:\n\nlexicon\/theme\.yml:7 {2}teapot\n/);
    expect(text).toMatch(/Units without a theme \(2 of 4\):/);
    expect(text).toContain('1 guards (unless, except): 1 took matches away, 0 matched where there was nothing to take, 0 never matched here.');
    expect(JSON.parse(coverageJson(coverage))).toMatchObject({ guards: [{ rule: 'fish', section: 'unless', matches: 1, vetoed: 1 }], units: 8, covered: 4, patterns: [{ rule: 'rain', line: 4 }, { rule: 'kettle', codings: 4 }, {}, {}, {}], uncovered: [{ label: '3' }, {}, {}, {}] });
    const rows = coverageCsv(coverage).trimEnd().split('\r\n').map((row) => row.split(','));
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([21]));
    expect(rows.filter(([kind]) => kind === 'pattern')).toHaveLength(5);
    expect(rows.filter(([kind]) => kind === 'unit')).toHaveLength(4);
    expect(rows.filter(([kind]) => kind === 'guard').map((row) => row[rows[0]!.indexOf('vetoed')])).toEqual(['1']);
  });

  it('of nothing is nothing', async () => {
    expect(coverageText(await coverageOf({}), 5)).toMatch(/^0 of 0 units \(none\)/);
  });
});
