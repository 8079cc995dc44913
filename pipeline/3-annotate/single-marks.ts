import type { Span } from '../model.js';
import { countWords, isWordCode } from './word-count.js';

const FEWEST_WORDS = 3;

/**
 * A paragraph that opens with a single quotation mark and closes it after a sentence, or at its end.
 * Elsewhere single marks cannot be told from apostrophes, nor a remark from a word held at arm's length.
 */
export function singleMarkedSpan(text: string, { start, end }: Span): Span | null {
  if (!isSingle(text.charCodeAt(start)) || start + 1 >= end || !isWordCode(text.charCodeAt(start + 1))) return null;
  for (let at = start + 2; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x27 && code !== 0x2019) continue;
    const isLast = at + 1 >= end || isBlank(text.charCodeAt(at + 1));
    if (!isLast || !isStop(text.charCodeAt(at - 1))) continue;
    return countWords(text, start, at) >= FEWEST_WORDS ? { start, end: at + 1 } : null;
  }
  return null;
}

function isSingle(code: number): boolean {
  return code === 0x27 || code === 0x2018;
}

function isBlank(code: number): boolean {
  return code <= 0x20 || code === 0xa0;
}

function isStop(code: number): boolean {
  return code === 0x2e || code === 0x2c || code === 0x21 || code === 0x3f || code === 0x2026;
}
