import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heddle } from './heddle.js';

/** Rated texts about invented words, so that only learning can know them. */
const RATED = Array.from({ length: 30 }, (_, i) => {
  const [word, mean] = ([['blorpish', -3], ['zindly', 3], ['table', 0]] as const)[i % 3]!;
  return JSON.stringify({ id: i, text: `It was a ${word} thing ${i}`, mean, label: Math.sign(mean) });
});

let folder = '';
const at = (...names: string[]): string => join(folder, ...names);

/** A copy of the shipped sentiment lexicon, without the threads it was learned from, that a test may spoil. */
function lexicon(name: string): string {
  cpSync(join('lexicons', 'sentiment'), at(name), { recursive: true, filter: (source) => !source.includes('coded') });
  return at(name);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'heddle sentiment '));
  writeFileSync(at('rated.jsonl'), `${RATED.join('\n')}\n`);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('heddle sentiment explain', () => {
  it('shows words, rules and the sum', () => {
    const { stdout, status } = heddle('sentiment', 'explain', 'The clerk was not generous.');
    expect(status).toBe(0);
    expect(stdout).toMatch(/generous\s+generous\s+[12]\.\d\d\s+negation\s+-0\.60/);
    expect(stdout).toMatch(/text: sum -[12]\.\d\d over 5 words, score -0\.\d{4}, negative\n$/);
  });

  it('gives the same as JSON, and its values add up', () => {
    const { stdout, status } = heddle('sentiment', 'explain', 'Lovely', 'people, dreadful roof!', '--format', 'json');
    expect(status).toBe(0);
    const { sentences, sum } = JSON.parse(stdout) as { sum: number; sentences: { sum: number; addends: { value: number; rules: string[] }[] }[] };
    const values = sentences.flatMap(({ addends }) => addends.map(({ value }) => value));
    expect(values.length).toBeGreaterThan(1);
    expect(values.reduce((total, value) => total + value, 0)).toBeCloseTo(sum, 9);
    expect(sentences[0]!.addends.every(({ rules }) => rules.includes('exclamation') || rules.length === 0)).toBe(true);
  });

  it('asks for a text, and for a lexicon that is there', () => {
    const empty = heddle('sentiment', 'explain');
    expect([empty.status, empty.stdout]).toEqual([2, '']);
    expect(empty.stderr).toContain('Give the text to explain.');
    const lost = heddle('sentiment', 'explain', 'Fine.', '--lexicon', at('nowhere'));
    expect([lost.status, lost.stdout]).toEqual([2, '']);
    expect(lost.stderr).toContain('no-folder');
  });

  it('refuses an action that is none', () => {
    const { status, stdout } = heddle('sentiment', 'praise', 'Fine.');
    expect([status, stdout]).toEqual([2, '']);
  });
});

describe('heddle sentiment check', () => {
  it('passes the shipped lexicon', () => {
    const { stdout, stderr, status } = heddle('sentiment', 'check');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^(\d+) of \1 examples come out as they should\n$/);
  });

  it('names the line of a fault in any of its files', () => {
    const own = lexicon('faulty');
    const spoil = (file: string, line: string): number => {
      const text = readFileSync(join(own, file), 'utf8');
      writeFileSync(join(own, file), `${text}${line}\n`);
      return text.split('\n').length;
    };
    const lines = { 'idioms.csv': spoil('idioms.csv', 'on its uppers,many'), 'stance.csv': spoil('stance.csv', 'sign,tone,1,2'), 'examples.csv': spoil('examples.csv', 'glad,So it goes.') };
    const { stderr, status } = heddle('sentiment', 'check', '--lexicon', own);
    expect(status).toBe(1);
    for (const [file, line] of Object.entries(lines)) expect(stderr).toContain(`${file}:${line} `);
  });

  it('shows an example that comes out otherwise, with the score', () => {
    const own = lexicon('otherwise');
    writeFileSync(join(own, 'examples.csv'), 'label,text\npositive,The roof is dreadful.\nnegative,The roof is dreadful.\n');
    const { stdout, stderr, status } = heddle('sentiment', 'check', '--lexicon', own);
    expect([status, stdout]).toEqual([1, '1 of 2 examples come out as they should\n']);
    expect(stderr).toMatch(/examples\.csv:2 .*\n.*should be positive and is negative \(-0\.\d\d\)/);
  });

  it('says when files are missing', () => {
    const own = lexicon('partial');
    rmSync(join(own, 'rules.yml'));
    const partial = heddle('sentiment', 'check', '--lexicon', own);
    expect(partial.status).toBe(1);
    expect(partial.stderr).toContain('rules.yml');
    expect(heddle('sentiment', 'check', '--lexicon', at('nowhere')).status).toBe(2);
  });
});

describe('heddle sentiment fit', () => {
  it('writes the same bytes again, and what it learned is used', () => {
    const own = lexicon('fitted');
    const first = heddle('sentiment', 'fit', at('rated.jsonl'), '--lexicon', own);
    expect([first.status, first.stderr]).toEqual([0, '']);
    expect(first.stdout).toMatch(/^rated\s+30\s/m);
    const written = ['learned.csv', 'calibration.yml'].map((file) => readFileSync(join(own, file), 'utf8'));
    expect(heddle('sentiment', 'fit', at('rated.jsonl'), '--lexicon', own)).toEqual(first);
    expect(['learned.csv', 'calibration.yml'].map((file) => readFileSync(join(own, file), 'utf8'))).toEqual(written);
    const { stdout } = heddle('sentiment', 'explain', 'A zindly day.', '--lexicon', own);
    expect(stdout).toMatch(/zindly\s+zindly\s+0\.[3-9]/);
  });

  it('leaves the tables alone where it cannot read a line, a file or the settings', () => {
    const own = lexicon('untouched');
    const before = readFileSync(join(own, 'learned.csv'), 'utf8');
    writeFileSync(at('bad.jsonl'), `${RATED[0]}\n{"text": "no rating"}\nnot JSON\n`);
    const bad = heddle('sentiment', 'fit', at('bad.jsonl'), '--lexicon', own);
    expect([bad.status, bad.stdout]).toEqual([2, '']);
    expect(bad.stderr).toContain('bad.jsonl:2 ');
    expect(bad.stderr).toContain('bad.jsonl:3 ');
    expect(heddle('sentiment', 'fit', at('none.jsonl'), '--lexicon', own).status).toBe(2);
    expect(heddle('sentiment', 'fit', '--lexicon', own).stderr).toContain('Name files of rated texts.');
    rmSync(join(own, 'fit.yml'));
    const lost = heddle('sentiment', 'fit', at('rated.jsonl'), '--lexicon', own);
    expect(lost.status).toBe(2);
    expect(lost.stderr).toContain('fit.yml');
    expect(readFileSync(join(own, 'learned.csv'), 'utf8')).toBe(before);
  });
});

describe('heddle sentiment fit-stance', () => {
  /** A coded thread in which frabjous pay is good and manky pay is bad. */
  function writeCoded(name: string): string {
    mkdirSync(at(name, 'threads'), { recursive: true });
    const comments = Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? `Frabjous pay, said number ${i}.` : `Manky pay, said number ${i}.`));
    const body = comments.map((text, i) => `  ${i + 1}. ${text}\n\n    ReplyDelete\n\n`).join('');
    writeFileSync(at(name, 'threads', 't.txt'), `Monday 3 March 2025\nPay\nThe pay slips are out.\n\n12 comments:\n\n${body}`);
    const good = (i: number): boolean => i % 2 === 0;
    writeFileSync(at(name, 'units.csv'), ['file,label,coder,sentiment,role,quoted', ...comments.map((_, i) => `t.txt,${i + 1},A,${good(i) ? 1 : -1},,none`)].join('\n'));
    writeFileSync(at(name, 'codings.csv'), ['file,label,coder,theme,stance,evidence', ...comments.map((_, i) => `t.txt,${i + 1},A,pay,${good(i) ? 'pos' : 'neg'},pay`)].join('\n'));
    return at(name);
  }

  it('learns words from codings, the same bytes again', () => {
    const own = lexicon('stances');
    const folders = ['one', 'two', 'three'].map(writeCoded);
    const first = heddle('sentiment', 'fit-stance', ...folders, '--lexicon', own);
    expect([first.status, first.stderr]).toEqual([0, '']);
    expect(first.stdout).toMatch(/^all: label\s+36\s+1\.000/m);
    const tables = (): string[] => ['leaning.csv', 'stance.csv'].map((file) => readFileSync(join(own, file), 'utf8'));
    const written = tables();
    expect(heddle('sentiment', 'fit-stance', ...folders, '--lexicon', own)).toEqual(first);
    expect(tables()).toEqual(written);
    const [, negative, neutral, positive] = /^word,frabjous,(.+),(.+),(.+)$/m.exec(written[0]!)!.map(Number);
    expect(positive!).toBeGreaterThan(Math.max(negative!, neutral!));
    expect(heddle('sentiment', 'check', '--lexicon', own).status).toBe(0);
  });

  it('leaves the tables alone where there is nothing to learn from', () => {
    const own = lexicon('unlearned');
    const before = readFileSync(join(own, 'leaning.csv'), 'utf8');
    for (const [words, says] of [[[], 'Name folders'], [[at('nowhere')], 'nowhere'], [[writeCoded('four'), '--without', 't'], 'no-codings']] as const) {
      const { status, stderr, stdout } = heddle('sentiment', 'fit-stance', ...words, '--lexicon', own);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toContain(says);
    }
    expect(readFileSync(join(own, 'leaning.csv'), 'utf8')).toBe(before);
  });
});

describe('heddle evaluate sentiment', () => {
  const set = [['Truly wonderful people.', 2.5, 1], ['A dreadful, filthy room.', -3, -1], ['The bus leaves at ten.', 0, 0], ['Not helpful at all.', -1.5, -1]] as const;

  beforeAll(() => writeFileSync(at('set.jsonl'), set.map(([text, mean, label]) => JSON.stringify({ text, mean, label })).join('\n')));

  it('prints figures beside those of VADER', () => {
    const { stdout, stderr, status } = heddle('evaluate', 'sentiment', at('set.jsonl'), '--resamples', '20');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^set\s+texts\s+labels\s+r\s+r of VADER\s+macro-F1/m);
    expect(stdout).toMatch(/^set\s+4\s+3\s+0\.9\d\d/m);
  });

  it('gives JSON, the same again', () => {
    const words = ['evaluate', 'sentiment', at('set.jsonl'), '--format', 'json', '--resamples', '20'];
    const { stdout, status } = heddle(...words);
    expect(status).toBe(0);
    const [result] = JSON.parse(stdout) as { texts: number; labels: number; heddle: { accuracy: { value: { value: number } } } }[];
    expect(result).toMatchObject({ texts: 4, labels: 3, heddle: { accuracy: { value: { value: 1 } } } });
    expect(heddle(...words).stdout).toBe(stdout);
  });

  it('counts two labels where no text is neutral', () => {
    writeFileSync(at('two.jsonl'), set.filter(([, , label]) => label !== 0).map(([text, , label]) => JSON.stringify({ text, mean: null, label })).join('\r\n'));
    expect(heddle('evaluate', 'sentiment', at('two.jsonl'), '--resamples', '5').stdout).toMatch(/^two\s+3\s+2\s/m);
  });

  it('says what it cannot read, and measures the rest', () => {
    writeFileSync(at('mixed.jsonl'), `${JSON.stringify({ text: 'Good', mean: 1, label: 1 })}\n{"text": 3}\n${JSON.stringify({ text: 'Bad', mean: -1, label: 2 })}\n`);
    const mixed = heddle('evaluate', 'sentiment', at('mixed.jsonl'), '--resamples', '5');
    expect(mixed.status).toBe(1);
    expect(mixed.stderr).toContain('mixed.jsonl:2 ');
    expect(mixed.stderr).toContain('mixed.jsonl:3 ');
    expect(mixed.stdout).toMatch(/^mixed\s+1\s/m);
  });

  it('stops where there is nothing to measure', () => {
    for (const words of [[], [at('none.jsonl')], [at('set.jsonl'), '--resamples', '0'], [at('set.jsonl'), '--lexicon', at('nowhere')]]) {
      const { status, stdout, stderr } = heddle('evaluate', 'sentiment', ...words);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).not.toBe('');
    }
  });
});
