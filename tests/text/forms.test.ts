import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORM_ADDRESS, FORM_OVERLONG, Forms, LONGEST_FORM } from '../../pipeline/text/forms.js';

describe('the table of forms', () => {
  it('numbers words as a map does, before and after it is cleared', () => {
    const step = fc.oneof({ weight: 40, arbitrary: fc.string({ unit: fc.constantFrom(...'aAbz9\'-é'), minLength: 1, maxLength: 4 }) }, { weight: 1, arbitrary: fc.constant(null) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const forms = new Forms();
        let oracle = new Map<string, number>();
        for (const word of steps) {
          if (word === null) {
            const generation = forms.generation;
            forms.clear();
            expect(forms.generation).toBeGreaterThan(generation);
            oracle = new Map();
            continue;
          }
          const form = forms.intern(`<${word}>`, 1, 1 + word.length);
          expect(oracle.get(word) ?? form).toBe(form);
          expect([...oracle.entries()].some(([other, id]) => id === form && other !== word)).toBe(false);
          oracle.set(word, form);
          expect(forms.surface(form)).toBe(word);
        }
        expect(forms.size).toBe(oracle.size + 2);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps every word apart when there are far more than it began with room for', () => {
    const forms = new Forms();
    const words = Array.from({ length: 120_000 }, (_, i) => `w${i.toString(36)}`);
    const ids = words.map((word) => forms.intern(word, 0, word.length));
    expect(new Set(ids).size).toBe(words.length);
    words.forEach((word, i) => {
      if (forms.intern(word, 0, word.length) !== ids[i] || forms.surface(ids[i]!) !== word) throw new Error(`${word} has changed its form`);
    });
    forms.clear();
    expect(forms.size).toBe(2);
    const again = forms.intern('fresh', 0, 5);
    expect(forms.surface(again)).toBe('fresh');
  });

  it('gives every run that is too long one form, and no word the forms it has set aside', () => {
    const forms = new Forms();
    const long = 'x'.repeat(LONGEST_FORM + 1);
    expect(forms.intern(long, 0, long.length)).toBe(FORM_OVERLONG);
    const longest = forms.intern(long, 0, LONGEST_FORM);
    expect([FORM_OVERLONG, FORM_ADDRESS]).not.toContain(longest);
    expect(forms.surface(longest)).toBe('x'.repeat(LONGEST_FORM));
    for (const word of ['overlong', 'address']) expect([FORM_OVERLONG, FORM_ADDRESS]).not.toContain(forms.intern(word, 0, word.length));
  });
});
