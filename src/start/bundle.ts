import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Script } from 'node:vm';

/** The folder of what is built: two levels up from this file. */
export const BUILT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const FOLDER = join(BUILT, 'bundle');
/** The modules that a run begins with, in one file: a function of what CommonJS gives a module, and of what imports a module that is not in it. */
export const BUNDLE = join(FOLDER, 'heddle.cjs');
/**
 * What V8 made of the bundle, behind a digest of both: V8 tells by itself whether this version of it can use it, but neither that a byte of it is wrong
 * nor that it was made of another text.
 */
export const CODE = join(FOLDER, 'heddle.code');
/** The sizes and times of the bundle, of the modules that it was made of, and of the file that names its packages' versions. */
export const MADE_OF = join(FOLDER, 'made-of.json');

const DIGEST_BYTES = 32;
/** Copies and archives keep the time of a file to the second. A build takes longer than that. */
const SAME_TIME_MS = 1000;

/** A module's path inside `BUILT`, its size in bytes and the millisecond it was written in. */
export type ModuleStamp = readonly [path: string, bytes: number, written: number];

type Parts = typeof import('./parts.js');

/**
 * The command line, and what codes in a thread, from the bundle: two hundred small modules take longer to find and compile than most
 * commands to run, and loops that read constants of other modules are slower.
 * Null where there is no bundle, where a module was built anew since, or where errors are looked into: then the modules are loaded one by one.
 */
export function bundled(): Parts | null {
  if (process.env['HEDDLE_DEBUG']) return null;
  try {
    const stamps = JSON.parse(readFileSync(MADE_OF, 'utf8')) as readonly ModuleStamp[];
    return stamps.length > 0 && stamps.every(isAsItWas) ? load() : null;
  } catch {
    return null;
  }
}

export function stampOf(path: string): ModuleStamp {
  const { size, mtimeMs } = statSync(join(BUILT, path));
  return [path, size, mtimeMs];
}

function isAsItWas([path, bytes, written]: ModuleStamp): boolean {
  const [, bytesNow, writtenNow] = stampOf(path);
  return bytes === bytesNow && Math.abs(written - writtenNow) <= SAME_TIME_MS;
}

function load(): Parts {
  const text = readFileSync(BUNDLE);
  const code = readCode(text);
  const script = new Script(text.toString('utf8'), { filename: BUNDLE, ...(code ? { cachedData: code } : {}) });
  const module = { exports: {} as Parts };
  (script.runInThisContext() as Wrapped)(module.exports, createRequire(BUNDLE), module, BUNDLE, FOLDER, importOutside);
  // Set when Heddle is built, for a run that uses what most runs use.
  if (process.env['HEDDLE_KEEP_CODE']) process.once('exit', () => writeCode(text, script.createCachedData()));
  return module.exports;
}

/** What a script that V8 kept cannot do by itself. */
function importOutside(path: string): Promise<unknown> {
  return import(path.startsWith('.') ? new URL(path, pathToFileURL(BUNDLE)).href : path);
}

type Wrapped = (exports: object, require: NodeJS.Require, module: object, filename: string, dirname: string, importOutside: (path: string) => Promise<unknown>) => void;

function readCode(text: Uint8Array): Buffer | null {
  try {
    const kept = readFileSync(CODE);
    const digest = kept.subarray(0, DIGEST_BYTES);
    const code = kept.subarray(DIGEST_BYTES);
    return digest.equals(digestOf(text, code)) ? code : null;
  } catch {
    return null;
  }
}

function writeCode(text: Uint8Array, code: Uint8Array): void {
  writeFileSync(CODE, Buffer.concat([digestOf(text, code), code]));
}

function digestOf(text: Uint8Array, code: Uint8Array): Buffer {
  return createHash('sha256').update(text).update(code).digest();
}
