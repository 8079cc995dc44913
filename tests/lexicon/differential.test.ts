import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchOf } from '../../pipeline/5-score/batch.js';
import { Tagger } from '../../pipeline/4-tag/tag.js';
import type { CompiledLexicon } from '../../pipeline/lexicon/compile.js';
import { readInflections } from '../../pipeline/lexicon/inflections.js';
import { taggingsOf } from '../../pipeline/lexicon/taggings.js';
import { Matcher } from '../../pipeline/lexicon/matcher.js';
import { loadSources } from '../../src/files/lexicon.js';
import { CODEBOOK_FILE, LEMMAS, TABLES, text, themeFile, themes, type Lines, type RandomRule, type RandomTheme } from './random-lexicon.js';
import { leftmostLongest, rangesOf, sentencesOf, type Range } from './reference.js';

const INFLECTIONS = readInflections('inflections.csv', Object.entries(LEMMAS).map(([lemma, forms]) => `${lemma},${forms.join(' ')}`).join('\n'));
const USUAL = { decisive: 2, strong: 1, weak: 0.25 } as const;
const RUNS = 120;

async function compile(written: readonly RandomTheme[]): Promise<CompiledLexicon> {
  const files = new Map(written.map((theme, index) => [`theme-${index}.yml`, themeFile(`theme-${index}`, theme)]));
  const { lexicon, problems } = await loadSources({ folder: 'random', files: new Map([['codebook.yml', CODEBOOK_FILE], ...files]), inflections: INFLECTIONS });
  if (!lexicon) throw new Error(problems.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return lexicon;
}

interface Found {
  readonly theme: number;
  readonly code: string;
  readonly rule: string;
  readonly sentence: number;
  readonly start: number;
  readonly end: number;
}
interface FoundCue extends Found {
  readonly strength: number;
  /** Which line of the theme it was. */
  readonly line: number;
}

/** What the slow matcher finds in one sentence for one theme, by the words of the README. */
function expectedMatches(theme: RandomTheme, index: number, words: readonly string[], sentence: number): readonly FoundCue[] {
  const ranges = (patterns: Lines): readonly Range[] => patterns.flatMap((line) => rangesOf(line, words, TABLES));
  const rules: readonly (readonly [string, RandomRule])[] = [['', theme.own], ['part', theme.part]];
  let line = 0;
  return rules.flatMap(([code, rule]) => {
    const guards = code === '' ? [theme.own] : [theme.own, rule];
    const isVetoed = guards.some(({ unless }) => ranges(unless).length > 0);
    const hidden = guards.flatMap(({ except }) => ranges(except));
    return Object.entries(rule.cues).flatMap(([section, patterns]) =>
      patterns.flatMap((written) => {
        const [pattern, own] = written.split(' ^');
        const here = line++;
        if (isVetoed) return [];
        const visible = rangesOf(pattern!, words, TABLES).filter(({ start, end }) => !hidden.some((hide) => hide.start < end && start < hide.end));
        const strength = own === undefined ? USUAL[section as keyof typeof USUAL] : Number(own);
        return leftmostLongest(visible).map(({ start, end }) => ({ theme: index, code, rule: pattern!, sentence, start, end, strength, line: here }));
      }),
    );
  });
}

/** The cues that stay and whether they reach the threshold: the strongest first, and each pattern counted once. */
function expectedTagging(found: readonly FoundCue[], words: number): readonly FoundCue[] {
  const order = [...found].sort((a, b) => b.strength - a.strength || b.end - b.start - (a.end - a.start) || a.sentence - b.sentence || a.start - b.start || a.line - b.line);
  const kept: FoundCue[] = [];
  for (const cue of order) if (!kept.some((other) => other.sentence === cue.sentence && other.start < cue.end && cue.start < other.end)) kept.push(cue);
  const sum = [...new Map(kept.map(({ line, strength }) => [line, strength])).values()].reduce((total, strength) => total + strength, 0);
  return sum >= (words <= 10 ? 1 : words <= 25 ? 1.5 : 2) ? kept : [];
}

const sorted = (found: readonly Found[]): readonly string[] =>
  found.map(({ theme, code, rule, sentence, start, end }) => `theme ${theme} ${code} sentence ${sentence} words ${start}-${end}: ${rule}`).sort();

describe('the compiled matcher and a slow one that shares no code with it', () => {
  it.each([
    ['with room for every state', undefined],
    ['forgetting its states all the time', 2],
    ['forgetting them now and then', 9],
  ])('find the same words in any text, %s', async (_, mostStates) => {
    let matches = 0;
    await fc.assert(
      fc.asyncProperty(themes, fc.array(text, { minLength: 1, maxLength: 3 }), async (written, texts) => {
        const lexicon = await compile(written);
        const matcher = new Matcher(lexicon, null, mostStates);
        for (const one of texts) {
          const batch = batchOf([one]);
          const sentences = sentencesOf(one);
          expect(batch.sentences.count).toBe(sentences.length);
          const expected = sentences.flatMap((words, sentence) => written.flatMap((theme, index) => expectedMatches(theme, index, words, sentence)));
          const found = sentences.flatMap((_words, sentence) =>
            matcher.match(batch, sentence).map(({ pattern, firstToken, endToken }): Found => {
              const { theme, code, pattern: { text: rule } } = lexicon.patterns[pattern]!;
              const first = batch.sentences.firstToken[sentence]!;
              return { theme, code, rule, sentence, start: firstToken - first, end: endToken - first };
            }),
          );
          expect(sorted(found)).toEqual(sorted(expected));
          matches += found.length;
        }
      }),
      { numRuns: RUNS },
    );
    expect(matches).toBeGreaterThan(RUNS);
  });

  it('give the same themes by the same cues', async () => {
    let given = 0;
    await fc.assert(
      fc.asyncProperty(themes, fc.array(text, { minLength: 1, maxLength: 3 }), async (written, texts) => {
        const lexicon = await compile(written);
        const batch = batchOf(texts);
        const taggings = taggingsOf(new Tagger(lexicon).tag(batch));
        texts.forEach((one, unit) => {
          const sentences = sentencesOf(one);
          const expected = written.flatMap((theme, index) =>
            expectedTagging(sentences.flatMap((words, sentence) => expectedMatches(theme, index, words, sentence)), sentences.flat().length),
          );
          const first = batch.annotations[unit]!.firstSentence;
          const found = taggings.filter((tagging) => tagging.unit === unit).map(({ theme, code, rule, sentence, firstToken, endToken }): Found => {
            const start = batch.sentences.firstToken[sentence]!;
            return { theme, code, rule, sentence: sentence - first, start: firstToken - start, end: endToken - start };
          });
          expect(sorted(found)).toEqual(sorted(expected));
          given += found.length;
        });
      }),
      { numRuns: RUNS },
    );
    expect(given).toBeGreaterThan(RUNS / 2);
  });
});
