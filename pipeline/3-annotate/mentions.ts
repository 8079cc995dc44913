import type { Span, Unit } from '../model.js';

/** `Anon 07:59`, `anon at 20:01`, `@Anonymous17 October 2022 at 21:14`, `19:41` and `1941` after a word for somebody. */
const POINTER = /@\p{L}[\p{L}\d]*(?: \p{L}+ \d{4} at \d{1,2}:\d{2})?|\b(?:anon(?:ymous)?\.?)(?: at)? ?\d{1,2}[:.]?\d{2}\b|(?<![\d:])\d{1,2}:\d{2}(?![\d:])/giu;

/** Where a unit points at another commenter, by the time of a comment or by name. */
export function findMentions(text: string, unit: Unit): readonly Span[] {
  return unit.paragraphs.flatMap(({ start, end }) =>
    [...text.slice(start, end).matchAll(POINTER)].map((match) => ({ start: start + match.index, end: start + match.index + match[0].length })),
  );
}
