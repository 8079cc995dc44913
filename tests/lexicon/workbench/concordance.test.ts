import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concordance, sortedLines, type ConcordanceLine } from '../../../pipeline/lexicon/workbench/concordance.js';
import { concordanceCsv, concordanceText, wantsColour } from '../../../src/terminal/concordance.js';
import { patternLexicon } from '../../../src/workbench/pattern-lexicon.js';
import { lexiconOf, themeOf } from '../lexicon-of.js';
import { thread } from './corpus-of.js';

const PLAIN = { width: 12, isColoured: false, showsRules: false };

async function linesOf(pattern: string, texts: readonly string[]): Promise<readonly ConcordanceLine[]> {
  const lexicon = await lexiconOf({ 'theme.yml': themeOf(pattern) });
  return concordance(thread(lexicon, 'a', texts), lexicon, 0);
}

function line(left: string, keyword: string, right: string): ConcordanceLine {
  return { file: 'a.txt', label: '1', theme: 't', rule: 'r', isBelow: false, left, keyword, right };
}

describe('a concordance', () => {
  it('has a line a match, with what stands before and after it in its unit', async () => {
    const lines = await linesOf('kettle', ['The kettle broke.\nAnother kettle came.', 'No tea.', 'Kettle!']);
    expect(lines.map(({ label, left, keyword, right }) => [label, left, keyword, right])).toEqual([
      ['1', 'The ', 'kettle', ' broke. Another kettle came.'],
      ['1', 'The kettle broke. Another ', 'kettle', ' came.'],
      ['3', '', 'Kettle', '!'],
    ]);
  });

  it('names the rule, and says what stayed below the threshold', async () => {
    const lexicon = await lexiconOf({ 'theme.yml': themeOf('kettle', 'mug ^0.3') });
    const lines = concordance(thread(lexicon, 'a', ['A mug.', 'A mug by the kettle.']), lexicon, 0);
    expect(lines.map(({ label, rule, isBelow }) => [label, rule, isBelow])).toEqual([['1', 'mug', true], ['2', 'mug', false], ['2', 'kettle', false]]);
  });

  it('takes only the lines of its theme', async () => {
    const lexicon = await lexiconOf({ 'a.yml': themeOf('kettle'), 'b.yml': themeOf('mug').replace('id: theme', 'id: other') });
    const batch = thread(lexicon, 'a', ['A mug by the kettle.']);
    expect(concordance(batch, lexicon, 1).map(({ theme, keyword }) => [theme, keyword])).toEqual([['other', 'mug']]);
  });

  it('keeps a long context short and cuts no character in two', async () => {
    const [found] = await linesOf('kettle', [`x${'🫖'.repeat(400)} kettle ${'🫖'.repeat(400)}`]);
    for (const side of [found.left, found.right]) {
      expect(side.length).toBeLessThanOrEqual(241);
      expect(side).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/);
    }
  });

  it('lets no text steer the terminal', async () => {
    const [found] = await linesOf('kettle', ['A\u001b[2J\u202e kettle\u0007\tthere']);
    expect(found.left + found.right).toBe('A [2J kettle there'.replace('kettle', ''));
  });

  it('sorts by the words nearest to the keyword, outwards, and leaves equal lines as they are', () => {
    const lines = [line('of the old ', 'tea', ' urn'), line('of an Old ', 'tea', ' bag'), line('a new ', 'tea', ', bag')];
    const places = (order: 'left' | 'right' | 'none'): readonly number[] => sortedLines(lines, order).map((one) => lines.indexOf(one));
    expect(places('none')).toEqual([0, 1, 2]);
    expect(places('left')).toEqual([2, 1, 0]);
    expect(places('right')).toEqual([1, 2, 0]);
  });
});

describe('its text', () => {
  it('sets the keywords below each other', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.stringMatching(/^[a-z ]{0,20}$/), fc.stringMatching(/^[a-z ]{0,20}$/)), { minLength: 1 }), fc.integer({ min: 0, max: 30 }), (sides, width) => {
        const text = concordanceText(sides.map(([left, right]) => line(left, 'KEY', right)), { ...PLAIN, width });
        const columns = text.trimEnd().split('\n').map((row) => row.indexOf('KEY'));
        expect(new Set(columns)).toEqual(new Set(['a.txt:1  '.length + width]));
      }),
    );
  });

  it('colours the keyword alone, on a terminal, unless NO_COLOR is set', () => {
    expect(concordanceText([line('a ', 'KEY', ' b')], { ...PLAIN, isColoured: true })).toContain('a \u001b[1;33mKEY\u001b[0m b\n');
    expect(wantsColour({ isTTY: true }, {})).toBe(true);
    expect(wantsColour({ isTTY: true }, { NO_COLOR: '' })).toBe(true);
    expect(wantsColour({ isTTY: true }, { NO_COLOR: '1' })).toBe(false);
    expect(wantsColour({}, {})).toBe(false);
  });

  it('shows the rule in a column of its own', () => {
    const rows = concordanceText([line('', 'KEY', ' b'), { ...line('', 'LONGER', ' b'), isBelow: true }], { ...PLAIN, showsRules: true }).split('\n');
    expect(rows[0].indexOf('r')).toBe(rows[1].indexOf('r (below threshold)'));
  });

  it('as a table holds nothing that a spreadsheet would run', () => {
    expect(concordanceCsv([line('=A1, ', 'KEY', ' "b"')])).toBe('\ufefffile,label,theme,rule,below_threshold,left,keyword,right\r\na.txt,1,t,r,0,"\'=A1, ",KEY," ""b"""\r\n');
  });
});

describe('a pattern tried out', () => {
  it('is told where it is wrong', async () => {
    const { lexicon, problems } = await patternLexicon('lexicons/probation', 'tea (pot');
    expect(lexicon).toBeNull();
    expect(problems).toEqual([expect.objectContaining({ id: 'unclosed-bracket', file: 'pattern', line: 1, column: 5 })]);
  });

  it('uses the lists of the codebook, and must be there', async () => {
    const { lexicon } = await patternLexicon('lexicons/probation', '@boss');
    expect(concordance(thread(lexicon!, 'a', ['Ask the gaffer.']), lexicon!, 0)).toHaveLength(1);
    for (const empty of ['  ', '# tea']) expect((await patternLexicon('lexicons/probation', empty)).problems).toEqual([expect.objectContaining({ id: 'empty-pattern' })]);
  });
});
