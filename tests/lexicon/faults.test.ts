import { describe, expect, it } from 'vitest';
import { parsePattern } from '../../pipeline/lexicon/language.js';
import { load, themeOf } from './lexicon-of.js';

/** Every fault of a pattern that is found while it is read or compiled: the pattern, the fault's column in it, its id, and words of the hint. */
const FAULTS: readonly (readonly [string, number, string, RegExp])[] = [
  ['too (many cases', 5, 'unclosed-bracket', /Write "\)"/],
  ['the [whole job', 5, 'unclosed-bracket', /Write "\]"/],
  ['the [whole) job', 5, 'unclosed-bracket', /Write "\]"/],
  ['{leave the service', 1, 'unclosed-bracket', /Write "}"/],
  ['the "whole job', 5, 'unclosed-quote', /second one/],
  ['the /whole job', 5, 'unclosed-regex', /Write "\/"/],
  ['/a\\/', 1, 'unclosed-regex', /Write "\/"/],
  ['many cases)', 11, 'unexpected', /delete it/],
  ['many () cases', 7, 'unexpected', /delete it/],
  ['quit | leave', 6, 'bare-bar', /\(quit\|leave\)/],
  ['| leave', 1, 'bare-bar', /\(quit\|leave\)/],
  ['AND cases', 1, 'unexpected', /word before it/],
  ['cases AND', 7, 'missing-word', /"AND" in quotation marks/],
  ['cases NEAR/3', 7, 'missing-word', /after it/],
  ['(cases NOT) x', 8, 'missing-word', /after it/],
  ['cut NEAR jobs', 5, 'missing-distance', /NEAR\/5/],
  ['cut BEFORE jobs', 5, 'missing-distance', /BEFORE\/5/],
  ['cut OR jobs', 5, 'or-is-a-bar', /\(quit\|leave\)/],
  ['cut NEAR/31 jobs', 5, 'gap-too-wide', /AND/],
  ['too ..31 cases', 5, 'gap-too-wide', /AND/],
  ['.. cases', 1, 'gap-at-edge', /Delete the dots/],
  ['too many ..', 10, 'gap-at-edge', /Delete the dots/],
  ['(too ..) cases', 6, 'gap-at-edge', /Delete the dots/],
  ['too @st@ff', 5, 'bad-list-name', /@staff/],
  ['too @nobody', 5, 'unknown-list', /codebook\.yml/],
  ['leave#Verbs', 6, 'unknown-part-of-speech', /Noun, Verb/],
  ['{walk away}', 1, 'bad-lemma', /one word|base form/i],
  ['the {flurble}', 5, 'no-inflections', /heddle lexicon inflect/],
  ['the IT failed', 5, 'acronym-is-a-word', /=IT/],
  ['the *', 5, 'matches-everything', /gap/],
  ['- high case', 1, 'not-a-word', /words alone/],
  ['high, case', 1, 'punctuation', /Write "high"/],
  ['case - load', 6, 'not-a-word', /words alone/],
  ['case & load', 6, 'not-a-word', /words alone/],
  ['/(/', 1, 'bad-regex', /Look-behind/],
  ['[high] [case]', 1, 'matches-nothing', /square brackets/],
  ['(a AND b) c', 4, 'nested-and', /outermost/],
  ['c (a|b NOT d)', 8, 'nested-and', /outermost/],
  ['(a AND b) NEAR/2 c', 4, 'nested-and', /outermost/],
  ['c [a AND b]', 6, 'nested-and', /outermost/],
  ['high case ^lots', 11, 'bad-strength', /0 to 10/],
  ['high case ^11', 11, 'bad-strength', /0 to 10/],
  ['high case ^', 11, 'bad-strength', /0 to 10/],
];

describe('a fault in a pattern', () => {
  it.each(FAULTS)('%s (column %i): %s', async (pattern, column, id, hint) => {
    const { problems, lexicon } = await load({ 'codebook.yml': 'id: c\n', 'theme.yml': themeOf(pattern) });
    expect(lexicon).toBeNull();
    expect(problems.map((problem) => [problem.severity, problem.file, problem.line, problem.column, problem.id])).toEqual([['error', 'lexicon/theme.yml', 4, column + 2, id]]);
    expect(problems[0]!.hint).toMatch(hint);
    expect(problems[0]!.message.length).toBeGreaterThan(15);
  });

  it('is found in a list where it stands, and once', async () => {
    const { problems } = await load({ 'codebook.yml': 'id: c\nlists:\n  staff: |\n    PSO\n    the {flurble}\n', 'theme.yml': themeOf('@staff', 'my @staff') });
    expect(problems.map(({ file, line, column, id }) => [file, line, column, id])).toEqual([['lexicon/codebook.yml', 5, 9, 'no-inflections']]);
  });

  it('is one, however many more follow from it', () => {
    expect(parsePattern('((((a').faults).toHaveLength(1);
    expect(parsePattern('(a|').faults).toHaveLength(1);
    expect(parsePattern('').faults.map(({ id }) => id)).toEqual(['empty-pattern']);
  });
});
