import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { firstCharactersOf } from '../../pipeline/lexicon/first-characters.js';

const told = (test: string): string | null => {
  const characters = firstCharactersOf(test);
  return characters && [...characters].sort().join('');
};

describe('the characters that a word begins with to pass a test', () => {
  it.each([
    ['/\\d{1,3}/', '0123456789'],
    ['/[2-9][05]|1\\d\\d/', '123456789'],
    ['/([2-4]\\d|1\\d)(ish|odd)?/', '1234'],
    ['/£?[1-3]k/', '123£'],
    ['/(?:a|b)?c+/', 'abc'],
    ['/x{0,2}y/', 'xy'],
    ['/p\\.?s/', 'p'],
    ['/band[2-8]/', 'b'],
    ['an?', 'a'],
    ['c*e', 'c'],
  ])('%s: %s', (test, characters) => {
    expect(told(test)).toBe(characters);
  });

  it.each(['*load', '?x', '/.*x/', '/[^a]b/', '/\\w+/', '/(?i)a/', '/^a/', '/[[:digit:]]/', '/a|\\pL/', '/😀/'])('are not told of %s', (test) => {
    expect(told(test)).toBeNull();
  });

  const atom = fc.constantFrom('a', 'b', '1', '\\d', '[ab1]', '[0-2]', '[a-]', '\\.', '.', '[^a]', '(?:a|1b)', '(b?|a)', '');
  const part = fc.tuple(atom, fc.constantFrom('', '?', '*', '+', '{2}', '{0,1}', '??')).map(([one, times]) => (one === '' ? '' : one + times));
  const expression = fc.array(fc.array(part, { maxLength: 4 }).map((parts) => parts.join('')), { minLength: 1, maxLength: 3 }).map((rows) => rows.join('|'));
  const word = fc.array(fc.constantFrom('a', 'b', '0', '1', '2', '.', '-'), { minLength: 1, maxLength: 5 }).map((letters) => letters.join(''));

  it('hold for every word that RE2 takes', () => {
    let taken = 0;
    fc.assert(
      fc.property(expression, fc.array(word, { minLength: 10, maxLength: 30 }), (source, words) => {
        const characters = firstCharactersOf(`/${source}/`);
        if (characters === null) return;
        const compiled = RE2JS.compile(source);
        for (const one of words) {
          if (!compiled.matcher(one).matches()) continue;
          taken++;
          expect(characters.has(one[0]!), `${one} passes /${source}/`).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
    expect(taken).toBeGreaterThan(500);
  });
});
