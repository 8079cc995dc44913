import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { marksOf } from './marks.js';
import { parsePattern } from '../../pipeline/lexicon/language.js';
import { readThemeFile } from '../../pipeline/lexicon/theme-file.js';
import { DEFAULT_POLICY } from '../../pipeline/lexicon/codebook.js';
import { loadSources, readLexiconSources } from '../../src/files/lexicon.js';
import { partOfSpeechTagger } from '../../src/files/part-of-speech.js';
import { tag, themeOf } from './lexicon-of.js';

const README = readFileSync(new URL('../../lexicons/README.md', import.meta.url), 'utf8');
const blocks = [...README.matchAll(/```heddle\n([\s\S]*?)```/g)].map((match) =>
  match[1]!.trim().split('\n').map((line): readonly [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
);
const shipped = await readLexiconSources('lexicons/probation');
if ('problem' in shipped) throw new Error(shipped.problem.message);
const tagger = await partOfSpeechTagger();

describe('the README of the lexicons', () => {
  it('has an example for every operator of its table', () => {
    const patterns = blocks.map((block) => block.find(([key]) => key === 'pattern')![1]).join('\n');
    for (const sign of ['*', '?', '-', '{', '(', '[', '..', '..4', 'NEAR/', 'BEFORE/', ' AND ', ' NOT ', 'PSO', '=', '#', '@', '/1', '"AND"', '£*']) expect(patterns).toContain(sign);
  });

  it.each(blocks.map((block) => [block.find(([key]) => key === 'pattern')![1], block] as const))('is right about %s', async (pattern, block) => {
    const { lexicon, problems } = await loadSources({
      folder: 'readme',
      files: new Map([['codebook.yml', shipped.files.get('codebook.yml')!], ['theme.yml', themeOf(pattern)]]),
      inflections: shipped.inflections,
    });
    expect(problems).toEqual([]);
    const examples = block.filter(([key]) => key !== 'pattern');
    expect(examples.map(([key]) => key)).toEqual(expect.arrayContaining(['matches', 'ignores']));
    for (const [key, line] of examples) {
      const { text, marked } = marksOf(line);
      expect(marked.length > 0).toBe(key === 'matches');
      expect(tag(lexicon!, [text], { tagger }).map(({ words }) => words)).toEqual(marked);
    }
  });

  it('shows a theme that can be read, and whose parts can', () => {
    const yaml = [...README.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1]!);
    expect(yaml.length).toBeGreaterThan(3);
    for (const source of yaml) {
      const whole = source.includes('id: ') ? source : `id: part\n${source}`;
      const { theme, problems } = readThemeFile('README.md', whole, DEFAULT_POLICY);
      expect(problems).toEqual([]);
      expect(theme!.rules.flatMap(({ patterns }) => patterns).length).toBeGreaterThan(0);
    }
  });

  it('writes no pattern in its tables that cannot be read', () => {
    const table = README.slice(README.indexOf('| write | it matches |'), README.indexOf('### A word'));
    const cells = [...table.matchAll(/^\| (.*?) \| [^|]* \|$/gm)].flatMap((match) => [...match[1]!.matchAll(/`([^`]+)`/g)].map((cell) => cell[1]!.replaceAll('\\|', '|')));
    const patterns = cells.filter((cell) => cell !== 'write');
    expect(patterns.length).toBeGreaterThan(18);
    for (const pattern of patterns) expect([pattern, parsePattern(pattern).faults]).toEqual([pattern, []]);
  });
});
