import { describe, expect, it } from 'vitest';
import { shippedFolder } from '../../src/files/package-info.js';
import { checkFolder } from '../../src/workbench/check-lexicon.js';
import { lexiconOf, problemsOf, themeOf } from './lexicon-of.js';

/** What `check` says of the patterns of one rule, as `line id`; the first pattern is on line 4. */
const says = async (patterns: readonly string[], codebook = 'id: one\n'): Promise<readonly string[]> =>
  (await problemsOf({ 'codebook.yml': codebook, 'theme.yml': themeOf(...patterns) })).map(({ line, id }) => `${line} ${id}`);
const theme = (body: string): string => `id: theme\ndefinition: A theme.\n${body}examples:\n  coded: |\n    [[One]] line.\n`;
const saysOf = async (body: string): Promise<readonly string[]> => (await problemsOf({ 'theme.yml': theme(body) })).map(({ line, column, severity, id }) => `${line}:${column} ${severity} ${id}`);

describe('checkLexicon', () => {
  it('has nothing to say of a sound theme', async () => {
    expect(await says(['high case*', '{leave} the service', 'risk NOT redundan*', 'PSO', '=IT', '£* a month', '*%', '37.5', 'R&D', "don't", "years' service", '24/7', 'co-worker'])).toEqual([]);
  });

  it('finds a line that stands twice, and one that two themes share', async () => {
    expect(await says(['high  case', 'low case', 'high case'])).toEqual(['6 duplicate']);
    expect(await saysOf('strong: |\n  case\ncodes:\n  part:\n    weak: |\n      case\n')).toEqual(['8:7 warning duplicate']);
    const problems = await problemsOf({ 'a.yml': theme('strong: |\n  case\n').replace('id: theme', 'id: a'), 'b.yml': theme('weak: |\n  case\n').replace('id: theme', 'id: b') });
    expect(problems).toMatchObject([{ severity: 'note', id: 'two-themes', file: 'lexicon/b.yml', line: 4, message: '"case" gives a too (lexicon/a.yml:4).' }]);
    const weak = await problemsOf({ 'a.yml': theme('weak: |\n  case\n').replace('id: theme', 'id: a'), 'b.yml': theme('strong: |\n  case ^0.9\n').replace('id: theme', 'id: b') });
    expect(weak).toEqual([]);
  });

  it('takes a line of two sub-codes for two where their guards differ', async () => {
    const codes = (one: string, other: string): string => `codes:\n  one:\n    strong: |\n      case\n${one}  other:\n    strong: |\n      case\n${other}`;
    expect(await saysOf(codes('', ''))).toEqual(['9:7 warning duplicate']);
    expect(await saysOf(codes('    unless: |\n      fish\n', ''))).toEqual([]);
    expect(await saysOf(codes('    unless: |\n      fish\n', '    unless: |\n      fish\n'))).toEqual(['11:7 warning duplicate']);
  });

  it('knows that a role claimed in one place is not claimed in another', async () => {
    const label = 'codes:\n  label:\n    strong: |\n      keeper ^1.5\n      former keeper here\n      (keeper|warden) ^0.5\n';
    const of = async (id: string): Promise<readonly string[]> => (await problemsOf({ 'a.yml': theme(label).replace('id: theme', `id: ${id}`) })).map(({ line, id: found }) => `${line} ${found}`);
    expect(await of('theme')).toEqual(['7 shadowed']);
    expect(await of('po')).toEqual([]);
  });

  it.each(['probation', 'roles', 'sentiment'])('finds nothing wrong with the lexicon of %s that comes with Heddle', async (name) => {
    const { problems, size } = await checkFolder(shippedFolder('lexicons', name));
    expect(problems.filter(({ severity }) => severity !== 'note').map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([]);
    expect(size).toBeGreaterThan(200);
  });

  it.each([
    ['a word that texts are cut at', 'either/or.maybe'],
    ['a word longer than any', 'x'.repeat(65)],
    ['a web address', 'www.probation.org'],
    ['a regular expression for capitals', '/PS[OP]/'],
    ['a regular expression for two words', '/high case/'],
    ['a sentence that must hold and not hold a word', 'case NOT case'],
    ['the same by way of a list and a star', '(high case|low cases) NOT case*'],
    ['what AND asks for and NOT forbids', 'risk AND (police car) NOT police'],
  ])('finds %s', async (_, pattern) => {
    expect(await says([pattern])).toEqual(['4 never-matches']);
  });

  it.each(['case NOT cases', 'high case NOT case high', 'case NOT (case .. load)', 'a .. b NOT (a b)', 'a AND b NOT (a b)', '(case|load) NOT case', 'PSO NOT =PSO'])('leaves "%s" alone, which can match', async (pattern) => {
    expect(await says([pattern])).toEqual([]);
  });

  it('finds a regular expression that holds for every word', async () => {
    for (const pattern of ['/.*/', '/.+/', '/\\w+/']) expect(await says([pattern])).toEqual(['4 matches-everything']);
    for (const pattern of ['*', '**', '*?']) expect(await says([pattern])).toEqual(['4 matches-everything']);
  });

  it('finds a cue beside a stronger one within it', async () => {
    expect(await saysOf('decisive: |\n  {case}\nstrong: |\n  high cases\n')).toEqual(['6:3 warning shadowed']);
    expect(await saysOf('decisive: |\n  too .. cases\nstrong: |\n  (far|much) too many ..1 cases\n')).toEqual(['6:3 warning shadowed']);
    expect(await saysOf('decisive: |\n  too .. cases\nstrong: |\n  too many ..2 cases\n')).toEqual([]);
    expect(await saysOf('decisive: |\n  high case\nstrong: |\n  case\n')).toEqual([]);
    expect(await saysOf('decisive: |\n  case AND load\nstrong: |\n  high case\n')).toEqual([]);
    expect(await saysOf('strong: |\n  case\ncodes:\n  part:\n    weak: |\n      high case\n')).toEqual([]);
  });

  it('finds a cue beside an equally strong one that matches all it does, and no other', async () => {
    expect(await says(['high case', '(high|low) case*'])).toEqual(['4 shadowed']);
    expect(await says(['burn-out', 'burn out'])).toEqual(['5 shadowed']);
    expect(await says(['a b', 'b NEAR/2 a'])).toEqual(['4 shadowed']);
    expect(await says(['organise', 'organize'])).toEqual(['5 shadowed']);
    // The longer of two equal cues is counted, and the shorter elsewhere beside it.
    expect(await says(['high case', 'case'])).toEqual([]);
    expect(await saysOf('strong: |\n  high case\nweak: |\n  high case*\n')).toEqual([]);
  });

  it('finds a cue that its own guards always take away', async () => {
    expect(await saysOf('strong: |\n  high case\nunless: |\n  case*\n')).toEqual(['4:3 warning always-vetoed']);
    expect(await saysOf('strong: |\n  risk AND police\nunless: |\n  police\n')).toEqual(['4:3 warning always-vetoed']);
    expect(await saysOf('strong: |\n  in any case\nexcept: |\n  any case\n')).toEqual(['4:3 warning always-hidden']);
    expect(await saysOf('unless: |\n  case\ncodes:\n  part:\n    strong: |\n      high case\n')).toEqual(['8:7 warning always-vetoed']);
    expect(await saysOf('strong: |\n  any case\nexcept: |\n  in any case\n')).toEqual([]);
    expect(await saysOf('strong: |\n  risk AND police\nexcept: |\n  police\n')).toEqual([]);
    expect(await saysOf('strong: |\n  case\nunless: |\n  case AND load\n')).toEqual([]);
    expect(await saysOf('strong: |\n  case\nunless: |\n  case NOT load\n')).toEqual([]);
    expect(await saysOf('strong: |\n  case\ncodes:\n  part:\n    unless: |\n      case\n')).toEqual([]);
  });

  it('finds lists that nobody uses or that hold nothing, and strengths of guards', async () => {
    expect((await problemsOf({ 'codebook.yml': 'id: c\nlists:\n  used: |\n    a\n  self: |\n    @self\n  idle: |\n    b\n  empty:\n', 'theme.yml': themeOf('@used', 'x @empty') })).map(({ id, line }) => `${line} ${id}`)).toEqual(['5 cyclic-list', '5 unused-list', '7 unused-list', '9 empty-list']);
    expect(await saysOf('strong: |\n  case\nexcept: |\n  any case ^0.5\n')).toEqual(['6:3 warning idle-strength']);
  });

  it('asks for a definition, patterns and examples', async () => {
    expect((await problemsOf({ 'theme.yml': 'id: theme\n' })).map(({ id }) => id)).toEqual(['no-patterns', 'no-definition', 'no-examples']);
  });

  it('claims nothing of patterns that can be written in very many ways', async () => {
    const many = Array.from({ length: 11 }, (_, i) => `(a${i}|b${i} c${i})`).join(' ');
    await lexiconOf({ 'theme.yml': themeOf(many) });
    expect(await says([`${many} NOT a1`, 'a1 ^2'])).toEqual([]);
  });
});
