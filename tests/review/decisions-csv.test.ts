import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sortDecisions, type Decision } from '../../pipeline/review/decision.js';
import { decisionsCsv } from '../../pipeline/review/decisions-csv.js';
import { readDecisions } from '../../src/files/review/decisions.js';
import { decision } from './samples.js';

const line = fc.string({ minLength: 1, unit: 'grapheme' }).map((text) => text.replace(/[\r\u0000-\u0008\u000b-\u001f\ud800-\udfff]/g, '').trim()).filter((text) => text !== '');
const memo = fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'));
const decisions = fc.uniqueArray(
  fc.record({
    unit: fc.constantFrom('a#1', 'a#2', 'b/c#3'),
    coder: fc.constantFrom('anna', 'O’Neill, Ben', '=cmd'),
    opening: line,
    stratum: fc.constantFrom('', 'pay', 'none'),
    probability: fc.constantFrom(null, 1, 0.125),
    blind: fc.boolean(),
    test: fc.boolean(),
    content: fc.oneof(
      fc.record({ item: fc.constant('memo'), value: memo }),
      fc.record({ item: fc.constantFrom('theme:pay', 'theme:union'), value: fc.constantFrom('yes', 'no', 'unsure', 'no | yes') }),
      fc.record({ item: fc.constant('stance:pay@3-7'), value: fc.constantFrom('neg', 'mix') }),
      fc.record({ item: fc.constant('sentiment'), value: fc.constantFrom('-2', '0', '1') }),
      fc.record({ item: fc.constant('done'), value: fc.constant('yes'), among: fc.constant(['pay', 'union']) }),
    ),
  }).map(({ content, ...rest }): Decision => decision({ ...rest, ...content })),
  { selector: ({ unit, coder, item }) => `${unit} ${coder} ${item}` },
);

describe('decisions.csv', () => {
  test('gives back every decision, whatever a memo holds', () => {
    fc.assert(
      fc.property(decisions, (all) => {
        const read = readDecisions(decisionsCsv(all), 'decisions.csv');
        expect(read.problems).toEqual([]);
        expect(read.decisions).toEqual(sortDecisions(all));
      }),
    );
  });

  test('has one line a decision, in the same order whoever writes it', () => {
    fc.assert(
      fc.property(decisions, (all) => {
        const text = decisionsCsv(all);
        expect(text).toBe(decisionsCsv([...all].reverse()));
        expect(text.trimEnd().split('\n')).toHaveLength(all.length + 1);
      }),
    );
  });

  test('says which line and cell is wrong, and keeps the others', () => {
    const text = decisionsCsv([decision({ item: 'theme:pay', value: 'yes' }), decision({ item: 'theme:union', value: 'no' })]).replace('theme:pay,yes', 'theme:pay,perhaps');
    const { decisions: kept, problems } = readDecisions(text, 'decisions.csv');
    expect(kept.map(({ item }) => item)).toEqual(['theme:union']);
    expect(problems).toMatchObject([{ id: 'bad-decision', line: 2, cell: 'F2' }]);
  });
});
