import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { expect, test } from 'vitest';
import { fromStored, toStored, type StoredLexicon } from '../../pipeline/lexicon/stored.js';
import { themesOf } from '../../pipeline/run-text.js';
import { loadCodingTools } from '../../src/files/coding-tools.js';

const PROBATION = join(import.meta.dirname, '..', '..', 'lexicons', 'probation');

test('a lexicon written to bytes and read back gives every example of the codebook the same themes by the same words and rules', async () => {
  const { tools } = await loadCodingTools(PROBATION);
  expect(tools).not.toBeNull();
  const { lexicon } = tools!;
  const again = fromStored(deserialize(serialize(toStored(lexicon))) as StoredLexicon, lexicon.testOf);
  expect(again.codebook.policy).toEqual(lexicon.codebook.policy);
  expect(again.needsTagger).toBe(lexicon.needsTagger);
  const first = themesOf(tools!);
  const second = themesOf({ ...tools!, lexicon: again });
  const examples = lexicon.codebook.themes.flatMap((theme) => theme.examples.map(({ text }) => text));
  expect(examples.length).toBeGreaterThan(280);
  const found = examples.map((text) => [...first(text).themes]);
  expect(found.some((themes) => themes.length > 0)).toBe(true);
  expect(examples.map((text) => [...second(text).themes])).toEqual(found);
});
