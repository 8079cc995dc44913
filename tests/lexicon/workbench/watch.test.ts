import { describe, expect, it } from 'vitest';
import { readInflections } from '../../../pipeline/lexicon/inflections.js';
import { WatchedLexicon, type SaveReport } from '../../../src/workbench/watched-lexicon.js';
import { corpusOf } from './editions.js';

const theme = (id: string, patterns: readonly string[], ...rest: readonly string[]): string =>
  [`id: ${id}`, `definition: About ${id}.`, 'strong: |', ...patterns.map((line) => `  ${line}`), ...rest, ''].join('\n');
const EXAMPLES = ['examples:', '  coded: |', '    My [[spade]] broke.', '    The [[trowel]] too.'];

function watch(): (files: Readonly<Record<string, string>>) => Promise<SaveReport | null> {
  const watched = new WatchedLexicon(corpusOf('A spade in the rain.', 'A trowel in the shed.', 'A cat on the wall.'));
  return (files) => watched.update({ folder: 'lexicon', files: new Map(Object.entries({ 'codebook.yml': 'id: plots\n', ...files })), inflections: readInflections('inflections.csv', '') });
}

describe('a watched lexicon', () => {
  const first = { 'pets.yml': theme('pets', ['cat']), 'tools.yml': theme('tools', ['spade'], ...EXAMPLES) };
  const gains = (report: SaveReport | null): readonly string[] => report?.effect?.impact.map(({ kind, theme: id, label }) => `${kind} ${id} ${label}`) ?? [];

  it('says what a save gained and lost and which examples changed outcome, and nothing where nothing changed', async () => {
    const save = watch();
    expect((await save(first))?.effect).toBeNull();
    expect(await save(first)).toBeNull();
    const second = { ...first, 'tools.yml': theme('tools', ['trowel'], ...EXAMPLES) };
    const report = await save(second);
    expect(report?.files).toEqual(['tools.yml']);
    expect(gains(report)).toEqual(['lost tools 1', 'gained tools 2']);
    expect(report?.effect?.broken.map(({ example, outcome }) => [example.text, outcome])).toEqual([['My spade broke.', 'missing']]);
    expect(report?.effect?.mended.map(({ example }) => example.text)).toEqual(['The trowel too.']);
    expect(gains(await save(first))).toEqual(['gained tools 1', 'lost tools 2']);
  });

  it('compares with the last edition that loaded while one does not', async () => {
    const save = watch();
    await save(first);
    const broken = await save({ ...first, 'tools.yml': theme('tools', ['(spade', 'trowel'], ...EXAMPLES) });
    expect(broken?.effect).toBeNull();
    expect(broken?.problems.map(({ severity, line }) => [severity, line])).toEqual([['error', 4]]);
    expect(gains(await save({ ...first, 'tools.yml': theme('tools', ['spade', 'trowel'], ...EXAMPLES) }))).toEqual(['gained tools 2']);
  });

  it('follows a theme into another file, finds an id used twice, and recompiles all when the codebook changes', async () => {
    const save = watch();
    await save(first);
    const twice = await save({ ...first, 'more.yml': theme('pets', ['wall']) });
    expect(twice?.problems.map(({ id }) => id)).toEqual(['repeated-theme']);
    const renamed = { 'pets.yml': first['pets.yml'], 'kit.yml': theme('kit', ['spade', 'trowel'], 'was: [tools]') };
    expect(gains(await save(renamed))).toEqual(['gained kit 2']);
    const stricter = await save({ ...renamed, 'codebook.yml': 'id: plots\npolicy:\n  strengths:\n    strong: 0.5\n' });
    expect(gains(stricter)).toEqual(['lost pets 3', 'lost kit 1', 'lost kit 2']);
  });

  it('follows a list into the themes that use it, by way of another list too', async () => {
    const save = watch();
    const lists = (...tools: readonly string[]): string => `id: plots\nlists:\n  tools: |\n${tools.map((tool) => `    ${tool}\n`).join('')}  kit: |\n    @tools\n    bucket\n  pet: |\n    cat\n`;
    const themes = { 'pets.yml': theme('pets', ['@pet']), 'garden.yml': theme('garden', ['@kit']) };
    await save({ ...themes, 'codebook.yml': lists('spade') });
    const more = await save({ ...themes, 'codebook.yml': lists('spade', 'trowel') });
    expect(gains(more)).toEqual(['gained garden 2']);
    expect(more?.effect?.changes.lists).toEqual([{ name: 'tools', added: ['trowel'], removed: [] }]);
    expect(gains(await save({ ...themes, 'codebook.yml': lists('trowel') }))).toEqual(['lost garden 1']);
    expect(gains(await save({ ...themes, 'codebook.yml': lists('trowel').replace('    cat', '    dog') }))).toEqual(['lost pets 3']);
  });

  it('says what is doubtful when asked, once, and knows which lists are used elsewhere', async () => {
    const save = watch();
    const codebook = 'id: plots\nlists:\n  tools: |\n    spade\n';
    const themes = { 'codebook.yml': codebook, 'pets.yml': theme('pets', ['cat'], ...EXAMPLES), 'tools.yml': theme('tools', ['@tools'], ...EXAMPLES) };
    const ids = (report: SaveReport | null): readonly string[] => report?.doubts().map(({ file, id }) => `${file} ${id}`) ?? [];
    expect(ids(await save(themes))).toEqual([]);
    const doubled = { ...themes, 'pets.yml': theme('pets', ['cat', 'cat'], ...EXAMPLES) };
    expect(ids(await save(doubled))).toEqual(['lexicon/pets.yml duplicate']);
    expect(ids(await save({ ...doubled, 'pets.yml': theme('pets', ['cat', 'cat', 'dog'], ...EXAMPLES) }))).toEqual([]);
    expect(ids(await save({ ...doubled, 'codebook.yml': `${codebook}    trowel\n  pet: |\n    dog\n` }))).toEqual(['lexicon/codebook.yml unused-list']);
  });
});
