/** Words between two offsets, counted without tokens: letters and digits in a row, with the apostrophes inside them. */
export function countWords(text: string, start: number, end: number): number {
  let words = 0;
  let inside = false;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    const isApostrophe = code === 0x27 || code === 0x2019;
    const isWord = isWordCode(code);
    if (isWord && !inside) words++;
    inside = isWord || (inside && isApostrophe);
  }
  return words;
}

/** True for letters and digits; punctuation of the General Punctuation block is none. */
export function isWordCode(code: number): boolean {
  const small = code | 32;
  return (small >= 97 && small <= 122) || (code >= 48 && code <= 57) || (code > 0xbf && (code < 0x2000 || code > 0x206f));
}
