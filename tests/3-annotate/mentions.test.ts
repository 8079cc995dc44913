import { describe, expect, it } from 'vitest';
import { annotated } from './annotated.js';

function mentionsIn(...paragraphs: readonly string[]): readonly string[] {
  const { annotations, text } = annotated([paragraphs]);
  return annotations[0]!.mentions.map(({ start, end }) => text.slice(start, end));
}

describe('mentions', () => {
  it.each<readonly [string, readonly string[]]>([
    ['Anon 07:59 has it right', ['Anon 07:59']],
    ['anon at 20:01 is a troll', ['anon at 20:01']],
    ['Anonymous 1941 you had your say', ['Anonymous 1941']],
    ['19:41 If that were so we would know', ['19:41']],
    ['I agree with 14:12, and so does my team', ['14:12']],
    ['@Anonymous17 October 2022 at 21:14 well put', ['@Anonymous17 October 2022 at 21:14']],
    ['@jim thank you', ['@jim']],
    ['Anon 07:59 and Anon 08:10', ['Anon 07:59', 'Anon 08:10']],
    ['I got home at 21:14 that night', []],
    ['The van leaves from 07:59 until 08:30', []],
    ['I rang 07:30am sharp', []],
    ['write to jo@example.org', []],
    ['utter s@@t and a@@@', []],
    ['a ratio of 110:100:90', []],
    ['nothing here', []],
  ])('of %j', (text, expected) => {
    expect(mentionsIn(text)).toEqual(expected);
  });

  it('have their place in the thread', () => {
    expect(mentionsIn('First.', 'Anon 07:59 is right')).toEqual(['Anon 07:59']);
  });

  it('are not looked for in the rows of a table', () => {
    expect(annotated([['Anon 07:59 is right']], null, 'rows').annotations[0]!.mentions).toEqual([]);
  });
});
