import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { agreementOf } from './agreement.js';
import { comments } from './corpus.js';
import { enlarged, importedFiles, importedLexicon, OWN_DICTIONARY, readCategories, SHARED_DICTIONARY, themeFinder } from './dictionary.js';
import { categoriesOf, wholeTokenRegex } from './regexes.js';

const DICTIONARIES = [
  { name: 'the dictionary of this folder', file: OWN_DICTIONARY, fewest: 20 },
  { name: 'the dictionary ../shared/bench/themes.yml (skipped where it is absent)', file: SHARED_DICTIONARY, fewest: 5 },
];

for (const { name, file, fewest } of DICTIONARIES) {
  describe.skipIf(!existsSync(file))(name, () => {
    it('gives imported the themes that regexes of the same entries find', async () => {
      const regexes = new Map(readCategories(file).map((category) => [category.name, wholeTokenRegex(category)]));
      const themes = agreementOf(comments(200_000), themeFinder(await importedLexicon(file)), regexes);
      expect(themes).toHaveLength(20);
      // Themes that nobody finds agree, and show nothing.
      expect(themes.filter(({ both }) => both >= 10).length).toBeGreaterThanOrEqual(fewest);
      expect(themes.filter(({ precision, recall }) => precision < 0.99 || recall < 0.99)).toEqual([]);
    });
  });
}

describe('whole tokens as quanteda means them', () => {
  const CASES: readonly (readonly [string, string, boolean])[] = [
    ['workload', 'Our WORKLOAD is up.', true],
    ['workload', 'Our workloads are up.', false],
    ['workload*', 'Our workloads are up.', true],
    ['*load', 'An overload.', true],
    ['stress', 'A stress-free week.', false],
    ['stress*', 'A stress-free week.', true],
    ['co?worker*', 'My co-workers left.', true],
    ['co?worker*', 'My coworkers left.', false],
    ["can't sleep", 'I can’t sleep.', true],
    ['too much to do', 'There is too much\tto do.', true],
    ['short-staffed', 'We are Short-staffed.', true],
    ['short-staffed', 'We are short staffed.', false],
    ['short staffed', 'We are short-staffed.', false],
    ['team-*', 'A team-building day.', true],
    ['pay', 'They said "pay", and \'pay\' again.', true],
    ['pay rise', 'That is my pay. Rise up!', false],
    ['bull?ing', 'Bullying.', true],
    ['no break*', 'No. Breaks are short.', false],
  ];

  it.each(CASES)('%s in: %s', async (entry, text, isThere) => {
    const yaml = `group:\n  theme: [${JSON.stringify(entry)}]\n`;
    const [category] = categoriesOf(yaml);
    expect(wholeTokenRegex(category!).test(text)).toBe(isThere);
    expect(await tags(yaml, text)).toEqual(isThere ? ['group / theme'] : []);
  });
});

describe('the material to measure with', () => {
  it('is the same for a seed, and a small corpus begins a large one', () => {
    const small = [...comments(20_000, 3)];
    expect([...comments(60_000, 3)].slice(0, small.length)).toEqual(small);
    expect([...comments(20_000, 4)]).not.toEqual(small);
  });

  it('grows a dictionary tenfold and keeps what it held', () => {
    const categories = readCategories(OWN_DICTIONARY);
    const larger = categoriesOf(enlarged(categories, 10));
    expect(larger.map(({ entries }) => entries.length)).toEqual(categories.map(({ entries }) => entries.length * 10));
    expect(larger.map(({ entries }, i) => entries.slice(0, categories[i]!.entries.length))).toEqual(categories.map(({ entries }) => entries));
    expect(importedFiles(enlarged(categories, 10)).size).toBe(21);
  });
});

async function tags(yaml: string, text: string): Promise<readonly string[]> {
  const { loadSources } = await import('../../src/files/lexicon.js');
  const { lexicon } = await loadSources({ folder: 'one', files: importedFiles(yaml), inflections: { table: new Map(), problems: [] } });
  return [...themeFinder(lexicon!)([{ id: '1', text }])[0]!];
}
