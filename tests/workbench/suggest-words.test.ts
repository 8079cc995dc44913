import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../pipeline/model.js';
import type { EditingTools } from '../../src/files/coding-tools.js';
import { loadSentimentLexicon } from '../../src/files/sentiment-lexicon.js';
import { suggestionCsv, suggestionText, type SuggestionView } from '../../src/terminal/suggestions.js';
import { suggestWords } from '../../src/workbench/suggest-words.js';
import { lexiconOf, themeOf } from '../lexicon/lexicon-of.js';
import { writeDecisions, writeThread, type Decided } from './reviewed-folder.js';

/** Labels 1 to 8. */
const TEXTS = [
  'The kettle is broken again and nobody mends it.',
  'A copper hob stands in the canteen, and I polish it.',
  'Somebody dented the copper hob on Friday.',
  'The gutter drips on the bicycles.',
  'My kettle of fish is another one.',
  'Clouds again, and a gutter full of leaves.',
  'The kettle at home whistles.',
  'Drizzle fell for a week.',
];

describe('suggestions from a review', () => {
  let folder = '';
  let tools: EditingTools;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'heddle suggest '));
    writeThread(folder, 'one', TEXTS);
    tools = { lexicon: await lexiconOf({ 'other.yml': themeOf('gutter').replace('id: theme', 'id: weather'), 'theme.yml': themeOf('kettle').replace('id: theme', 'id: tea') }), roles: null, sentiment: (await loadSentimentLexicon()).value!, tagger: null };
    const says = (at: string, given: readonly string[], more: readonly Decided[] = []): readonly Decided[] => [
      { coder: 'anna', at, item: 'done', value: 'yes', among: ['tea', 'weather'] },
      ...given.map((theme): Decided => ({ coder: 'anna', at, item: `theme:${theme}`, value: 'yes' })),
      ...more,
    ];
    await writeDecisions(folder, [
      ...says('1', ['tea'], [{ coder: 'anna', at: '1', item: 'new-code', value: 'broken kit; Tea breaks' }]),
      ...says('2', ['tea']),
      ...says('3', ['tea'], [{ coder: 'anna', at: '3', item: 'new-code', value: 'Broken kit' }]),
      ...says('4', ['weather']),
      ...says('5', ['weather']),
      ...says('6', ['weather'], [{ coder: 'anna', at: '6', item: 'new-code', value: 'leaves' }]),
      ...says('7', ['tea']),
      ...says('8', []),
    ]);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function suggested(theme: string, least = 5): Promise<{ readonly view: SuggestionView | null; readonly problems: readonly Problem[] }> {
    const problems: Problem[] = [];
    return { view: await suggestWords({ theme, folders: [folder], evidence: 2, least }, 'lexicon', tools, problems), problems };
  }

  it('are words that units share which a reviewer gave the theme against the lexicon', async () => {
    const { view } = await suggested('tea');
    expect(view).toMatchObject({ carrying: 4, others: 4, missed: 2, reviewed: 4 });
    expect(view!.correctedUnits.map(({ label }) => label)).toEqual(['2', '3']);
    expect(view!.corrected.map(({ term, target, reference, evidence }) => [term, target, reference, evidence.map(({ label }) => label)])).toEqual([['copper hob', 2, 0, ['2', '3']]]);
  });

  it('are codes that reviewers added to units of the theme, or that speak its name, with who and where', async () => {
    const { view } = await suggested('tea');
    expect(view!.newCodes.map(({ name, units, carrying, evidence }) => [name, units, carrying, evidence.map(({ label, coder }) => `${label} ${coder}`)])).toEqual([
      ['broken kit', 2, 2, ['1 anna', '3 anna']],
      ['Tea breaks', 1, 1, ['1 anna']],
    ]);
  });

  it('are patterns that were wrong, and what was meant instead, each with the words that misled', async () => {
    const { lessons } = (await suggested('tea')).view!;
    expect(lessons.isSample).toBe(false);
    expect(lessons.rules.map(({ rule, wrong, units, evidence }) => [rule, wrong, units, evidence.map(({ label, keyword }) => `${label} ${keyword}`)])).toEqual([['kettle', 1, 3, ['5 kettle']]]);
    expect(lessons.confusions.map(({ given, meant, units, evidence }) => [given, meant, units, evidence.map(({ label }) => label)])).toEqual([['tea', 'weather', 1, ['5']]]);
  });

  it('come for a code that the lexicon does not have yet', async () => {
    const { view } = await suggested('broken-kit');
    expect(view).toMatchObject({ isNew: true, carrying: 2, others: 6 });
    expect((await suggested('Broken kit')).view).toEqual(view);
    expect(suggestionText(view!, 5)).toMatch(/^2 units were given the code broken-kit in a review, 6 reviewed units were not\./);
  });

  it('do not come for what nobody knows', async () => {
    expect(await suggested('teas')).toMatchObject({ view: null, problems: [{ id: 'unknown-theme', hint: 'Did you mean "tea"?' }] });
  });

  it('read the same as text and CSV', async () => {
    const { view } = await suggested('tea');
    const text = suggestionText(view!, 5);
    for (const part of ['4 coded units carry tea, 4 of them by review (the lexicon misses 2)', 'broken kit  2 units (2 carry the theme) in 1 thread', 'kettle  wrong in 1 of 3 units', 'tea, meant weather  1 unit', 'Nothing is added']) expect(text).toContain(part);
    const kinds = suggestionCsv(view!).trimEnd().split('\r\n').slice(1).map((row) => row.split(',')[0]);
    expect(new Set(kinds)).toEqual(new Set(['corrected', 'corrected_unit', 'new_code', 'rule', 'confusion']));
  });
});
