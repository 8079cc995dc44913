import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchOf } from '../../pipeline/5-score/batch.js';
import { Tagger } from '../../pipeline/4-tag/tag.js';
import { taggingsOf } from '../../pipeline/lexicon/taggings.js';
import { lexiconOf, tag } from '../lexicon/lexicon-of.js';
import { CODEBOOK_FILE, text, themeFile, themes } from '../lexicon/random-lexicon.js';

const words = (count: number): string => Array(count).fill('word').join(' ');
const lexicon = await lexiconOf({
  'caseload.yml': 'id: caseload\ndecisive: |\n  drowning in cases\nstrong: |\n  case*\n  overtime\n  high cases\nweak: |\n  busy\n  tired ^0.5\n  hectic ^0.5\ncodes:\n  hours:\n    strong: |\n      late hours\n',
  'pay.yml': 'id: pay\nstrong: |\n  pay\nunless: |\n  pay attention\nexcept: |\n  overtime pay\ncodes:\n  rise:\n    strong: |\n      pay rise\n    unless: |\n      government\n    except: |\n      no pay rise\n',
});
const found = (comment: string): readonly string[] => tag(lexicon, [comment]).map(({ theme, code, words: taken, weight }) => `${lexicon.codebook.themes[theme]!.id}/${code} ${taken} ${weight}`);

describe('strengths and thresholds', () => {
  it('one strong cue is enough in a short text, not in a longer one', () => {
    expect(found(`overtime ${words(89)}`)).toEqual(['caseload/ overtime 1']);
    expect(found(`overtime ${words(90)}`)).toEqual([]);
    expect(found(`overtime, hectic ${words(398)}`)).toHaveLength(2);
    expect(found(`overtime, hectic ${words(399)}`)).toEqual([]);
    expect(found(`drowning in cases ${words(3000)}`)).toEqual(['caseload/ drowning in cases 2']);
  });

  it('weak cues add up to what they are worth', () => {
    expect(found('busy')).toEqual([]);
    expect(found('busy, tired')).toEqual([]);
    expect(found('hectic, tired')).toEqual(['caseload/ hectic 0.5', 'caseload/ tired 0.5']);
  });

  it('the same pattern twice counts once, and is marked each time', () => {
    expect(found(`case, cases, case ${words(100)}`)).toEqual([]);
    expect(found(`case, cases, overtime ${words(100)}`)).toHaveLength(3);
    expect(found('tired tired')).toEqual([]);
  });

  it('of cues that overlap the strongest stays, of equal ones the longer', () => {
    expect(found('drowning in cases')).toEqual(['caseload/ drowning in cases 2']);
    expect(found('high cases')).toEqual(['caseload/ high cases 1']);
    expect(found(`high cases ${words(100)}`)).toEqual([]);
  });

  it('a theme may ask for more, and explain shows what stayed below', async () => {
    const strict = await lexiconOf({ 'a.yml': 'id: a\nthreshold: 1.5\nstrong: |\n  case\n  load\nweak: |\n  half ^0.5\n' });
    expect(tag(strict, ['case', 'case half', 'case load']).map(({ unit }) => unit)).toEqual([1, 1, 2, 2]);
    const batch = new Tagger(strict, { explain: true }).tag(batchOf(['case', 'case load']));
    expect([batch.taggings.count, taggingsOf(batch, batch.belowThreshold).map(({ unit, rule }) => [unit, rule])]).toEqual([2, [[0, 'case']]]);
  });
});

describe('guards', () => {
  it('an unless silences its rule in its sentence only', () => {
    expect(found('Pay attention to the pay.')).toEqual([]);
    expect(found('Pay attention. The pay is bad.')).toEqual(['pay/ pay 1']);
  });

  it('a theme’s guard holds for its codes, a code’s for that code alone', () => {
    expect(found('Pay attention to the pay rise.')).toEqual([]);
    expect(found('The government and the pay rise.')).toEqual(['pay/ pay 1']);
    expect(found('There was no pay rise.')).toEqual(['pay/ pay 1']);
    expect(found('A pay rise.')).toEqual(['pay/rise pay rise 1']);
  });

  it('an except hides its words and no others', () => {
    expect(found('I get overtime pay.')).toEqual(['caseload/ overtime 1']);
    expect(found('I get overtime pay and low pay.')).toEqual(['caseload/ overtime 1', 'pay/ pay 1']);
  });
});

describe('a tagging', () => {
  it('says whether its words are negated or quoted', () => {
    const batch = batchOf(['I have no overtime.', 'I do overtime, not less.', 'He says overtime is good.']);
    const start = batch.text.indexOf('overtime is');
    const quoted = { ...batch, annotations: batch.annotations.map((annotation, i) => (i === 2 ? { ...annotation, quotations: [{ start: start - 3, end: start + 5 }] } : annotation)) };
    expect(taggingsOf(new Tagger(lexicon).tag(quoted)).map(({ negated, quoted: isQuoted }) => [negated, isQuoted])).toEqual([[true, false], [false, false], [false, true]]);
  });

  it('names the pattern as it is written, the code, and the sentence', () => {
    const [tagging] = tag(lexicon, ['Hello there. So many late hours!']);
    expect(tagging).toMatchObject({ unit: 0, code: 'hours', rule: 'late hours', sentence: 1, weight: 1, words: 'late hours' });
  });

  it('slices to the words of its tokens, in order of unit, theme and place, and lies in one sentence', async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(themes, fc.array(text, { minLength: 1, maxLength: 3 }), async (written, texts) => {
        const random = await lexiconOf({ 'codebook.yml': CODEBOOK_FILE, ...Object.fromEntries(written.map((theme, i) => [`t${i}.yml`, themeFile(`t${i}`, theme)])) });
        const tagged = new Tagger(random).tag(batchOf(texts));
        const { tokens, sentences, annotations, text: whole } = tagged;
        const taggings = taggingsOf(tagged);
        for (const { unit, firstToken, endToken, span, sentence } of taggings) {
          expect([span.start, span.end]).toEqual([tokens.starts[firstToken], tokens.ends[endToken - 1]]);
          expect(whole.slice(span.start, span.end)).toMatch(/^\S(.*\S)?$/);
          expect(firstToken >= sentences.firstToken[sentence]! && endToken <= sentences.firstToken[sentence + 1]! && firstToken < endToken).toBe(true);
          expect(sentence >= annotations[unit]!.firstSentence && sentence < annotations[unit]!.endSentence).toBe(true);
          seen++;
        }
        const order = taggings.map(({ unit, theme, firstToken }) => unit * 1e8 + theme * 1e6 + firstToken);
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }),
      { numRuns: 60 },
    );
    expect(seen).toBeGreaterThan(30);
  });

  it('does not depend on the order of themes, of files, or of the texts before', async () => {
    await fc.assert(
      fc.asyncProperty(themes, fc.array(text, { minLength: 2, maxLength: 3 }), async (written, texts) => {
        const files = written.map((theme, i): readonly [string, string] => [`t${i}.yml`, themeFile(`t${i}`, theme)]);
        const renamed = [...files].reverse().map(([, source], i): readonly [string, string] => [`a${i}.yml`, source]);
        const summary = async (sources: readonly (readonly [string, string])[], comments: readonly string[]): Promise<readonly string[]> => {
          const random = await lexiconOf({ 'codebook.yml': CODEBOOK_FILE, ...Object.fromEntries(sources) });
          return tag(random, comments).map(({ unit, theme, code, rule, words: taken }) => `${comments[unit]} ${random.codebook.themes[theme]!.id}/${code} ${rule}: ${taken}`).sort();
        };
        const expected = await summary(files, texts);
        expect(await summary(renamed, texts)).toEqual(expected);
        expect(await summary(files, [...texts].reverse())).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});
