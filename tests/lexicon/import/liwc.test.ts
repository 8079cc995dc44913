import { expect, test } from 'vitest';
import { readLiwcDictionary } from '../../../pipeline/lexicon/import/liwc.js';

const DICTIONARY = ['%', '1\tPay', '2\tHome Life', '%', 'wage*\t1', 'rent\t1\t2', 'kind of\t2', 'like\t(02 134)125/464', ''].join('\r\n');

test('every category of a LIWC dictionary becomes a theme with its entries', () => {
  const { themes } = readLiwcDictionary('mine.dic', DICTIONARY);
  expect(themes).toEqual([
    { id: 'pay', name: 'Pay', patterns: ['wage*', 'rent'] },
    { id: 'home-life', name: 'Home Life', patterns: ['rent', 'kind of'] },
  ]);
});

test('a condition is not carried over, and is said so at its line', () => {
  const { problems } = readLiwcDictionary('mine.dic', DICTIONARY);
  expect(problems).toMatchObject([{ severity: 'warning', id: 'not-carried-over', file: 'mine.dic', line: 8 }]);
});

test('a file of another kind is refused', () => {
  const { themes, problems } = readLiwcDictionary('mine.dic', 'wage*\t1\n');
  expect(themes).toEqual([]);
  expect(problems).toMatchObject([{ severity: 'error', line: 1 }]);
});
