import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactDuplicates, type LinkColumns } from '../../pipeline/6-link/exact.js';
import { Fingerprinter } from '../../pipeline/6-link/fingerprint.js';
import { NearDuplicates } from '../../pipeline/6-link/near.js';
import type { Fingerprints } from '../../pipeline/model.js';
import { annotate } from '../../pipeline/3-annotate/annotate.js';
import { segment } from '../../pipeline/2-segment/segment.js';
import { Forms } from '../../pipeline/text/forms.js';

const forms = new Forms();
const fingerprinter = new Fingerprinter();

/** The fingerprints of comments, as rows of a table. */
function fingerprints(texts: readonly string[]): Fingerprints {
  const text = texts.join('\n\n');
  let at = 0;
  const rows = texts.map((each, i) => {
    const span = { start: at, end: at + each.length };
    at = span.end + 2;
    return { number: i + 1, id: String(i), parent: '', author: '', postedAt: '', text: span, attributes: [] };
  });
  const source = { id: 't', file: 't', digest: '', encoding: 'utf-8', text, rows, attributes: [], warnings: [] };
  return fingerprinter.take(annotate(segment(source), forms, { hyphens: 'split', roles: null }), true);
}

function exactOf(batches: readonly LinkColumns[], unitsAPass?: number): number[] {
  const units = batches.reduce((sum, { low }) => sum + low.length, 0);
  const exact = new ExactDuplicates(units, undefined, unitsAPass);
  for (let pass = 0; pass < exact.passes; pass++) exact.pass(pass, batches);
  return [...exact.duplicates];
}

describe('exact duplicates', () => {
  it('are units with the same words, whatever their case, punctuation and layout', () => {
    const batch = fingerprints([
      'We had no lift for the whole of the autumn term.',
      'we had no lift 😡, for the whole of the AUTUMN term!',
      'We had a lift for the whole of the autumn term.',
      'Don’t put the boxes on the stairs or in the hall',
      "Don't put the boxes\non the stairs\nor in the hall",
    ]);
    expect(exactOf([batch])).toEqual([-1, 0, -1, -1, 3]);
  });

  it('are not those of a few words', () => {
    expect(exactOf([fingerprints(['Thanks for this one', 'Thanks for this one'])])).toEqual([-1, -1]);
  });

  it('tell addresses and very long words apart', () => {
    const words = 'one two three four five six seven eight';
    const batch = fingerprints([`${words} http://a.example/1`, `${words} http://a.example/2`, `${words} ${'x'.repeat(90)}`, `${words} ${'y'.repeat(90)}`]);
    expect(exactOf([batch])).toEqual([-1, -1, -1, -1]);
  });

  it('are the same in one pass and in many, and as a map of whole keys has them', () => {
    const column = fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.constantFrom(2, 8, 9)), { maxLength: 30 });
    fc.assert(
      fc.property(fc.array(column, { maxLength: 4 }), fc.integer({ min: 1, max: 10 }), (batches, aPass) => {
        const columns = batches.map((rows) => ({
          low: Uint32Array.from(rows, ([low]) => low),
          high: Uint32Array.from(rows, ([, high]) => high),
          words: Int32Array.from(rows, ([, , words]) => words),
        }));
        const firsts = new Map<string, number>();
        const expected = batches.flat().map(([low, high, words], unit) => {
          if (words < 8) return -1;
          const known = firsts.get(`${low}/${high}`);
          if (known === undefined) firsts.set(`${low}/${high}`, unit);
          return known ?? -1;
        });
        expect(exactOf(columns)).toEqual(expected);
        expect(exactOf(columns, aPass)).toEqual(expected);
      }),
    );
  });
});

const WORDS = 'the boiler in our office broke again last week and nobody came to look at it until a councillor wrote to the paper about it'.split(' ');

/** Jaccard's coefficient of the runs of three words, by sets of strings. */
function share(a: readonly string[], b: readonly string[]): number {
  const runs = (words: readonly string[]): Set<string> => new Set(words.slice(2).map((_, i) => words.slice(i, i + 3).join(' ')));
  const [left, right] = [runs(a), runs(b)];
  const common = [...left].filter((run) => right.has(run)).length;
  return common / (left.size + right.size - common);
}

describe('near duplicates', () => {
  it('share four fifths of their runs of three words, no more and no less', () => {
    const edit = fc.record({ cut: fc.nat(8), from: fc.nat(WORDS.length), added: fc.array(fc.constantFrom('so', 'yes', 'paper', 'it'), { maxLength: 6 }) });
    fc.assert(
      fc.property(edit, ({ cut, from, added }) => {
        const edited = [...WORDS.slice(0, from), ...added, ...WORDS.slice(from + cut)];
        fc.pre(edited.length >= 12);
        const { shingles } = fingerprints([WORDS.join(' '), edited.join(' ')]);
        const near = new NearDuplicates();
        expect(near.place(0, shingles[0]!)).toBe(-1);
        expect(near.place(1, shingles[1]!)).toBe(share(WORDS, edited) >= 0.8 ? 0 : -1);
      }),
      { numRuns: 300 },
    );
  });

  it('point at the first of a chain, which is none itself', () => {
    const near = new NearDuplicates();
    const set = (from: number): Uint32Array => Uint32Array.from({ length: 40 }, (_, i) => from + i);
    expect([0, 2, 4, 50].map((from, unit) => near.place(unit, set(from)))).toEqual([-1, 0, 0, -1]);
  });

  it('are not looked for beyond the cap, and that is counted', () => {
    const near = new NearDuplicates(50);
    const set = (from: number): Uint32Array => Uint32Array.from({ length: 40 }, (_, i) => from + i);
    near.place(0, set(0));
    expect(near.place(1, set(100))).toBe(-1);
    expect(near.skipped).toBe(1);
    expect(near.place(2, set(1))).toBe(0);
  });
});
