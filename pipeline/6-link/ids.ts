import { hashText, HIGH_SEED, LOW_SEED } from './form-hashes.js';

/** 64-bit digests of ids, as two columns, so that an id that occurs twice shows without keeping the ids. */
export function digestIds(units: readonly { readonly id: string }[]): { readonly low: Uint32Array; readonly high: Uint32Array } {
  const low = new Uint32Array(units.length);
  const high = new Uint32Array(units.length);
  units.forEach(({ id }, i) => {
    low[i] = hashText(id, LOW_SEED);
    high[i] = hashText(id, HIGH_SEED);
  });
  return { low, high };
}
