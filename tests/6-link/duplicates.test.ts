import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRepeats, shelveDigests, shelveWords, type DigestColumns, type DigestShelves } from '../../pipeline/6-link/exact.js';
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

/** Shelves that give their rows back one by one. */
function shelvesInMemory(): DigestShelves {
  const rows = new Map<number, Uint32Array[]>();
  return {
    putThree: (shelf, ...row) => void rows.set(shelf, [...(rows.get(shelf) ?? []), Uint32Array.from(row)]),
    rows: (shelf) => rows.get(shelf) ?? [],
  };
}

type Words = DigestColumns & { readonly words: Int32Array };

/** For each unit the first one of equal words, or -1. */
function exactOf(batches: readonly Words[]): number[] {
  const shelves = shelvesInMemory();
  const firsts: number[] = [];
  for (const batch of batches) {
    shelveWords(shelves, batch, batch.words, firsts.length);
    firsts.push(...batch.words.map(() => -1));
  }
  findRepeats(shelves, (unit, first) => {
    firsts[unit] = first;
  });
  return firsts;
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

  it('are those a map of whole keys has', () => {
    const column = fc.array(fc.tuple(fc.nat(5), fc.constantFrom(0, 1, 256, 257, 512), fc.constantFrom(2, 8, 9)), { maxLength: 30 });
    fc.assert(
      fc.property(fc.array(column, { maxLength: 4 }), (batches) => {
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
      }),
    );
  });

  it('are found among many thousands, of any number of words where that is asked', () => {
    const units = 50_000;
    const low = Uint32Array.from({ length: units }, (_, i) => Math.imul(i % 30_000, 0x9e3779b1));
    const shelves = shelvesInMemory();
    shelveDigests(shelves, { low, high: low }, 7);
    const found = new Map<number, number>();
    findRepeats(shelves, (unit, first) => found.set(unit, first));
    expect(found.size).toBe(20_000);
    for (const [unit, first] of found) expect(first).toBe(unit - 30_000);
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

/** Near duplicates by comparing all with all. */
function nearOf(sets: readonly (readonly number[])[]): number[] {
  const firsts: number[] = [];
  sets.forEach((set, unit) => {
    const first = sets.slice(0, unit).findIndex((other, i) => {
      const common = set.filter((each) => other.includes(each)).length;
      return firsts[i] === -1 && other.length > 0 && common / (set.length + other.length - common) >= 0.8;
    });
    firsts.push(set.length === 0 ? -1 : first);
  });
  return firsts;
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

  it('are those that comparing all with all finds, the first of several', () => {
    const set = fc.record({ from: fc.nat(60), length: fc.integer({ min: 0, max: 40 }), left: fc.nat(50) });
    fc.assert(
      fc.property(fc.array(set, { maxLength: 60 }), (drawn) => {
        const sets = drawn.map(({ from, length, left }) => Array.from({ length }, (_, i) => (from + i) * 1024).filter((each) => each !== left * 1024));
        const near = new NearDuplicates();
        expect(sets.map((each, unit) => near.place(unit, Uint32Array.from(each)))).toEqual(nearOf(sets));
      }),
    );
  });

  it('are found among thousands', () => {
    const near = new NearDuplicates();
    const sets = Array.from({ length: 5000 }, (_, i) => Uint32Array.from({ length: 20 }, (_, j) => i * 1000 + j));
    sets.forEach((set, unit) => expect(near.place(unit, set)).toBe(-1));
    sets.forEach((set, unit) => expect(near.place(5000 + unit, set.subarray(1))).toBe(unit));
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
