import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from './heddle.js';

/** A copy of what is built, so that it can be broken. Times are kept: by them a module is known to be as it was. */
let copy: string;
beforeAll(() => {
  if (!existsSync(join(ROOT, 'dist', 'bundle', 'made-of.json'))) throw new Error('Heddle is not wholly built: run npm run build first.');
  copy = mkdtempSync(join(tmpdir(), 'heddle-start-'));
  for (const name of ['dist', 'lexicons', 'seeds', 'package.json']) cpSync(join(ROOT, name), join(copy, name), { recursive: true, preserveTimestamps: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  writeFileSync(join(copy, 'tell.mjs'), TELL);
  writeFileSync(join(copy, 'hooks.mjs'), HOOKS);
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Loaded before the command: writes down every module that the process loads, every file that it reads at once, and whether V8 took the code it had kept. */
const TELL = `
import fs from 'node:fs';
import { register, syncBuiltinESMExports } from 'node:module';
import vm from 'node:vm';
register('./hooks.mjs', import.meta.url);
for (const name of ['readFileSync', 'openSync']) {
  const read = fs[name];
  fs[name] = (path, ...rest) => {
    if (typeof path === 'string' && path !== process.env.TOLD) fs.appendFileSync(process.env.TOLD, path + '\\n');
    return read(path, ...rest);
  };
}
vm.Script = class extends vm.Script {
  constructor(text, options) {
    super(text, options);
    if (options?.cachedData) fs.appendFileSync(process.env.TOLD, (this.cachedDataRejected ? 'refused code' : 'taken code') + '\\n');
  }
};
syncBuiltinESMExports();
`;
const HOOKS = `
import { appendFileSync } from 'node:fs';
export async function load(url, context, next) {
  appendFileSync(process.env.TOLD, url + '\\n');
  return next(url, context);
}
`;

interface Told {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
  readonly asked: readonly string[];
}

function heddle(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Told {
  const told = join(copy, 'told.txt');
  rmSync(told, { force: true });
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', pathToFileURL(join(copy, 'tell.mjs')).href, join(copy, 'dist', 'src', 'main.js'), ...words], {
    cwd: copy, encoding: 'utf8', env: { ...process.env, ...environment, TOLD: told },
  });
  return { stdout, stderr, status, asked: [...new Set(readFileSync(told, 'utf8').split('\n'))] };
}

const version = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly version: string }).version;
const bundle = (name: string): string => join(copy, 'dist', 'bundle', name);
const isBundled = ({ asked }: Told): boolean => asked.some((path) => path.endsWith('heddle.cjs'));
const heavy = (asked: readonly string[]): readonly string[] => asked.filter((path) => /\.kept$|[\\/](lexicons|pipeline)[\\/]|node_modules[\\/](exceljs|natural|wink|compromise|zod|yaml|re2js)/.test(path));

describe('a start', () => {
  it.each(['--version', '--help', 'run --help', 'lexicon --help', 'nothing-such'])('reads no lexicon and no large module for %s', (words) => {
    const told = heddle(words.split(' '));
    expect(isBundled(told)).toBe(true);
    expect(heavy(told.asked)).toEqual([]);
    expect(told.asked.filter((path) => path.includes('node_modules'))).toEqual([]);
  });

  it('takes the code that V8 made of the bundle when it was built', () => {
    expect(heddle(['--version']).asked).toContain('taken code');
  });

  it('takes compiled lexicons as they were kept', () => {
    const { asked, status } = heddle(['run', 'seeds', '--out', 'out', '--format', 'csv']);
    expect(status).toBe(0);
    expect(asked.filter((path) => path.endsWith('.kept')).length).toBe(3);
    expect(existsSync(join(copy, 'out', '.heddle-work', 'lexicons'))).toBe(false);
  });

  it('gives the same with the bundle and module by module', () => {
    const bundled = heddle(['run', 'seeds', '--out', 'bundled', '--explain']);
    const plain = heddle(['run', 'seeds', '--out', 'plain', '--explain'], { HEDDLE_DEBUG: '1' });
    expect(isBundled(bundled)).toBe(true);
    expect(isBundled(plain)).toBe(false);
    expect(heavy(bundled.asked).filter((path) => path.includes('pipeline'))).toEqual([]);
    // What is loaded is seen.
    expect(heavy(plain.asked).filter((path) => path.includes('pipeline')).length).toBeGreaterThan(50);
    expect(plain.status).toBe(bundled.status);
    expect(plain.stderr).toBe(bundled.stderr);
    for (const name of ['units.csv', 'codings.csv', 'themes.csv', 'dataset.json', 'explain-sentiment.csv']) {
      expect(readFileSync(join(copy, 'plain', name)).equals(readFileSync(join(copy, 'bundled', name))), name).toBe(true);
    }
    for (const words of [['--help'], ['run', '--help'], ['lexicon', 'kwic', '--help'], ['run', '--bogus'], ['agree'], ['lexicon', 'chek']]) {
      const { stdout, stderr, status } = heddle(words, { HEDDLE_DEBUG: '1' });
      expect(heddle(words)).toMatchObject({ stdout, stderr, status });
    }
  });
});

describe('a bundle that is not what it should be', () => {
  const broken = (name: string, breakIt: (bytes: Buffer) => Buffer): Told => {
    const { atime, mtime } = statSync(bundle(name));
    const whole = readFileSync(bundle(name));
    try {
      writeFileSync(bundle(name), breakIt(Buffer.from(whole)));
      return heddle(['--version']);
    } finally {
      writeFileSync(bundle(name), whole);
      utimesSync(bundle(name), atime, mtime);
    }
  };
  const half = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length >> 1);
  const garbled = (bytes: Buffer): Buffer => bytes.fill(0xa5, bytes.length >> 1, (bytes.length >> 1) + 400);

  it.each([
    ['code that V8 made, cut off', 'heddle.code', half, true],
    ['code that V8 made, garbled', 'heddle.code', garbled, true],
    ['the bundle, cut off', 'heddle.cjs', half, false],
    ['the list of modules, cut off', 'made-of.json', half, false],
  ])('costs time only: %s', (_, name, breakIt, bundled) => {
    const told = broken(name, breakIt);
    expect(told).toMatchObject({ stdout: `${version}\n`, stderr: '', status: 0 });
    expect(isBundled(told)).toBe(bundled);
  });

  it.each([
    ['a module was built anew', join('dist', 'pipeline', 'text', 'tokens.js')],
    ['the versions of packages were changed', 'package.json'],
  ])('is left aside when %s', (_, path) => {
    const module = join(copy, path);
    const { atime, mtime } = statSync(module);
    utimesSync(module, atime, new Date(mtime.getTime() + 2000));
    expect(isBundled(heddle(['--version']))).toBe(false);
    utimesSync(module, atime, mtime);
    expect(isBundled(heddle(['--version']))).toBe(true);
  });
});

describe('a lexicon that was kept', () => {
  it('is compiled again when a table of it changes', () => {
    const sentiment = join(copy, 'lexicons', 'sentiment', 'words.csv');
    writeFileSync(join(copy, 'one.txt'), 'A kettle and a zebrafish stood on the desk.\nReplyDelete\n');
    const reasons = (): string => {
      expect(heddle(['run', 'one.txt', '--out', 'scores', '--explain']).status).toBe(0);
      return readFileSync(join(copy, 'scores', 'explain-sentiment.csv'), 'utf8');
    };
    expect(reasons()).not.toContain(',zebrafish,');
    const table = readFileSync(sentiment, 'utf8');
    writeFileSync(sentiment, `${table.replace(/\n?$/, '\n')}zebrafish,3.5,\n`);
    expect(reasons()).toContain(',zebrafish,');
    writeFileSync(sentiment, table);
    expect(reasons()).not.toContain(',zebrafish,');
  });
});
