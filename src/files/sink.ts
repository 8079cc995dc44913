import { closeSync, openSync, readSync } from 'node:fs';
import { writeAll } from './write-all.js';

/** Small enough to stay near the processor while it is filled and emptied. */
const CAPACITY = 1 << 18;

/** A file under way, written in large pieces from a buffer of its own. */
export class FileSink {
  private readonly file: number;
  private readonly buffer = new Uint8Array(CAPACITY);
  private length = 0;
  private isClosed = false;

  constructor(path: string) {
    this.file = openSync(path, 'w');
  }

  write(bytes: Uint8Array): void {
    if (bytes.length > CAPACITY - this.length) this.flush();
    if (bytes.length > CAPACITY) writeAll(this.file, [bytes]);
    else {
      this.buffer.set(bytes, this.length);
      this.length += bytes.length;
    }
  }

  /** Copies bytes of another open file. Throws where it has fewer. */
  copy(from: number, start: number, length: number): void {
    for (let done = 0; done < length; ) {
      if (this.length === CAPACITY) this.flush();
      const count = readSync(from, this.buffer, this.length, Math.min(length - done, CAPACITY - this.length), start + done);
      if (count === 0) throw new Error('A file in the work folder became shorter while it was read.');
      this.length += count;
      done += count;
    }
  }

  close(): void {
    this.flush();
    this.release();
  }

  /** Gives the file up, unless it was closed already. */
  abandon(): void {
    this.release();
  }

  private flush(): void {
    if (this.length > 0) writeAll(this.file, [this.buffer.subarray(0, this.length)]);
    this.length = 0;
  }

  private release(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    closeSync(this.file);
  }
}
