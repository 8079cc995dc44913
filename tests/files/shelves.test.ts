import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Shelves } from '../../src/files/shelves.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'heddle-shelves-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function flat(shelves: Shelves, shelf: number): number[] {
  const all: number[] = [];
  for (const rows of shelves.rows(shelf)) for (const word of rows) all.push(word);
  return all;
}

describe('shelves', () => {
  it('give back what was put on each, in order, whether in memory or on disk', () => {
    const path = join(folder, 'many');
    const shelves = new Shelves(path);
    const expected: number[][] = [[], [], [], [], []];
    for (let i = 0; i < 30_000; i++) {
      const shelf = (i * 7) % 11 % 5;
      shelves.putThree(shelf, i, 0xffffffff - i, i % 3);
      expected[shelf]!.push(i, 0xffffffff - i, i % 3);
    }
    expect(existsSync(path)).toBe(true);
    expect(shelves.count).toBe(5);
    expected.forEach((rows, shelf) => expect(flat(shelves, shelf)).toEqual(rows));
    // Twice, as one who looks for something first and takes it then does.
    expect(flat(shelves, 3)).toEqual(expected[3]);
    for (const rows of shelves.rows(2)) expect(rows.length % 3).toBe(0);
    shelves.close();
    expect(existsSync(path)).toBe(false);
    expect(flat(shelves, 0)).toEqual([]);
  });

  it('keep bytes of any length whole', () => {
    const row = fc.record({ shelf: fc.nat(3), name: fc.nat(), bytes: fc.oneof(fc.uint8Array({ maxLength: 20 }), fc.integer({ min: 5000, max: 60_000 }).map((length) => new Uint8Array(length).fill(7))) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const shelves = new Shelves(join(folder, 'bytes'));
        for (const { shelf, name, bytes } of rows) shelves.putBytes(shelf, name, bytes);
        for (let shelf = 0; shelf < 4; shelf++) {
          const words = Uint32Array.from(flat(shelves, shelf));
          const found: { name: number; bytes: Buffer }[] = [];
          for (let at = 0; at < words.length; at += 2 + Math.ceil(words[at + 1]! / 4)) found.push({ name: words[at]!, bytes: Buffer.from(words.buffer, (at + 2) * 4, words[at + 1]) });
          const expected = rows.filter((each) => each.shelf === shelf).map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes) }));
          expect(found.length).toBe(expected.length);
          expected.forEach(({ name, bytes }, i) => expect(found[i]!.name === name && found[i]!.bytes.equals(bytes)).toBe(true));
        }
        shelves.close();
      }),
      { numRuns: 60 },
    );
  });

  it('leave no file for a few', () => {
    const path = join(folder, 'few');
    const shelves = new Shelves(path);
    shelves.put(9, 1, 2);
    expect(existsSync(path)).toBe(false);
    expect(flat(shelves, 9)).toEqual([1, 2]);
    expect(flat(shelves, 4)).toEqual([]);
  });
});
