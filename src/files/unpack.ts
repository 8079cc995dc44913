import { createReadStream, createWriteStream, openSync, readSync, closeSync, statSync } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Input } from './inputs.js';

/**
 * Makes an input readable in ranges: what is packed is unpacked once, and a table in UTF-16, as Excel's "Unicode text" is, becomes UTF-8.
 * Gives the path to read, which is the input's own where nothing had to be done. Throws what reading throws.
 */
export async function unpack(input: Input, place: string): Promise<{ readonly path: string; readonly bytes: number }> {
  let path = input.path;
  if (input.gzip) {
    await pipeline(createReadStream(path), createGunzip(), createWriteStream(place));
    path = place;
  }
  const encoding = input.format === 'text' ? null : utf16Of(path);
  if (encoding !== null) {
    const recoded = `${place}.utf8`;
    await pipeline(createReadStream(path), recode(encoding), createWriteStream(recoded));
    path = recoded;
  }
  return { path, bytes: statSync(path).size };
}

function utf16Of(path: string): 'utf-16le' | 'utf-16be' | null {
  const mark = Buffer.alloc(2);
  const file = openSync(path, 'r');
  readSync(file, mark, 0, 2, 0);
  closeSync(file);
  if (mark[0] === 0xff && mark[1] === 0xfe) return 'utf-16le';
  return mark[0] === 0xfe && mark[1] === 0xff ? 'utf-16be' : null;
}

function recode(encoding: 'utf-16le' | 'utf-16be'): Transform {
  const decoder = new TextDecoder(encoding);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, Buffer.from(decoder.decode(chunk, { stream: true })));
    },
    flush(done) {
      done(null, Buffer.from(decoder.decode()));
    },
  });
}
