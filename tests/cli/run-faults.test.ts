import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import papaparse from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comments, numberedThread, RunFolder } from './run-folder.js';

const isRoot = process.getuid?.() === 0;
const PICTURE = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 73, 72, 68, 82]);

let folder: RunFolder;
const good = numberedThread('It rained.', [{ text: 'A hammer.' }, { text: 'Fog.' }]);
beforeAll(() => {
  folder = new RunFolder();
});
afterAll(() => folder.remove());

describe('files that cannot be read', () => {
  it('are named with what to do, and the others go through', () => {
    folder.write('bad/a good one.txt', good);
    folder.write('bad/empty.txt', '');
    folder.write('bad/picture.txt', PICTURE);
    folder.write('bad/photo.jpg', PICTURE);
    folder.write('bad/prose.txt', 'A text with no comments in it at all.\n');
    folder.write('bad/latin.txt', Buffer.from(good.replace('Fog', 'Caf\xe9 fog'), 'latin1'));
    folder.write('bad/long line.txt', 'word '.repeat(1_000_000));
    folder.write('bad/empty.csv', '');
    folder.write('bad/numbers.csv', 'a,b\n1,2\n');
    const { status, stderr, stdout } = folder.heddle(['run', 'bad', '--out', 'a']);
    expect(status).toBe(1);
    for (const line of [/^empty\.txt:1 error empty-file$/m, /^picture\.txt error not-text$/m, /^photo\.jpg note other-kind$/m, /^prose\.txt.* warning no-comments$/m, /^latin\.txt:\d+:\d+ warning not-utf8$/m, /^empty\.csv:1 error empty-file$/m, /^numbers\.csv:1 warning no-text-column$/m]) {
      expect(stderr).toMatch(line);
    }
    expect(stdout).toContain('a/units.csv');
    expect(folder.read('a/units.csv')).toContain('a good one.txt');
    expect(folder.read('a/units.csv')).toContain('Café fog');
    // Sorted by file.
    const files = [...stderr.matchAll(/^(\S.*?)(?::\d+)* (?:error|warning|note) /gm)].map(([, file]) => file!);
    expect(files).toEqual([...files].sort());
  });

  it.skipIf(isRoot || process.platform === 'win32')('for want of a right to, too', () => {
    folder.write('locked/one.txt', good);
    folder.write('locked/two.txt', good);
    chmodSync(join(folder.path, 'locked/two.txt'), 0);
    const { status, stderr } = folder.heddle(['run', 'locked', '--out', 'b']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^two\.txt error unreadable$/m);
  });

  it('are all there is: the run cannot begin', () => {
    mkdirSync(join(folder.path, 'nothing'));
    const empty = folder.heddle(['run', 'nothing', '--out', 'c']);
    expect(empty.status).toBe(2);
    expect(empty.stderr).toContain('no threads');
    const missing = folder.heddle(['run', 'not there', '--out', 'c']);
    expect(missing.status).toBe(2);
    expect(missing.stderr).toContain('not there error no-such-file');
  });
});

describe('a broken lexicon', () => {
  it('is located, and nothing is coded', () => {
    folder.write('one.txt', good);
    folder.write('broken/codebook.yml', folder.read('lexicons/probation/codebook.yml'));
    folder.write('broken/tools.yml', 'id: tools\nname: Tools\ndefinition: d\nstrong: |\n  (hammer\n');
    const { status, stderr } = folder.heddle(['run', 'one.txt', '--lexicon', 'broken', '--out', 'd']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/broken\/tools\.yml:5:\d+ error /);
  });
});

describe('tables', () => {
  it('read gzip as it is, and say when it is damaged', () => {
    const csv = papaparse.unparse(comments(60));
    folder.write('packed/rows.csv.gz', gzipSync(csv));
    folder.write('plain/rows.csv', csv);
    folder.write('packed/damaged.jsonl.gz', gzipSync('{"text":"rain"}\n').subarray(0, 20));
    const { status, stderr } = folder.heddle(['run', 'packed', '--out', 'e', '--format', 'jsonl']);
    expect(stderr).toMatch(/^damaged\.jsonl\.gz error unreadable$/m);
    expect(status).toBe(1);
    expect(folder.heddle(['run', 'plain', '--out', 'f', '--format', 'jsonl']).status).toBe(0);
    expect(folder.read('e/dataset.jsonl').replaceAll('rows.csv.gz', 'rows.csv')).toBe(folder.read('f/dataset.jsonl'));
  });

  it('of UTF-16, of windows-1252 and with semicolons read alike', () => {
    const csv = papaparse.unparse([{ id: '1', text: 'Café “fog”' }], { delimiter: ';' });
    folder.write('encodings/utf16.csv', Buffer.from(`\ufeff${csv}`, 'utf16le'));
    folder.write('encodings/windows.csv', Buffer.from(csv.replace('é', '\xe9').replace('“', '\x93').replace('”', '\x94'), 'latin1'));
    const { stderr } = folder.heddle(['run', 'encodings', '--out', 'g', '--format', 'jsonl']);
    expect(stderr).toMatch(/^windows\.csv:2:\d+ warning not-utf8$/m);
    const lines = folder.read('g/dataset.jsonl').trim().split('\n').map((line) => JSON.parse(line) as { text: string });
    expect(lines.map(({ text }) => text)).toEqual(['Café “fog”', 'Café “fog”']);
  });

  it('name the columns they have when the text is not among them', () => {
    folder.write('odd.csv', 'a,b\n1,2\n');
    const none = folder.heddle(['run', 'odd.csv', '--out', 'h']);
    expect(none.status).toBe(2);
    expect(none.stderr).toMatch(/no-text-column[\s\S]*a, b[\s\S]*--text-column/);
    expect(folder.heddle(['run', 'odd.csv', '--text-column', 'b', '--out', 'h']).status).toBe(0);
    expect(folder.heddle(['run', 'odd.csv', '--text-column', 'c', '--out', 'h']).stderr).toContain('“c”');
  });

  it('with one id twice are warned of', () => {
    folder.write('twice.csv', 'id,text\n1,rain\n1,fog\n');
    expect(folder.heddle(['run', 'twice.csv', '--out', 'i']).stderr).toMatch(/^twice\.csv warning id-twice$/m);
  });
});

describe('the output folder', () => {
  it('that cannot be made is a word, not a crash', () => {
    folder.write('one.txt', good);
    const { status, stderr } = folder.heddle(['run', 'one.txt', '--out', 'one.txt/results']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/error cannot-write[\s\S]*--out/);
    expect(stderr).not.toContain('    at ');
  });

  it.skipIf(process.platform === 'win32')('whose file cannot be replaced keeps the whole result before', () => {
    folder.write('one.txt', good);
    folder.heddle(['run', 'one.txt', '--out', 'j']);
    const before = folder.digests('j');
    folder.write('one.txt', good.replace('hammer', 'spanner'));
    // A folder in a file's place cannot be replaced by anybody, root included.
    folder.heddle(['run', 'one.txt', '--out', 'k']);
    folder.remove.call({ path: join(folder.path, 'k', 'units.csv') });
    mkdirSync(join(folder.path, 'k', 'units.csv'));
    const { status, stderr } = folder.heddle(['run', 'one.txt', '--out', 'k']);
    expect(status).toBe(2);
    expect(stderr).toContain('cannot-replace');
    expect(folder.digests('j')).toEqual(before);
  });

  it('keeps a README of its owner', () => {
    folder.write('one.txt', good);
    folder.write('l/README.md', '# Mine\n');
    folder.heddle(['run', 'one.txt', '--out', 'l']);
    expect(folder.read('l/README.md')).toBe('# Mine\n');
    folder.heddle(['run', 'one.txt', '--out', 'm']);
    expect(folder.read('m/README.md')).toContain('data dictionary');
  });
});

describe('the command line', () => {
  it('refuses what it does not know', () => {
    for (const words of [['run', '--no-such-option'], ['rum'], ['run', '--workers', 'abc'], ['run', '--format', 'xml'], []]) {
      const { status, stderr } = folder.heddle(words);
      expect(status).toBe(2);
      expect(stderr).not.toContain('    at ');
      expect(stderr.length).toBeGreaterThan(10);
    }
  });

  it('has help with examples', () => {
    for (const command of ['run', 'segment']) {
      const { status, stdout } = folder.heddle([command, '--help']);
      expect(status).toBe(0);
      expect(stdout).toContain(`heddle ${command}`);
      expect(stdout).toContain('Examples:');
    }
  });
});
