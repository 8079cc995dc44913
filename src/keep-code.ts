import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import type { Plugin } from 'rolldown';
import { PACKAGE_FOLDER } from './files/package-info.js';
import { BUILT, BUNDLE, MADE_OF, stampOf } from './start/bundle.js';

const ENTRY = join(BUILT, 'src', 'start', 'parts.js');
/** Names the version of every package that is in the bundle. */
const PACKAGES = join(PACKAGE_FOLDER, 'package.json');
/** What is loaded when it is needed, and is part of most runs all the same. */
const INSIDE = [/[\\/]src[\\/]cli[\\/]/, /[\\/]src[\\/]job[\\/]report\.js$/, /[\\/]src[\\/]files[\\/]package-info\.js$/, /[\\/]src[\\/]files[\\/]regex\.js$/];

/** Everything else that is loaded when it is needed stays where it is. */
const outside: Plugin = {
  name: 'outside',
  async resolveId(source, importer, { kind }) {
    if (kind !== 'dynamic-import' || !importer || source.startsWith('node:')) return null;
    const found = await this.resolve(source, importer, { kind, skipSelf: true });
    if (!found || !found.id.startsWith(BUILT)) return { id: source, external: true };
    if (INSIDE.some((part) => part.test(found.id))) return null;
    return { id: besideBundle(found.id), external: true };
  },
};

function besideBundle(path: string): string {
  return relative(dirname(BUNDLE), path).replaceAll('\\', '/');
}

/** The tables of writings that no text is read in: half of a bundle that held them. */
const largeTables: Plugin = {
  name: 'large-tables',
  async resolveId(source, importer, { kind }) {
    if (kind !== 'require-call' || !importer?.includes('iconv-lite') || !source.endsWith('.json')) return null;
    const found = await this.resolve(source, importer, { kind, skipSelf: true });
    return found && { id: besideBundle(found.id), external: true };
  },
};

/** The parser measures its help as terminals show it, by way of a module that loads the rules of all the world's scripts; the help is in plain letters. */
const plainLetters: Plugin = {
  name: 'plain-letters',
  resolveId: (source) => (source === 'string-width' ? '\0string-width' : null),
  load: (id) => (id === '\0string-width' ? 'export default (text) => text.length;' : null),
};

/** A step of a build: puts what a run begins with into one file, and has V8 keep what it compiles of it. */
async function main(): Promise<void> {
  const folder = dirname(BUNDLE);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    const modules = await bundle();
    writeFileSync(MADE_OF, JSON.stringify([relative(BUILT, BUNDLE), relative(BUILT, PACKAGES), ...modules].map(stampOf)));
  } catch (error) {
    // It is as good without, only slower to begin.
    process.stderr.write(`Heddle was built without its bundle: ${error instanceof Error ? error.message : String(error)}\n`);
    return;
  }
  const warmUp = mkdtempSync(join(tmpdir(), 'heddle-build-'));
  try {
    const words = [join(BUILT, 'src', 'main.js'), 'run', join(PACKAGE_FOLDER, 'seeds'), '--out', warmUp];
    spawnSync(process.execPath, words, { cwd: PACKAGE_FOLDER, stdio: 'ignore', env: { ...process.env, HEDDLE_KEEP_CODE: '1' } });
  } finally {
    rmSync(warmUp, { recursive: true, force: true });
  }
}

/** Writes the bundle, and gives the paths of Heddle's own modules in it. */
async function bundle(): Promise<readonly string[]> {
  const { rolldown } = await import('rolldown');
  const build = await rolldown({ input: ENTRY, platform: 'node', plugins: [outside, largeTables, plainLetters], logLevel: 'silent', optimization: { inlineConst: { mode: 'all', pass: 2 } } });
  const { output } = await build.write({ file: BUNDLE, format: 'cjs', codeSplitting: false });
  await build.close();
  const [chunk, ...others] = output;
  if (others.length > 0) throw new Error(`The bundle is to be one file, not ${[chunk, ...others].map(({ fileName }) => basename(fileName)).join(', ')}.`);
  const code = readFileSync(BUNDLE, 'utf8').replaceAll(/\bimport\((?=")/g, 'importOutside(');
  writeFileSync(BUNDLE, `(function (exports, require, module, __filename, __dirname, importOutside) {${code}\n})`);
  return chunk.moduleIds.filter((id) => id.startsWith(BUILT)).map((id) => relative(BUILT, id)).sort();
}

await main();
