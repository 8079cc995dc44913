import { isWordAt } from './characters.js';

/** Takes joiners, skin tones and selectors into the pictograph they belong to. */
export function pictographEnd(codes: Uint16Array, from: number, end: number): number {
  let i = from;
  while (i < end) {
    const code = codes[i]!;
    if (code === 0xfe0f) {
      i++;
    } else if (code === 0x200d && i + 1 < end) {
      const next = codes[i + 1]!;
      if (next < 0x2600) break;
      i += next >= 0xd800 && next <= 0xdbff ? 3 : 2;
    } else if (code === 0xd83c && codes[i + 1]! >= 0xdffb && codes[i + 1]! <= 0xdfff) {
      i += 2;
    } else break;
  }
  return Math.min(i, end);
}

/** Where an emoticon such as `:-)`, `;)`, `:(`, `:'(`, `=D` or `<3` ends; `at` when there is none. */
export function emoticonEnd(codes: Uint16Array, at: number, end: number): number {
  const signs = String.fromCharCode(...codes.subarray(at, Math.min(end, at + 4)));
  const eyes = signs[0]!;
  if (eyes === '<') return signs[1] === '3' && !isWordAt(codes, at + 2, end) ? at + 2 : at;
  const mouthAt = signs.length > 1 && "-'^o’".includes(signs[1]!) ? 2 : 1;
  const mouth = signs[mouthAt];
  if (mouth === undefined || !')(DPpO/\\|][3'.includes(mouth)) return at;
  const past = at + mouthAt + 1;
  // `:D` must stand alone, and `:/` is half of an address.
  if (isWordAt(codes, past, end) || (mouth === '/' && signs[mouthAt + 1] === '/')) return at;
  if (mouth === '3' || (/[DPpO]/.test(mouth) && eyes === ':' && at > 0 && isWordAt(codes, at - 1, end))) return at;
  return past;
}
