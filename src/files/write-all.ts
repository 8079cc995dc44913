import { writevSync } from 'node:fs';

const MOST_PARTS_A_WRITE = 512;

/** Writes parts one after the other, however many bytes the system takes at a time. */
export function writeAll(file: number, parts: readonly Uint8Array[]): void {
  let rest = parts.filter(({ length }) => length > 0);
  while (rest.length > 0) {
    let written = writevSync(file, rest.slice(0, MOST_PARTS_A_WRITE));
    let whole = 0;
    while (whole < rest.length && written >= rest[whole]!.length) written -= rest[whole++]!.length;
    rest = rest.slice(whole);
    if (written > 0) rest[0] = rest[0]!.subarray(written);
  }
}
