import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeptThings } from '../../src/files/kept.js';
import { openLexicon } from '../../src/files/open-lexicon.js';
import { openSentimentLexicon } from '../../src/files/open-sentiment.js';
import { loadSentimentLexicon, shippedSentimentFolder } from '../../src/files/sentiment-lexicon.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heddle-kept-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('things kept', () => {
  it('are made once, and again when what they are made from changes', async () => {
    let made = 0;
    const make = async (): Promise<{ readonly numbers: Int32Array; readonly made: number }> => ({ numbers: Int32Array.of(1, 2, 3), made: ++made });
    const get = (...from: string[]) => new KeptThings([folder]).get(from, make);
    expect((await get('a', 'b'))!.made).toBe(1);
    const again = await get('a', 'b');
    expect(again).toEqual({ numbers: Int32Array.of(1, 2, 3), made: 1 });
    expect((await get('ab', ''))!.made).toBe(2);
    expect((await get('a', 'c'))!.made).toBe(3);
  });

  it('that are broken are made again', async () => {
    await new KeptThings([folder]).get(['a'], async () => ({ value: 1 }));
    for (const name of readdirSync(folder)) writeFileSync(join(folder, name), 'half of it');
    expect(await new KeptThings([folder]).get(['a'], async () => ({ value: 2 }))).toEqual({ value: 2 });
  });

  it('are not written where nobody asked for it, nor where there is nothing to keep', async () => {
    await new KeptThings([folder], false).get(['a'], async () => ({ value: 1 }));
    await new KeptThings([folder]).get(['b'], async () => null);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('may lie where nothing can be written: the thing is made all the same', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(await new KeptThings([file]).get(['a'], async () => ({ value: 1 }))).toEqual({ value: 1 });
  });
});

describe('a lexicon opened for coding', () => {
  const write = (pattern: string): void => writeFileSync(join(folder, 'kettle.yml'), `id: kettle\ndefinition: The kettle.\nstrong: |\n  ${pattern}\n`);
  const open = () => openLexicon(folder, new KeptThings([join(folder, 'store')]));

  it('is that of its files as they are now', async () => {
    write('kettle');
    expect((await open()).lexicon!.patterns.map(({ pattern }) => pattern.text)).toEqual(['kettle']);
    expect((await open()).lexicon!.patterns.map(({ pattern }) => pattern.text)).toEqual(['kettle']);
    write('kettle .. broken');
    expect((await open()).lexicon!.patterns.map(({ pattern }) => pattern.text)).toEqual(['kettle .. broken']);
  });

  it('says what is wrong with it every time, and is not kept', async () => {
    write('(kettle');
    for (let time = 0; time < 2; time++) {
      const { lexicon, problems } = await open();
      expect(lexicon).toBeNull();
      expect(problems).toMatchObject([{ severity: 'error', line: 4 }]);
    }
    expect(readdirSync(folder)).toEqual(['kettle.yml']);
  });
});

describe('a sentiment lexicon opened for coding', () => {
  const store = (): string => join(folder, 'store');
  const own = (): string => join(folder, 'sentiment');
  const open = () => openSentimentLexicon(own(), new KeptThings([store()]));
  beforeEach(() => cpSync(shippedSentimentFolder(), own(), { recursive: true }));

  it('is the one that its files make, when it is compiled and when it was kept', async () => {
    const { value: loaded } = await loadSentimentLexicon(own());
    for (let time = 0; time < 2; time++) expect((await open()).value).toEqual(loaded);
    expect(readdirSync(store()).length).toBe(1);
  });

  it('is compiled again when what was kept is broken', async () => {
    const first = await open();
    const [name] = readdirSync(store());
    writeFileSync(join(store(), name!), 'half of it');
    expect((await open()).value).toEqual(first.value);
  });

  it('is that of its files as they are now', async () => {
    const valenceOf = async (word: string): Promise<number | undefined> => {
      const { value } = await open();
      return value!.valences[value!.names.indexOf(word)];
    };
    expect(await valenceOf('zebrafish')).toBeUndefined();
    appendFileSync(join(own(), 'words.csv'), 'zebrafish,2.5,\n');
    expect(await valenceOf('zebrafish')).toBe(2.5);
  });

  it('says what it warns of every time', async () => {
    appendFileSync(join(own(), 'words.csv'), 'zebrafish,2.5,\nzebrafish,2,\n');
    for (let time = 0; time < 2; time++) {
      const { value, problems } = await open();
      expect(value).toBeDefined();
      expect(problems).toMatchObject([{ severity: 'warning', id: 'repeated-words' }]);
    }
  });
});
