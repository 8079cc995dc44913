import type { Span } from '../model.js';

/** The date and title with which a page begins; empty where it has none. */
export interface Heading {
  readonly postedOn: string;
  readonly title: string;
}

const MONTH = '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,?\\s+)?';
const TIME = '(?:,?\\s+(?:at\\s+)?\\d{1,2}[:.]\\d{2}(?:\\s*[ap]m)?)?';
const DATE = new RegExp(
  `^${WEEKDAY}(?:\\d{1,2}(?:st|nd|rd|th)?\\s+${MONTH},?\\s+\\d{4}|${MONTH}\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+\\d{4}|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[/.]\\d{1,2}[/.]\\d{4})${TIME}$`,
  'i',
);

const LONGEST_DATE = 60;
const LONGEST_TITLE = 200;

/**
 * Takes the text and the post's paragraphs. A heading is a date and then a line short enough for a title;
 * both stay paragraphs of the post.
 */
export function readHeading(text: string, paragraphs: readonly Span[]): Heading {
  const [first, second] = paragraphs;
  if (first === undefined || first.end - first.start > LONGEST_DATE) return { postedOn: '', title: '' };
  const postedOn = text.slice(first.start, first.end);
  if (!DATE.test(postedOn)) return { postedOn: '', title: '' };
  const isTitle = second !== undefined && second.end - second.start <= LONGEST_TITLE;
  return { postedOn, title: isTitle ? text.slice(second.start, second.end) : '' };
}
