import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORM_ADDRESS, FORM_OVERLONG, LONGEST_FORM } from '../../pipeline/text/forms.js';
import {
  GAP_BRACKET, GAP_CLAUSE, GAP_COMMA, GAP_ELLIPSIS, GAP_EXCLAMATION, GAP_HYPHEN, GAP_PARAGRAPH, GAP_QUESTION, GAP_QUOTE, GAP_SPACE, GAP_STOP,
} from '../../pipeline/text/gap.js';
import { paragraphsOf, surfaces, tokenize } from './cut.js';

/** A text and its tokens, parted by bars. */
const CASES: readonly (readonly [string, string])[] = [
  // Apostrophes
  ["don't", "don't"],
  ['don’t', 'don’t'],
  ["the officers' room", 'the|officers|room'],
  ["'quoted' words", 'quoted|words'],
  ["PO's and pso’s", 'PO\'s|and|pso’s'],
  ["rock 'n' roll", 'rock|n|roll'],
  ["'Getafix said", 'Getafix|said'],
  ["since '04", 'since|04'],
  // Masked words
  ['f***ing awful', 'f***ing|awful'],
  ['cover their a@@@ again', 'cover|their|a@@@|again'],
  ['what a *unt', 'what|a|*unt'],
  ['s@@t happens', 's@@t|happens'],
  ['utter b******s.', 'utter|b******s'],
  ['sh*t', 'sh*t'],
  ['that is *really* bad', 'that|is|really|bad'],
  ['**bold**', 'bold'],
  ['a footnote* here', 'a|footnote|here'],
  // Acronyms
  ['the P.S.S. order', 'the|P.S.S|order'],
  ['N.P.S', 'N.P.S'],
  ['e.g. this', 'e.g|this'],
  ['the end.Start again', 'the|end|Start|again'],
  ['R&D and M&S', 'R&D|and|M&S'],
  ['AT&T', 'AT&T'],
  // Addresses
  ['see https://example.org/a?b=c.', 'see|https://example.org/a?b=c'],
  ['(http://example.org)', 'http://example.org'],
  ['www.example.org, then', 'www.example.org|then'],
  ['write to jo.bloggs@example.org today', 'write|to|jo.bloggs@example.org|today'],
  ['https is a word', 'https|is|a|word'],
  // Numbers
  ['£400 a month', '£400|a|month'],
  ['£1,234.50', '£1,234.50'],
  ['at 110%', 'at|110%'],
  ['at 07:59 sharp', 'at|07:59|sharp'],
  ['3.5 cases', '3.5|cases'],
  ['in 2014.', 'in|2014'],
  ['£12k', '£12k'],
  ['the 2nd of 3', 'the|2nd|of|3'],
  ['$5 or €6', '$5|or|€6'],
  ['50/50', '50|50'],
  ['10-20 years', '10|20|years'],
  // Hyphens and dashes
  ['my co-worker', 'my|co|worker'],
  ['well – no', 'well|–|no'.replace('|–', '')],
  ['well - no', 'well|no'],
  ['yes—no', 'yes|no'],
  // Pictures
  ['nice 😂', 'nice|😂'],
  ['😂😂', '😂|😂'],
  ['👍🏽 yes', '👍🏽|yes'],
  ['👩‍👧 home', '👩‍👧|home'],
  ['I ❤️ it', 'I|❤️|it'],
  ['great :-) really', 'great|:-)|really'],
  ['no :( sorry', 'no|:(|sorry'],
  ['ha ;)', 'ha|;)'],
  ['love <3', 'love|<3'],
  ['note: dogs', 'note|dogs'],
  ['(see:D) x', 'see|D|x'],
  ['ratio 1:3', 'ratio|1:3'],
  // Signs
  ['', ''],
  ['... !!! ???', ''],
  ['naïve café', 'naïve|café'],
  ['soft\u00adhyphen', 'soft\u00adhyphen'],
  ['PO/PSO', 'PO|PSO'],
  ['non\u00a0breaking', 'non|breaking'],
  ['snake_case', 'snake_case'],
  ['Delete.It', 'Delete|It'],
  ['A+E', 'A|E'],
  ['#TeamProbation @jim', 'TeamProbation|jim'],
];

describe('tokens', () => {
  it.each(CASES)('of %j', (text, expected) => {
    expect(surfaces(text).join('|')).toBe(expected);
  });

  it('keeps compounds whole where the codebook says so', () => {
    expect(surfaces('a co-worker, well-run - no', 'keep')).toEqual(['a', 'co-worker', 'well-run', 'no']);
  });

  it('gives curly and straight apostrophes and soft hyphens one form', () => {
    const { tokens } = tokenize('don\'t don’t don`t work wo\u00adrk');
    expect(tokens.forms[1]).toBe(tokens.forms[0]);
    expect(tokens.forms[2]).toBe(tokens.forms[0]);
    expect(tokens.forms[4]).toBe(tokens.forms[3]);
    expect(tokens.forms[3]).not.toBe(tokens.forms[0]);
  });

  it('gives addresses and overlong runs forms that no pattern matches', () => {
    const { tokens } = tokenize(`https://example.org/x ${'a'.repeat(LONGEST_FORM)} ${'a'.repeat(LONGEST_FORM + 1)} word`);
    expect(tokens.forms[0]).toBe(FORM_ADDRESS);
    expect(tokens.forms[1]).not.toBe(FORM_OVERLONG);
    expect(tokens.forms[2]).toBe(FORM_OVERLONG);
    expect(tokens.forms[3]).not.toBe(FORM_OVERLONG);
  });

  it.each<readonly [string, number]>([
    ['a b', GAP_SPACE],
    ['a, b', GAP_SPACE | GAP_COMMA],
    ['a. b', GAP_SPACE | GAP_STOP],
    ['ab.Cd', GAP_STOP],
    ['a... b', GAP_SPACE | GAP_ELLIPSIS],
    ['a… b', GAP_SPACE | GAP_ELLIPSIS],
    ['a! b', GAP_SPACE | GAP_EXCLAMATION],
    ['a?! b', GAP_SPACE | GAP_EXCLAMATION | GAP_QUESTION],
    ['a: b', GAP_SPACE | GAP_CLAUSE],
    ['a-b', GAP_HYPHEN],
    ['a - b', GAP_SPACE | GAP_CLAUSE],
    ['a "b', GAP_SPACE | GAP_QUOTE],
    ['a (b', GAP_SPACE | GAP_CLAUSE | GAP_BRACKET],
  ])('says what stands between the words of %j', (text, gap) => {
    const { tokens } = tokenize(text);
    expect(tokens.count).toBe(2);
    expect(tokens.before[0]! & GAP_PARAGRAPH).toBe(GAP_PARAGRAPH);
    expect(tokens.before[1]).toBe(gap);
  });

  const anyText = fc
    .array(fc.oneof(fc.constantFrom(...'aB1.\'’-*@#£$%:/()"“” \n,!?&…😂❤\ufe0f\u200d\u00ad'), fc.constantFrom('http://x', 'www.a', 'e.g.', ':-)', '<3'), fc.string({ unit: 'grapheme', maxLength: 3 })), { maxLength: 60 })
    .map((parts) => parts.join(''));

  it('lie in order, apart from one another and inside their paragraphs, and hold no blank', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('split' as const, 'keep' as const), (text, hyphens) => {
        const { tokens } = tokenize(text, hyphens);
        const paragraphs = paragraphsOf(text);
        let end = 0;
        let paragraph = 0;
        for (let i = 0; i < tokens.count; i++) {
          const [start, stop] = [tokens.starts[i]!, tokens.ends[i]!];
          expect(start).toBeGreaterThanOrEqual(end);
          expect(stop).toBeGreaterThan(start);
          while (paragraphs[paragraph]!.end < stop) paragraph++;
          expect(start).toBeGreaterThanOrEqual(paragraphs[paragraph]!.start);
          expect(text.slice(start, stop)).not.toMatch(/[ \n]/);
          end = stop;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('leave out no letter and no digit', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { tokens } = tokenize(text);
        let rest = '';
        let at = 0;
        for (let i = 0; i < tokens.count; i++) {
          rest += text.slice(at, tokens.starts[i]);
          at = tokens.ends[i]!;
        }
        expect(rest + text.slice(at)).not.toMatch(/[\p{L}\p{Nd}]/u);
      }),
      { numRuns: 500 },
    );
  });

  it('have the form that is written, whatever other texts were read before', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { tokens, forms } = tokenize(text);
        for (let i = 0; i < tokens.count; i++) {
          const form = tokens.forms[i]!;
          if (form === FORM_ADDRESS || form === FORM_OVERLONG) continue;
          const written = text.slice(tokens.starts[i], tokens.ends[i]).replace(/[’‘ʼ`´]/g, "'").replace(/[\u00ad\u200d\ufe0f]/g, '');
          expect(forms.surface(form)).toBe(written);
        }
      }),
    );
  });

  it('survive a very long run without a break', () => {
    for (const char of ['a', '*', '@', '-', "'", '.', '"', '1', ':', '\u200d', '😂', 'a@', 'a.', "a'", '1,', '<', ':-']) {
      const text = char.repeat(200_000 / char.length);
      const { tokens } = tokenize(text);
      expect(tokens.count === 0 || tokens.ends[tokens.count - 1]! <= text.length).toBe(true);
    }
  });
});
