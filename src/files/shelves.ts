import { closeSync, openSync, readSync, rmSync } from 'node:fs';
import { writeAll } from './write-all.js';

const FIRST_WORDS = 256;
/** A shelf that holds so many words is written out. */
const CHUNK_WORDS = 4096;

interface Shelf {
  words: Uint32Array;
  length: number;
  /** Where its chunks stand in the file, and how many words each has, by turns. */
  readonly chunks: number[];
}

/**
 * Rows of whole numbers of 32 bits, put on numbered shelves in any order and given back a shelf at a time, in the order they came.
 * They stay in memory while they are few; beyond that, full stretches go to one file, so that memory does not grow with them.
 */
export class Shelves {
  private readonly shelves: (Shelf | undefined)[] = [];
  private file = -1;
  private fileLength = 0;

  constructor(private readonly path: string) {}

  /** One more than the highest shelf that anything was put on. */
  get count(): number {
    return this.shelves.length;
  }

  put(shelf: number, a: number, b: number): void {
    const to = this.room(shelf, 2);
    to.words[to.length++] = a;
    to.words[to.length++] = b;
  }

  putThree(shelf: number, a: number, b: number, c: number): void {
    const to = this.room(shelf, 3);
    to.words[to.length++] = a;
    to.words[to.length++] = b;
    to.words[to.length++] = c;
  }

  /** A number, the length of some bytes, and the bytes, filled up to whole words. */
  putBytes(shelf: number, a: number, bytes: Uint8Array): void {
    const words = (bytes.length + 3) >>> 2;
    const to = this.room(shelf, 2 + words);
    to.words[to.length++] = a;
    to.words[to.length++] = bytes.length;
    new Uint8Array(to.words.buffer).set(bytes, to.length * 4);
    to.length += words;
  }

  /** The rows of a shelf in stretches of whole rows, each good until the next is asked for. */
  *rows(shelf: number): Generator<Uint32Array> {
    const { chunks, words, length } = this.shelves[shelf] ?? { chunks: [], words: new Uint32Array(0), length: 0 };
    let buffer = new Uint32Array(CHUNK_WORDS);
    for (let i = 0; i < chunks.length; i += 2) {
      const count = chunks[i + 1]!;
      if (count > buffer.length) buffer = new Uint32Array(count);
      this.read(buffer, count, chunks[i]!);
      yield buffer.subarray(0, count);
    }
    if (length > 0) yield words.subarray(0, length);
  }

  /** Forgets everything. */
  close(): void {
    this.shelves.length = 0;
    if (this.file < 0) return;
    closeSync(this.file);
    this.file = -1;
    rmSync(this.path, { force: true });
  }

  /** The shelf, with room for so many words more. */
  private room(number: number, count: number): Shelf {
    let shelf = this.shelves[number];
    if (shelf === undefined) {
      while (this.shelves.length < number) this.shelves.push(undefined);
      shelf = { words: new Uint32Array(FIRST_WORDS), length: 0, chunks: [] };
      this.shelves[number] = shelf;
    }
    if (shelf.length + count <= shelf.words.length) return shelf;
    if (shelf.length + count > CHUNK_WORDS) this.writeOut(shelf);
    if (shelf.length + count > shelf.words.length) {
      const larger = new Uint32Array(Math.max(shelf.length + count, Math.min(CHUNK_WORDS, shelf.words.length * 2)));
      larger.set(shelf.words.subarray(0, shelf.length));
      shelf.words = larger;
    }
    return shelf;
  }

  private writeOut(shelf: Shelf): void {
    if (shelf.length === 0) return;
    if (this.file < 0) this.file = openSync(this.path, 'w+');
    writeAll(this.file, [new Uint8Array(shelf.words.buffer, 0, shelf.length * 4)]);
    shelf.chunks.push(this.fileLength, shelf.length);
    this.fileLength += shelf.length * 4;
    shelf.length = 0;
  }

  private read(into: Uint32Array, count: number, start: number): void {
    const bytes = new Uint8Array(into.buffer, 0, count * 4);
    for (let done = 0; done < bytes.length; ) {
      const read = readSync(this.file, bytes, done, bytes.length - done, start + done);
      if (read === 0) throw new Error('A file in the work folder became shorter while it was read.');
      done += read;
    }
  }
}
