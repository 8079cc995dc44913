import { closeSync, openSync } from 'node:fs';
import { writeAll } from './fragments.js';

const FLUSH_AT = 1 << 20;
const MOST_PARTS = 512;

/** A file under way, written in large pieces. What is given must not change before the next `flush`. */
export class FileSink {
  private readonly file: number;
  private parts: Uint8Array[] = [];
  private waiting = 0;
  private isClosed = false;

  constructor(path: string) {
    this.file = openSync(path, 'w');
  }

  write(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.parts.push(bytes);
    this.waiting += bytes.length;
    if (this.waiting >= FLUSH_AT || this.parts.length >= MOST_PARTS) this.flush();
  }

  flush(): void {
    writeAll(this.file, this.parts);
    this.parts = [];
    this.waiting = 0;
  }

  close(): void {
    this.flush();
    this.release();
  }

  /** Gives the file up, unless it was closed already. */
  abandon(): void {
    this.parts = [];
    this.release();
  }

  private release(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    closeSync(this.file);
  }
}
