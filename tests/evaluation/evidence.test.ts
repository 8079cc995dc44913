import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EvaluatedUnit } from '../../pipeline/evaluation/coded.js';
import { evaluateEvidence, findEvidence } from '../../pipeline/evaluation/evidence.js';
import type { Span } from '../../pipeline/model.js';

describe('finding a coder’s phrase', () => {
  const found = (text: string, phrase: string): string[] => findEvidence(text, phrase).map(({ start, end }) => text.slice(start, end));

  it.each([
    ['We’re “so” tired', `we're "SO" tired`, ['We’re “so” tired']],
    ['two  words\nand two words', 'Two words', ['two  words', 'two words']],
    ['a – b', 'a - b', ['a – b']],
    ['first part, then a second part', 'First part ... second part', ['first part', 'second part']],
    ['İstanbul then leave', 'then LEAVE', ['then leave']],
    ['nothing of it', 'something', []],
    ['no phrase', '', []],
  ])('%j: %j', (text, phrase, expected) => {
    expect(found(text, phrase)).toEqual(expected);
  });

  it('finds any stretch of any text, however its spaces and case are changed', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 12 }), fc.nat(), fc.nat(), (text, from, length) => {
        const start = from % text.length;
        const phrase = text.slice(start, start + 1 + (length % 20)).trim();
        fc.pre(phrase !== '');
        const changed = phrase.toUpperCase().replaceAll(' ', ' \n ');
        expect(findEvidence(text, changed).some((span) => text.slice(span.start, span.end) === phrase)).toBe(true);
      }),
    );
  });
});

describe('right themes for the right words', () => {
  const text = 'The pay is low. The kettle works.';
  const pay: Span = { start: 0, end: 15 };
  const kettle: Span = { start: 16, end: 33 };

  function unit(evidence: readonly (readonly string[])[], sentences: readonly Span[]): EvaluatedUnit {
    return {
      thread: 't',
      human: evidence.map((phrases) => ({ themes: new Map([['pay', { stance: null, evidence: phrases }]]), sentiment: null, role: null, quoted: null })),
      predicted: { text, themes: new Map([['pay', { stance: 'neg', sentences }]]), sentiment: 'neutral', role: '', quoted: 'none' },
    };
  }

  it('counts a theme when one of its sentences overlaps the evidence of one coder', () => {
    const result = evaluateEvidence(
      [
        unit([['pay is low'], ['the kettle']], [kettle]),
        unit([['pay is low'], []], [kettle]),
        unit([['pay is low'], ['low']], [pay, kettle]),
        unit([['not in there'], []], [pay]),
      ],
      ['pay'],
    );
    expect(result.themes).toBe(3);
    expect(result.unplaced).toBe(1);
    expect(result.share).toEqual({ defined: true, value: 2 / 3 });
    expect(result.shareOfCodings).toEqual({ defined: true, value: 2 / 4 });
  });
});
