import type { Span, Unit } from '../model.js';

/** `@Anonymous17 October 2022 at 21:14` and `@jim`, but neither an address nor a masked word. */
const NAMED = String.raw`(?<![\p{L}\d@*.])@\p{L}[\p{L}\d]*(?: \p{L}+ \d{4} at \d{1,2}:\d{2})?`;
/** `Anon 07:59`, `anon at 20:01`, `Anonymous 1941`. */
const ANONYMOUS = String.raw`\banon(?:ymous)?\.?(?: at| @)? ?\d{1,2}[:.]?\d{2}(?!\d)`;
/** A bare time, unless a word before it or half of the day after it makes it a time of the clock. */
const TIME = String.raw`(?<![\d:.])(?<!\b(?:at|from|by|until|till|til|before|after|around|about|since|past|than|and|or|to) )\d{1,2}:\d{2}(?![\d:])(?! ?(?:am|pm|a\.m|p\.m|hrs|hours|in the (?:morning|evening|afternoon)))`;
const POINTER = new RegExp(`${NAMED}|${ANONYMOUS}|${TIME}`, 'giu');
const SIGN = /@|\d:\d\d|anon/i;

/** Where a unit points at another commenter, by the time of a comment or by name. */
export function findMentions(text: string, unit: Unit): readonly Span[] {
  if (!SIGN.test(unit.text)) return [];
  return unit.paragraphs.flatMap(({ start, end }) =>
    [...text.slice(start, end).matchAll(POINTER)].map((match) => ({ start: start + match.index, end: start + match.index + match[0].length })),
  );
}
