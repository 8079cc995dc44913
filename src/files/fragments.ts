import { closeSync, fstatSync, openSync, readdirSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import {
  decodeHeader, headerLength, PREFIX_LENGTH, sectionLength, sectionStart, type FragmentHeader, type Section,
} from '../../pipeline/7-report/fragment-form.js';
import type { FileSink } from './sink.js';
import { writeAll } from './write-all.js';

const ENDING = '.fragment';
/** What is read at once of a fragment's beginning: nearly always its whole header. */
const FIRST_READ = 16 * 1024;

/**
 * The fragments of a run, a file each, named by a digest of all that made them.
 * A fragment is written under another name and renamed, so that one that is there is complete, whenever the writer was killed.
 */
export class FragmentStore {
  constructor(readonly folder: string) {}

  write(key: string, parts: readonly Uint8Array[]): void {
    const part = join(this.folder, `${key}.${process.pid}-${threadId}.part`);
    const file = openSync(part, 'w');
    try {
      writeAll(file, parts);
    } finally {
      closeSync(file);
    }
    renameSync(part, this.path(key));
  }

  /** True when a fragment of this key is there and can be read. */
  has(key: string): boolean {
    try {
      this.open(key).close();
      return true;
    } catch {
      return false;
    }
  }

  open(key: string): FragmentFile {
    return new FragmentFile(this.path(key));
  }

  /** Removes fragments of other keys and what killed writers left. Gives how many bytes are kept. */
  keepOnly(keys: ReadonlySet<string>): number {
    let kept = 0;
    for (const name of readdirSync(this.folder)) {
      const path = join(this.folder, name);
      if (name.endsWith(ENDING) && keys.has(name.slice(0, -ENDING.length))) kept += statSync(path).size;
      else rmSync(path, { force: true });
    }
    return kept;
  }

  private path(key: string): string {
    return join(this.folder, key + ENDING);
  }
}

/** An open fragment: its header, and its sections as they are asked for. */
export class FragmentFile {
  readonly header: FragmentHeader;
  private readonly file: number;
  private readonly jsonLength: number;

  constructor(path: string) {
    this.file = openSync(path, 'r');
    try {
      const first = this.read(0, FIRST_READ);
      this.jsonLength = headerLength(first);
      const end = PREFIX_LENGTH + this.jsonLength;
      const json = end <= first.length ? first.subarray(PREFIX_LENGTH, end) : this.read(PREFIX_LENGTH, this.jsonLength);
      const header = this.jsonLength < 0 ? null : decodeHeader(json, fstatSync(this.file).size);
      if (header === null) throw new Error(`${path} is no complete fragment`);
      this.header = header;
    } catch (error) {
      closeSync(this.file);
      throw error;
    }
  }

  section(name: Section): Uint8Array {
    return this.read(sectionStart(this.header, this.jsonLength, name), sectionLength(this.header, name));
  }

  /** Part of a section. */
  slice(name: Section, start: number, end: number): Uint8Array {
    return this.read(sectionStart(this.header, this.jsonLength, name) + start, end - start);
  }

  /** Copies a whole section to the end of another file. */
  copySection(name: Section, to: FileSink): void {
    to.copy(this.file, sectionStart(this.header, this.jsonLength, name), sectionLength(this.header, name));
  }

  sectionLength(name: Section): number {
    return sectionLength(this.header, name);
  }

  close(): void {
    closeSync(this.file);
  }

  /** Always into memory of its own, so that columns of numbers in it are aligned. */
  private read(start: number, length: number): Uint8Array {
    const bytes = new Uint8Array(Buffer.allocUnsafeSlow(length).buffer);
    let done = 0;
    while (done < length) {
      const count = readSync(this.file, bytes, done, length - done, start + done);
      if (count === 0) return bytes.subarray(0, done);
      done += count;
    }
    return bytes;
  }
}
