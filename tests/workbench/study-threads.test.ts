import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followThemes } from '../../pipeline/lexicon/workbench/follow-themes.js';
import { lockUnits } from '../../src/files/review/locked.js';
import { measureGold, readGoldCorpus } from '../../src/workbench/gold-corpus.js';
import { readStudy } from '../../src/workbench/study-threads.js';
import { writeCodings, writeDecisions, writeThread } from './reviewed-folder.js';

const THEMES = [
  { id: 'pay', was: ['money'] },
  { id: 'union', was: [] },
];
const TEXTS = ['The rise came to nothing at all.', 'A kettle boiled over in the yard.', 'Nobody answered the telephone on Tuesday.'];

describe('what people said of threads', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'heddle study '));
    writeThread(folder, 'one', TEXTS);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function shares(): Promise<Record<string, Record<string, number>>> {
    const { threads, problems } = await readStudy([folder], THEMES);
    expect(problems.filter(({ severity }) => severity !== 'note')).toEqual([]);
    const said = threads.flatMap(({ thread, said: all }) => thread.units.flatMap(({ label }, unit): [string, Record<string, number>][] => (all[unit] ? [[label, Object.fromEntries(all[unit].shares)]] : [])));
    return Object.fromEntries(said);
  }

  it('is a table of codings and a review together; a decision takes the place of the same coder’s coding', async () => {
    writeCodings(folder, ['one.txt,1,anna,pay', 'one.txt,2,ben,money'], ['one.txt,1,anna', 'one.txt,1,ben', 'one.txt,2,anna', 'one.txt,2,ben']);
    await writeDecisions(folder, [{ coder: 'anna', at: '1', item: 'theme:pay', value: 'no' }, { coder: 'cleo', at: '3', item: 'theme:union', value: 'yes' }]);
    // Anna took her coding back; of unit 3 nobody said anything of pay.
    expect(await shares()).toEqual({ 1: { pay: 0, union: 0 }, 2: { pay: 0.5, union: 0 }, 3: { union: 1 } });
  });

  it('holds blanks of done units for no, leaves out what coders are unsure of, and lets a consensus decide', async () => {
    await writeDecisions(folder, [
      { coder: 'anna', at: '1', item: 'done', value: 'yes', among: ['pay', 'union'] },
      { coder: 'anna', at: '1', item: 'theme:pay', value: 'yes' },
      { coder: 'ben', at: '1', item: 'theme:pay', value: 'no' },
      { coder: 'consensus', at: '1', item: 'theme:pay', value: 'no' },
      { coder: 'ben', at: '2', item: 'theme:pay', value: 'unsure' },
      { coder: 'ben', at: '2', item: 'theme:union', value: 'yes' },
    ]);
    expect(await shares()).toEqual({ 1: { pay: 0, union: 0 }, 2: { union: 1 } });
  });

  it('follows units into a thread of another name, and themes to their new ids', async () => {
    await writeDecisions(folder, [{ coder: 'anna', at: '2', item: 'theme:money', value: 'yes' }]);
    rmSync(join(folder, 'one.txt'));
    writeThread(folder, 'another', ['A new first comment.', ...TEXTS]);
    expect(await shares()).toEqual({ 3: { pay: 1 } });
  });

  it('never has a unit that is set aside for tests, whether the list or a decision says so', async () => {
    const decisions = await writeDecisions(folder, [
      { coder: 'anna', at: '1', item: 'theme:pay', value: 'yes', test: true },
      { coder: 'anna', at: '2', item: 'theme:pay', value: 'yes' },
      { coder: 'anna', at: '3', item: 'theme:union', value: 'yes' },
    ]);
    writeCodings(folder, ['one.txt,1,ben,pay', 'one.txt,2,ben,pay'], ['one.txt,1,ben', 'one.txt,2,ben']);
    await lockUnits(folder, decisions.filter(({ label }) => label === '2').map(({ unit, file, label }) => ({ id: unit, file, label })));
    const { threads } = await readStudy([folder], THEMES);
    expect(threads.flatMap(({ thread }) => thread.units.map(({ label }) => label))).toEqual(['post', '3']);
    expect(await shares()).toEqual({ 3: { union: 1 } });
  });

  it('names themes that the lexicon does not have, and threads that are not there', async () => {
    writeCodings(folder, ['one.txt,1,anna,weather', 'gone.txt,1,anna,pay'], ['one.txt,1,anna', 'gone.txt,1,anna']);
    const { unknownThemes, problems } = await readStudy([folder], THEMES);
    expect(unknownThemes).toEqual(['weather']);
    expect(problems.map(({ id, file }) => [id, file])).toEqual([['no-thread', join(folder, 'gone.txt')]]);
  });

  it('reads a folder of decisions named by itself, and says what is wrong with one', async () => {
    await writeDecisions(folder, [{ coder: 'anna', at: '1', item: 'theme:pay', value: 'yes' }]);
    const { threads } = await readStudy([join(folder, 'reviews')], THEMES);
    expect(threads.flatMap(({ said }) => said.filter((one) => one !== null))).toHaveLength(1);
    writeFileSync(join(folder, 'reviews', 'decisions.csv'), '<<<<<<< ours\n');
    expect((await readStudy([folder], THEMES)).problems.map(({ id }) => id)).toContain('merge-marks');
  });

  it('is what each coder said, for measuring: nothing of what they were not asked, or could not tell', async () => {
    writeCodings(folder, ['one.txt,1,ben,money'], ['one.txt,1,ben']);
    await writeDecisions(folder, [
      { coder: 'anna', at: '1', item: 'theme:pay', value: 'unsure' },
      { coder: 'anna', at: '1', item: 'theme:union', value: 'yes' },
      { coder: 'anna', at: '2', item: 'theme:union', value: 'yes', test: true },
    ]);
    const { gold } = await readGoldCorpus(folder);
    const said = gold.human.map((coders) => coders.map(({ themes, unsure }) => [[...themes.keys()], [...unsure!]]));
    // The post, 1 and 3: unit 2 is set aside.
    expect(said).toEqual([[], [[['union'], ['money', 'pay']], [['money'], []]], []]);
    const paths = followThemes([{ id: 'money', was: [] }], [{ id: 'pay', was: ['money'] }]);
    const seen = gold.human.map((_, index) => ({ file: 'one.txt', label: String(index), cues: [] }));
    expect(measureGold(gold, paths, seen, seen)).toEqual([{ theme: 'pay', before: { right: 0, wrong: 0, missed: 1 }, after: { right: 0, wrong: 0, missed: 1 } }]);
  });
});
