import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Problem } from '../../pipeline/model.js';
import { lockUnits } from '../../src/files/review/locked.js';
import { loadSentimentLexicon } from '../../src/files/sentiment-lexicon.js';
import { codedBatches } from '../../src/workbench/corpus.js';
import { readThreads } from '../../src/workbench/read-corpus.js';
import { lexiconOf, themeOf } from '../lexicon/lexicon-of.js';
import { writeThread } from './reviewed-folder.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'heddle corpus '));
  writeThread(folder, 'one', ['The kettle boiled.', 'A second kettle.', 'A third kettle.']);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('whatever tries patterns out on threads sees no unit that is set aside for tests', async () => {
  const { threads } = await readThreads([folder]);
  const locked = threads[0]!.units.filter(({ label }) => label === '2');
  await lockUnits(folder, locked.map(({ id, label }) => ({ id, file: 'one.txt', label })));
  const lexicon = await lexiconOf({ 'theme.yml': themeOf('kettle') });
  const tools = { lexicon, roles: null, sentiment: (await loadSentimentLexicon()).value!, tagger: null };
  for (const paths of [[folder], [join(folder, 'one.txt')]]) {
    const problems: Problem[] = [];
    const labels: string[] = [];
    for await (const { units } of codedBatches(paths, tools, problems)) labels.push(...units.map(({ label }) => label));
    expect([labels, problems]).toEqual([['post', '1', '3'], []]);
    expect((await readThreads(paths)).threads.flatMap(({ units }) => units.map(({ label }) => label))).toEqual(['post', '1', '3']);
  }
});
