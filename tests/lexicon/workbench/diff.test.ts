import { describe, expect, it } from 'vitest';
import type { HumanCoding } from '../../../pipeline/agreement/study.js';
import { compareCodebooks, isUnchanged } from '../../../pipeline/lexicon/workbench/compare.js';
import { followThemes } from '../../../pipeline/lexicon/workbench/follow-themes.js';
import { impactOf } from '../../../pipeline/lexicon/workbench/impact.js';
import { measureChange } from '../../../pipeline/lexicon/workbench/measure.js';
import { lexiconOf } from '../lexicon-of.js';
import { corpusOf, seenBy } from './editions.js';

const theme = (id: string, ...lines: readonly string[]): string => [`id: ${id}`, `definition: About ${id}.`, ...lines, ''].join('\n');

async function compare(old: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): Promise<ReturnType<typeof compareCodebooks>> {
  return compareCodebooks((await lexiconOf(old)).codebook, (await lexiconOf(now)).codebook);
}

describe('following themes', () => {
  it('knows what was kept, renamed, merged, split, added and taken away', () => {
    const old = ['kept', 'renamed', 'left', 'right', 'whole', 'gone'].map((id) => ({ id, was: [] }));
    const now = [
      { id: 'kept', was: [] },
      { id: 'named', was: ['renamed'] },
      { id: 'both', was: ['left', 'right'] },
      { id: 'half', was: ['whole'] },
      { id: 'other-half', was: ['whole'] },
      { id: 'new', was: [] },
    ];
    expect(followThemes(old, now).map(({ id, before, isKept }) => [id, before, isKept])).toEqual([
      ['kept', ['kept'], true],
      ['named', ['renamed'], true],
      ['both', ['left', 'right'], true],
      ['half', ['whole'], true],
      ['other-half', ['whole'], true],
      ['new', [], true],
      ['gone', ['gone'], false],
    ]);
  });

  it('does not follow a name twice: what an older edition said of it has happened already', () => {
    const edition = [{ id: 'tools', was: ['sheds'] }, { id: 'sheds', was: [] }];
    expect(followThemes(edition, edition).map(({ id, before }) => [id, before])).toEqual([['tools', ['tools']], ['sheds', ['sheds']]]);
  });
});

describe('comparing rules', () => {
  it('names patterns added, removed, moved and reweighed, with their places', async () => {
    const { themes, policy, lists } = await compare(
      { 'codebook.yml': 'id: plots\nlists:\n  tool: |\n    rake\n', 'a.yml': theme('tools', 'strong: |', '  spade', '  hoe ^0.7', '  @tool', 'weak: |', '  trowel') },
      { 'codebook.yml': 'id: plots\npolicy:\n  spelling: false\nlists:\n  tool: |\n    fork\n', 'a.yml': theme('tools', 'threshold: 2', 'decisive: |', '  spade', 'strong: |', '  hoe ^0.9', '  @tool', '  shears') },
    );
    expect(policy).toEqual(['spelling']);
    expect(lists).toEqual([{ name: 'tool', added: ['fork'], removed: ['rake'] }]);
    expect(themes).toHaveLength(1);
    expect(themes[0]!.threshold).toEqual({ before: 1, after: 2 });
    expect(themes[0]!.patterns.map(({ kind, pattern, before, after }) => [kind, pattern, before && [before.section, before.strength, before.place.line], after && [after.section, after.strength, after.place.line]])).toEqual([
      ['changed', 'spade', ['strong', 1, 4], ['decisive', 2, 5]],
      ['changed', 'hoe', ['strong', 0.7, 5], ['strong', 0.9, 7]],
      ['added', 'shears', null, ['strong', 1, 9]],
      ['removed', 'trowel', ['weak', 0.25, 8], null],
    ]);
  });

  it('sees nothing in comments, order and examples, nor a loss in a theme that was split', async () => {
    const one = { 'a.yml': theme('tools', 'strong: |', '  spade', '  hoe') };
    expect(isUnchanged(await compare(one, { 'a.yml': theme('tools', 'strong: |', '  # by kind', '  hoe', '  spade', 'examples:', '  ignored: |', '    Rain.') }))).toBe(true);
    const split = await compare(one, { 'a.yml': theme('digging', 'was: [tools]', 'strong: |', '  spade'), 'b.yml': theme('weeding', 'was: [tools]', 'strong: |', '  hoe') });
    expect(split.themes.map(({ path, patterns }) => [path.id, patterns])).toEqual([['digging', []], ['weeding', []]]);
  });
});

describe('the impact on units', () => {
  const corpus = corpusOf('The spade broke on the first day.', 'We have a hoe and a barrow and no time.', 'It rained.', 'My trowel went, and so did the hoe.');

  it('names the units that gained and lost a theme, with the words that did it', async () => {
    const old = { 'a.yml': theme('tools', 'strong: |', '  spade', '  hoe ^0.6', '  barrow ^0.2') };
    const now = { 'a.yml': theme('tools', 'strong: |', '  hoe ^0.6', '  barrow ^0.5', '  trowel ^0.3') };
    const { paths } = await compare(old, now);
    const impacts = impactOf(paths, await seenBy(old, corpus), await seenBy(now, corpus));
    expect(impacts.map(({ kind, theme: id, label, cues }) => [kind, id, label, cues.map(({ words, rule }) => [words, rule])])).toEqual([
      ['lost', 'tools', '1', [['spade', 'spade']]],
      ['gained', 'tools', '2', [['barrow', 'barrow']]],
    ]);
  });

  it('shows all cues where only the threshold moved', async () => {
    const old = { 'a.yml': theme('tools', 'strong: |', '  hoe ^0.6', '  barrow ^0.5') };
    const now = { 'a.yml': theme('tools', 'threshold: 2', 'strong: |', '  hoe ^0.6', '  barrow ^0.5') };
    const impacts = impactOf((await compare(old, now)).paths, await seenBy(old, corpus), await seenBy(now, corpus));
    expect(impacts.map(({ kind, label, cues }) => [kind, label, cues.map(({ words }) => words)])).toEqual([['lost', '2', ['hoe', 'barrow']]]);
  });

  it('sees nothing gained or lost in a theme that has another name or was merged', async () => {
    const old = { 'a.yml': theme('digging', 'strong: |', '  spade'), 'b.yml': theme('weeding', 'strong: |', '  hoe') };
    const now = { 'a.yml': theme('tools', 'was: [digging, weeding]', 'strong: |', '  spade', '  hoe') };
    expect(impactOf((await compare(old, now)).paths, await seenBy(old, corpus), await seenBy(now, corpus))).toEqual([]);
    const unnamed = { 'a.yml': theme('tools', 'strong: |', '  spade', '  hoe') };
    const impacts = impactOf((await compare(old, unnamed)).paths, await seenBy(old, corpus), await seenBy(unnamed, corpus));
    expect(impacts.filter(({ kind }) => kind === 'gained').map(({ label }) => label)).toEqual(['1', '2', '4']);
    expect(impacts.filter(({ kind }) => kind === 'lost').map(({ theme: id, label }) => [id, label])).toEqual([['digging', '1'], ['weeding', '2'], ['weeding', '4']]);
  });
});

describe('the measure against people', () => {
  const person = (...themes: readonly string[]): HumanCoding => ({ themes: new Map(themes.map((id) => [id, { stance: null, evidence: [] }])), sentiment: null, role: null, quoted: null });

  it('counts before and after, takes older names for the theme, and leaves out what coders differ over', () => {
    const paths = followThemes([{ id: 'sheds', was: [] }], [{ id: 'tools', was: ['sheds'] }]);
    const units = [
      { human: [person('sheds'), person('tools')], before: new Set<string>(), after: new Set(['tools']) },
      { human: [person('tools')], before: new Set(['sheds']), after: new Set(['tools']) },
      { human: [person(), person()], before: new Set(['sheds']), after: new Set<string>() },
      { human: [person('tools'), person()], before: new Set(['sheds']), after: new Set<string>() },
      { human: [], before: new Set(['sheds']), after: new Set(['tools']) },
    ];
    expect(measureChange(paths, units)).toEqual([{ theme: 'tools', before: { right: 1, wrong: 1, missed: 1 }, after: { right: 2, wrong: 0, missed: 0 } }]);
  });
});
