import { ENDINGS, OPENERS, SENTENCES, SLOTS } from './corpus-words.js';

export interface Comment {
  readonly id: string;
  readonly text: string;
}

/** Numbers from 0 up to 1, the same for a seed everywhere (mulberry32, public domain). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

export function pick<T>(from: readonly T[], random: () => number): T {
  return from[Math.floor(random() * from.length)]!;
}

/**
 * Invented comments of British people at work until their texts come to `bytes` in UTF-8.
 * The same seed gives the same comments, and a larger corpus begins with a smaller one.
 */
export function* comments(bytes: number, seed = 20_261_121): Generator<Comment> {
  const random = seeded(seed);
  let number = 0;
  for (let written = 0; written < bytes; ) {
    const text = commentText(random);
    written += Buffer.byteLength(text);
    yield { id: `c${++number}`, text };
  }
}

function commentText(random: () => number): string {
  // Most comments are short and a few are essays.
  const count = 1 + Math.floor(16 * random() ** 2.5);
  const paragraphs: string[][] = [[]];
  for (let i = 0; i < count; i++) {
    if (i > 0 && random() < 0.15) paragraphs.push([]);
    paragraphs.at(-1)!.push(sentence(random));
  }
  const text = paragraphs.map((sentences) => sentences.join(' ')).join('\n');
  return random() < 0.02 ? text.toUpperCase() : text;
}

function sentence(random: () => number): string {
  const filled = pick(SENTENCES, random).replace(/\{(\w+)\}/g, (_, slot: string) => pick(SLOTS[slot]!, random));
  const opened = random() < 0.15 ? pick(OPENERS, random) + filled : filled[0]!.toUpperCase() + filled.slice(1);
  return misspelt(opened, random) + pick(ENDINGS, random);
}

/** Now and then two letters change places, so that the corpus has rare words as people's writing does. */
function misspelt(text: string, random: () => number): string {
  if (random() >= 0.12) return text;
  const at = 1 + Math.floor(random() * (text.length - 3));
  return /^[a-z]{2}$/.test(text.slice(at, at + 2)) ? text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2) : text;
}
