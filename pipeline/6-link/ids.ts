import { finish, HIGH_SEED, LOW_SEED, scramble, take } from './form-hashes.js';

/** 64-bit digests of ids, as two columns, so that an id that occurs twice shows without keeping the ids. */
export function digestIds(units: readonly { readonly id: string }[]): { readonly low: Uint32Array; readonly high: Uint32Array } {
  const low = new Uint32Array(units.length);
  const high = new Uint32Array(units.length);
  for (let i = 0; i < units.length; i++) {
    const { id } = units[i]!;
    let a = LOW_SEED;
    let b = HIGH_SEED;
    for (let at = 0; at < id.length; at++) {
      const scrambled = scramble(id.charCodeAt(at));
      a = take(a, scrambled);
      b = take(b, scrambled);
    }
    low[i] = finish(a ^ id.length);
    high[i] = finish(b ^ id.length);
  }
  return { low, high };
}
