import { describe, expect, it } from 'vitest';
import { load, problemsOf, tag, lexiconOf, themeOf } from './lexicon-of.js';

/** The faults as `line:column id`, errors only. */
const errorsOf = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
  (await load(files)).problems.filter(({ severity }) => severity === 'error').map(({ file, line, column, id }) => `${file}:${line}:${column} ${id}`);
const inTheme = (source: string): Promise<readonly string[]> => errorsOf({ 'theme.yml': source });
const AT = 'lexicon/theme.yml';

describe('a file that is no lexicon', () => {
  it.each([
    ['nothing at all', '', '1:1 yaml'],
    ['blank lines', '\n\n\n', '1:1 yaml'],
    ['one word', 'hello', '1:1 yaml'],
    ['a list', '- a\n- b\n', '1:1 yaml'],
    ['no id', 'name: Theme\n', '1:1 bad-id'],
    ['an id with a space', 'id: two words\n', '1:1 bad-id'],
    ['a misspelt key', 'id: a\nstrnog: |\n  x\n', '2:1 unknown-key'],
    ['a key twice', 'id: a\nstrong: |\n  x\nstrong: |\n  y\n', '4:1 repeated-key'],
    ['a code twice', 'id: a\ncodes:\n  b:\n    strong: |\n      x\n  b:\n    strong: |\n      y\n', '6:3 repeated-key'],
    ['a tab before a pattern', 'id: a\nstrong: |\n\tcase\n', '3:1 tab'],
    ['a tab before a key', 'id: a\ncodes:\n\tb:\n', '3:1 tab'],
    ['a forgotten bar', 'id: a\nstrong:\n  high caseload\n  too many cases\n', '3:3 missing-bar'],
    ['a folded block', 'id: a\nstrong: >-\n  high caseload\n  too many cases\n', '2:9 missing-bar'],
    ['patterns that are a map', 'id: a\nstrong:\n  x: y\n', '2:1 not-lines'],
    ['an alias', 'id: a\nstrong: &x |\n  case\nweak: *x\n', '4:1 alias'],
    ['a key that is a list', 'id: a\n? [x, y]\n: z\n', '2:3 unknown-key'],
    ['an open bracket in YAML', 'id: a\nwas: [x\n', '3:1 yaml'],
  ])('%s is a located error', async (_, source, fault) => {
    expect(await inTheme(source)).toContain(`${AT}:${fault}`);
  });

  it('names the key that was meant', async () => {
    expect((await load({ 'theme.yml': 'id: a\nexampels:\n  coded: |\n    x\n' })).problems[0]!.hint).toBe('Did you mean "examples"?');
  });

  it('reads one pattern without a bar, a list of patterns, and quotation marks', async () => {
    const { codebook, problems } = await load({ 'theme.yml': 'id: a\nstrong: high case\nweak:\n  - case*\n  - "(a"\n' });
    expect(codebook.themes[0]!.rules[0]!.patterns.map(({ text }) => text)).toEqual(['high case', 'case*']);
    expect(problems.map(({ line, column, id }) => [line, column, id])).toEqual([[5, 6, 'unclosed-bracket']]);
  });
});

describe('what is made to be slow', () => {
  it('an alias bomb is an error and is never unfolded', async () => {
    const bomb = ['id: a', 'a0: &a0 [x, x, x, x, x, x, x, x, x]', ...Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`)].join('\n');
    const errors = await inTheme(bomb);
    expect(errors).toContain(`${AT}:2:1 unknown-key`);
    expect(await inTheme('id: a\nstrong: &s [*s, *s]\n')).toEqual([`${AT}:2:13 not-lines`, `${AT}:2:17 not-lines`]);
    expect(await inTheme('id: a\ncodes: &c\n  b: *c\n')).toContain(`${AT}:3:3 alias`);
  });

  it('ten million characters are an error', async () => {
    expect(await inTheme(themeOf('high case load of work\n  '.repeat(500_000)))).toEqual([`${AT}:1:1 lexicon-too-large`]);
  });

  it('a hundred thousand keys are an error', async () => {
    expect(await inTheme(Array.from({ length: 100_000 }, (_, i) => `key${i}: x\n`).join(''))).toEqual([`${AT}:1:1 lexicon-too-large`]);
    expect(await inTheme(`id: a\ncodes: {${Array.from({ length: 15_000 }, (_, i) => `c${i}: {}`).join(', ')}}\n`)).toEqual([]);
  });

  it('brackets in brackets in brackets are an error', async () => {
    expect((await inTheme(`id: a\nwas: ${'['.repeat(150_000)}\n`))[0]).toMatch(/ yaml$/);
    expect(await inTheme(themeOf(`${'('.repeat(5000)}x${')'.repeat(5000)}`))).toEqual([`${AT}:4:43 too-deep`]);
    expect(await inTheme(themeOf(`a${' AND a'.repeat(1000)}`))).toEqual([`${AT}:4:245 too-deep`]);
    expect(await inTheme(themeOf('x '.repeat(20_000)))).toEqual([`${AT}:4:3 too-long`]);
  });

  it('a thousand alternatives are read, a million ways of writing refused', async () => {
    const words = Array.from({ length: 1000 }, (_, i) => `word${i}`);
    const lexicon = await lexiconOf({ 'theme.yml': themeOf(`high (${words.join('|')})`, `low (${words.slice(0, 800).map((word) => `${word} load`).join('|')}) end`) });
    expect(tag(lexicon, ['high word999 and low word77 load end']).map(({ words: found }) => found)).toEqual(['high word999', 'low word77 load end']);
    expect(await inTheme(themeOf(Array<string>(20).fill('[a b]').join(' ').concat(' c')))).toEqual([expect.stringMatching(/ too-many-alternatives$/)]);
    expect(await inTheme(themeOf(Array<string>(600).fill('a').join(' ')))).toEqual([expect.stringMatching(/ too-long$/)]);
  });

  it('lists that double at each step are an error', async () => {
    const bomb = (line: (before: string) => string): string => `id: c\nlists:\n  l0: |\n    a b\n    c d\n${Array.from({ length: 40 }, (_, i) => `  l${i + 1}: |\n    ${line(`@l${i}`)}\n`).join('')}`;
    const wide = (before: string): string => `${before} ${before}`;
    for (const line of [wide, (before: string) => `(${before}|${before} x) y`, (before: string) => `${before} NEAR/2 ${before}`, (before: string) => `[${before}] [${before}] z`]) {
      const errors = await errorsOf({ 'codebook.yml': bomb(line), 'theme.yml': themeOf('@l40') });
      expect(errors[0]).toMatch(/:\d+:\d+ (too-long|too-many-alternatives|too-deep)$/);
    }
    // Less deep than is refused for its depth, and still too much.
    const shallow = `id: c\nlists:\n  l0: |\n    a\n${Array.from({ length: 10 }, (_, i) => `  l${i + 1}: |\n    ${Array<string>(6).fill(`@l${i}`).join(' NEAR/2 ')}\n`).join('')}`;
    expect((await errorsOf({ 'codebook.yml': shallow, 'theme.yml': themeOf('@l10') }))[0]).toMatch(/too-many-alternatives$/);
  });

  it('a list that holds itself is an error at the list', async () => {
    const codebook = 'id: c\nlists:\n  a: |\n    x\n    @b\n  b: |\n    @a y\n';
    expect(await errorsOf({ 'codebook.yml': codebook, 'theme.yml': themeOf('@a') })).toEqual(['lexicon/codebook.yml:3:3 cyclic-list']);
  });

  it('a list of a hundred thousand words is read', async () => {
    const codebook = `id: c\nlists:\n  long: |\n${Array.from({ length: 100_000 }, (_, i) => `    w${i}\n`).join('')}`;
    const lexicon = await lexiconOf({ 'codebook.yml': codebook, 'theme.yml': themeOf('high @long') });
    expect(tag(lexicon, ['So high w99999 it was.']).map(({ words }) => words)).toEqual(['high w99999']);
  });

  it('a regular expression that would backtrack for ever runs in time with the word', async () => {
    const lexicon = await lexiconOf({ 'theme.yml': themeOf('/(a+)+$/', '/(x|xx)*y/') });
    expect(tag(lexicon, [`${'a'.repeat(60)}b ${'x'.repeat(60)} aaa xxxy`]).map(({ words }) => words)).toEqual(['aaa', 'xxxy']);
  });

  it('a regular expression that is too large, or uses what takes long, is an error', async () => {
    for (const source of ['/((a{1000}){1000}){1000}/', '/(a)\\1/', '/a(?=b)/', '/(/']) expect(await inTheme(themeOf(source))).toEqual([`${AT}:4:3 bad-regex`]);
  });

  it('a gap over a text of one repeated word ends', async () => {
    const lexicon = await lexiconOf({ 'theme.yml': themeOf('a ..30 a ..30 a ..30 a', 'a NEAR/30 a NEAR/30 a') });
    expect(tag(lexicon, ['a '.repeat(1200)], { explain: true }).length).toBeGreaterThan(2);
  });
});

describe('problems of a whole lexicon', () => {
  it('come all at once, each at its own place', async () => {
    const problems = await problemsOf({
      'codebook.yml': 'id: c\nlists:\n  staff: |\n    PO)\n',
      'a.yml': 'id: a\nstrong: |\n  (one\n  two)\n  {flurble}\n  @nobody\n',
      'b.yml': 'id: b\nstorng: |\n  x\n',
    });
    expect(problems.filter(({ severity }) => severity === 'error').map(({ file, line, column, id }) => `${file}:${line}:${column} ${id}`)).toEqual([
      'lexicon/codebook.yml:4:7 unexpected',
      'lexicon/a.yml:3:3 unclosed-bracket',
      'lexicon/a.yml:4:6 unexpected',
      'lexicon/b.yml:2:1 unknown-key',
      'lexicon/a.yml:5:3 no-inflections',
      'lexicon/a.yml:6:3 unknown-list',
    ]);
  });
});
