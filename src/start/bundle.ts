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
/** What V8 made of the bundle. It tells by itself whether this version of it can use it. */
export const CODE = join(FOLDER, 'heddle.code');
/** The sizes and times of the modules that the bundle was made of. */
export const MADE_OF = join(FOLDER, 'made-of.json');

/** A module's path inside `BUILT`, its size in bytes and the millisecond it was written in. */
export type ModuleStamp = readonly [path: string, bytes: number, written: number];

type CommandLine = () => Promise<void>;

/**
 * The command line from the bundle: two hundred small modules take longer to find and compile than most commands to run.
 * Null where there is no bundle, where a module was built anew since, or where errors are looked into: then the modules are loaded one by one.
 */
export function bundledCommandLine(): CommandLine | null {
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
  return [path, size, Math.floor(mtimeMs)];
}

function isAsItWas([path, bytes, written]: ModuleStamp): boolean {
  const [, bytesNow, writtenNow] = stampOf(path);
  return bytes === bytesNow && written === writtenNow;
}

function load(): CommandLine {
  const cachedData = readIfThere(CODE);
  const script = new Script(readFileSync(BUNDLE, 'utf8'), { filename: BUNDLE, ...(cachedData ? { cachedData } : {}) });
  const module = { exports: {} as { commandLine: CommandLine } };
  (script.runInThisContext() as Wrapped)(module.exports, createRequire(BUNDLE), module, BUNDLE, FOLDER, importOutside);
  // Set when Heddle is built, for a run that uses what most runs use.
  if (process.env['HEDDLE_KEEP_CODE']) process.once('exit', () => writeFileSync(CODE, script.createCachedData()));
  return module.exports.commandLine;
}

/** What a script that V8 kept cannot do by itself. */
function importOutside(path: string): Promise<unknown> {
  return import(path.startsWith('.') ? new URL(path, pathToFileURL(BUNDLE)).href : path);
}

type Wrapped = (exports: object, require: NodeJS.Require, module: object, filename: string, dirname: string, importOutside: (path: string) => Promise<unknown>) => void;

function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
