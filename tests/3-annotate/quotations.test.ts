import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotated, quotedIn } from './annotated.js';

describe('quotations', () => {
  it('are all of an announced tweet', () => {
    expect(quotedIn(['From Twitter:-', '"Nobody told us that the desk had gone. We stood about."'])).toEqual({
      quoted: 'all',
      stretches: ['"Nobody told us that the desk had gone. We stood about."'],
    });
  });

  it('are all of an announced email of several paragraphs, of which the last alone closes', () => {
    const units = ['From email:-', '"I have had enough of it.', 'They moved my desk twice.', 'Goodbye then."'];
    expect(quotedIn(units)).toEqual({ quoted: 'all', stretches: units.slice(1) });
  });

  it('may open anew with each paragraph', () => {
    const { quoted, stretches } = quotedIn(['Read this:-', '“The first part of it is long.', '“The second part ends it.”', 'I could not have put it better.']);
    expect(quoted).toBe('part');
    expect(stretches).toEqual(['“The first part of it is long.', '“The second part ends it.”']);
  });

  it('are all of two tweets, one answering the other', () => {
    expect(quotedIn(['From Twitter:-', '"Which office is that?"', '"Ours, and it rains in."']).quoted).toBe('all');
  });

  it('are all where the announcement brings words without marks', () => {
    expect(quotedIn(['This from the paper:-', 'The bridge will close in June.', 'It opens again in July.'])).toEqual({
      quoted: 'all',
      stretches: ['The bridge will close in June.', 'It opens again in July.'],
    });
  });

  it('end at a rule across the page', () => {
    const { quoted, stretches } = quotedIn(['A reader sends this petition:-', 'We ask for more chairs.', '--oo00oo--', 'Postscript', 'The chairs have come.']);
    expect(quoted).toBe('part');
    expect(stretches).toEqual(['We ask for more chairs.']);
  });

  it('do not come of an announcement with nothing but an address after it', () => {
    expect(quotedIn(['The new link:-', 'https://example.org/petition']).quoted).toBe('none');
  });

  it('are part where the author answers the sentence below it', () => {
    expect(quotedIn(['"Nobody ever measured the room"', 'They did, and it was short.'])).toEqual({ quoted: 'part', stretches: ['"Nobody ever measured the room"'] });
    expect(quotedIn(['“Nobody measured it.” I did, with a ruler, and twice.']).quoted).toBe('part');
    expect(quotedIn(["'Nobody measured it, ever.' Put that on a mug and sell it."]).quoted).toBe('part');
  });

  it('are part where a report is passed on with a remark', () => {
    const { quoted } = quotedIn(['In the Gazette tonight:-', '"A man was found asleep in the vault and said he was waiting for a bus."', 'https://example.org/vault', 'Aren\'t we all.']);
    expect(quoted).toBe('part');
  });

  it.each([
    ['a remark retold', 'So I asked her and she said "you can go home now" and I went.'],
    ['words held at arm\'s length', 'The so-called "resilience hub" is a cupboard.'],
    ['a name', '"Porridge" was better than this.'],
    ['inches', 'A 6" pipe and a 4" pipe were left, and no more than that was done about it in weeks.'],
    ['a mark that never closes', 'He gave me a "look and went back to his desk.'],
    ['contractions', "'Twas ever thus and I don't expect that it'll change."],
    ['a pen name', "'Getafix has it right and we don't thank him enough."],
  ])('are not %s', (_, text) => {
    expect(quotedIn([text]).quoted).toBe('none');
  });

  it('are long sentences in the middle of a paragraph', () => {
    const { quoted } = quotedIn(['The letter came. "You are asked to hand in all of your keys and your pass to the desk on the ground floor." I kept mine.']);
    expect(quoted).toBe('part');
  });

  it('are lines that begin with an angle', () => {
    expect(quotedIn(['> the roof is mended', 'It is not.']).stretches).toEqual(['> the roof is mended']);
  });

  it('are a pasted report without marks', () => {
    const { quoted } = quotedIn([
      'Inspectors have found that the boats were left in the rain for most of the winter, the harbour board said on Monday.',
      'The board said repairs would begin in spring, and that the cost would be met from fees paid by visitors.',
      'A spokesman told the inquiry: “The boats are old. They were always going to need paint.”',
    ]);
    expect(quoted).toBe('all');
  });

  it('are not a comment of three paragraphs in the author\'s own voice', () => {
    const { quoted } = quotedIn([
      'I said at the time that the boats would rot, and the board said that they would not, and here we are in April.',
      'My manager told the meeting that it was the weather. We laughed, and it was noted that we had laughed.',
      'The board said we should be kinder. I have been kind since 1998 and it has done the boats no good.',
    ]);
    expect(quoted).toBe('none');
  });

  describe('of an earlier unit', () => {
    const earlier = ['The kettle in the upstairs kitchen has been broken since the second week of March and nobody will say whose it is.'];

    it('need no marks when they fill a paragraph', () => {
      expect(quotedIn(earlier, ['the kettle in the upstairs kitchen has been broken', 'It is mine. Sorry.']).quoted).toBe('part');
    });

    it('need no marks when they are long', () => {
      expect(quotedIn(earlier, ['You say the kettle in the upstairs kitchen has been broken since the second week of March but it boiled for me yesterday.']).quoted).toBe('part');
    });

    it('are chance when they are short', () => {
      expect(quotedIn(earlier, ['I walked into the upstairs kitchen and nobody will say who took the biscuits from the tin there.']).quoted).toBe('none');
    });

    it('are no quotation when the whole unit is the same: it was posted twice', () => {
      expect(quotedIn(earlier, earlier).quoted).toBe('none');
    });

    it('are cut where a paragraph ends', () => {
      const { stretches } = quotedIn(earlier, ['Who? The kettle in the upstairs kitchen has been broken since', 'the second week of March and nobody will say whose it is.', 'It is mine. Sorry.']);
      expect(stretches).toEqual(['The kettle in the upstairs kitchen has been broken since', 'the second week of March and nobody will say whose it is']);
    });

    it('are not looked for in the rows of a table', () => {
      const { annotations } = annotated([earlier, [...earlier, 'Same here.']], null, 'rows');
      expect(annotations.map(({ quoted }) => quoted)).toEqual(['none', 'none']);
    });
  });

  it('lie in order, apart and inside their paragraphs', () => {
    const piece = fc.constantFrom('"', '“', '”', '«', '»', "'", '’', 'word', ' ', ' ', '.', ':-', '>', '6', 'said', 'I', '(', 'From X:-');
    const paragraph = fc.array(piece, { minLength: 1, maxLength: 30 }).map((parts) => `${parts.join('')}x`);
    fc.assert(
      fc.property(fc.array(fc.array(paragraph, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 }), (units) => {
        const batch = annotated(units);
        batch.annotations.forEach(({ quotations, quoted }, index) => {
          let end = -1;
          for (const span of quotations) {
            expect(span.start).toBeGreaterThan(end);
            expect(span.end).toBeGreaterThan(span.start);
            expect(batch.units[index]!.paragraphs.some((within) => within.start <= span.start && span.end <= within.end)).toBe(true);
            end = span.end - 1;
          }
          if (quotations.length === 0) expect(quoted).toBe('none');
        });
      }),
      { numRuns: 500 },
    );
  });

  it('survive very many marks, in one paragraph and in as many', () => {
    for (const mark of ['"', '“', '”', '"a ', '“a ', 'a” ', "'", '" ', ':-', '"a. ']) {
      expect(annotated([[mark.repeat(200_000 / mark.length)]]).annotations).toHaveLength(1);
      expect(annotated([Array.from({ length: 20_000 }, () => mark)]).annotations).toHaveLength(1);
    }
    for (const line of ['The board said so on Monday, and that it would say no more of it until the spring.', '> no', '"No, no, no."', 'From X:-']) {
      expect(annotated([Array.from({ length: 150_000 }, () => line)]).annotations).toHaveLength(1);
    }
  });
});
