import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Decision } from '../../pipeline/review/decision.js';
import { mergeReturned, type ReturnedCell } from '../../pipeline/review/merge.js';
import { cell, decision } from './samples.js';

const merge = (stored: readonly Decision[], ...files: (readonly ReturnedCell[])[]): readonly Decision[] =>
  files.reduce((held, file) => mergeReturned(held, file).decisions, stored);

describe('mergeReturned', () => {
  test('takes what was filled in', () => {
    const merged = mergeReturned([], [cell({ item: 'theme:pay', exported: '', returned: 'yes' })]);
    expect(merged.decisions.map(({ item, value }) => [item, value])).toEqual([['theme:pay', 'yes']]);
    expect(merged.added).toBe(1);
  });

  test('keeps what somebody stored since, when the cell was not touched', () => {
    const stored = [decision({ item: 'theme:pay', value: 'no' })];
    const merged = mergeReturned(stored, [cell({ item: 'theme:pay', exported: '', returned: '' })]);
    expect(merged.decisions).toEqual(stored);
    expect(merged.conflicts).toEqual([]);
  });

  test('clears a cell that was emptied', () => {
    const merged = mergeReturned([decision({ item: 'theme:pay', value: 'no' })], [cell({ item: 'theme:pay', exported: 'no', returned: '' })]);
    expect(merged.decisions).toEqual([]);
    expect(merged.cleared).toBe(1);
  });

  test('keeps both values of a cell that was changed here and there, and says where', () => {
    const stored = [decision({ item: 'theme:pay', value: 'no' })];
    const merged = mergeReturned(stored, [cell({ item: 'theme:pay', exported: '', returned: 'yes', place: 'b.xlsx!units:K9' })]);
    expect(merged.decisions.map(({ value }) => value)).toEqual(['no | yes']);
    expect(merged.conflicts).toMatchObject([{ place: 'b.xlsx!units:K9', stored: 'no', returned: 'yes' }]);
  });

  test('a contradiction is settled by filling the cell again', () => {
    const stored = [decision({ item: 'theme:pay', value: 'no | yes' })];
    const merged = mergeReturned(stored, [cell({ item: 'theme:pay', exported: 'no | yes', returned: 'yes' })]);
    expect(merged.decisions.map(({ value }) => value)).toEqual(['yes']);
  });

  test('an emptied cell gives way to a value that was stored since', () => {
    const merged = mergeReturned([decision({ item: 'theme:pay', value: 'unsure' })], [cell({ item: 'theme:pay', exported: 'no', returned: '' })]);
    expect(merged.decisions.map(({ value }) => value)).toEqual(['unsure']);
    expect(merged.conflicts).toHaveLength(1);
  });

  test('a decision on words that were edited since does not stand against a new one', () => {
    const stored = [decision({ item: 'theme:pay', value: 'no', digest: 'of other words' })];
    const merged = mergeReturned(stored, [cell({ item: 'theme:pay', exported: '', returned: 'yes' })]);
    expect(merged.decisions.map(({ value }) => value)).toEqual(['yes']);
    expect(mergeReturned(stored, [cell({ item: 'theme:pay', exported: '', returned: '' })]).decisions).toEqual(stored);
  });

  test('a decision that comes back unchanged from a random sample stands for others from then on, in whatever order they come', () => {
    const uncertain = cell({ item: 'done', exported: '', returned: 'yes', stratum: 'uncertain', probability: null, blind: false });
    const random = cell({ item: 'done', exported: 'yes', returned: 'yes', stratum: 'pay', probability: 0.25, blind: true });
    const rare = cell({ item: 'done', exported: 'yes', returned: 'yes', stratum: 'all', probability: 0.1 });
    for (const order of [[uncertain, random, rare], [uncertain, rare, random]]) {
      // The workbook of suggestions was the first its coder saw, so the decision was not blind.
      expect(merge([], ...order.map((one) => [one]))).toMatchObject([{ value: 'yes', stratum: 'pay', probability: 0.25, blind: false }]);
    }
    expect(merge(merge([], [uncertain]), [{ ...random, returned: '' }])).toEqual([]);
  });

  test('adds up the themes that a done unit was asked about', () => {
    const first = cell({ item: 'done', exported: '', returned: 'yes', among: ['pay', 'union'] });
    const second = cell({ item: 'done', exported: '', returned: 'yes', among: ['pay', 'risk'] });
    expect(merge([], [first], [second])[0]!.among).toEqual(['pay', 'risk', 'union']);
  });
});

const VALUES = ['', 'yes', 'no', 'unsure'] as const;
const UNITS = ['t#aaaaaaaaaaaaaa', 't#bbbbbbbbbbbbbb', 't#cccccccccccccc'];
const ITEMS = ['theme:pay', 'theme:union'];
const keys = UNITS.flatMap((unit) => ITEMS.flatMap((item) => ['anna', 'ben'].map((coder) => ({ unit, item, coder }))));

/** What was stored when the files went out, and what came back in each of three. */
const reviews = fc
  .array(fc.constantFrom(...VALUES), { minLength: keys.length, maxLength: keys.length })
  .chain((base) => {
    const file = fc.array(fc.option(fc.constantFrom(...VALUES)), { minLength: keys.length, maxLength: keys.length });
    const stored = base.flatMap((value, i) => (value === '' ? [] : [decision({ ...keys[i]!, value })]));
    const cells = (values: readonly (string | null)[]): readonly ReturnedCell[] =>
      values.flatMap((value, i) => (value === null ? [] : [cell({ ...keys[i]!, exported: base[i]!, returned: value })]));
    return fc.tuple(file, file, file).map((files) => ({ stored, files: files.map(cells) }));
  });

describe('properties of a merge', () => {
  test('a file that is imported twice changes nothing the second time', () => {
    fc.assert(
      fc.property(reviews, ({ stored, files }) => {
        const once = merge(stored, ...files);
        for (const file of files) expect(merge(once, file)).toEqual(once);
      }),
    );
  });

  test('the order of files changes nothing', () => {
    fc.assert(
      fc.property(reviews, ({ stored, files: [a, b, c] }) => {
        const once = merge(stored, a!, b!, c!);
        for (const order of [[a, c, b], [b, a, c], [b, c, a], [c, a, b], [c, b, a]]) expect(merge(stored, ...order.map((file) => file!))).toEqual(once);
      }),
    );
  });

  test('every value that was changed is kept, alone or beside others', () => {
    fc.assert(
      fc.property(reviews, ({ stored, files }) => {
        const values = new Map(merge(stored, ...files).map((one) => [`${one.unit} ${one.coder} ${one.item}`, one.value.split(' | ')]));
        for (const { unit, coder, item, exported, returned } of files.flat()) {
          if (returned !== '' && returned !== exported) expect(values.get(`${unit} ${coder} ${item}`)).toContain(returned);
        }
      }),
    );
  });

  test('a stored decision goes only where somebody emptied its cell', () => {
    fc.assert(
      fc.property(reviews, ({ stored, files }) => {
        const after = new Set(merge(stored, ...files).map(({ unit, coder, item }) => `${unit} ${coder} ${item}`));
        const emptied = new Set(files.flat().filter(({ returned }) => returned === '').map(({ unit, coder, item }) => `${unit} ${coder} ${item}`));
        for (const { unit, coder, item } of stored) expect(after.has(`${unit} ${coder} ${item}`) || emptied.has(`${unit} ${coder} ${item}`)).toBe(true);
      }),
    );
  });
});
