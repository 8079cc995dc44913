import type { Span } from '../model.js';

/** `From Twitter:-`, and any paragraph that ends so. */
const COLON_DASH = /:\s?[-\u2013\u2014]+$/;
/** Short lines such as `From the Guardian:` or `This from Napo:`. */
const SOURCE_LINE = /^(?:this |just |email |message |statement |posted |received |seen |taken |copied |pasted |quoted )?(?:from|on|via|by|in)\b[^.!?]{0,80}:$/i;
const LONGEST_ENDING = 4;
const LONGEST_SOURCE_LINE = 100;
/** `--oo00oo--`, `***`, `-----`: the page's own rule between what is quoted and what follows. */
const RULE = /^[\s*=_~.–—-]*(?:oo0+oo)?[\s*=_~.–—-]*$/i;
const LONGEST_RULE = 40;
const ADDRESS = /^(?:https?:\/\/|www\.)\S+$/i;

/** True for a paragraph that says where the words after it come from. */
export function announces(text: string, paragraph: Span): boolean {
  const { start, end } = trimmed(text, paragraph);
  const last = text.charCodeAt(end - 1);
  if (last === 0x3a) return end - start <= LONGEST_SOURCE_LINE && SOURCE_LINE.test(text.slice(start, end));
  return (last === 0x2d || last === 0x2013 || last === 0x2014) && COLON_DASH.test(text.slice(Math.max(start, end - LONGEST_ENDING), end));
}

/** True for a rule across the page. */
export function isRule(text: string, paragraph: Span): boolean {
  const { start, end } = trimmed(text, paragraph);
  return end - start >= 3 && end - start <= LONGEST_RULE && RULE.test(text.slice(start, end));
}

/** True for a paragraph that is a web address and nothing else. */
export function isAddress(text: string, paragraph: Span): boolean {
  const { start, end } = trimmed(text, paragraph);
  const first = text.charCodeAt(start) | 32;
  return (first === 0x68 || first === 0x77) && ADDRESS.test(text.slice(start, end));
}

/**
 * The paragraphs after an announcement that bear no quotation marks: up to a rule, an address or another announcement.
 * `isMarked` says which paragraphs have a quotation already; one of those right after the announcement is all that it announced.
 */
export function announcedSpans(text: string, paragraphs: readonly Span[], isMarked: (index: number) => boolean): readonly Span[] {
  const spans: Span[] = [];
  for (let index = 0; index < paragraphs.length; index++) {
    if (!announces(text, paragraphs[index]!) || isMarked(index + 1)) continue;
    let next = index + 1;
    while (next < paragraphs.length && !ends(text, paragraphs[next]!)) {
      spans.push(paragraphs[next]!);
      next++;
    }
    index = next - 1;
  }
  return spans;
}

function ends(text: string, paragraph: Span): boolean {
  return isRule(text, paragraph) || isAddress(text, paragraph) || announces(text, paragraph);
}

function trimmed(text: string, { start, end }: Span): Span {
  let from = start;
  let to = end;
  while (from < to && text.charCodeAt(from) <= 0x20) from++;
  while (to > from && (text.charCodeAt(to - 1) <= 0x20 || text.charCodeAt(to - 1) === 0xa0)) to--;
  return { start: from, end: to };
}
