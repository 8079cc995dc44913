import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import type { Problem } from '../../pipeline/model.js';

export type TableFormat = 'csv' | 'tsv' | 'jsonl';

/** A file to read. */
export interface Input {
  readonly path: string;
  /** Relative to the input folder, with `/`. */
  readonly file: string;
  /** The file's name without its ending. */
  readonly id: string;
  /** The folder the file lies in. */
  readonly folder: string;
  readonly format: 'text' | TableFormat;
  readonly gzip: boolean;
  readonly bytes: number;
  /** False where the file was found in a folder rather than named. */
  readonly named: boolean;
}

export interface FoundInputs {
  readonly inputs: readonly Input[];
  readonly problems: readonly Problem[];
}

const FORMATS: Readonly<Record<string, Input['format']>> = {
  '.txt': 'text', '.text': 'text', '.csv': 'csv', '.tsv': 'tsv', '.tab': 'tsv', '.jsonl': 'jsonl', '.ndjson': 'jsonl',
};
/** Files that lie beside the texts and say something of them; they hold no comments. */
const BESIDE = new Set(['threads.csv', 'exclude.csv', 'codings.csv', 'units.csv', 'decisions.csv']);
/** Files nobody takes for a thread. */
const PASSED_OVER = new Set(['.md', '.yml', '.yaml', '.json', '.lock']);
const FOLDERS_PASSED_OVER = new Set(['node_modules', 'reviews']);
const MOST_NOTES = 20;

/**
 * Finds the files that a run reads, in order of their paths as code units have it, so that every machine sees the same order.
 * Takes files and folders as the user named them, and the output folder, which is never read.
 */
export async function findInputs(paths: readonly string[], output: string): Promise<FoundInputs> {
  const inputs: Input[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    const found = await findIn(path, resolve(output));
    inputs.push(...found.inputs);
    problems.push(...found.problems);
  }
  return { inputs: withOwnIds(inputs, problems), problems };
}

async function findIn(path: string, output: string): Promise<FoundInputs> {
  let isFolder: boolean;
  try {
    isFolder = (await stat(path)).isDirectory();
  } catch {
    const hint = 'Check the path; a path with spaces in it must stand between quotation marks.';
    return { inputs: [], problems: [{ severity: 'error', id: 'no-such-file', file: path, message: 'There is no such file or folder.', hint }] };
  }
  if (!isFolder) return { inputs: [await inputOf(path, dirname(path), true)], problems: [] };
  const problems: Problem[] = [];
  const files: string[] = [];
  await walk(resolve(path), output, files, problems);
  const named = files.map((file) => ({ file, name: slashed(relative(resolve(path), file)) })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const inputs: Input[] = [];
  const others: string[] = [];
  for (const { file, name } of named) {
    if (formatOf(file) !== undefined) {
      if (!BESIDE.has(basename(file).toLowerCase())) inputs.push(await inputOf(file, path, false));
    } else if (!PASSED_OVER.has(extname(file).toLowerCase())) others.push(name);
  }
  problems.push(...othersOf(others));
  if (inputs.length === 0 && problems.every(({ severity }) => severity !== 'error')) {
    const hint = 'Threads are files that end in .txt; tables end in .csv, .tsv or .jsonl (and .gz after that).';
    problems.push({ severity: 'error', id: 'no-threads', file: path, message: 'The folder holds no threads.', hint });
  }
  return { inputs, problems };
}

async function walk(folder: string, output: string, files: string[], problems: Problem[]): Promise<void> {
  if (folder === output) return;
  let entries;
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    problems.push({ severity: 'error', id: 'unreadable', file: folder, message: `The folder cannot be read (${codeOf(error)}).`, hint: 'Check who may read it.' });
    return;
  }
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    const isFolder = entry.isDirectory() || (entry.isSymbolicLink() && (await isFolderLink(path)));
    if (!isFolder) files.push(path);
    // A link to a folder is not followed: it may lead round in a circle.
    else if (entry.isDirectory() && !FOLDERS_PASSED_OVER.has(entry.name)) await walk(path, output, files, problems);
  }
}

async function isFolderLink(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

async function inputOf(path: string, folder: string, named: boolean): Promise<Input> {
  const file = slashed(relative(resolve(folder), resolve(path)));
  const gzip = isGzip(path);
  const inner = gzip ? file.slice(0, -'.gz'.length) : file;
  const id = inner.slice(0, inner.length - extname(inner).length) || inner;
  let bytes = 0;
  try {
    bytes = (await stat(path)).size;
  } catch {
    // Reading it will say what is wrong.
  }
  return { path: resolve(path), file, id, folder: dirname(resolve(path)), format: formatOf(path) ?? 'text', gzip, bytes, named };
}

function formatOf(path: string): Input['format'] | undefined {
  const inner = isGzip(path) ? path.slice(0, -'.gz'.length) : path;
  return FORMATS[extname(inner).toLowerCase()];
}

function isGzip(path: string): boolean {
  return path.toLowerCase().endsWith('.gz');
}

/** Two files of one name would be one thread: the later ones keep their endings, and what is still the same is refused. */
function withOwnIds(inputs: readonly Input[], problems: Problem[]): Input[] {
  const met = new Map<string, Input>();
  const kept: Input[] = [];
  for (const input of inputs) {
    const id = met.has(input.id) ? input.file : input.id;
    const other = met.get(id);
    if (other?.path === input.path) continue;
    if (other) {
      const message = `The thread has the same name as ${other.path}, so their comments could not be told apart; it was left out.`;
      problems.push({ severity: 'error', id: 'same-name', file: input.path, message, hint: 'Name the folder that holds both, or rename one.' });
      continue;
    }
    met.set(id, input);
    kept.push({ ...input, id });
  }
  return kept;
}

function othersOf(names: readonly string[]): Problem[] {
  const notes = names.slice(0, MOST_NOTES).map((file): Problem => ({
    severity: 'note', id: 'other-kind', file, message: 'The file was not read: its ending is none of a thread or table.',
    hint: 'Threads end in .txt; tables in .csv, .tsv or .jsonl.',
  }));
  const rest = names.length - notes.length;
  if (rest > 0) notes.push({ severity: 'note', id: 'other-kind', file: names[MOST_NOTES]!, message: `This file and ${rest - 1} more were not read either.` });
  return notes;
}

export function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** The system's short name of an error, such as EACCES. */
export function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.message : String(error);
}
