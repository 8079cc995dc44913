import papaparse from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unguarded } from '../../pipeline/7-report/csv.js';
import { comments, numberedThread, RunFolder } from './run-folder.js';

let folder: RunFolder;
beforeAll(() => {
  folder = new RunFolder();
  folder.write('threads/one.txt', numberedThread('The post says that it rained.\n=1+1 is no formula', [
    { text: 'A hammer 😡 and a spanner were too dear.', replies: ["'-no, I paid nothing"] },
    { text: 'A long comment about the broken ladder that was never mended by anyone at all' },
  ]));
  folder.write('threads/deeper/two.txt', numberedThread('Another post.', [
    { text: 'A long comment, about the broken ladder; that was never mended by anyone at all!' },
    { text: 'Fog.' },
  ]));
});
afterAll(() => folder.remove());

type Row = Readonly<Record<string, string>>;

function table(name: string): Row[] {
  const { data, errors } = papaparse.parse<Record<string, string>>(folder.read(name), { header: true, skipEmptyLines: true, transform: unguarded });
  expect(errors).toEqual([]);
  return data;
}

describe('heddle run', () => {
  it('writes every file, names them, and the same bytes each time', () => {
    const first = folder.heddle(['run', 'threads', '--out', 'a']);
    expect(first.stderr).not.toContain('error');
    expect(first.status).toBe(0);
    expect(first.stdout).toMatch(/^Coding \d+ files? \(\d+ kB\) with \S+, version \S+ \(\d+ themes?\)\n/);
    for (const name of ['units.csv', 'codings.csv', 'themes.csv', 'cooccurrence.csv', 'codebook.csv', 'dataset.json', 'dataset.jsonl', 'run.json']) {
      expect(first.stdout).toContain(`a/${name}`);
      expect(folder.read(`a/${name}`).length).toBeGreaterThan(0);
    }
    expect(folder.heddle(['run', 'threads', '--out', 'b', '--workers', '3']).status).toBe(0);
    expect(folder.digests('b')).toEqual(folder.digests('a'));
  });

  it('gives units in input order with their labels, files and duplicates', () => {
    const units = table('a/units.csv');
    expect(units.map(({ file, label, parent_label: parent, kind }) => [file, label, parent, kind])).toEqual([
      ['deeper/two.txt', 'post', '', 'post'], ['deeper/two.txt', '1', '', 'comment'], ['deeper/two.txt', '2', '', 'comment'],
      ['one.txt', 'post', '', 'post'], ['one.txt', '1', '', 'comment'], ['one.txt', '1.1', '1', 'reply'], ['one.txt', '2', '', 'comment'],
    ]);
    expect(units[6]!['duplicate_of']).toBe(units[1]!['unit_id']);
    expect(units.filter(({ duplicate_of: of }) => of !== '').length).toBe(1);
    expect(units[5]!['text']).toBe("'-no, I paid nothing");
    expect(units[2]).toMatchObject({ words: '1', sentences: '1', themes: 'weather', theme_weather: '1', theme_tools: '0' });
    expect(units[4]!['themes']).toBe('money;tools');
  });

  it('gives codings whose offsets slice the unit, by code points', () => {
    const units = new Map(table('a/units.csv').map((unit) => [unit['unit_id'], unit]));
    const codings = table('a/codings.csv');
    expect(codings.length).toBeGreaterThan(6);
    expect(new Set(codings.map(({ coding_id: id }) => id)).size).toBe(codings.length);
    for (const coding of codings) {
      const unit = units.get(coding['unit_id'])!;
      const source = [...folder.read(`threads/${coding['file']}`)];
      expect([...unit['text']!].slice(Number(coding['start']), Number(coding['end'])).join('')).toBe(coding['matched']);
      expect(source.slice(Number(coding['source_start']), Number(coding['source_end'])).join('')).toBe(coding['matched']);
      expect(unit['text']).toContain(coding['sentence']);
      expect(unit['themes']!.split(';')).toContain(coding['theme']);
    }
    const emoji = codings.find(({ matched }) => matched === 'spanner')!;
    expect(emoji['start']).toBe('17');
  });

  it('says the same in JSON', () => {
    const units = table('a/units.csv');
    const lines = folder.read('a/dataset.jsonl').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map((line) => line['unit_id'])).toEqual(units.map((unit) => unit['unit_id']));
    expect(lines.map((line) => line['text'])).toEqual(units.map((unit) => unit['text']));
    expect(lines.map((line) => line['duplicate_of'])).toEqual(units.map((unit) => unit['duplicate_of']));
    const dataset = JSON.parse(folder.read('a/dataset.json')) as { threads: { id: string; title: string; units: unknown[] }[] };
    expect(dataset.threads.map(({ id }) => id)).toEqual(['deeper/two', 'one']);
    expect(dataset.threads.flatMap(({ units: nested }) => nested)).toEqual(lines);
    const codings = lines.flatMap((line) => line['codings'] as { coding_id: string }[]);
    expect(codings.map(({ coding_id: id }) => id)).toEqual(table('a/codings.csv').map(({ coding_id: id }) => id));
  });

  it('counts themes and pairs as the units have them', () => {
    const units = table('a/units.csv');
    for (const row of table('a/themes.csv')) {
      const ofKind = units.filter(({ kind }) => row['kind'] === 'all' || (row['kind'] === 'post') === (kind === 'post'));
      const having = ofKind.filter((unit) => unit[`theme_${row['theme']}`] === '1');
      expect([row['units'], row['units_with_theme']]).toEqual([String(ofKind.length), String(having.length)]);
    }
    for (const row of table('a/cooccurrence.csv')) {
      const both = units.filter((unit) => unit[`theme_${row['theme_a']}`] === '1' && unit[`theme_${row['theme_b']}`] === '1');
      expect(row['units_both']).toBe(String(both.length));
    }
  });

  it('accounts for everything in run.json', () => {
    const run = JSON.parse(folder.read('a/run.json')) as { flow: Record<string, unknown>; inputs: { sha256: string }[]; outputs: string[] };
    expect(run.flow).toMatchObject({ files_read: 2, units: 7, duplicates: { same_words: 1, nearly: 0 } });
    expect(run.inputs.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true);
  });

  it('takes what threads.csv and exclude.csv say', () => {
    folder.write('beside/one.txt', folder.read('threads/one.txt'));
    folder.write('beside/threads.csv', 'file,title,date,period\none.txt,My title,2025-03-03,late\n');
    folder.write('beside/exclude.csv', 'file,label,reason\none.txt,1.1,asked for it\n');
    expect(folder.heddle(['run', 'beside', '--out', 'c']).status).toBe(0);
    const units = table('c/units.csv');
    expect(units.map(({ label }) => label)).toEqual(['post', '1', '2']);
    expect(units.every(({ attr_period: period }) => period === 'late')).toBe(true);
    expect(folder.read('c/dataset.json')).toContain('"title":"My title","posted_on":"2025-03-03"');
    expect(JSON.parse(folder.read('c/run.json'))).toMatchObject({ flow: { left_out: { excluded: 1 } } });
  });

  it('reads tables of every form alike', () => {
    const rows = comments(50);
    folder.write('tables/a.csv', `\ufeff${papaparse.unparse(rows)}`);
    folder.write('tables/b.jsonl', rows.map((row) => JSON.stringify(row)).join('\n'));
    folder.write('tables/c.tsv', papaparse.unparse(rows, { delimiter: '\t', newline: '\n' }));
    expect(folder.heddle(['run', 'tables', '--out', 'd', '--format', 'csv']).status).toBe(0);
    const units = table('d/units.csv');
    const plain = (file: string): unknown[] => units.filter((unit) => unit['file'] === file).map(({ unit_id: id, text, attr_town: town, themes }) => [id!.split('#')[1], text, town, themes]);
    expect(plain('a.csv').length).toBe(50);
    expect(plain('b.jsonl')).toEqual(plain('a.csv'));
    expect(plain('c.tsv')).toEqual(plain('a.csv'));
    expect(plain('a.csv')[0]).toEqual(['c0', rows[0]!.text, 'Hull', 'tools;weather']);
  });

  it('names the codings of a unit by its id, however long or strange', () => {
    const ids = ['i'.repeat(60), 'a, "b"', '=1', 'é', ' c'];
    folder.write('ids/t.csv', papaparse.unparse(ids.map((id) => ({ id, text: 'The hammer broke, the spanner broke and the ladder broke' }))));
    expect(folder.heddle(['run', 'ids', '--id-column', 'id', '--text-column', 'text', '--out', 'f', '--format', 'csv']).status).toBe(0);
    const codings = table('f/codings.csv');
    expect(new Set(codings.map(({ unit_id: id }) => id))).toEqual(new Set(table('f/units.csv').map(({ unit_id: id }) => id)));
    expect(codings.length).toBeGreaterThan(ids.length);
    for (const coding of codings) expect(coding['coding_id']).toBe(`${coding['unit_id']}:${coding['theme']}:${coding['start']}-${coding['end']}`);
  });

  it('shows matches below the threshold when asked', () => {
    folder.write('weak/lexicon/codebook.yml', folder.read('lexicons/probation/codebook.yml'));
    folder.write('weak/lexicon/tools.yml', 'id: tools\nname: Tools\ndefinition: d\ninclude: i\nexclude: e\nweak: |\n  hammer\n');
    folder.write('weak/threads/one.txt', folder.read('threads/one.txt'));
    expect(folder.heddle(['run', 'weak/threads', '--lexicon', 'weak/lexicon', '--out', 'e', '--explain', '--format', 'csv']).status).toBe(0);
    expect(table('e/codings.csv')).toEqual([]);
    expect(table('e/explain.csv')).toMatchObject([{ theme: 'tools', matched: 'hammer', weight: '0.25' }]);
  });

  it('shows every word and rule behind a score when asked, and its sums are the scores', () => {
    folder.write('why/one.txt', folder.read('threads/one.txt'));
    expect(folder.heddle(['run', 'why', '--out', 'w', '--explain', '--format', 'csv']).status).toBe(0);
    const reasons = table('w/explain-sentiment.csv');
    const units = table('w/units.csv');
    expect(reasons.filter(({ kind }) => kind === 'unit').map(({ unit_id: id, score }) => [id, score])).toEqual(units.map(({ unit_id: id, sentiment }) => [id, sentiment]));
    expect(reasons.filter(({ kind }) => kind === 'sentence').length).toBe(units.reduce((sum, { sentences }) => sum + Number(sentences), 0));
    const adds = (id: string, number: string): number => reasons.filter((row) => row['unit_id'] === id && row['sentence_number'] === number && row['adds'] !== '').reduce((sum, row) => sum + Number(row['adds']), 0);
    for (const { unit_id: id, sentence_number: number, kind, sum } of reasons) if (kind === 'sentence') expect(adds(id!, number!)).toBeCloseTo(Number(sum), 3);
    const stances = table('w/explain-stance.csv').filter(({ kind }) => kind === 'sum');
    const codings = table('w/codings.csv');
    expect(codings.length).toBeGreaterThan(0);
    for (const { unit_id: id, theme, stance } of codings) expect(stances.find((row) => row['unit_id'] === id && row['about'] === theme)?.['answer']).toBe(stance);
    for (const { unit_id: id, sentiment_label: label, themes } of units) expect(stances.find((row) => row['unit_id'] === id && row['about'] === 'label')?.['answer']).toBe(themes === '' ? undefined : label);
    expect(folder.heddle(['run', 'why', '--out', 'w', '--format', 'csv']).status).toBe(0);
    expect(() => folder.read('w/explain-sentiment.csv')).toThrow();
  });
});

describe('heddle segment', () => {
  it('shows a line a unit', () => {
    const { stdout, status } = folder.heddle(['segment', 'threads/one.txt']);
    expect(status).toBe(0);
    expect(stdout).toContain('one.txt: numbered');
    expect(stdout).toMatch(/^ {2}1\.1 +to 1 .*I paid nothing/m);
  });

  it('gives JSON whose places slice the file', () => {
    const { stdout } = folder.heddle(['segment', 'threads', '--format', 'json']);
    const threads = JSON.parse(stdout) as { file: string; units: { paragraphs: { start: number; end: number; text: string }[] }[] }[];
    for (const { file, units } of threads) {
      const text = folder.read(`threads/${file}`);
      for (const { start, end, text: paragraph } of units.flatMap(({ paragraphs }) => paragraphs)) expect(text.slice(start, end)).toBe(paragraph);
    }
  });
});
