import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RE2JS } from 're2js';
import { fromStored, toStored, type StoredLexicon } from '../../pipeline/lexicon/stored.js';
import { themesOf } from '../../pipeline/run-text.js';
import { loadCodingTools } from '../../src/files/coding-tools.js';

const PROBATION = join(import.meta.dirname, '..', '..', 'lexicons', 'probation');

function regex(source: string): (word: string) => boolean {
  const compiled = RE2JS.compile(source);
  return (word) => compiled.matcher(word).matches();
}

test('a lexicon read back from JSON gives every example of the codebook the same themes by the same words and rules', async () => {
  const { tools } = await loadCodingTools(PROBATION);
  expect(tools).not.toBeNull();
  const json = JSON.stringify(toStored(tools!.lexicon));
  const again = fromStored(JSON.parse(json) as StoredLexicon, regex);
  const first = themesOf(tools!);
  const second = themesOf({ ...tools!, lexicon: again });
  const examples = tools!.lexicon.codebook.themes.flatMap((theme) => theme.examples.map(({ text }) => text));
  expect(examples.length).toBeGreaterThan(280);
  const found = examples.map((text) => [...first(text).themes]);
  expect(found.some((themes) => themes.length > 0)).toBe(true);
  expect(examples.map((text) => [...second(text).themes])).toEqual(found);
});

test('a stored lexicon keeps thresholds without an upper end, and patterns that can be parsed when asked', async () => {
  const { tools } = await loadCodingTools(PROBATION);
  const again = fromStored(JSON.parse(JSON.stringify(toStored(tools!.lexicon))) as StoredLexicon, regex);
  expect(again.codebook.policy).toEqual(tools!.lexicon.codebook.policy);
  const [pattern] = again.codebook.themes[0]!.rules[0]!.patterns;
  expect(pattern!.node).toEqual(tools!.lexicon.codebook.themes[0]!.rules[0]!.patterns[0]!.node);
});
