import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_SENTENCE } from '../../pipeline/text/sentences.js';
import { sentenceTable, sentences, tokenize } from './cut.js';

/** Texts whose sentences are parted by `¦`, which is taken out before they are cut. */
const HARD: readonly string[] = [
  // Abbreviations and initials
  'Mr. Adams rang at nine. ¦He was calm.',
  'Dr. Okoro and Prof. Lee agree.',
  'See e.g. the last report. ¦It says little.',
  'Some duties, i.e. the court ones, moved.',
  'Forms, lists, rotas, etc. were sent over.',
  'Forms, rotas, etc. ¦Nobody read them.',
  'J. Smith signed it, and so did A. B. Jones.',
  'Read para. 4 again.',
  'It is on p. 12 of the plan.',
  'He was no. 3 on the list.',
  'We went to St. Albans by bus.',
  'They start at 9 a.m. on Mondays.',
  'The P.S.S. order is gone. ¦Nobody cried.',
  'Prisons vs. probation, again.',
  // Missing spaces
  'We lost two.¦Then we lost three.',
  'I was told to wait.¦I did not.',
  'Is it fair?¦No it is not.',
  'What a day!¦Never again.',
  // Dots that trail off
  'Well... maybe not.',
  'I waited... ¦Nobody came.',
  'so it goes on… and on',
  'So it goes on… ¦The end is near.',
  'We asked..... I am still asking.',
  'Hmm.. ok then',
  // Question and exclamation marks, quotation marks
  '"Why?" she asked, and left.',
  '"Why me?" ¦Nobody knew.',
  'He shouted "stop!" and ran.',
  'Really?! ¦Yes.',
  'Really?? ¦really!!',
  'They (really?) and truly meant it.',
  'She said "we are fine." ¦Nobody believed it.',
  '“We are fine.” ¦Nobody believed it.',
  '“It is over,” he said. ¦“Go home.”',
  'It was over (or so we thought). ¦Then it rang.',
  '(It was over.) ¦Then it rang.',
  "'Is that all?' he said.",
  // Numbers, lists, times
  'It went up 3.5 per cent. ¦Big deal.',
  'Pay rose to £28.40. ¦That is before tax.',
  'In 2014. ¦It was split then.',
  'Be there at 07.30. ¦Bring biscuits.',
  'We have 60. ¦Sixty of them.',
  '1. Ring estates and wait.',
  '2) Hold the line. ¦Then ring again.',
  'Version 2.1 is worse. ¦Version 2.2 is not out.',
  // Emoji and small letters
  'That went well 😂 Not.',
  'That went well. 😂 ¦Nobody laughed.',
  'I passed! 🎉🎉 ¦Now what?',
  'Thanks for that. :-) ¦It helped.',
  'Good luck ❤️ and thanks',
  'i am tired. ¦we all are. ¦it never ends.',
  'no chance. ¦i rang twice.',
  'yes! ¦we did it! ¦somehow',
  // The ordinary
  'One. ¦Two. ¦Three.',
  'I. ¦Am. ¦Tired.',
  'It was me. ¦I did it.',
  'It was I. ¦You knew.',
  'No full stop at all',
  'Thanks Jim. ¦J',
  'Look at www.example.org. ¦It is all there.',
  'Go to https://example.org/a.b. ¦Read it.',
  'Napo said no. ¦PSOs said yes.',
  'She works for Sodexo Ltd. in Leeds.',
];

describe('sentences', () => {
  it.each(HARD)('%s', (marked) => {
    const wanted = marked.split('¦').map((sentence) => sentence.trim());
    expect(sentences(marked.replaceAll('¦', ''))).toEqual(wanted);
  });

  it('never run over a paragraph', () => {
    expect(sentences('no stop here\nand none here')).toEqual(['no stop here', 'and none here']);
  });

  it('of a paragraph without words is one, with no tokens', () => {
    const table = sentenceTable('One.\n---\nTwo.');
    expect(table.count).toBe(3);
    expect([...table.firstToken]).toEqual([0, 1, 1, 2]);
  });

  it('are cut off at a length that stays cheap', () => {
    const table = sentenceTable('word '.repeat(LONGEST_SENTENCE * 3));
    expect(table.count).toBe(3);
    for (let i = 0; i < table.count; i++) expect(table.firstToken[i + 1]! - table.firstToken[i]!).toBeLessThanOrEqual(LONGEST_SENTENCE);
  });

  const text = fc.array(fc.constantFrom('word', 'Word', 'I', 'e.g', 'Mr', '3', '.', '. ', '...', '? ', '!', ' ', '\n', '"', '(', ')', ', ', '😂', '-', '2.', 'A.'), { maxLength: 50 }).map((parts) => parts.join(''));

  it('hold every token once, in order, and begin and end with ink', () => {
    fc.assert(
      fc.property(text, (written) => {
        const table = sentenceTable(written);
        const { tokens } = tokenize(written);
        expect(table.firstToken[table.count]).toBe(tokens.count);
        let end = 0;
        for (let i = 0; i < table.count; i++) {
          const [start, stop] = [table.starts[i]!, table.ends[i]!];
          expect(start).toBeGreaterThanOrEqual(end);
          expect(written.slice(start, stop)).toBe(written.slice(start, stop).trim());
          expect(written.slice(start, stop)).not.toContain('\n');
          expect(table.firstToken[i + 1]!).toBeGreaterThanOrEqual(table.firstToken[i]!);
          for (let token = table.firstToken[i]!; token < table.firstToken[i + 1]!; token++) {
            expect(tokens.starts[token]).toBeGreaterThanOrEqual(start);
            expect(tokens.ends[token]).toBeLessThanOrEqual(stop);
          }
          end = stop;
        }
      }),
      { numRuns: 500 },
    );
  });
});
