import { describe, expect, it } from 'vitest';
import { lexiconOf, tag, themeOf, wordsOf } from './lexicon-of.js';

const KEEP = 'id: c\npolicy:\n  hyphens: keep\n  spelling: false\n  acronyms: false\n';
const CODEBOOK = 'id: c\nlists:\n  staff: |\n    PSO\n    line manager\n';

/** A pattern, a text, and the words it takes there. */
const TABLE: readonly (readonly [string, string, readonly string[]])[] = [
  ['caseload', 'My CASELOAD, your caseload; not caseloads.', ['CASELOAD', 'caseload']],
  ["don't care", 'They don’t care, dont care and do not care.', ['don’t care', 'dont care']],
  ['organise', 'Organize it, organise it.', ['Organize', 'organise']],
  ['caseload*', 'caseload caseloads case', ['caseload', 'caseloads']],
  ['*load', 'workload load loads', ['workload', 'load']],
  ['c*d', 'cad card cd cards', ['cad', 'card', 'cd']],
  ['co?worker', 'co-worker coxworker co worker coworker', ['co-worker', 'coxworker', 'co worker']],
  ['work load', 'Work, load and work - load. Work! Load.', ['Work, load', 'work - load']],
  ['burn-out', 'burn-out burn out burnout', ['burn-out', 'burn out', 'burnout']],
  ['{leave} {case}', 'left case, leaving cases, leaved case', ['left case', 'leaving cases']],
  ['{leave|quit} it', 'quits it and left it', ['quits it', 'left it']],
  ['(quit|walk away from) [the] job', 'quit job, walk away from the job, quit a job', ['quit job', 'walk away from the job']],
  ['too many .. cases', 'too many cases; too many of the cases; too many of all the cases', ['too many cases', 'too many of the cases']],
  ['a ..3 b', 'a x y z b', ['a x y z b']],
  ['a NEAR/1 b', 'a b x b x a x x b', ['a b', 'b x a']],
  ['a BEFORE/1 b', 'b a x b', ['a x b']],
  ['a AND b', 'a x. a x b.', ['a']],
  ['a AND b NOT c', 'a b. a b c.', ['a']],
  ['a NOT b NOT c', 'a! a b! a c!', ['a']],
  ['PSO', 'PSO psos PSO’s P.S.O pSo psoo', ['PSO', 'psos', 'PSO’s', 'P.S.O', 'pSo']],
  ['OASys', 'oasys OASYS OASys’s', ['oasys', 'OASYS', 'OASys’s']],
  ['=PO', 'PO POs PO’s po Po', ['PO', 'POs', 'PO’s']],
  ['@staff said', 'A PSO said. My line manager said.', ['PSO said', 'line manager said']],
  ['/1[0-9]0%/', '140% 90% 1100%', ['140%']],
  ['this "AND" that', 'this and that', ['this and that']],
  ['"PSO"', 'pso psos', ['pso']],
  ['£* a day', 'It is £4.50 a day.', ['£4.50 a day']],
  ['24/7', 'on call 24/7', ['24/7']],
  ["years' service", 'ten years’ service', ['years’ service']],
];

describe('an operator', () => {
  it.each(TABLE)('%s in "%s"', async (pattern, text, words) => {
    const lexicon = await lexiconOf({ 'codebook.yml': CODEBOOK, 'theme.yml': themeOf(pattern) });
    expect(tag(lexicon, [text]).map((tagging) => tagging.words)).toEqual(words);
  });

  it('takes a part of speech from a tagger, and asks it only where the word stands', async () => {
    const lexicon = await lexiconOf({ 'theme.yml': themeOf('leave#Verb now', 'the case#Noun') });
    const asked: string[] = [];
    const tagger = (sentence: string) => (offset: number) => {
      asked.push(sentence);
      return sentence.slice(offset - 3, offset) === 'to ' ? 'Verb' : 'Noun';
    };
    expect(tag(lexicon, ['We want to leave now. My leave now. Something else. The case.'], { tagger }).map(({ words }) => words)).toEqual(['leave now', 'The case']);
    expect(new Set(asked)).toEqual(new Set(['We want to leave now.', 'My leave now.', 'The case.']));
  });

  it('keeps compounds, spellings and capitals apart where the codebook says so', async () => {
    const found = (pattern: string, text: string): Promise<readonly string[]> => wordsOf(pattern, text, KEEP);
    expect(await found('organise', 'organize organise')).toEqual(['organise']);
    expect(await found('PSO', 'pso psos')).toEqual(['pso']);
    expect(await found("don't", 'dont')).toEqual([]);
    expect(await found('IT', 'Is it?')).toEqual(['it']);
  });

  it('never reaches over the end of a sentence or paragraph', async () => {
    for (const text of ['high. Case', 'high\ncase', 'high! Case', 'high? Case']) expect(await wordsOf('high case', text)).toEqual([]);
    for (const text of ['high, case', 'high (case)', 'high "case"', 'high – case', 'high/case']) expect(await wordsOf('high case', text)).toHaveLength(1);
  });

  it('matches nothing in an address or a word of absurd length', async () => {
    expect(await wordsOf('*load*', 'www.caseload.org https://x.org/load load@load.org')).toEqual([]);
    expect(await wordsOf('x*', 'x'.repeat(80))).toEqual([]);
  });
});
